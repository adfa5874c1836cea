"""Offices that need more than a role's own words: a neighbour's name, a body named elsewhere, the past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dosye.events.context import Context
from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.records import EntityId, EntityType, Found, Relation, RelationType, Span
from dosye.stances.roles import MEMBERS, find_bodies, is_former, read_label

BESIDE = Found(0.6, "relations.role.beside")
SERVED = Found(0.3, "relations.role.served")
ENDED = Found(0.3, "relations.role.ended")
_AND = "\u0648"
_BODIES = (EntityType.ORG, EntityType.GPE)
_SERVED = 3
_BESIDE, _LONGEST = 3, 4
_STEP = 2
_CLAUSE = 6
_THAT = "\u06a9\u06d5"


def find_beside(context: Context, scene: Scene) -> Iterator[Relation]:
    """`X - head of Y`, `X, head of Y and candidate of Z`: a role that the names stage left to nobody."""
    named = {m.entity for m in context.mentions if m.type is not EntityType.ROLE}
    sides = [s for s in scene.sides if s.outer]
    for at, side in enumerate(sides):
        if side.mention.type is not EntityType.ROLE or side.entity in named:
            continue
        owner = _owner(scene, sides[:at], side) or _after(scene, sides[at + 1 :], side)
        bodies = find_bodies(scene, side)
        if owner is None or not bodies or bodies[0].entity == owner.entity:
            continue
        tokens = scene.read.sent.tokens[side.first : side.last + 1]
        label, kind = read_label(context.knowledge, [t.key for t in tokens])
        member = kind in MEMBERS and "member" in label
        type_ = RelationType.MEMBER_OF if member or label == "candidate" else RelationType.HOLDS_ROLE
        type_ = RelationType.FORMER_ROLE if is_former(scene, side) else type_
        ends = (owner.mention.start, side.mention.start), (owner.mention.end, side.mention.end)
        evidence = Span(min(ends[0]), max(ends[1]))
        if label:
            yield Relation(type_, owner.entity, bodies[0].entity, label, evidence, found=BESIDE)


def unowned(ties: Iterable[Relation], beside: Sequence[Relation]) -> Iterator[Relation]:
    """Leave out the ties of a role that a neighbour's name is now known to hold."""
    for tie in ties:
        held = (b for b in beside if b.object == tie.object and b.subject != tie.subject)
        if not any(b.evidence.start <= tie.evidence.start < b.evidence.end for b in held):
            yield tie


def _owner(scene: Scene, before: Sequence[Side], role: Side) -> Side | None:
    """The person named right before a role, or before the role that it is joined to."""
    if not before:
        return None
    gap = scene.read.sent.tokens[before[-1].last + 1 : role.first]
    joined = 0 < len(gap) <= _STEP and all(t.kind is TokenKind.MARK or t.key == _AND for t in gap)
    which = [t.key for t in gap if t.kind is not TokenKind.MARK][:1] == [_THAT] and len(gap) <= _CLAUSE
    if which and before[-1].mention.type is EntityType.PERSON and _is_said(scene, role):
        return before[-1]
    if not joined:
        return None
    if before[-1].mention.type is EntityType.PERSON and gap[0].key != _AND:
        return before[-1]
    is_role = before[-1].mention.type is EntityType.ROLE and len(before) > 1
    return before[-2] if is_role and before[-2].mention.type is EntityType.PERSON else None


def _is_said(scene: Scene, role: Side) -> bool:
    """Whether a verb ends the clause right after a role (`who was the head of ...`)."""
    words = scene.read.words[role.last + 1 : role.last + 2]
    return any(word.finite for word in words)


def _after(scene: Scene, after: Sequence[Side], role: Side) -> Side | None:
    """The person whose name follows a role at once."""
    near = after and after[0].first == role.last + 1 and after[0].mention.type is EntityType.PERSON
    return after[0] if near else None


def find_served(context: Context, scene: Scene) -> Iterator[Relation]:
    """A role without its body, and the bodies and countries named before it that it may serve."""
    for side in scene.sides:
        person = context.entities[side.entity]
        if side.mention.type is not EntityType.ROLE or person.type is not EntityType.PERSON:
            continue
        if not side.outer or find_bodies(scene, side):
            continue
        tokens = scene.read.sent.tokens[side.first : side.last + 1]
        label, kind = read_label(context.knowledge, [t.key for t in tokens])
        if not label or kind in MEMBERS:
            continue
        before = [m for m in context.mentions if m.type in _BODIES and m.end <= side.mention.start]
        for entity in _last(tuple(m.entity for m in before)):
            span = Span(side.mention.start, side.mention.end)
            type_ = RelationType.HOLDS_ROLE
            yield Relation(type_, side.entity, entity, label, span, implied=True, found=SERVED)


def office_near(context: Context, tie: Relation) -> str | None:
    """Return the English name of the office in the words around a tie, None where none is known."""
    sent = context.sents[context.sentence_at(tie.evidence.start)]
    inside = [
        i for i, t in enumerate(sent.tokens) if tie.evidence.start < t.end and t.start < tie.evidence.end
    ]
    keys = [t.key for t in sent.tokens[max(0, min(inside, default=0) - _BESIDE) :]]
    for at in range(len(inside) + 2 * _BESIDE):
        label, kind = read_label(context.knowledge, keys[at : at + _LONGEST])
        if label and kind not in MEMBERS:
            return label
    return None


def _last(entities: tuple[EntityId, ...]) -> tuple[EntityId, ...]:
    return tuple(dict.fromkeys(reversed(entities)))[:_SERVED]


def find_ended(ties: Sequence[Relation]) -> Iterator[Relation]:
    """Each office and membership of a person as one that may be over."""
    for tie in ties:
        if tie.type in (RelationType.HOLDS_ROLE, RelationType.MEMBER_OF) and tie.found != SERVED:
            rule = Found(ENDED.confidence, ENDED.rule)
            yield Relation(
                RelationType.FORMER_ROLE, tie.subject, tie.object, tie.label, tie.evidence, found=rule
            )
