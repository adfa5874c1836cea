"""Who and what an article speaks of: mentions, entities, links to the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

if TYPE_CHECKING:
    from dosye.entities.find import FoundEntities, find_entities
    from dosye.entities.idle import without_idle

__all__ = ["FoundEntities", "find_entities", "without_idle"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "FoundEntities": "dosye.entities.find",
    "find_entities": "dosye.entities.find",
    "without_idle": "dosye.entities.idle",
}

__getattr__ = make_loader(__name__, _HOMES)
