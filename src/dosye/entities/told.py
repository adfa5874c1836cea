"""What the words of a group and those around it tell the choice of whom it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dosye.entities.antecedents import Told
from dosye.entities.clusters import Cluster, group_head
from dosye.entities.features import group_words, outer_words
from dosye.entities.phrases import read_phrase
from dosye.entities.seen import Seen
from dosye.entities.stems import noun_stems, shortest_stem
from dosye.language.ckb.records import Token
from dosye.language.ckb.sounds import INDEFINITE, YEH
from dosye.records import EntityType

_NEAR = 5  # tokens after a group in which what stands there may be tied to it
_BEFORE = 2  # tokens in which what points to it stands
_THE, _THEM, _MANY = "\u06a9\u06d5", "\u06a9\u0627\u0646", "\u0627\u0646"  # of `the ...`, several


def tell(
    seen: Seen,
    tokens: Sequence[Token],
    beside: Sequence[Seen],
    of: Mapping[int, Cluster],
    *,
    lands: Mapping[str, tuple[str, ...]],
) -> Told:
    """Return what is told of a group.

    Args:
        seen: its mention.
        tokens: of its sentence.
        beside: the mentions of that sentence.
        of: the clusters of those that are no group, by identity of the mention.
        lands: the country or region of each line of the tables.
    """
    head = group_head(seen.keys)
    at = next((n for n, key in enumerate(seen.keys) if head in noun_stems(key)), 0)
    phrase = read_phrase(tokens, seen.first, seen.last, {})
    others = [s for s in beside if id(s) in of and s.type is not EntityType.GROUP]
    izafe = seen.keys[-1].endswith(YEH)
    return Told(
        seen=seen,
        head=head,
        kind=group_words().get(head, ""),
        label=phrase.label if phrase else head,
        form=_form(seen, tokens, at, head),
        izafe=izafe,
        single=bool(phrase and phrase.single),
        forms=frozenset("".join(seen.keys[:-1]) + stem for stem in noun_stems(seen.keys[-1])[:2]),
        words=frozenset(map(shortest_stem, seen.keys)),
        adjectives=frozenset(word for _, word in phrase.adjectives) if phrase else frozenset(),
        counts=frozenset(phrase.counts) if phrase else frozenset(),
        tied=frozenset(id(of[id(s)]) for s in others if izafe and s.first == seen.last),
        near=frozenset(id(of[id(s)]) for s in others if seen.last <= s.first <= seen.last + _NEAR),
        friend=_friend(seen, tokens, [s for s in others if s.first >= seen.last], of, lands=lands)
        if phrase and phrase.single
        else "",
    )


def _friend(
    seen: Seen,
    tokens: Sequence[Token],
    after: Sequence[Seen],
    of: Mapping[int, Cluster],
    *,
    lands: Mapping[str, tuple[str, ...]],
) -> str:
    """Whom one actor is close to, allied with, backed by, for a town its land; empty if no word says so."""
    phrase = read_phrase(tokens, seen.first, seen.last, {s.first: (s.last, "") for s in after})
    friend = next((of[id(s)] for s in after if phrase and s.first == phrase.friend), None)
    if friend is None:
        return ""
    name = friend.key or str(id(friend))
    return next(iter(lands.get(name, ())), name) if friend.type is EntityType.GPE else name


def _form(seen: Seen, tokens: Sequence[Token], at: int, head: str) -> str:
    """How a group is pointed to: `the same`, `that`, counted, one of them, the, several, or not at all."""
    before = [t.key for t in tokens[max(0, seen.first - _BEFORE) : seen.first]]
    key, last = seen.keys[at], tokens[seen.last - 1]
    ending = key[len(head) :] if key.startswith(head) else ""
    feats = last.analyses[0].feats if last.analyses else ""
    many = "Number=Plur" in feats or _THEM in last.key or _THEM in key
    if not outer_words("same").isdisjoint(before):
        return "same"
    if before and before[-1] in outer_words("that"):
        return "those" if many else "that"
    if at:
        return "counted"
    if _THE in ending or _THEM in ending or "Definite=Def" in feats:
        return "the several" if many else "the one"
    if ending.startswith(INDEFINITE):
        return "one"
    return "several" if many or ending.startswith(_MANY) else "bare"
