"""Who tells each event: the outlet itself, or the statements that hold it or tell it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from dosye.events.context import Context
from dosye.language.ckb import lookup_key
from dosye.records import EntityId, Event, Modality, Span, Statement, Telling

_STEM = 4
_WIDER = 1.5


def attach_tellings(
    events: Sequence[Event], statements: Sequence[Statement], context: Context | None = None
) -> tuple[Event, ...]:
    """Return the events with their tellings, innermost first; those that have some keep them.

    Args:
        events: the acts of an article.
        statements: its statements.
        context: the article, to find where others tell an act again; None to leave that out.
    """
    found = []
    named = [] if context is None else [_named(s, context) for s in statements]
    for event in events:
        tellings = event.tellings or tell(event.trigger, statements)
        if context is not None and not event.tellings:
            tellings = (*tellings, *_again(event, zip(statements, named, strict=True), context))
        modality = Modality.DENIED if _is_disowned(event, statements) else event.modality
        found.append(replace(event, tellings=tellings, modality=modality))
    return tuple(found)


def _is_disowned(event: Event, statements: Sequence[Statement]) -> bool:
    """Whether the act stands only in the words that deny it (`denied that it had attacked`)."""
    start, end = event.trigger
    return event.modality is Modality.HYPOTHETICAL and any(
        event.id in s.denies and s.content.start <= start and end <= s.content.end for s in statements
    )


def tell(trigger: Span, statements: Sequence[Statement]) -> tuple[Telling, ...]:
    """Return who tells what stands at `trigger`; one telling by the outlet where no statement holds it."""
    around = [s for s in statements if s.content.start <= trigger.start and trigger.end <= s.content.end]
    if not around:
        return (Telling(),)
    size = min(s.content.end - s.content.start for s in around)
    inner = [s for s in around if s.content.end - s.content.start <= _WIDER * size]
    return tuple(_telling(s) for s in inner)


def _telling(statement: Statement) -> Telling:
    carriers = statement.chain or ((statement.medium,) if statement.medium else ())
    return Telling(statement.id, (*carriers, statement.source), _first_hand(statement))


def _first_hand(statement: Statement) -> bool | None:
    """Whether the outlet has it from the source itself: not where two others stand between."""
    if len(statement.chain) > 1:
        return False
    return None if statement.chain or statement.medium else True


def _named(statement: Statement, context: Context) -> frozenset[EntityId]:
    """Whom the words of a statement name."""
    start, end = statement.content
    return frozenset(m.entity for m in context.mentions if start <= m.start and m.end <= end)


def _again(
    event: Event, statements: Iterable[tuple[Statement, frozenset[EntityId]]], context: Context
) -> list[Telling]:
    """The statements elsewhere that name the act by the same word and one of its sides."""
    stems = _stems(context.document.text[event.trigger.start : event.trigger.end])
    sides = {*event.actors, *event.recipients}
    found = []
    for statement, named in statements:
        start, end = statement.content
        if start <= event.trigger.start < end or event.id in statement.denies:
            continue
        if sides & named and stems & _stems(context.document.text[start:end]):
            found.append(_telling(statement))
    return found


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return frozenset(lookup_key(word)[:_STEM] for word in text.split() if len(lookup_key(word)) >= _STEM)
