"""Ties between actors, and where they stand on issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

if TYPE_CHECKING:
    from dosye.stances.positions import find_stances
    from dosye.stances.relations import find_relations

__all__ = ["find_relations", "find_stances"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "find_relations": "dosye.stances.relations",
    "find_stances": "dosye.stances.positions",
}

__getattr__ = make_loader(__name__, _HOMES)
