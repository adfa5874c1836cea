"""Letters of every keyboard -> standard Central Kurdish letters, with an exact way back to the raw text.

The facts stand in `letters.tsv` (one sign for another) and `spelling.tsv` (rules that look around).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dosye.language.ckb.arabic import find_arabic
from dosye.language.ckb.letters import CONSONANTS, IGNORED, LETTERS, TATWEEL
from dosye.tables import read_table

_HERE = Path(__file__).parent
_TABLE_RANK = 50  # rules below it run before the table of letters
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_FINAL_HEH = re.compile("[\ufee9\ufeea](?=[\u0621-\u064a\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe80-\ufefc])")
_COMPOSED = re.compile("(?s:.)[\u0300-\u036f\u0653-\u0655]+")
_GROWING = re.compile("[\u0300-\u036f\u0653-\u0655\u06c0\ufb50-\ufdff\ufe70-\ufefc]")
_AE = "\u06d5"

_Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    rank: int
    name: str
    needs: str
    pattern: re.Pattern[str]
    replacement: str

    def edits(self, text: str) -> list[_Edit]:
        return [(m.start(), m.end(), self.replacement) for m in self.pattern.finditer(text)]


@dataclass(frozen=True, slots=True)
class Normalised:
    """Canonical text and the raw text that it comes from, with ranges both ways.

    All ranges are half-open and count code points. A range of one side gives the smallest range of the
    other side that holds everything it came from, or became; what was dropped belongs to no character.
    """

    text: str
    raw: str

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Range of the raw text that the canonical range comes from."""
        starts, ends = self._offsets()
        if start >= end:
            at = starts[start] if start < len(starts) else len(self.raw)
            return at, at
        return starts[start], ends[end - 1]

    def text_range(self, start: int, end: int) -> tuple[int, int]:
        """Range of the canonical text that the raw range became; empty where all of it was dropped."""
        starts, ends = self._offsets()
        first = bisect_right(ends, start)
        if start >= end:
            return first, first
        return first, max(first, bisect_left(starts, end))

    def _offsets(self) -> tuple[Sequence[int], Sequence[int]]:
        """Raw start and end of every canonical character; no tracing where each became one other."""
        size = len(self.raw)
        if size == len(self.text) and TATWEEL not in self.text and not _GROWING.search(self.raw):
            return range(size), range(1, size + 1)
        return _offsets(self.raw)


def normalise(text: str) -> Normalised:
    """Write a text in canonical letters.

    Examples: `كوردستان` -> `کوردستان`, `هەولێرى` -> `هەولێری`, `رۆژ` -> `ڕۆژ`, `ووتی` -> `وتی`. Digits
    become ASCII. Lines and quotations in Arabic stay as they are. Doing it twice changes nothing.
    """
    return Normalised(_canonical(text), text)


@lru_cache(maxsize=3072)
def normalise_word(text: str) -> str:
    """Canonical letters of one word form, cached; the same as `normalise(text).text`."""
    return _canonical(text)


def _canonical(text: str) -> str:
    if text.isascii():
        return text
    spans = find_arabic(text)
    if not spans:
        return rewrite(text)
    return "".join(part if kept else rewrite(part) for part, kept in _pieces(text, spans))


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*pieces, (text[at:], False)]


def rewrite(text: str) -> str:
    """Canonical letters of a text that holds no Arabic and not only ASCII."""
    if _PRESENTATION.search(text):
        text = _FINAL_HEH.sub(_AE, text)
        text = _PRESENTATION.sub(_nfkc, text)
    for rule in _BEFORE:
        if rule.needs in text:
            text = rule.pattern.sub(rule.replacement, text)
    text = text.translate(_TRANSLATION)
    if not unicodedata.is_normalized("NFC", text):
        text = _COMPOSED.sub(_nfc, text)
    for rule in _AFTER:
        if rule.needs in text:
            text = rule.pattern.sub(rule.replacement, text)
    return text


