"""Where a group begins and ends: from its noun outwards, word by word."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from dosye.entities.features import group_words
from dosye.entities.names import NameMatch
from dosye.entities.phrases import starts_link, word_english
from dosye.entities.stems import noun_stems, shortest_stem
from dosye.language.ckb.records import Token, TokenKind

_MOST = 6  # words taken in on one side
_HELD, _GAINED = 0.2, 0.8  # chance over which a word that the rules take in stays, and one beyond comes in
_LETTERS = 2  # of an ending
LEFT, RIGHT = -1, 1


@dataclass(slots=True, unsafe_hash=True)
class Phrase:
    """Tokens `start` to `end` (half-open) with the noun at `head`; `stem` and `kind` are the noun's."""

    start: int
    end: int
    head: int
    stem: str
    kind: str


def chance_of(features: Iterator[str], weights: Mapping[str, float]) -> float:
    """Return how likely a decision is taken (0-1)."""
    total = sum(map(weights.get, features, repeat(0.0)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def find_bounds(
    phrase: Phrase,
    tokens: Sequence[Token],
    matches: Sequence[NameMatch],
    *,
    weights: Mapping[str, float],
    taken: Collection[int],
) -> tuple[int, int]:
    """Return the first token of a group and the one after its last; `taken` are tokens of other mentions."""
    reach = {}
    for side in (LEFT, RIGHT):
        at = last = phrase.head
        for _ in range(_MOST):
            at += side
            outside = side == LEFT and at < phrase.start
            if not 0 <= at < len(tokens) or at in taken or outside:
                break
            chance = chance_of(bound_features(phrase, tokens, matches, at=at), weights)
            if chance > (_HELD if phrase.start <= at < phrase.end else _GAINED):
                last = at
            else:
                break
        reach[side] = last
    return reach[LEFT], reach[RIGHT] + 1


def bound_rows(
    phrase: Phrase, tokens: Sequence[Token], matches: Sequence[NameMatch], *, start: int, end: int
) -> Iterator[tuple[list[str], bool]]:
    """Yield what is seen of each word around a labelled group's noun, and whether it belongs to the group."""
    for side in (LEFT, RIGHT):
        for shift in range(1, _MOST + 1):
            at = phrase.head + side * shift
            if not 0 <= at < len(tokens):
                break
            inside = start <= at < end
            yield list(bound_features(phrase, tokens, matches, at=at)), inside
            if not inside:
                break


def bound_features(
    phrase: Phrase, tokens: Sequence[Token], matches: Sequence[NameMatch], *, at: int
) -> Iterator[str]:
    """Yield what speaks for or against a word's belonging to the group beside which it stands."""
    side = LEFT if at < phrase.head else RIGHT
    mark = "<" if side == LEFT else ">"
    token, inner = tokens[at], tokens[at - side]
    outer = tokens[at + side] if 0 <= at + side < len(tokens) else None
    head = tokens[phrase.head]
    ending = head.key[len(phrase.stem) :]
    ruled = phrase.start <= at < phrase.end
    stem, kind = shortest_stem(token.key) if token.key else token.norm[:1], _kind(token)
    named = next((f"{m.names[0].type.value} {m.start == at}" for m in matches if m.start <= at < m.end), "")
    begins = next((m.names[0].type.value for m in matches if m.start == at + side), "")
    features = (
        "bias",
        f"ruled {ruled}",
        f"far {min(abs(at - phrase.head), 3)} {ruled}",
        f"word {stem}",
        f"kind {kind} {ruled}",
        f"shape {_shape(token)}",
        f"shapes {_shape(inner)} {_shape(token)}",
        f"head {phrase.kind} {ending[:3]} {kind}",
        f"stem {phrase.stem}",
        f"pair {phrase.stem} {stem}",
        f"inner {inner.key[-_LETTERS:]}",
        f"inner {inner.key[-1:]} {kind} {_shape(token)}",
        f"end {token.key[-_LETTERS:]}",
        f"end {token.key[-1:]} {_shape(outer)}",
        f"named {named}",
        f"begins {begins} {token.key[-1:]}",
        f"outer {_shape(outer)} {kind}",
        f"outer word {shortest_stem(outer.key) if outer else ''}",
        f"numbers {_number(inner)} {_number(token)}",
    )
    yield from (f"{mark}{feature}" for feature in features)


def _kind(token: Token) -> str:
    """What the tables know of a word: a noun for people, a modifier, a word that ties a name."""
    if token.kind is not TokenKind.WORD:
        return str(token.kind.value)
    words = group_words()
    group = next((words[s] for s in noun_stems(token.key) if s in words), "")
    link = "link" if starts_link(token.key) else ""
    return f"{group}/{'known' if word_english(token.key) else ''}/{link}"


def _shape(token: Token | None) -> str:
    if token is None:
        return "edge"
    return token.analyses[0].pos if token.analyses else str(token.kind.value)


def _number(token: Token) -> str:
    feats = token.analyses[0].feats if token.analyses else ""
    return "|".join(f for f in feats.split("|") if f.startswith(("Number", "Definite")))
