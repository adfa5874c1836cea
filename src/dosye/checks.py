"""What a reading must keep: spans inside the text, ids that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.errors import RecordError
from dosye.records import Reading, Span


def check_reading(reading: Reading, where: str) -> None:
    """Raise RecordError at the first span outside the text or id that leads nowhere."""
    size = len(reading.text)
    for place, span in _spans(reading):
        if not 0 <= span.start < span.end <= size:
            raise RecordError(
                f"{where}: {place}: the span {list(span)} is not inside the text of {size} letters"
            )
    _check_ids(reading, where)


def _spans(x: Reading) -> Iterator[tuple[str, Span]]:
    for i, span in enumerate(x.sentences):
        yield f"sentences[{i}]", span
    for i, m in enumerate(x.mentions):
        yield f"mentions[{i}]", Span(m.start, m.end)
    for i, t in enumerate(x.times):
        yield f"times[{i}]", Span(t.start, t.end)
    for i, event in enumerate(x.events):
        yield f"events[{i}].trigger", event.trigger
        yield from ((f"events[{i}].arguments.{k}", s) for k, spans in event.arguments.items() for s in spans)
    for i, s in enumerate(x.statements):
        yield f"statements[{i}].cue", s.cue
        yield f"statements[{i}].content", s.content
    for i, relation in enumerate(x.relations):
        yield f"relations[{i}].evidence", relation.evidence
    for i, stance in enumerate(x.stances):
        yield f"stances[{i}].evidence", stance.evidence
    for i, c in enumerate(x.conditions):
        yield f"conditions[{i}].if", c.if_
        yield f"conditions[{i}].then", c.then


def _check_ids(x: Reading, where: str) -> None:
    for place, key in _entity_ids(x):
        if key is not None and key not in x.entities:
            raise RecordError(f"{where}: {place}: no entity has the id {key!r}")
    events = {event.id for event in x.events}
    statements = {s.id for s in x.statements}
    if len(events) < len(x.events) or len(statements) < len(x.statements):
        raise RecordError(f"{where}: two events or two statements have the same id")
    for i, s in enumerate(x.statements):
        for key in s.denies:
            if key not in events:
                raise RecordError(f"{where}: statements[{i}].denies: no event has the id {key!r}")
    for i, event in enumerate(x.events):
        for t in event.tellings:
            if t.statement is not None and t.statement not in statements:
                raise RecordError(f"{where}: events[{i}].tellings: no statement has the id {t.statement!r}")


def _entity_ids(x: Reading) -> Iterator[tuple[str, str | None]]:
    for i, m in enumerate(x.mentions):
        yield f"mentions[{i}].entity", m.entity
    for i, event in enumerate(x.events):
        yield from ((f"events[{i}].actors", key) for key in event.actors)
        yield from ((f"events[{i}].recipients", key) for key in event.recipients)
        yield f"events[{i}].place", event.place
        yield from ((f"events[{i}].tellings", key) for t in event.tellings for key in t.chain)
    for i, s in enumerate(x.statements):
        yield f"statements[{i}].source", s.source
        yield f"statements[{i}].medium", s.medium
        yield f"statements[{i}].addressee", s.addressee
        yield from ((f"statements[{i}].chain", key) for key in s.chain)
    for i, relation in enumerate(x.relations):
        yield f"relations[{i}].subject", relation.subject
        yield f"relations[{i}].object", relation.object
    for i, stance in enumerate(x.stances):
        yield f"stances[{i}].holder", stance.holder
    for i, c in enumerate(x.conditions):
        yield f"conditions[{i}].by", c.by