@lru_cache(maxsize=16)
def _offsets(raw: str) -> tuple[Sequence[int], Sequence[int]]:
    """Raw start and end of every canonical character: the same steps as `rewrite`, with edits kept."""
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for part, kept in _pieces(raw, find_arabic(raw)):
        if kept or part.isascii():
            starts += range(at, at + len(part))
            ends += range(at + 1, at + len(part) + 1)
        else:
            _trace(part, at, starts, ends)
        at += len(part)
    return starts, ends


def _trace(text: str, at: int, starts: list[int], ends: list[int]) -> None:
    track = _Track(text, list(range(at, at + len(text))), list(range(at + 1, at + len(text) + 1)))
    track.apply([(m.start(), m.end(), _AE) for m in _FINAL_HEH.finditer(text)])
    track.apply([(m.start(), m.end(), _nfkc(m)) for m in _PRESENTATION.finditer(track.text)])
    for rule in _BEFORE:
        track.rewrite(rule)
    track.translate()
    track.apply([(m.start(), m.end(), _nfc(m)) for m in _COMPOSED.finditer(track.text)])
    for rule in _AFTER:
        track.rewrite(rule)
    starts += track.starts
    ends += track.ends


def _nfc(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def _nfkc(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


class _Track:
    """A text under rewriting, with the raw start and end of each character."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int]) -> None:
        self.text, self.starts, self.ends = text, starts, ends

    def translate(self) -> None:
        """Write the letters of the table, and leave out the signs that it drops."""
        text = self.text.translate(_TRANSLATION)
        if len(text) < len(self.text):
            kept = [i for i, c in enumerate(self.text) if c not in _DROPPED]
            self.starts = [self.starts[i] for i in kept]
            self.ends = [self.ends[i] for i in kept]
        self.text = text

    def rewrite(self, rule: _Rule) -> None:
        """Carry out a rule of spelling."""
        if rule.needs not in self.text:
            return
        if len(rule.replacement) == 1:
            text = rule.pattern.sub(rule.replacement, self.text)
            if len(text) == len(self.text):  # one letter for one, each time
                self.text = text
                return
        self.apply(rule.edits(self.text))

    def apply(self, edits: list[_Edit]) -> None:
        """Carry out edits that stand in text order and do not overlap."""
        if not edits:
            return
        if all(end - start == len(new) == 1 for start, end, new in edits):
            letters = list(self.text)
            for start, _, new in edits:
                letters[start] = new
            self.text = "".join(letters)
            return
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, new in [*edits, (len(self.text), len(self.text), "")]:
            text += [self.text[at:start], new]
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            if new:
                starts += [self.starts[start]] * len(new)
                ends += [self.ends[end - 1]] * len(new)
            at = end
        self.text, self.starts, self.ends = "".join(text), starts, ends


def _point(cell: str) -> str:
    return chr(int(cell.removeprefix("U+"), 16)) if cell else ""


def _unescaped(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), cell)


def _read_rules() -> list[_Rule]:
    columns = ("rank", "name", "needs", "pattern", "replacement", "why")
    rules = []
    for row in read_table(_HERE / "spelling.tsv", columns, key=("name",)):
        pattern = row["pattern"].replace("{L}", LETTERS).replace("{C}", CONSONANTS).replace("{I}", IGNORED)
        needs, replacement = _unescaped(row["needs"]), _unescaped(row["replacement"])
        rules.append(_Rule(int(row["rank"]), row["name"], needs, re.compile(pattern), replacement))
    return rules


def _read_letters() -> dict[str, str]:
    rows = read_table(_HERE / "letters.tsv", ("from", "to", "why"), key=("from",))
    return {_point(row["from"]): _point(row["to"]) for row in rows}


_LETTERS = _read_letters()
_TRANSLATION = str.maketrans(_LETTERS)
_DROPPED = frozenset(letter for letter, to in _LETTERS.items() if not to)
_RULES = sorted(_read_rules(), key=lambda rule: rule.rank)
_BEFORE = tuple(rule for rule in _RULES if rule.rank < _TABLE_RANK)
_AFTER = tuple(rule for rule in _RULES if rule.rank > _TABLE_RANK)
