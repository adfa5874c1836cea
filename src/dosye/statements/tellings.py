"""Who tells each event: the outlet itself, or the statements in whose words it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.records import Event, Span, Statement, Telling


def attach_tellings(events: Sequence[Event], statements: Sequence[Statement]) -> tuple[Event, ...]:
    """Return the events with their tellings, innermost first; those that have some keep them."""
    return tuple(
        event if event.tellings else replace(event, tellings=tell(event.trigger, statements))
        for event in events
    )


def tell(trigger: Span, statements: Sequence[Statement]) -> tuple[Telling, ...]:
    """Return who tells what stands at `trigger`; one telling by the outlet where no statement holds it."""
    around = [s for s in statements if s.content.start <= trigger.start and trigger.end <= s.content.end]
    if not around:
        return (Telling(),)
    size = min(s.content.end - s.content.start for s in around)
    inner = [s for s in around if s.content.end - s.content.start <= 1.5 * size]
    return tuple(_telling(s) for s in inner)


def _telling(statement: Statement) -> Telling:
    carriers = statement.chain or ((statement.medium,) if statement.medium else ())
    return Telling(statement.id, (*carriers, statement.source), None if carriers else True)
