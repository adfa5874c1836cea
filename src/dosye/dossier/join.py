"""Join local entities to actors and tellings to acts: a function of a reading and the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dosye.knowledge import Knowledge
from dosye.knowledge.names import fold, key_of
from dosye.records import Entity, EntityId, EntityType, Event, Reading


def actor_ids(reading: Reading, knowledge: Knowledge) -> dict[EntityId, str]:
    """Return the actor that each entity of a reading is.

    A linked entity is its line of the tables, a named one its name; an unnamed one is an actor of its
    own article and never another's.
    """
    named = {m.entity for m in reading.mentions if m.type not in (EntityType.ROLE, EntityType.GROUP)}
    return {
        key: _actor_id(reading, key, entity, key in named, knowledge)
        for key, entity in reading.entities.items()
    }


def _actor_id(reading: Reading, key: EntityId, entity: Entity, named: bool, knowledge: Knowledge) -> str:
    line = entity.key or (key_of(knowledge, entity.type, entity.name, entity.name_en) if named else None)
    if line:
        return line
    if named and entity.named:
        return f"{entity.type.value.lower()}:{fold(entity.name)}"
    return f"{reading.doc_id}#{key}"


def act_id(reading: Reading, event: Event, actors: Mapping[EntityId, str]) -> str:
    """Return the act that an event tells: the same type, sides and time are the same act."""
    if event.time is None or not (event.actors or event.recipients):
        return f"{reading.doc_id}#{event.id}"
    does, suffers = (sorted(actors[e] for e in side) for side in (event.actors, event.recipients))
    parts = [event.type.value, event.modality.value, event.time, *does, ">", *suffers]
    return "act:" + hashlib.sha256("\t".join(parts).encode()).hexdigest()[:16]
