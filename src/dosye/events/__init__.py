"""Who did what to whom, where, when, and whether it happened; its ifs and thens."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dosye.events.conditions import find_conditions
    from dosye.events.find import Explained, explain_events, find_events

__all__ = ["Explained", "explain_events", "find_conditions", "find_events"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "Explained": "dosye.events.find",
    "explain_events": "dosye.events.find",
    "find_conditions": "dosye.events.conditions",
    "find_events": "dosye.events.find",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
