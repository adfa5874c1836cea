"""Readings as JSON and back: the guide's keys exactly, ours beside them, nothing lost, nothing guessed.

Writing leaves out our own keys where they say nothing, so that a record made elsewhere comes back as it
was. Reading refuses an unknown key, a span outside the text, an id that leads nowhere and a newer form,
and says where in the record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TypeVar

from dosye import records as r
from dosye.checks import check_reading
from dosye.errors import RecordError

FORM = 1
Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
T = TypeVar("T")
E_ = TypeVar("E_", bound=Enum)

GUIDE_KEYS = ("doc_id", "text", "published", "publisher")
OWN_KEYS = ("url", "title", "language", "published_inferred", "reader", "tables")
LISTS = ("sentences", "mentions", "times", "events", "statements", "relations", "stances", "conditions")


def reading_to_json(reading: r.Reading) -> dict[str, Json]:
    """Return the reading as the guide's JSON object, our additions in keys of their own."""
    out: dict[str, Json] = {key: getattr(reading, key) for key in GUIDE_KEYS}
    out["sentences"] = [list(span) for span in reading.sentences]
    out["entities"] = {key: _entity_out(entity) for key, entity in reading.entities.items()}
    out["mentions"] = [_spanned_out(m, type=m.type.value, entity=m.entity) for m in reading.mentions]
    out["times"] = [_spanned_out(t, value=t.value) for t in reading.times]
    out["events"] = [_event_out(event) for event in reading.events]
    out["statements"] = [_statement_out(statement) for statement in reading.statements]
    out["relations"] = [_relation_out(relation) for relation in reading.relations]
    out["stances"] = [_stance_out(stance) for stance in reading.stances]
    out["conditions"] = [_condition_out(condition) for condition in reading.conditions]
    own = {key: getattr(reading, key) for key in OWN_KEYS if getattr(reading, key) is not None}
    if own.get("reader"):
        own["form"] = FORM
    return out | own


def reading_from_json(record: Mapping[str, object], *, where: str = "record") -> r.Reading:
    """Return the reading that a JSON object holds.

    Args:
        record: as `reading_to_json` or the guide writes it.
        where: the file, for messages.

    Raises:
        RecordError: the record breaks the form; the message says where and what.
    """
    top = _Fields(record, where)
    form = top.take("form", int, FORM)
    if form > FORM:
        raise RecordError(f"{where}: written in form {form}, this dosye knows forms to {FORM}; update dosye")
    reading = r.Reading(
        doc_id=r.DocId(top.take("doc_id", str)),
        text=top.take("text", str),
        published=top.maybe("published"),
        publisher=top.maybe("publisher"),
        sentences=tuple(_span(s, f"{where}: sentences[{i}]") for i, s in enumerate(top.items("sentences"))),
        entities=_entities_in(top.take("entities", dict, {}), where),
        mentions=top.each("mentions", _mention_in),
        times=top.each("times", _timex_in),
        events=top.each("events", _event_in),
        statements=top.each("statements", _statement_in),
        relations=top.each("relations", _relation_in),
        stances=top.each("stances", _stance_in),
        conditions=top.each("conditions", _condition_in),
        **{key: top.maybe(key) for key in OWN_KEYS},
    )
    top.close()
    check_reading(reading, where)
    return reading


def read_record(path: Path) -> r.Reading:
    """Read one record file; RecordError names the file and the place."""
    return _record(_text(path), str(path))


def read_records(path: Path) -> Iterator[r.Reading]:
    """Yield the readings of a file of one record, or of JSON Lines as `dosye export --to record` writes them.

    Raises:
        RecordError: a record is broken; it names the file, the line of many, and the place.
    """
    text = _text(path)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not all(line.startswith("{") and line.rstrip().endswith("}") for _, line in lines) or len(lines) < 2:
        yield _record(text, str(path))
        return
    for number, line in lines:
        yield _record(line, f"{path}:{number}")


