"""What of an entity decides which actor it is: its key, or its name and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from dosye.dossier.days import bounds
from dosye.dossier.unite import signs_of
from dosye.knowledge import Knowledge
from dosye.knowledge.names import fold, key_of
from dosye.records import Entity, EntityId, EntityType, Reading, RelationType

OFFICES = (RelationType.HOLDS_ROLE, RelationType.FORMER_ROLE, RelationType.MEMBER_OF, RelationType.LEADS)
SITES = (EntityType.GPE, EntityType.PLACE)


APART = "\x1f"
"""Stands between the signs of an entity in the store."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How an entity is to be joined.

    `base` is set where the entity alone decides it: a line of the tables, or an actor of its own article.
    Otherwise `block` names those that bear the same name, and `signs` decide which of them it is: any that
    two share.
    """

    base: str | None
    block: str | None
    signs: tuple[str, ...] = ()


def identities(reading: Reading, knowledge: Knowledge) -> dict[EntityId, Identity]:
    """Return the identity of every entity of a reading."""
    named = {m.entity for m in reading.mentions if m.type not in (EntityType.ROLE, EntityType.GROUP)}
    keys = {e: _key(reading, entity, e in named, knowledge) for e, entity in reading.entities.items()}
    around = _company(reading, keys)
    found = {}
    for e, entity in reading.entities.items():
        if keys[e]:
            found[e] = Identity(keys[e], None)
        elif e in named and entity.named:
            block = f"{entity.type.value.lower()}:{fold(entity.name)}"
            found[e] = Identity(None, block, signs_of(block, (*_offices(reading, e, keys), *around)))
        else:
            found[e] = Identity(f"{reading.doc_id}#{e}", None)
    return found


def _key(reading: Reading, entity: Entity, is_named: bool, knowledge: Knowledge) -> str | None:
    """Return the table line of an entity; names of records made elsewhere, and whole names, are looked up."""
    if entity.key and (entity.key in knowledge.actors or entity.key in knowledge.places):
        return entity.key
    whole = entity.type is EntityType.PERSON and " " in entity.name
    if is_named and (reading.reader is None or whole):
        return key_of(knowledge, entity.type, entity.name, entity.name_en)
    return None


def _offices(reading: Reading, entity: EntityId, keys: dict[EntityId, str | None]) -> tuple[str, ...]:
    roles = (
        f"role:{r.label or r.type.value}@{keys.get(r.object) or fold(reading.entities[r.object].name)}"
        for r in reading.relations
        if r.subject == entity and r.type in OFFICES
    )
    told = reading.entities[entity].description
    return tuple(sorted({*roles, *([f"role:{told}"] if told else [])}))


def _company(reading: Reading, keys: dict[EntityId, str | None]) -> tuple[str, ...]:
    """Return the known actors that the article speaks of, and the month in which it appeared."""
    known = {f"with:{k}" for e, k in keys.items() if k and reading.entities[e].type not in SITES}
    day = bounds(reading.published or reading.published_inferred)[0]
    return tuple(sorted(known)) + ((f"when:{day[:7]}",) if day else ())
