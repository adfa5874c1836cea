"""Language of a line: Central Kurdish, Badini in Arabic letters, Arabic, Persian, English or another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path

from dosye.language.ckb.letters import IGNORED, LETTERS, SHAPES, TATWEEL, pattern_source
from dosye.language.ckb.orthography import normalise_word
from dosye.language.ckb.records import Script
from dosye.tables import read_table

_WORD = re.compile(f"[{LETTERS}{SHAPES}{IGNORED}{TATWEEL}]+|[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*")
_LINK = re.compile(r"(?i:https?://|www\.)\S+|[#@]\w+")
_UNSEEN = re.compile(f"[{IGNORED}{TATWEEL}]")
_ARABIC_SCRIPT = re.compile(f"[{LETTERS}{SHAPES}]")
_LONGEST = 5000  # code points that decide; a line is rarely longer
_KURDISH_ONLY = re.compile(pattern_source("kurdish_clear"))
_LEAST_ENGLISH = 0.45  # mean weight of a word of English; a line of names or another language has less
_LEAST = 0.2
_PRIOR = 0.3  # of Central Kurdish, where little speaks for any language
_NOT_ARABIC = re.compile(pattern_source("not_arabic"))


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """What words weigh for a language.

    `ends`, `starts`: all suffixes and prefixes, few words bear one; `sizes`: how long they are.
    """

    words: Mapping[str, float]
    prefixes: Mapping[str, float]
    suffixes: Mapping[str, float]
    letters: Mapping[str, float]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    sizes: tuple[int, ...]
    signs: frozenset[str]


def identify(line: str) -> Script:
    """Tell the language of a line by its words and letters; OTHER where nothing speaks for one of the five.

    Links and hashtags do not count. A line in several languages is of the one that most of it is in.
    """
    return _identified(line[:_LONGEST])


@lru_cache(maxsize=64)  # who reads asks for the same text more than once
def _identified(text: str) -> Script:
    if "://" in text or "#" in text or "@" in text or "www." in text.lower():
        text = _LINK.sub(" ", text)
    raw = _WORD.findall(text)
    arabic = [word for word in raw if _is_arabic(word)]
    if len(arabic) == len(raw):
        return _arabic_script(arabic) if arabic else Script.OTHER
    latin = [word.lower() for word in raw if not _is_arabic(word)]
    if sum(map(len, arabic)) >= sum(map(len, latin)):
        return _arabic_script(arabic) if arabic else Script.OTHER
    marks = _marks()
    score = sum(_score(marks[Script.ENGLISH], word) - _score(marks[Script.OTHER], word) for word in latin)
    if score >= _LEAST_ENGLISH * len(latin):
        return Script.ENGLISH
    are_names = all(word[0].isupper() for word in raw if not _is_arabic(word))
    return _arabic_script(arabic) if arabic and are_names else Script.OTHER


@lru_cache(maxsize=3072)
def _is_arabic(word: str) -> bool:
    return _ARABIC_SCRIPT.match(word) is not None


def _arabic_script(words: list[str]) -> Script:
    votes = map(_votes, words)
    kurdish, foreign, central, badini, arabic, persian, other = (
        sum(v) / len(words) for v in zip(*votes, strict=True)
    )
    scores = (
        (Script.CKB, central + kurdish + _PRIOR),
        (Script.BADINI, badini + kurdish),
        (Script.ARABIC, arabic - 2 * kurdish - foreign),
        (Script.PERSIAN, persian - 2 * kurdish),
        (Script.OTHER, other),
    )
    best, score = max(scores, key=itemgetter(1))
    return best if score >= _LEAST else Script.OTHER


_PERSIAN = str.maketrans({"\u0643": "\u06a9", "\u064a": "\u06cc", "\u0649": "\u06cc"})


@lru_cache(maxsize=3072)
def _votes(word: str) -> tuple[float, ...]:
    """What one word says: letters of Kurdish, of no Arabic, and its weight in each language."""
    marks = _marks()
    canonical, plain = normalise_word(word), _UNSEEN.sub("", word)
    return (
        bool(_KURDISH_ONLY.search(word)),
        bool(_NOT_ARABIC.search(word)),
        _score(marks[Script.CKB], canonical),
        _score(marks[Script.BADINI], canonical),
        _score(marks[Script.ARABIC], plain),
        _score(marks[Script.PERSIAN], plain.translate(_PERSIAN)),
        _score(marks[Script.OTHER], plain),
    )


def _score(marks: _Marks, word: str) -> float:
    known = marks.words.get(word)
    if known is not None:
        return known
    letters, score = marks.letters, 0.0
    if not marks.signs.isdisjoint(word):
        score = sum([letters[letter] for letter in dict.fromkeys(word) if letter in letters])
    room = len(word) - 2  # an affix leaves two letters at least
    starts, ends = marks.starts, marks.ends
    if word.endswith(ends):
        score += _heaviest(marks.suffixes, [word[-size:] for size in marks.sizes if size <= room])
    if word.startswith(starts):
        score += _heaviest(marks.prefixes, [word[:size] for size in marks.sizes if size <= room])
    return score


def _heaviest(affixes: Mapping[str, float], texts: Sequence[str]) -> float:
    return max([affixes[text] for text in texts if text in affixes], default=0.0)


@cache
def _marks() -> dict[Script, _Marks]:
    rows = read_table(
        Path(__file__).parent / "languages.tsv",
        ("language", "kind", "form", "weight"),
        key=("language", "kind", "form"),
    )
    kinds = ("word", "prefix", "suffix", "letter")
    found: dict[tuple[str, str], dict[str, float]] = {(s.value, kind): {} for s in Script for kind in kinds}
    for row in rows:
        found[row["language"], row["kind"]][row["form"]] = float(row["weight"])
    return {script: _marks_of([found[script.value, kind] for kind in kinds]) for script in Script}


def _marks_of(weights: list[dict[str, float]]) -> _Marks:
    words, prefixes, suffixes, letters = weights
    sizes = tuple(sorted({len(affix) for affix in (*prefixes, *suffixes)}))
    return _Marks(
        words, prefixes, suffixes, letters, tuple(prefixes), tuple(suffixes), sizes, frozenset(letters)
    )
