"""Who did what to whom, where, when, and whether it happened; its ifs and thens."""

from __future__ import annotations

from dosye.events.conditions import find_conditions
from dosye.events.find import Explained, explain_events, find_events

__all__ = ["Explained", "explain_events", "find_conditions", "find_events"]
