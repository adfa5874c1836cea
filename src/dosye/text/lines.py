"""Lines of a printed page, from pieces of text that lie at their places: order, letters, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_FINAL_HEH = re.compile("[\ufee9\ufeea]")  # the glyph that fonts give ae at the end of a word
_AE = "\u06d5"
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT = re.compile("[A-Za-z0-9\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
_ENDS = re.compile("[.!?\u061f\u2026:\u061b]['\"\u00bb\u00ab\u201d)\\]]*$")
_HYPHEN = re.compile("(?<=[\u0621-\u06d5])[-\u00ad\u2010]$")
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


def order_line(chunks: Sequence[Chunk]) -> Line:
    """Put the pieces of a line, as they lie from left to right, into the order in which they are read."""
    pieces = _with_gaps(chunks)
    text = "".join(p.text for p in pieces)
    if len(_RIGHT.findall(text)) >= len(re.findall("[A-Za-z]", text)):
        text = "".join(p.text for p in _right_to_left(pieces))
    left = min(chunk.x for chunk in chunks)
    return Line(left, chunks[0].y, _spelled(text), max(chunk.size for chunk in chunks))


def _with_gaps(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Join each gap to the piece at its right: read from the right, the gap comes after it."""
    out: list[Chunk] = []
    gap = ""
    for chunk in chunks:
        if not chunk.text.strip():
            gap = " "
            continue
        text = chunk.text + gap if _RIGHT.search(chunk.text) else gap + chunk.text
        out.append(Chunk(chunk.x, chunk.y, text, chunk.size))
        gap = ""
    return out


def _right_to_left(pieces: Sequence[Chunk]) -> list[Chunk]:
    """From right to left, runs of Latin letters and digits from left to right within."""
    ordered = sorted(pieces, key=lambda p: -p.x)
    out: list[Chunk] = []
    run: list[Chunk] = []
    for piece in ordered:
        if _LEFT.search(piece.text) and not _RIGHT.search(piece.text):
            run.insert(0, piece)
        else:
            out += [*run, piece]
            run = []
    return [*out, *run]


def _spelled(text: str) -> str:
    """Letters instead of their printed shapes."""
    text = _MARKS.sub("", _FINAL_HEH.sub(_AE, text))
    text = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


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
        elif _HYPHEN.search(texts[-1]):
            texts[-1] = _HYPHEN.sub("", texts[-1]) + line.text
        else:
            texts[-1] += " " + line.text
    return Paragraphs(tuple(texts), _ENDS.search(texts[-1]) is None)
