"""Arabic letters of Kurdish -> Latin letters and back.

The Arabic script leaves out the short vowel `i` and writes `u`/`w` and `î`/`y` alike. The way to Latin
is the cheapest division into syllables: at most one consonant opens a syllable (two where the second is
`w` or `y`), and those of `codas.tsv` can close it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dosye.language.ckb.letters import IGNORED, LETTERS, TATWEEL
from dosye.language.ckb.orthography import normalise_word
from dosye.tables import read_table

_HERE = Path(__file__).parent
_REH, _TRILLED, _WAW, _YEH, _HAMZA = "\u0631", "\u0695", "\u0648", "\u06cc", "\u0626"
_VOWELS = frozenset("aeêioîuû")
_BEAM = 24
_INSERTED = 1.0
_NEVER = 9.0
_HEAVY, _LIGHT = 1.8, 0.5  # three consonants between vowels, the last a sonorant or not
_DOUBLED = 1.2  # a doubled glide after a consonant starts as a vowel
_FIRM, _SPLIT = 0.2, 0.3  # codas that the vowel rarely parts
_SONORANTS = frozenset("lnrřł")
_LONGEST = 48  # letters; a longer run is no word and is written letter by letter
_WORD = re.compile(f"[{LETTERS}{IGNORED}{TATWEEL}]+")


@dataclass(slots=True, unsafe_hash=True)
class _Path:
    """A beginning of the word in Latin: its cost, the consonants since the last vowel."""

    cost: float
    latin: str
    run: str = ""
    opened: bool = False  # a vowel stands before the run


def to_latin(text: str) -> str:
    """Write Kurdish in Latin letters: `سەرۆکی هەرێم` -> `serokî herêm`. Other writing stays as it is."""
    return _WORD.sub(lambda m: _latin_word(m[0]), text).translate(_MARKS)


@lru_cache(maxsize=3072)
def _latin_word(raw: str) -> str:
    word = normalise_word(raw)
    if raw.startswith(_REH) and word.startswith(_TRILLED):
        word = _REH + word[1:]  # the writer left the trill to the reader
    if word == _WAW:
        return "û"
    letters = [c for c in word if c in _LATIN]
    if not letters or len(letters) > _LONGEST:
        return "".join(_LATIN.get(c, c) for c in word)
    known, first = _known_stem(letters)
    paths = [known]
    for at in range(first, len(letters)):
        reached = [new for path in paths for new in _steps(path, letters, at)]
        paths = sorted(reached, key=lambda path: path.cost)[:_BEAM]
    ends = [end for path in paths for end in _ends(path)]
    best = min(ends, key=lambda path: path.cost)
    return best.latin.removeprefix("’")


def _known_stem(letters: list[str]) -> tuple[_Path, int]:
    """The longest stem of `latin-stems.tsv` that the word starts with, as a path begun, and its length."""
    word = "".join(letters)
    for size in range(min(len(word), _STEM_LONGEST), 2, -1):
        latin = _STEMS.get(word[:size])
        if latin is not None:
            run = re.split("[aeêioîuû]", latin)[-1]
            return _Path(0.0, latin, run, True), size
    return _Path(0.0, ""), 0


def _steps(path: _Path, letters: list[str], at: int) -> list[_Path]:
    letter = letters[at]
    latin = _LATIN[letter]
    if letter not in _GLIDES:
        return [_vowel(path, latin)] if latin in _VOWELS else _consonant(path, latin)
    doubled = at > 0 and letters[at - 1] == letter
    vowel = "î" if letter == _YEH else "u"
    steps = _consonant(path, latin)
    if letter == _WAW and doubled and path.latin.endswith("u"):
        steps = [replace(new, cost=new.cost + _DOUBLED) for new in steps]
        return [*steps, _Path(path.cost, path.latin[:-1] + "û", "", True)]
    if letter == _WAW and doubled and path.latin.endswith("w"):
        steps = [replace(new, cost=new.cost + _NEVER) for new in steps]
    if at > 0:
        after = (doubled and len(path.run) > 1) or (letter == _WAW and path.run.endswith("y"))
        steps.append(_vowel(path, vowel, _DOUBLED if after else 0.0))
    return steps


def _vowel(path: _Path, vowel: str, cost: float = 0.0) -> _Path:
    return _Path(path.cost + cost + _run_cost(path), path.latin + vowel, "", True)


def _consonant(path: _Path, latin: str) -> list[_Path]:
    plain = _Path(path.cost, path.latin + latin, path.run + latin, path.opened)
    if not path.run:
        return [plain]
    pair = path.run[-1] + latin
    opened = _vowel(path, "i", _INSERTED + (_SPLIT if _CODAS.get(pair, 1.0) <= _FIRM else 0.0))
    return [plain, _Path(opened.cost, opened.latin + latin, latin, True)]


def _run_cost(path: _Path) -> float:
    """What it costs that a vowel follows the run of consonants."""
    run = path.run
    if not run:
        return _NEVER if path.latin else 0.0
    glided = len(run) > 1 and run[-1] in "wy"
    if not path.opened:
        return _NEVER * (len(run) - (2 if glided else 1)) + (0.4 if glided else 0.0)
    plain = _closing_cost(run[:-1]) + _junction_cost(run)
    return min(plain, _closing_cost(run[:-2]) + 0.3) if glided else plain


def _junction_cost(run: str) -> float:
    if len(run) < 2:
        return 0.0
    if len(run) == 2:
        return _JUNCTIONS.get(run, 0.0)
    return _HEAVY if run[-1] in _SONORANTS else _LIGHT + _JUNCTIONS.get(run[-2:], 0.0)


def _closing_cost(run: str) -> float:
    if len(run) < 2:
        return 0.0
    return _CODAS.get(run[:2], 3.0) + _NEVER * (len(run) - 2)


def _ends(path: _Path) -> list[_Path]:
    if path.opened:
        return [_Path(path.cost + _closing_cost(path.run), path.latin)]
    return [_vowel(path, "i", _INSERTED), _Path(path.cost + _NEVER, path.latin)]


def _read_latin() -> dict[str, dict[str, str]]:
    rows = read_table(_HERE / "latin.tsv", ("letter", "latin", "class", "back"), key=("letter",))
    return {row["letter"]: row.cells for row in rows}


_ROWS = _read_latin()
_LATIN = {letter: row["latin"] for letter, row in _ROWS.items() if row["class"] != "mark"}
_GLIDES = frozenset(letter for letter, row in _ROWS.items() if row["class"] == "glide")
_MARKS = str.maketrans({letter: row["latin"] for letter, row in _ROWS.items() if row["class"] == "mark"})
_CODAS = {
    row["coda"]: float(row["cost"])
    for row in read_table(_HERE / "codas.tsv", ("coda", "cost"), key=("coda",))
}
_JUNCTIONS = {
    row["pair"]: float(row["cost"])
    for row in read_table(_HERE / "junctions.tsv", ("pair", "cost"), key=("pair",))
}
_BACK = {row["latin"]: letter for letter, row in _ROWS.items() if row["back"]}
_STEMS = {
    row["stem"]: row["latin"]
    for row in read_table(_HERE / "latin-stems.tsv", ("stem", "latin"), key=("stem",))
}
_STEM_LONGEST = max(map(len, _STEMS))
_LATIN_WORD = re.compile("[a-zçşêîûłřḧẍëéáàâ’'\u2018\u02bc\u0294]+", re.IGNORECASE)
_ACCENTS = str.maketrans(
    {"é": "ê", "'": "’", "\u2018": "’", "\u02bc": "’", "\u0294": "’", "ŕ": "ř", "ĺ": "ł"}
)


def to_arabic(text: str) -> str:
    """Write Latin Kurdish in Arabic letters: `serokî herêm` -> `سەرۆکی هەرێم`."""
    return _LATIN_WORD.sub(lambda m: _arabic_word(m[0]), text).translate(_BACK_MARKS)


@lru_cache(maxsize=3072)
def _arabic_word(raw: str) -> str:
    word = unicodedata.normalize("NFC", raw.lower()).translate(_ACCENTS)
    if word == "û":
        return _WAW
    letters: list[str] = []
    for at, sound in enumerate(word):
        starts = at == 0 or (word[at - 1] in _VOWELS and sound in _VOWELS)
        if starts and sound in _VOWELS:
            letters.append(_HAMZA)
        letters.append(_VOWELS_BACK[sound] if sound in _VOWELS_BACK else _BACK.get(sound, sound))
    return "".join(letters).replace(_HAMZA + _HAMZA, _HAMZA)


_VOWELS_BACK = {"i": "", "u": _WAW, "w": _WAW, "û": _WAW + _WAW, "î": _YEH, "y": _YEH}
_BACK_MARKS = str.maketrans({latin: letter for latin, letter in _BACK.items() if latin in ",;?"})
