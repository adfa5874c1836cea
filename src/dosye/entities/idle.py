"""Groups that take part in nothing: generic nouns, no actors, unless the words show clearly that they are."""

from __future__ import annotations

from dataclasses import replace

from dosye.records import EntityId, EntityType, Reading

_SURE = 0.6  # confidence from which a group is kept though it takes part in nothing


def without_idle(reading: Reading) -> Reading:
    """Return a reading without unsure groups that nothing else in it names."""
    active = set(_active(reading))
    mentions = tuple(
        m
        for m in reading.mentions
        if m.type is not EntityType.GROUP or m.entity in active or (m.found.confidence or 0.0) >= _SURE
    )
    held = active | {m.entity for m in mentions}
    entities = {key: entity for key, entity in reading.entities.items() if key in held}
    return replace(reading, mentions=mentions, entities=entities)


def _active(reading: Reading) -> list[EntityId]:
    """The entities that take part in an act, a statement, a relation, a stance or a condition."""
    out: list[EntityId | None] = []
    for event in reading.events:
        out += [*event.actors, *event.recipients, event.place]
    for said in reading.statements:
        out += [said.source, said.medium, said.addressee, *said.chain]
    out += [end for tie in reading.relations for end in (tie.subject, tie.object)]
    out += [stance.holder for stance in reading.stances]
    out += [condition.by for condition in reading.conditions]
    return [key for key in out if key is not None]
