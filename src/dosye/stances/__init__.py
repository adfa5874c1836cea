"""Ties between actors, and where they stand on issues."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dosye.stances.positions import find_stances
    from dosye.stances.relations import find_relations

__all__ = ["find_relations", "find_stances"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "find_relations": "dosye.stances.relations",
    "find_stances": "dosye.stances.positions",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
