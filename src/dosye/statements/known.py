"""Which line of the tables an entity of the article is, also where the entity stage left that open."""

from __future__ import annotations

from functools import lru_cache

from dosye.events.context import Context
from dosye.knowledge import Knowledge
from dosye.knowledge.names import key_of
from dosye.records import EntityId, EntityType


def key_in(context: Context, entity: EntityId) -> str:
    """Return the key of the actor or place that an entity is, empty where it is none that is known."""
    found = context.entities[entity]
    return found.key or _by_name(context.knowledge, found.type, found.name, found.name_en or "")


@lru_cache(maxsize=256)
def _by_name(knowledge: Knowledge, type_: EntityType, name: str, name_en: str) -> str:
    return key_of(knowledge, type_, name, name_en or None) or ""


def sector_in(context: Context, entity: EntityId) -> str:
    """Return the PLOVER sector of an entity (GOV, MIL, MED ...), empty where it is not known."""
    line = context.knowledge.actors.get(key_in(context, entity))
    return line.sector if line else ""


def is_medium(context: Context, entity: EntityId) -> bool:
    """Whether an entity is an outlet or agency."""
    return sector_in(context, entity) in ("MED", "JRN")
