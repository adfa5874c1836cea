"""Lines of a printed page, from pieces of text that lie at their places: order, letters, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_FINAL_HEH = re.compile("[\ufee9\ufeea]")  # the glyph that fonts give ae at the end of a word
_AE = "\u06d5"
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT = re.compile("[A-Za-z0-9\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]")
_LEFT_CORE = re.compile(f"{_LEFT.pattern}.*{_LEFT.pattern}[%-]?|{_LEFT.pattern}[%-]?")
_BEFORE_MARK = re.compile(" (?=[)\\]:\u060c\u061b\u061f])")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_ENDS = re.compile("[.!?\u061f\u2026:\u061b]['\"\u00bb\u00ab\u201d)\\]]*$")
_HYPHEN = re.compile("(?<=[\u0621-\u06d5])[-\u00ad\u2010]$")
_COMPOUND = re.compile("[A-Za-z0-9]-$")
_CLOSING = re.compile("\\s*([.!:\u060c\u061b\u061f]+)(?=[^\\W\\d_])")
_SHORT = 0.06  # of the width of a column: a line that ends this early and with a mark ends its paragraph
_SHORTER = 0.25  # one that ends this early ends it anyhow
_APART = 1.3  # times the usual distance of lines
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text of one direction at a place of the page (its left end), in points; `size` of its letters."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order: its left end, its height on the page, the size of its letters."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a page; `open` where the last has no end, so that the next page goes on with it."""

    texts: tuple[str, ...]
    open: bool


def lies_leftward(lines: Sequence[Sequence[Chunk]]) -> bool:
    """Whether the file shows the pieces of lines from left to right, as most programs do, or as read."""
    steps = [b.x - a.x for line in lines for a, b in pairwise(c for c in line if c.text.strip())]
    return sum(1 if step > 0 else -1 for step in steps) >= 0


def order_line(chunks: Sequence[Chunk], *, leftward: bool = True) -> Line:
    """Put the pieces of a line into the order in which they are read.

    Args:
        chunks: in the order in which the file shows them.
        leftward: that is from left to right.
    """
    text = "".join(chunk.text for chunk in chunks)
    if len(_RIGHT.findall(text)) >= len(_LATIN.findall(text)):
        text = "".join(_right_to_left(reversed(chunks) if leftward else chunks))
    left = min(chunk.x for chunk in chunks)
    return Line(left, chunks[0].y, _spelled(text), max(chunk.size for chunk in chunks))


def _right_to_left(chunks: Iterable[Chunk]) -> list[str]:
    """The pieces in order of reading; Latin letters and digits that stand together go from left to right."""
    out: list[str] = []
    run: list[str] = []
    for is_left, text in _pieces(chunks):
        if is_left or (run and text.isspace()):
            run.append(text)
        else:
            out += [*_turned(run), text]
            run = []
    return out + _turned(run)


def _pieces(chunks: Iterable[Chunk]) -> Iterator[tuple[bool, str]]:
    for chunk in chunks:
        if _RIGHT.search(chunk.text):
            marks = _CLOSING.match(chunk.text)  # they lie at the left, which is the end
            rest = chunk.text[marks.end() :] if marks else chunk.text
            yield False, rest + (marks[1].translate(_MIRRORED) if marks else "")
            continue
        before, core, after = _edges(chunk.text)
        yield from (
            (is_left, part) for is_left, part in ((False, before), (True, core), (False, after)) if part
        )


def _turned(run: list[str]) -> list[str]:
    """A run the other way around; the space after it stays after it."""
    end = len(run)
    while end and run[end - 1].isspace():
        end -= 1
    return run[:end][::-1] + run[end:]


def _edges(text: str) -> tuple[str, str, str]:
    """Part a piece that lies from left to right into the marks read before it, itself, the marks after.

    Marks take the direction of the line: they are turned around, and brackets to the other side.
    """
    found = _LEFT_CORE.search(text)
    if found is None:
        return text[::-1].translate(_MIRRORED), "", ""
    left, right = text[: found.start()], text[found.end() :]
    return right[::-1].translate(_MIRRORED), found[0], left[::-1].translate(_MIRRORED)


def _spelled(text: str) -> str:
    """Letters instead of their printed shapes."""
    text = _MARKS.sub("", _FINAL_HEH.sub(_AE, text))
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _BEFORE_MARK.sub("", text)


def paragraphs(lines: Sequence[Line]) -> Paragraphs:
    """Join the lines of a page to paragraphs by their distances and by where they end."""
    if not lines:
        return Paragraphs((), False)
    margin = min(line.x for line in lines)
    width = max(max(line.x for line in lines) - margin, 20 * median(line.size for line in lines))
    steps = [abs(a.y - b.y) for a, b in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    texts = [lines[0].text]
    for step, before, line in zip(steps, lines, lines[1:], strict=False):  # one less of each
        short = (before.x - margin) / width
        ended = (short > _SHORT and _ENDS.search(before.text)) or short > _SHORTER
        if ended or step > _APART * usual or abs(before.size - line.size) > 1:
            texts.append(line.text)
        elif _COMPOUND.search(texts[-1]):
            texts[-1] += line.text
        elif _HYPHEN.search(texts[-1]):
            texts[-1] = _HYPHEN.sub("", texts[-1]) + line.text
        else:
            texts[-1] += " " + line.text
    return Paragraphs(tuple(texts), _ENDS.search(texts[-1]) is None)
