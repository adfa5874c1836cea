"""Ties between actors, and where they stand on issues."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.events.context import Context
from dosye.records import Event, Relation, Stance, Statement

__all__ = ["find_relations", "find_stances"]


def find_relations(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> tuple[Relation, ...]:
    """Return the ties that the article states."""
    return ()


def find_stances(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> tuple[Stance, ...]:
    """Return where the sides stand."""
    return ()
