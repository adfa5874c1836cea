"""Find the ties that an article states: offices, membership, backing, opposition, place, command, pressure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dosye.events.context import Context
from dosye.events.scene import scenes_of
from dosye.records import Event, Relation, RelationType, Statement
from dosye.stances.roles import find_roles
from dosye.stances.ties import find_ties

_EITHER = (RelationType.ALLIED_WITH, RelationType.OPPOSED_TO)


def find_relations(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> tuple[Relation, ...]:
    """Return the ties that the article states or plainly presupposes, in the order of their evidence."""
    found: list[Relation] = []
    for scene in scenes_of(context):
        found += find_roles(context, scene)
        found += find_ties(scene)
    return once(found)


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