def _text(path: Path) -> str:
    """Return the text of a record file; RecordError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise RecordError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise RecordError(f"{path}: is a folder; give the records in it, {path}/*.json") from error
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise RecordError(f"{path}: not a readable JSON record ({error})") from error


def _record(text: str, where: str) -> r.Reading:
    """Return the reading of one record; `where` stands in messages."""
    try:
        record = json.loads(text)
    except ValueError as error:
        raise RecordError(f"{where}: not a readable JSON record ({error})") from error
    if not isinstance(record, dict):
        raise RecordError(f"{where}: holds {type(record).__name__}, a record is a JSON object")
    return reading_from_json(record, where=where)


def dump_reading(reading: r.Reading) -> str:
    """Return the reading as JSON text: the same reading gives the same bytes."""
    return json.dumps(reading_to_json(reading), ensure_ascii=False, indent=1)


class _Fields:
    """The keys of one object, taken one by one; what is left over is refused."""

    def __init__(self, record: object, where: str) -> None:
        if not isinstance(record, Mapping):
            raise RecordError(f"{where}: must be an object with keys, not {type(record).__name__}")
        self.left: dict[str, object] = dict(record)
        self.where = where

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        value = self.left.pop(key, default)
        if value is None and default is None:
            raise RecordError(f"{self.where}: the key {key!r} is missing")
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise RecordError(f"{self.where}: {key!r} must be {kind.__name__}, not {value!r:.60}")
        return value

    def maybe(self, key: str) -> str | None:
        return (
            None if self.left.get(key) is None and self.left.pop(key, None) is None else self.take(key, str)
        )

    def number(self, key: str) -> float | None:
        return (
            None if self.left.get(key) is None and self.left.pop(key, None) is None else self.take(key, float)
        )

    def choice(self, key: str, kind: type[E_], default: E_ | None = None) -> E_:
        value = self.take(key, str, default.value if default else None)
        try:
            return kind(value)
        except ValueError:
            known = " ".join(str(member.value) for member in kind)
            raise RecordError(f"{self.where}: {key!r} is {value!r}, known are {known}") from None

    def items(self, key: str) -> list[object]:
        return self.take(key, list, [])

    def strings(self, key: str) -> tuple[str, ...]:
        values = self.items(key)
        if not all(isinstance(v, str) for v in values):
            raise RecordError(f"{self.where}: {key!r} must be a list of ids")
        return tuple(str(v) for v in values)

    def span(self, key: str) -> r.Span:
        return _span(self.left.pop(key, None), f"{self.where}: {key}")

    def each(self, key: str, make: Callable[[_Fields], T]) -> tuple[T, ...]:
        out = []
        for i, item in enumerate(self.items(key)):
            fields = _Fields(item, f"{self.where}: {key}[{i}]")
            out.append(make(fields))
            fields.close()
        return tuple(out)

    def found(self) -> r.Found:
        return r.Found(self.number("confidence"), self.maybe("rule"))

    def close(self) -> None:
        if self.left:
            raise RecordError(
                f"{self.where}: unknown key {sorted(self.left)[0]!r}; remove it or update dosye"
            )


def _span(value: object, where: str) -> r.Span:
    if (
        not isinstance(value, Sequence)
        or isinstance(value, str)
        or len(value) != 2
        or not all(isinstance(v, int) and not isinstance(v, bool) for v in value)
    ):
        raise RecordError(f"{where}: a span is [start, end] in code points, not {value!r:.60}")
    return r.Span(int(value[0]), int(value[1]))


def _said(**own: object) -> dict[str, Json]:
    """Our own keys, those left out that say nothing."""
    return {key: value for key, value in own.items() if value not in (None, False, (), [], {}, "unsure")}  # type: ignore[misc]


def _found_out(found: r.Found) -> dict[str, Json]:
    return _said(confidence=found.confidence, rule=found.rule)


def _spanned_out(item: r.Mention | r.Timex, **keys: Json) -> dict[str, Json]:
    return {"start": item.start, "end": item.end, **keys, **_found_out(item.found)}


def _entity_out(e: r.Entity) -> dict[str, Json]:
    out: dict[str, Json] = {
        "type": e.type.value,
        "name": e.name,
        "name_en": e.name_en,
        "wikidata": e.wikidata,
    }
    unnamed = None if e.named else True
    return out | _said(key=e.key, unnamed=unnamed, description=e.description) | _found_out(e.found)


def _event_out(e: r.Event) -> dict[str, Json]:
    out: dict[str, Json] = {"id": e.id, "type": e.type.value, "mode": e.mode, "trigger": list(e.trigger)}
    out |= {"actors": list(e.actors), "recipients": list(e.recipients), "place": e.place, "time": e.time}
    out["modality"] = e.modality.value
    own = _said(
        arguments={key: [list(s) for s in spans] for key, spans in e.arguments.items()},
        counts=dict(e.counts),
        tellings=[_telling_out(t) for t in e.tellings],
        implied=e.implied,
    )
    return out | own | _found_out(e.found)


def _telling_out(t: r.Telling) -> dict[str, Json]:
    hand = {} if t.first_hand is None else {"first_hand": t.first_hand}
    return {"statement": t.statement, "chain": list(t.chain), **hand}


def _statement_out(s: r.Statement) -> dict[str, Json]:
    out: dict[str, Json] = {"id": s.id, "source": s.source, "medium": s.medium}
    out |= {"cue": list(s.cue), "content": list(s.content), "direct": s.direct, "denies": list(s.denies)}
    own = _said(
        kind=s.kind.value, source_kind=s.source_kind.value, addressee=s.addressee, chain=list(s.chain)
    )
    return out | own | _found_out(s.found)


def _relation_out(x: r.Relation) -> dict[str, Json]:
    out: dict[str, Json] = {"type": x.type.value, "subject": x.subject, "object": x.object}
    out |= {"label": x.label, "evidence": list(x.evidence)}
    return out | _said(since=x.since, until=x.until, implied=x.implied) | _found_out(x.found)


def _stance_out(s: r.Stance) -> dict[str, Json]:
    out: dict[str, Json] = {"holder": s.holder, "issue": s.issue, "position": s.position.value}
    return out | {"evidence": list(s.evidence)} | _found_out(s.found)


def _condition_out(c: r.Condition) -> dict[str, Json]:
    return {"id": c.id, "if": list(c.if_), "then": list(c.then), "by": c.by} | _found_out(c.found)


def _entities_in(entities: Mapping[str, object], where: str) -> dict[r.EntityId, r.Entity]:
    out = {}
    for key, item in entities.items():
        fields = _Fields(item, f"{where}: entities.{key}")
        out[r.EntityId(key)] = r.Entity(
            type=fields.choice("type", r.EntityType),
            name=fields.take("name", str),
            name_en=fields.maybe("name_en"),
            wikidata=fields.maybe("wikidata"),
            key=fields.maybe("key"),
            named=not fields.take("unnamed", bool, False),
            description=fields.maybe("description"),
            found=fields.found(),
        )
        fields.close()
    return out


def _mention_in(f: _Fields) -> r.Mention:
    start, end = f.take("start", int), f.take("end", int)
    return r.Mention(start, end, f.choice("type", r.EntityType), r.EntityId(f.take("entity", str)), f.found())


def _timex_in(f: _Fields) -> r.Timex:
    return r.Timex(f.take("start", int), f.take("end", int), f.take("value", str), f.found())


def _ids(values: tuple[str, ...]) -> tuple[r.EntityId, ...]:
    return tuple(r.EntityId(v) for v in values)


def _maybe_id(f: _Fields, key: str) -> r.EntityId | None:
    value = f.maybe(key)
    return None if value is None else r.EntityId(value)


def _event_in(f: _Fields) -> r.Event:
    arguments = {
        str(key): tuple(_span(s, f"{f.where}: arguments.{key}") for s in spans)
        for key, spans in f.take("arguments", dict, {}).items()
    }
    return r.Event(
        id=r.EventId(f.take("id", str)),
        type=f.choice("type", r.EventType),
        mode=f.maybe("mode"),
        trigger=f.span("trigger"),
        actors=_ids(f.strings("actors")),
        recipients=_ids(f.strings("recipients")),
        place=_maybe_id(f, "place"),
        time=f.maybe("time"),
        modality=f.choice("modality", r.Modality),
        arguments=arguments,
        counts={str(k): int(v) for k, v in f.take("counts", dict, {}).items()},
        tellings=f.each("tellings", _telling_in),
        implied=f.take("implied", bool, False),
        found=f.found(),
    )


def _telling_in(f: _Fields) -> r.Telling:
    statement = f.maybe("statement")
    hand = f.take("first_hand", bool) if "first_hand" in f.left else None
    return r.Telling(None if statement is None else r.StatementId(statement), _ids(f.strings("chain")), hand)


def _statement_in(f: _Fields) -> r.Statement:
    return r.Statement(
        id=r.StatementId(f.take("id", str)),
        source=r.EntityId(f.take("source", str)),
        cue=f.span("cue"),
        content=f.span("content"),
        medium=_maybe_id(f, "medium"),
        direct=f.take("direct", bool, False),
        denies=tuple(r.EventId(v) for v in f.strings("denies")),
        kind=f.choice("kind", r.SpeechKind, r.SpeechKind.UNSURE),
        source_kind=f.choice("source_kind", r.SourceKind, r.SourceKind.UNSURE),
        addressee=_maybe_id(f, "addressee"),
        chain=_ids(f.strings("chain")),
        found=f.found(),
    )


def _relation_in(f: _Fields) -> r.Relation:
    return r.Relation(
        type=f.choice("type", r.RelationType),
        subject=r.EntityId(f.take("subject", str)),
        object=r.EntityId(f.take("object", str)),
        label=f.maybe("label"),
        evidence=f.span("evidence"),
        since=f.maybe("since"),
        until=f.maybe("until"),
        implied=f.take("implied", bool, False),
        found=f.found(),
    )


def _stance_in(f: _Fields) -> r.Stance:
    return r.Stance(
        holder=r.EntityId(f.take("holder", str)),
        issue=f.take("issue", str),
        position=f.choice("position", r.Position),
        evidence=f.span("evidence"),
        found=f.found(),
    )


def _condition_in(f: _Fields) -> r.Condition:
    return r.Condition(f.take("id", str), f.span("if"), f.span("then"), _maybe_id(f, "by"), f.found())
