"""Who and what an article speaks of: mentions, entities, links to the tables."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dosye.entities.find import FoundEntities, find_entities

__all__ = ["FoundEntities", "find_entities"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "FoundEntities": "dosye.entities.find",
    "find_entities": "dosye.entities.find",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
