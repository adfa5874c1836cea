"""What the words deny: the acts told as not done in them, and earlier tellings of the same acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.records import Event, EventId, EventType, Modality, Span, SpeechKind, Statement

_HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.THREATEN, EventType.MOBILIZE})
_SPOKEN = frozenset(
    {EventType.REJECT, EventType.ACCUSE, EventType.REQUEST, EventType.AGREE, EventType.SUPPORT}
)
_DENYING = (SpeechKind.DENY, SpeechKind.REFUSE)


def link_denials(
    statements: Sequence[Statement], events: Sequence[Event], context: Context
) -> list[Statement]:
    """Return the statements with the acts that they deny."""
    return [replace(s, denies=_denied(s, events)) for s in statements]


def _denied(statement: Statement, events: Sequence[Event]) -> tuple[EventId, ...]:
    inside = [e for e in events if _within(e.trigger, statement.content)]
    denied = [e for e in inside if e.modality is Modality.DENIED and e.type not in _SPOKEN]
    if statement.kind in _DENYING and not denied:
        denied = denied_acts(statement.content, events)
    again = [e for d in denied for e in events if e not in inside and _same_act(d, e)]
    return tuple(dict.fromkeys(e.id for e in (*denied, *again)))


def denied_acts(content: Span, events: Sequence[Event]) -> list[Event]:
    """Return the acts that words name and that whoever rejects the words denies."""
    return [e for e in events if _within(e.trigger, content) and e.type not in _SPOKEN]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _same_act(denied: Event, other: Event) -> bool:
    """Whether another telling means the act that is denied: alike in kind, against the same side or place."""
    alike = denied.type is other.type or (denied.type in _HARM and other.type in _HARM)
    aims = {*denied.recipients, *((denied.place,) if denied.place else ())}
    others = {*other.recipients, *((other.place,) if other.place else ())}
    same_doer = bool(set(denied.actors) & set(other.actors)) and denied.type is other.type
    if other.modality is Modality.DENIED:
        return alike and (same_doer or bool(aims & others))
    return alike and other.modality is Modality.ASSERTED and bool(aims & others)
