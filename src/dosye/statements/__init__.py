"""Who said what: statements with their source, medium, cue and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.records import Event, Statement, StatementId
from dosye.statements.colon import find_colon_statements
from dosye.statements.tellings import attach_tellings

__all__ = ["attach_tellings", "find_statements"]


def find_statements(context: Context, events: Sequence[Event]) -> tuple[Statement, ...]:
    """Return the statements of an article in text order."""
    found = sorted(find_colon_statements(context), key=lambda s: (s.content, s.cue))
    return tuple(replace(s, id=StatementId(f"s{i}")) for i, s in enumerate(found, start=1))
