"""Ties that two names beside each other show: izafe after a noun that heads a group, words between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dosye.entities.stems import noun_stems
from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType, Found, Relation, RelationType
from dosye.stances.roles import is_former
from dosye.stances.words import Tie, between_ties, head_ties, tie_between

_FROM = "\u06d5\u0648\u06d5"
_AND, _MANY = "\u0648", "\u0627\u0646\u06cc"
_PEOPLE = (EntityType.PERSON, EntityType.ROLE)
_GAP, _APPOSED = 3, 5
_SENT = ("delegation",)
_SPREADS = (RelationType.MEMBER_OF, RelationType.ALLIED_WITH, RelationType.OPPOSED_TO)
_PLACES = (EntityType.GPE, EntityType.PLACE)
HEAD = {
    RelationType.MEMBER_OF: Found(0.54, "relations.head.member"),
    RelationType.PART_OF: Found(0.75, "relations.head.part"),
    RelationType.ALLIED_WITH: Found(0.5, "relations.head.allied"),
    RelationType.OPPOSED_TO: Found(0.3, "relations.head.opposed"),
    RelationType.BACKED_BY: Found(0.6, "relations.head.backed"),
}
FORMER = Found(0.6, "relations.head.former")
STAFF = Found(0.5, "relations.head.leads")
SUPPORTED = Found(0.15, "relations.head.supported")
BETWEEN = Found(0.82, "relations.between")
PLACE = Found(0.8, "relations.place")


def find_ties(scene: Scene) -> Iterator[Relation]:
    """Find the ties between neighbouring names of a sentence."""
    inner = [s for s in scene.sides if s.mention.type is not EntityType.ROLE]
    for at, (left, right) in enumerate(pairwise(inner), 1):
        if right.first == left.last + 1 and left.entity != right.entity:
            for owner in (right, *_spread(scene, inner[at:], left)):
                yield from _izafe(scene, left, owner)
    sides = [s for s in scene.sides if s.outer]
    yield from _members(scene, sides)
    for left, right in pairwise(sides):
        gap = scene.read.sent.tokens[left.last + 1 : right.first]
        words = [t for t in gap if t.kind is not TokenKind.MARK]
        if left.entity == right.entity or len(words) > _GAP:
            continue
        if words and not scene.read.sent.tokens[right.last].key.endswith(_FROM):
            yield from _between(left, right, "".join(t.key for t in words))


def _izafe(scene: Scene, left: Side, right: Side) -> Iterator[Relation]:
    tokens = scene.read.sent.tokens
    if not tokens[left.last].norm.endswith(YEH):
        return
    tie = _head(scene, left)
    kinds = (left.mention.type, right.mention.type)
    if tie is not None and tie.type is RelationType.ALLIED_WITH and kinds[1] is EntityType.PERSON:
        yield tie_between(RelationType.BACKED_BY, (right, left), None, SUPPORTED)
        return
    if tie is not None and kinds[0] in (EntityType.GROUP, EntityType.ORG) and kinds[1] is not EntityType.ROLE:
        if tie.type in (RelationType.MEMBER_OF, RelationType.PART_OF) and kinds[1] in _PLACES:
            return
        if tie.type is RelationType.PART_OF and kinds == (EntityType.ORG, EntityType.GROUP):
            return
        if tie.type is RelationType.MEMBER_OF and is_former(scene, left):
            yield tie_between(RelationType.FORMER_ROLE, (left, right), tie.label, FORMER)
            return
        if tie.type is RelationType.PART_OF and kinds[1] is EntityType.PERSON:
            yield tie_between(RelationType.LEADS, (right, left), None, STAFF)
            return
        yield tie_between(tie.type, (left, right), tie.label, HEAD[tie.type])
    elif kinds[0] is EntityType.PLACE and kinds[1] in _PLACES:
        yield tie_between(RelationType.LOCATED_IN, (left, right), None, PLACE)


def _spread(scene: Scene, owners: list[Side], head: Side) -> Iterator[Side]:
    """The names that `and` joins to the one that a noun of many belongs to: `the fighters of X and Y`."""
    tokens, tie = scene.read.sent.tokens, _head(scene, head)
    many = tokens[head.last].norm.endswith(_MANY)
    if tie is None or not (tie.label in _SENT or (many and tie.type in _SPREADS)):
        return
    for one, other in pairwise(owners):
        gap = [t.key for t in tokens[one.last + 1 : other.first]]
        if gap != [_AND] or other.mention.type is not one.mention.type:
            return
        yield other


def _members(scene: Scene, sides: list[Side]) -> Iterator[Relation]:
    """`X, member of Y` where the words are no office of their own."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    for at, (person, body) in enumerate(pairwise(sides)):
        fits = person.mention.type in _PEOPLE and body.mention.type is EntityType.ORG
        gap = range(person.last + 1, body.first)
        if not fits or not 0 < len(gap) <= _APPOSED or tokens[gap[-1]].norm.endswith(YEH * 2):
            continue
        ties = [head_ties()[stem] for stem in noun_stems(tokens[gap[-1]].key) if stem in head_ties()]
        belongs = bool(ties) and ties[0].type is RelationType.MEMBER_OF
        if belongs and tokens[gap[-1]].norm.endswith(YEH) and not any(words[i].finite for i in gap):
            many = tokens[gap[-1]].norm.endswith(_MANY)
            for one in (person, *(_joined(scene, sides[:at], person) if many else ())):
                yield tie_between(RelationType.MEMBER_OF, (one, body), "member", MEMBER)


def _joined(scene: Scene, before: list[Side], side: Side) -> Iterator[Side]:
    """The persons that `and` joins to one that stands after them."""
    for other in reversed(before):
        gap = [t.key for t in scene.read.sent.tokens[other.last + 1 : side.first]]
        if gap != [_AND] or other.mention.type is not EntityType.PERSON:
            return
        yield other
        side = other


MEMBER = Found(0.85, "relations.member")


def _head(scene: Scene, side: Side) -> Tie | None:
    ties = head_ties()
    for token in scene.read.sent.tokens[side.first : side.last + 1]:
        for stem in noun_stems(token.key):
            if stem in ties:
                return ties[stem]
    return None


def _between(left: Side, right: Side, words: str) -> Iterator[Relation]:
    tie = between_ties().get(words)
    if tie is None or (tie.left and left.mention.type.value not in tie.left):
        return
    if tie.right and right.mention.type.value not in tie.right:
        return
    ends = (right, left) if tie.turned else (left, right)
    yield tie_between(tie.type, ends, tie.label, BETWEEN)
