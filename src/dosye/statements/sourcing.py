"""How well each act is sourced: who tells it, at which hand, how many, who denies it; one grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from dosye.records import (
    EntityId,
    Event,
    EventId,
    Relation,
    RelationType,
    SourceKind,
    Statement,
    StatementId,
)

_NAMED = (SourceKind.NAMED, SourceKind.OFFICE, SourceKind.BODY)
_SIDE = (RelationType.HOLDS_ROLE, RelationType.MEMBER_OF, RelationType.PART_OF)


class Grade(Enum):
    """How far a reader may lean on a telling; docs/sourcing.md explains each with cases."""

    A = "several independent sources, one of them named"
    B = "one named source at first hand"
    C = "several unnamed sources, or the outlet on its own word"
    D = "one unnamed source, or words at second hand"
    E = "denied on the record"


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Who stands behind one act.

    `named` and `unnamed` are the first sources, each side once; `carriers` who passed their words on;
    `outlet` whether the outlet tells the act itself; `first_hand` None where the article does not say.
    """

    event: EventId
    grade: Grade
    named: tuple[EntityId, ...] = ()
    unnamed: tuple[EntityId, ...] = ()
    carriers: tuple[EntityId, ...] = ()
    outlet: bool = False
    first_hand: bool | None = None
    denied_by: tuple[EntityId, ...] = ()

    @property
    def independent(self) -> int:
        """How many sources do not lean on each other; the outlet's own word counts as one."""
        return len(self.named) + len(self.unnamed) + self.outlet


def source_events(
    events: Sequence[Event], statements: Sequence[Statement], relations: Sequence[Relation] = ()
) -> dict[EventId, Sourcing]:
    """Return how well each act of an article is sourced.

    Args:
        events: with their tellings (`attach_tellings`).
        statements: those that the tellings name.
        relations: offices and memberships; a body and its spokesman are one source.
    """
    by_id = {s.id: s for s in statements}
    sides = _sides(relations)
    return {event.id: _source(event, by_id, statements, sides) for event in events}


def _sides(relations: Iterable[Relation]) -> dict[EntityId, EntityId]:
    """The body for which each person speaks."""
    sides: dict[EntityId, EntityId] = {}
    for relation in relations:
        if relation.type in _SIDE:
            sides.setdefault(relation.subject, relation.object)
    return sides


def _source(
    event: Event,
    by_id: Mapping[StatementId, Statement],
    statements: Sequence[Statement],
    sides: Mapping[EntityId, EntityId],
) -> Sourcing:
    deniers = _once((s.source for s in statements if event.id in s.denies), sides)
    told = [t for t in event.tellings if t.statement is None or event.id not in by_id[t.statement].denies]
    spoken = [by_id[t.statement] for t in told if t.statement is not None]
    named = _once((s.source for s in spoken if s.source_kind in _NAMED), sides)
    unnamed = _once((s.source for s in spoken if s.source_kind not in _NAMED), sides)
    carriers = tuple(dict.fromkeys(c for t in told for c in t.chain[:-1]))
    outlet = any(t.statement is None for t in told)
    hands = {t.first_hand for t in told if t.statement is not None}
    first_hand = True if True in hands else False if hands == {False} else None
    grade = _grade(len(named), len(unnamed), outlet=outlet, second=first_hand is False, denied=bool(deniers))
    return Sourcing(event.id, grade, named, unnamed, carriers, outlet, first_hand, deniers)


def _once(sources: Iterable[EntityId], sides: Mapping[EntityId, EntityId]) -> tuple[EntityId, ...]:
    """Each source once; of a body and its people only the first that speaks."""
    kept: dict[EntityId, EntityId] = {}
    for source in sources:
        kept.setdefault(sides.get(source, source), source)
    return tuple(kept.values())


def _grade(named: int, unnamed: int, *, outlet: bool, second: bool, denied: bool) -> Grade:
    """The letter by number and kind of sources; a denial on the record outweighs all."""
    if denied:
        return Grade.E
    if named and named + unnamed + outlet > 1:
        return Grade.A
    if named and not second:
        return Grade.B
    if outlet or (unnamed > 1 and not second):
        return Grade.C
    return Grade.D
