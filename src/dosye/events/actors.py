"""What the tables know of the entities of an article: which line each is, and its sector."""

from __future__ import annotations

from functools import lru_cache

from dosye.events.context import Context
from dosye.knowledge import Knowledge
from dosye.knowledge.names import key_of
from dosye.records import EntityId, EntityType

# PLOVER's sectors of those who hold or seek power
POLITICAL = frozenset(["GOV", "MIL", "LEG", "JUD", "PTY", "REB", "SPY", "COP", "PRM", "OPP", "UAF", "ELI"])
_PLACES = (EntityType.GPE, EntityType.PLACE)


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


def sorts_of(context: Context) -> dict[EntityId, str]:
    """Return what kind of actor each entity of an article is.

    PLOVER's sector where a table has it; else `place`, `unnamed` for a group, `unknown`.
    """
    return {entity: _sort(context, entity) for entity in context.entities}


def _sort(context: Context, entity: EntityId) -> str:
    kind = context.entities[entity].type
    if kind in _PLACES:
        return "place"
    return sector_in(context, entity) or ("unnamed" if kind is EntityType.GROUP else "unknown")
