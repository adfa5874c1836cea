"""Find what an article itself ties together as if and then."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.events.context import Context
from dosye.records import Condition, Event


def find_conditions(context: Context, events: Sequence[Event]) -> tuple[Condition, ...]:
    """Find the conditions of an article."""
    return ()
