"""Who did what to whom, where, when, and whether it happened; its ifs and thens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

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

__getattr__ = make_loader(__name__, _HOMES)
