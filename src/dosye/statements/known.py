"""Which entities of an article carry the words of others."""

from __future__ import annotations

from dosye.events.actors import sector_in
from dosye.events.context import Context
from dosye.records import EntityId


def is_medium(context: Context, entity: EntityId) -> bool:
    """Whether an entity is an outlet or agency."""
    return sector_in(context, entity) in ("MED", "JRN")
