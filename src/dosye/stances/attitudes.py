"""Words that take a side: the nearest to an issue's words inside the same words of one speaker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dosye.events.scene import Scene
from dosye.language.ckb import lookup_key
from dosye.records import Span
from dosye.stances.words import HERE
from dosye.tables import read_table

_FAR = 14
_NEGATION_REACH = 8


@dataclass(frozen=True, slots=True)
class Attitude:
    """The side (1, -1, 0 none) that a word takes, how far it stands from the issue's words and on which side."""

    side: int
    word: str = ""
    gap: int = _FAR
    before: bool = False
    negated: bool = False


NONE = Attitude(0)


@lru_cache(maxsize=1)
def attitude_words() -> dict[str, int]:
    """Return the words that take a side, by look-up key."""
    rows = read_table(HERE / "attitudes.tsv", ("stem", "side", "source"), key=("stem",))
    return {lookup_key(r["stem"]): int(r["side"]) for r in rows}


def attitude_to(scene: Scene, phrase: tuple[int, int], within: Span) -> Attitude:
    """Return what the words of `within` nearest to tokens `phrase` say of them."""
    table, best = attitude_words(), NONE
    first, last = phrase
    for i, token in enumerate(scene.read.sent.tokens):
        if first <= i <= last or not within.start <= token.start < within.end:
            continue
        names = sorted(n for n in scene.read.words[i].nouns | {token.key} if n in table)
        gap = first - i if i < first else i - last
        if names and gap < best.gap:
            negated = _negated(scene, i)
            best = Attitude(table[names[0]] * (-1 if negated else 1), names[0], gap, i < first, negated)
    return best


def _negated(scene: Scene, at: int) -> bool:
    """Whether the verb that closes the clause of a word is negated."""
    for word in scene.read.words[at : at + _NEGATION_REACH]:
        if word.finite:
            return any(v.negative for v in word.verbs[:1])
    return False
