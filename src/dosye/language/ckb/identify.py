"""Language of a line: Central Kurdish, Badini in Arabic letters, Arabic, Persian, English or another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dosye.language.ckb.letters import IGNORED, LETTERS, SHAPES, TATWEEL, pattern_source
from dosye.language.ckb.orthography import normalise
from dosye.language.ckb.records import Script
from dosye.tables import read_table

_WORD = re.compile(f"[{LETTERS}{SHAPES}{IGNORED}{TATWEEL}]+|[^\\W\\d_]+(?:['\u2019][^\\W\\d_]+)*")
_LINK = re.compile(r"(?i:https?://|www\.)\S+|[#@]\w+")
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
    score = sum(_score(_marks()[Script.ENGLISH], word) for word in latin) / len(latin)
    return Script.ENGLISH if score >= _LEAST_ENGLISH else Script.OTHER


def _arabic_script(words: list[str]) -> Script:
    kurdish = sum(bool(_KURDISH_ONLY.search(word)) for word in words) / len(words)
    foreign = sum(bool(_NOT_ARABIC.search(word)) for word in words) / len(words)
    canonical = [normalise(word).text for word in words]
    plain = [re.sub(f"[{IGNORED}{TATWEEL}]", "", word) for word in words]
    scores = {
        Script.CKB: _mean(Script.CKB, canonical) + kurdish + _PRIOR,
        Script.BADINI: _mean(Script.BADINI, canonical) + kurdish,
        Script.ARABIC: _mean(Script.ARABIC, plain) - 2 * kurdish - foreign,
        Script.PERSIAN: _mean(Script.PERSIAN, [w.translate(_PERSIAN) for w in plain]) - 2 * kurdish,
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _LEAST else Script.OTHER


_PERSIAN = str.maketrans({"\u0643": "\u06a9", "\u064a": "\u06cc", "\u0649": "\u06cc"})


def _mean(language: Script, words: list[str]) -> float:
    marks = _marks()[language]
    return sum(_score(marks, word) for word in words) / len(words)


def _score(marks: _Marks, word: str) -> float:
    known = marks.words.get(word)
    if known is not None:
        return known
    score = sum(marks.letters.get(letter, 0.0) for letter in set(word))
    score += max((w for form, w in marks.suffixes.items() if _ends(word, form)), default=0.0)
    return score + max((w for form, w in marks.prefixes.items() if _starts(word, form)), default=0.0)


def _ends(word: str, form: str) -> bool:
    return len(word) > len(form) + 1 and word.endswith(form)


def _starts(word: str, form: str) -> bool:
    return len(word) > len(form) + 1 and word.startswith(form)


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
