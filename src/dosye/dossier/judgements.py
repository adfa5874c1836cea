"""What people judge: an append-only log that hangs on the words, so that it survives every new reading.

An anchor is (hash of the text, span, layer). A line is undone by a further line. `Judged` is the log as it
stands, ready to be applied.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import Enum

from dosye import records as r
from dosye.errors import QueryError
from dosye.records import EntityId, Reading, Span


class Verdict(Enum):
    """What a person can say of one fact, or of two."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SPLIT = "split"
    RENAME = "rename"
    SUPPRESS = "suppress"
    CORRECT = "correct"
    NOTE = "note"
    UNDO = "undo"


PAIRS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """The words that a judgement hangs on."""

    hash: str
    layer: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log; `value` holds the fields to correct, or the name.

    `n` is its number; `undoes` the line that it undoes, `undone_by` the one that undoes it, 0 for none.
    """

    kind: Verdict
    anchors: tuple[Anchor, ...]
    value: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    who: str = ""
    at: str = ""
    n: int = 0
    undoes: int = 0
    undone_by: int = 0

    @property
    def content(self) -> tuple[object, ...]:
        """What is judged, whoever says it."""
        return self.kind, self.anchors, tuple(sorted(self.value.items()))

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it the same line in another log."""
        return *self.content, self.note, self.who, self.at


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements in force, in the order of the log."""

    lines: tuple[Judgement, ...] = ()

    def of(self, hash_: str) -> list[Judgement]:
        """Return the judgements about the facts of one text."""
        return [line for line in self.lines if any(a.hash == hash_ for a in line.anchors)]


def anchor_of(reading: Reading, hash_: str, layer: str, id_: str) -> Anchor:
    """Return what a judgement about a fact of a reading hangs on; QueryError if there is no such fact."""
    span = _span_of(reading, layer, id_)
    if span is None:
        raise QueryError(
            f"{reading.doc_id}/{layer}/{id_}: no such fact; `dosye show` lists what a document says"
        )
    return Anchor(hash_, layer, span.start, span.end)


def _span_of(reading: Reading, layer: str, id_: str) -> Span | None:
    if layer == "entities":
        return next((Span(m.start, m.end) for m in reading.mentions if m.entity == id_), None)
    if layer == "events":
        return next((x.trigger for x in reading.events if x.id == id_), None)
    if layer == "statements":
        return next((x.content for x in reading.statements if x.id == id_), None)
    if layer == "conditions":
        return next((x.if_ for x in reading.conditions if x.id == id_), None)
    listed: Sequence[r.Relation | r.Stance] = reading.relations if layer == "relations" else reading.stances
    return listed[int(id_)].evidence if id_.isdigit() and int(id_) < len(listed) else None


def entity_at(reading: Reading, anchor: Anchor) -> EntityId | None:
    """Return the entity that the words of an anchor mean in a reading: the mention with most of them."""

    def shared(m: r.Mention) -> int:
        return min(m.end, anchor.end) - max(m.start, anchor.start)

    best = max(reading.mentions, key=lambda m: (shared(m), -m.start), default=None)
    return best.entity if best and shared(best) > 0 else None


def apply_judgements(reading: Reading, hash_: str, lines: Iterable[Judgement]) -> Reading:
    """Return a reading as people have corrected it: facts left out, types, dates and sides mended."""
    for line in lines:
        for anchor in line.anchors:
            if anchor.hash != hash_:
                continue
            if line.kind is Verdict.SUPPRESS:
                reading = _without(reading, anchor)
            elif line.kind is Verdict.CORRECT:
                reading = _corrected(reading, anchor, line.value)
    return reading


def _is_at(span: Span, anchor: Anchor) -> bool:
    return span.start < anchor.end and anchor.start < span.end


def _without(reading: Reading, anchor: Anchor) -> Reading:
    if anchor.layer == "events":
        gone = {x.id for x in reading.events if _is_at(x.trigger, anchor)}
        statements = tuple(
            replace(x, denies=tuple(d for d in x.denies if d not in gone)) for x in reading.statements
        )
        events = tuple(x for x in reading.events if x.id not in gone)
        return replace(reading, events=events, statements=statements)
    if anchor.layer == "statements":
        gone_ids = {x.id for x in reading.statements if x.content == (anchor.start, anchor.end)}
        events = tuple(
            replace(x, tellings=tuple(t for t in x.tellings if t.statement not in gone_ids))
            for x in reading.events
        )
        kept = tuple(x for x in reading.statements if x.id not in gone_ids)
        return replace(reading, statements=kept, events=events)
    exact = (anchor.start, anchor.end)
    return replace(
        reading,
        relations=tuple(x for x in reading.relations if anchor.layer != "relations" or x.evidence != exact),
        stances=tuple(x for x in reading.stances if anchor.layer != "stances" or x.evidence != exact),
        conditions=tuple(x for x in reading.conditions if anchor.layer != "conditions" or x.if_ != exact),
    )


def _corrected(reading: Reading, anchor: Anchor, value: Mapping[str, str]) -> Reading:
    if anchor.layer == "events":
        events = tuple(
            _correct_event(reading, x, value) if _is_at(x.trigger, anchor) else x for x in reading.events
        )
        return replace(reading, events=events)
    if anchor.layer == "stances" and "position" in value:
        position = r.Position(value["position"])
        exact = (anchor.start, anchor.end)
        issue = value.get("issue")
        stances = tuple(
            replace(x, position=position) if x.evidence == exact and issue in (None, x.issue) else x
            for x in reading.stances
        )
        return replace(reading, stances=stances)
    if anchor.layer == "statements" and "source" in value:
        source = _entity(reading, value["source"])
        exact = (anchor.start, anchor.end)
        statements = tuple(
            replace(x, source=source) if source and x.content == exact else x for x in reading.statements
        )
        return replace(reading, statements=statements)
    return reading


def _correct_event(reading: Reading, event: r.Event, value: Mapping[str, str]) -> r.Event:
    if "type" in value:
        event = replace(event, type=r.EventType(value["type"]), mode=None)
    if "mode" in value:
        event = replace(event, mode=value["mode"] or None)
    if "time" in value:
        event = replace(event, time=value["time"] or None)
    if "modality" in value:
        event = replace(event, modality=r.Modality(value["modality"]))
    if "actors" in value:
        event = replace(event, actors=_entities(reading, value["actors"]))
    if "recipients" in value:
        event = replace(event, recipients=_entities(reading, value["recipients"]))
    return event


def _entities(reading: Reading, places: str) -> tuple[EntityId, ...]:
    ends = (_entity(reading, place) for place in places.split(",") if place)
    return tuple(end for end in ends if end)


def _entity(reading: Reading, place: str) -> EntityId | None:
    """Return the entity whose mention stands at `start-end`."""
    start, _, end = place.partition("-")
    if not (start.isdigit() and end.isdigit()):
        return None
    return entity_at(reading, Anchor("", "entities", int(start), int(end)))


def to_line(judgement: Judgement) -> dict[str, object]:
    """Return a judgement as one JSON object of the exported log."""
    return asdict(judgement) | {"kind": judgement.kind.value}


def from_line(line: Mapping[str, object]) -> Judgement:
    """Return the judgement of one JSON object; QueryError if it is none."""
    if not isinstance(line, Mapping):
        raise QueryError("a line of a log is a JSON object")
    try:
        anchors = tuple(Anchor(**a) for a in line["anchors"])  # type: ignore[attr-defined]
        value = {str(k): str(v) for k, v in dict(line.get("value") or {}).items()}  # type: ignore[call-overload]
        note, who, at = (str(line.get(key) or "") for key in ("note", "who", "at"))
        numbers = (int(str(line.get(key) or 0)) for key in ("n", "undoes", "undone_by"))
        return Judgement(Verdict(line["kind"]), anchors, value, note, who, at, *numbers)
    except (KeyError, TypeError, ValueError) as error:
        raise QueryError(
            f"{json.dumps(dict(line), ensure_ascii=False)[:80]}: no line of a log ({error})"
        ) from error
