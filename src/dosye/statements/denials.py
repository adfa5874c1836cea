"""What the words deny: the acts told inside a denial or with a negated verb."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.events.context import Context
from dosye.records import Event, Statement


def link_denials(
    statements: Sequence[Statement], events: Sequence[Event], context: Context
) -> list[Statement]:
    """Return the statements with the acts that they deny."""
    return list(statements)
