"""Who carried the words: the statement around them, the outlet of an interview, the agency whose report it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.records import Statement


def add_media(statements: Sequence[Statement], context: Context) -> list[Statement]:
    """Return the statements with their media."""
    return [replace(s, medium=s.medium or _outer(s, statements)) for s in statements]


def _outer(inner: Statement, statements: Sequence[Statement]) -> str | None:
    """The source of the smallest statement whose content holds another statement with its cue."""
    around = [
        s
        for s in statements
        if s.source != inner.source
        and s.content.start <= inner.cue.start
        and inner.content.end <= s.content.end
        and s.content != inner.content
    ]
    return min(around, key=lambda s: s.content.end - s.content.start).source if around else None
