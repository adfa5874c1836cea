"""Sounds as spelling shows them: how a word ends, and the fold that makes spellings of one sound equal."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dosye.tables import read_table

LEXICON = Path(__file__).parent / "lexicon"
WAW = "\u0648"
YEH = "\u06cc"
AE = "\u06d5"
NOON = "\u0646"
_LONG_O = "\u06c6"
LONG_U = WAW + WAW
INDEFINITE = ("\u06ce\u06a9", "\u06cc\u06d5\u06a9")  # endings of `a ...`


@cache
def _classes() -> dict[str, str]:
    return {row["letter"]: row["class"] for row in read_table(LEXICON / "sounds.tsv", ("letter", "class"))}


def fold(word: str) -> str:
    """Write long u with one letter; the lexicon and the affixes are kept folded."""
    return word.replace(LONG_U, WAW)


def fold_map(word: str) -> tuple[int, ...]:
    """Offsets of the letters of `fold(word)` in `word`, and its length at the end."""
    if LONG_U not in word:
        return tuple(range(len(word) + 1))
    places, i = [], 0
    while i < len(word):
        places.append(i)
        i += 2 if word.startswith(LONG_U, i) else 1
    return (*places, len(word))


def ending(stem: str) -> str:
    """Class of the last sound of a folded stem: c (consonant), e, i or v (other vowel)."""
    classes = _classes()
    found = classes.get(stem[-1:], "c")
    if found != "w":
        return found
    return "c" if len(stem) > 1 and stem[-2] in classes and stem[-2] != WAW else "v"


def past_ending(stem: str) -> str:
    """Class of a folded past stem: c, a (the vowel of `gave`), i, u or o (that of `has become`)."""
    found = ending(stem)
    if found != "v":
        return found
    return {WAW: "u", _LONG_O: "o"}.get(stem[-1], "a")
