"""Language of a line: Central Kurdish, Badini in Arabic letters, Arabic, Persian, English or another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
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


@dataclass(frozen=True, slots=True)
class _Marks:
    words: Mapping[str, float]
    prefixes: Mapping[str, float]
    suffixes: Mapping[str, float]
    letters: Mapping[str, float]


def identify(line: str) -> Script:
    """Tell the language of a line by its words and letters; OTHER where nothing speaks for one of the five.

    Links and hashtags do not count. A line in several languages is of the one that most of it is in.
    """
    text = _LINK.sub(" ", line[:_LONGEST])
    raw = _WORD.findall(text)
    arabic = [word for word in raw if _ARABIC_SCRIPT.match(word)]
    latin = [word.lower() for word in raw if not _ARABIC_SCRIPT.match(word)]
    if sum(map(len, arabic)) >= sum(map(len, latin)):
        return _arabic_script(arabic) if arabic else Script.OTHER
    marks = _marks()
    score = sum(_score(marks[Script.ENGLISH], word) - _score(marks[Script.OTHER], word) for word in latin)
    if score >= _LEAST_ENGLISH * len(latin):
        return Script.ENGLISH
    are_names = all(word[0].isupper() for word in raw if not _ARABIC_SCRIPT.match(word))
    return _arabic_script(arabic) if arabic and are_names else Script.OTHER


def _arabic_script(words: list[str]) -> Script:
    votes = [_votes(word) for word in words]
    kurdish, foreign, central, badini, arabic, persian, other = (
        sum(v) / len(words) for v in zip(*votes, strict=True)
    )
    scores = {
        Script.CKB: central + kurdish + _PRIOR,
        Script.BADINI: badini + kurdish,
        Script.ARABIC: arabic - 2 * kurdish - foreign,
        Script.PERSIAN: persian - 2 * kurdish,
        Script.OTHER: other,
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _LEAST else Script.OTHER


_PERSIAN = str.maketrans({"\u0643": "\u06a9", "\u064a": "\u06cc", "\u0649": "\u06cc"})


@lru_cache(maxsize=65536)
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
    score = sum(marks.letters.get(letter, 0.0) for letter in dict.fromkeys(word))
    cuts = range(2, len(word))  # an affix leaves two letters at least
    score += max((marks.suffixes[word[n:]] for n in cuts if word[n:] in marks.suffixes), default=0.0)
    return score + max((marks.prefixes[word[:-n]] for n in cuts if word[:-n] in marks.prefixes), default=0.0)


@cache
def _marks() -> dict[Script, _Marks]:
    rows = read_table(
        Path(__file__).parent / "languages.tsv",
        ("language", "kind", "form", "weight"),
        key=("language", "kind", "form"),
    )
    kinds = ("word", "prefix", "suffix", "letter")
    return {
        script: _Marks(
            *(
                {
                    r["form"]: float(r["weight"])
                    for r in rows
                    if (r["language"], r["kind"]) == (script.value, kind)
                }
                for kind in kinds
            )
        )
        for script in Script
    }
