"""Words that take a side: the nearest to an issue's words inside the same words of one speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dosye.events.scene import Scene
from dosye.language.ckb import lookup_key
from dosye.language.ckb.sounds import YEH
from dosye.records import Span
from dosye.stances.words import HERE
from dosye.statements.clauses import link_words
from dosye.tables import read_table

_FAR = 14
_NEGATION_REACH = 8


@dataclass(frozen=True, slots=True)
class Attitude:
    """The side (1, -1, 0 none) that a word takes, and how far it stands from the issue's words."""

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


@lru_cache(maxsize=1)
def _undoing() -> frozenset[str]:
    rows = read_table(HERE / "undoing.tsv", ("stem", "source"), key=("stem",))
    return frozenset(lookup_key(r["stem"]) for r in rows)


def is_undone(scene: Scene, first: int) -> bool:
    """Whether the word before a token governs it and turns it round (`cancelling` the law)."""
    if first == 0:
        return False
    key, word = scene.read.sent.tokens[first - 1].key, scene.read.words[first - 1]
    return word.izafe and any(
        n in _undoing() or key.removesuffix(YEH) in _undoing() for n in (*word.nouns, key)
    )


def attitude_to(scene: Scene, phrase: Sequence[int], within: Span) -> Attitude:
    """Return what the words of `within` nearest to the tokens of `phrase` say of them."""
    table, best = attitude_words(), NONE
    for i, token in enumerate(scene.read.sent.tokens):
        if i in phrase or not within.start <= token.start < within.end:
            continue
        names = sorted(n for n in scene.read.words[i].nouns | {token.key} if n in table)
        gap = min(abs(i - j) for j in phrase)
        if names and gap < best.gap:
            negated = _negated(scene, i)
            best = Attitude(table[names[0]] * (-1 if negated else 1), names[0], gap, i < phrase[0], negated)
    return best


def last_attitude(scene: Scene, within: Span) -> Attitude:
    """Return what the last word of `within` that takes a side says."""
    table = attitude_words()
    for i, token in reversed(list(enumerate(scene.read.sent.tokens))):
        names = sorted(n for n in scene.read.words[i].nouns | {token.key} if n in table)
        if names and within.start <= token.start < within.end:
            negated = _negated(scene, i)
            return Attitude(table[names[0]] * (-1 if negated else 1), names[0], 0, False, negated)
    return NONE


def _negated(scene: Scene, at: int) -> bool:
    """Whether the verb that closes the clause of a word is negated."""
    words, tokens = scene.read.words, scene.read.sent.tokens
    for i in range(at, min(at + _NEGATION_REACH, len(words))):
        if words[i].finite and _closes(scene, i):
            rather = any(link_words().get(t.key) == "rather" for t in tokens[i + 1 : i + 3])
            return words[i].verbs[0].negative and not rather
    return False


def _closes(scene: Scene, at: int) -> bool:
    """Whether a finite reading is a verb and no adjective before its noun (`the unchanging stand`)."""
    words, tokens = scene.read.words, scene.read.sent.tokens
    after = tokens[at + 1].analyses[:1] if at + 1 < len(tokens) else ()
    named = any(s.first == at + 1 for s in scene.sides)
    addressed = words[at].verbs[0].person.startswith("2")
    tied = at > 0 and words[at - 1].izafe
    return not addressed and not (
        tied and (named or any(a.pos == "NOUN" for a in after)) and words[at].verbs[0].negative
    )
