"""Who or what belongs to whom: `X affiliated with Y`, `the embassy of X in Y`, `X, the north of Y`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType, Found, Relation, RelationType
from dosye.stances.words import kinds_at, kinds_of, tie_between
from dosye.statements.words import WHICH

R = RelationType
SIDED = Found(0.85, "relations.affiliates.sided")
SITE = Found(0.8, "relations.affiliates.site")
WING = Found(0.85, "relations.affiliates.wing")
INNER = Found(0.85, "relations.affiliates.inner")
QUARTER = Found(0.8, "relations.affiliates.quarter")
_TABLE = "affiliates.tsv"
_FORCES = (EntityType.ORG, EntityType.GROUP)
_FROM = "\u0648\u06d5"
_LINKS = (WHICH, YEH)
_STEPS, _LONGEST = 2, 4
_PLACES = (EntityType.GPE, EntityType.PLACE)
_PARTY = ("PTY", "REB", "PRM")


def find_affiliates(scene: Scene) -> Iterator[Relation]:
    """Find what belongs to whom in the words of a sentence."""
    for i in range(len(scene.read.sent.tokens)):
        size = _sided(scene, i)
        subject = _before(scene, i) if size else None
        object_ = _after(scene, i + size) if subject is not None else None
        if subject is not None and object_ is not None:
            yield from _sides_with(scene, subject, object_)
    for left, right in pairwise(scene.outer):
        yield from _inside(scene, left, right)
        yield from _wing(scene, left, right)
        yield from _lies(scene, left, right)


def _sided(scene: Scene, at: int) -> int:
    """How many words say `affiliated with` from a token on, 0 for none."""
    tokens, kinds = scene.read.sent.tokens, kinds_of(_TABLE)
    kind = kinds.get(tokens[at].key)
    if kind == "side" and at + 1 < len(tokens) and kinds.get(tokens[at + 1].key) == "with":
        return 2
    return 1 if kind == "sided" else 0


def _before(scene: Scene, at: int) -> Side | None:
    """The name right before a word, or before the `which` or the izafe written apart before it."""
    side = next((s for s in reversed(scene.outer) if s.last < at), None)
    if side is None:
        return None
    gap = scene.read.sent.tokens[side.last + 1 : at]
    free = all(t.kind is TokenKind.MARK or t.key in _LINKS for t in gap) and len(gap) <= _STEPS
    return side if free and (not gap or gap[-1].key in _LINKS) else None


def _after(scene: Scene, at: int) -> Side | None:
    """The name at a word, or right after it where it is the noun of a place or of a state's rule."""
    side = scene.at(at)
    if side is None and at < len(scene.read.sent.tokens) and _kinds(scene, at) & {"town", "rule", "regime"}:
        side = scene.at(at + 1)
    return side


def _sides_with(scene: Scene, subject: Side, object_: Side) -> Iterator[Relation]:
    """What being affiliated means for two ends: of a state its backing, of a body to be in it."""
    kinds = (subject.mention.type, object_.mention.type)
    person = kinds[0] in (EntityType.PERSON, EntityType.ROLE)
    if kinds == (EntityType.GPE, EntityType.GPE):
        yield tie_between(R.LOCATED_IN, (subject, object_), None, SIDED)
    elif not person and kinds[0] not in _FORCES:
        return
    elif kinds[1] is EntityType.GPE or _is_state(scene, object_, subject):
        yield tie_between(R.BACKED_BY, (subject, object_), None, SIDED)
    elif kinds == (EntityType.ORG, EntityType.ORG):
        yield tie_between(R.PART_OF, (subject, object_), None, SIDED)
    elif any("unit" in _kinds(scene, i) for i in range(subject.first, subject.last + 1)):
        return
    elif kinds[1] is EntityType.ORG and scene.sorts.get(object_.entity) in _PARTY:
        yield tie_between(R.MEMBER_OF, (subject, object_), None, SIDED)


def _is_state(scene: Scene, object_: Side, subject: Side) -> bool:
    """Whether a body is a state's rule; a body of a government's may be a part of it, a group is backed."""
    head = _kinds(scene, object_.first)
    return "regime" in head or (subject.mention.type is EntityType.GROUP and "rule" in head)


def _inside(scene: Scene, left: Side, right: Side) -> Iterator[Relation]:
    """`the embassy in Y`, `the committee X in Y`."""
    tokens, kinds = scene.read.sent.tokens, kinds_of(_TABLE)
    gap = tokens[left.last + 1 : right.first]
    if not 0 < len(gap) <= _STEPS or kinds.get(gap[0].key) != "in" or left.mention.type not in _FORCES:
        return
    if tokens[right.last].key.endswith(_FROM) or (
        len(gap) > 1 and "town" not in _kinds(scene, left.last + 2)
    ):
        return
    head = _kinds(scene, left.first)
    if "site" in head and right.mention.type is EntityType.GPE:
        yield tie_between(R.LOCATED_IN, (left, right), None, SITE)
    if "inner" in head and right.mention.type is EntityType.ORG and len(gap) == 1:
        yield tie_between(R.PART_OF, (left, right), None, INNER)


def _wing(scene: Scene, left: Side, right: Side) -> Iterator[Relation]:
    """`X, the armed wing of Y`, `X, which is the mouthpiece of Y`."""
    tokens, gap = scene.read.sent.tokens, range(left.last + 1, right.first)
    bodies = left.mention.type is right.mention.type is EntityType.ORG
    if not bodies or not 1 < len(gap) <= _LONGEST or any(scene.read.words[i].finite for i in gap):
        return
    free = tokens[gap[0]].kind is TokenKind.MARK or tokens[gap[0]].key == WHICH
    at = next((i for i in gap if "wing" in _kinds(scene, i)), -1)
    near = 0 < at - gap[0] <= _STEPS and right.first - at <= _STEPS
    near = near and kinds_of(_TABLE).get(tokens[at - 1].key) != "with"
    if free and near and all(tokens[i].norm.endswith(YEH) for i in range(at + 1, right.first)):
        yield tie_between(R.PART_OF, (left, right), None, WING)


def _lies(scene: Scene, left: Side, right: Side) -> Iterator[Relation]:
    """`X, the north of Y` and `X of the north of Y`, where the name of the second says which part it is."""
    gap = scene.read.sent.tokens[left.last + 1 : right.first]
    places = left.mention.type in _PLACES and right.mention.type is EntityType.GPE
    part = right.first < right.last and "quarter" in _kinds(scene, right.first)
    if places and part and len(gap) <= 1 and all(t.kind is TokenKind.MARK for t in gap):
        yield tie_between(R.LOCATED_IN, (left, right), None, QUARTER)


def _kinds(scene: Scene, at: int) -> frozenset[str]:
    return kinds_at(scene, at, _TABLE)
