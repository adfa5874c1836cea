"""Find the ties that an article states: offices, membership, sides, places, command, pressure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.events.scene import scenes_of
from dosye.records import Event, Modality, Relation, RelationType, Statement
from dosye.stances.commands import find_commands
from dosye.stances.leaders import find_leaders
from dosye.stances.pressure import find_pressure
from dosye.stances.roles import find_roles
from dosye.stances.tables import find_sites
from dosye.stances.ties import find_ties

_EITHER = (RelationType.ALLIED_WITH, RelationType.OPPOSED_TO)


def find_relations(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> tuple[Relation, ...]:
    """Return the ties that the article states or plainly presupposes, in the order of their evidence."""
    scenes = scenes_of(context)
    found: list[Relation] = []
    for scene in scenes:
        found += ended(find_roles(context, scene), events)
        found += find_ties(scene)
        found += find_leaders(scene)
    found += find_pressure(context, scenes, statements)
    found += find_sites(context)
    found += find_commands(context, scenes, events, found)
    return once(found)


def ended(relations: Iterable[Relation], events: Sequence[Event]) -> list[Relation]:
    """Turn the offices of those whom the article says were dismissed or killed into former ones."""
    gone = {
        person
        for event in events
        if event.modality is Modality.ASSERTED and (event.mode in _ENDS or event.counts.get("killed"))
        for person in (event.actors if event.mode == "resign" else event.recipients)
    }
    return [
        replace(r, type=RelationType.FORMER_ROLE)
        if r.type is RelationType.HOLDS_ROLE and r.subject in gone
        else r
        for r in relations
    ]


_ENDS = ("dismiss", "resign", "kill", "assassinate")


def once(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Keep each tie at its first telling."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Relation] = []
    for relation in sorted(relations, key=lambda r: (r.evidence, r.type.value, r.subject, r.object)):
        ends = (relation.subject, relation.object)
        key = (relation.type, *(sorted(ends) if relation.type in _EITHER else ends))
        if key not in seen and relation.subject != relation.object:
            seen.add(key)
            kept.append(relation)
    return tuple(kept)
