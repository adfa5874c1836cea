"""Where the sides stand."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.events.context import Context
from dosye.records import Event, Stance, Statement


def find_stances(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> tuple[Stance, ...]:
    """Return where the sides stand."""
    return ()
