"""The rows that a reading gives the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from dosye.dossier.days import bounds
from dosye.dossier.join import act_id
from dosye.records import EntityId, EntityType, Event, Reading
from dosye.statements.tellings import attach_tellings

Cell = None | bool | int | float | str
Rows = dict[str, list[dict[str, Cell]]]


def derive(reading: Reading, actors: Mapping[EntityId, str]) -> Rows:
    """Return the rows of every table that a reading fills, by name of the table."""
    doc = str(reading.doc_id)
    told = attach_tellings(reading.events, reading.statements)
    rows: Rows = {
        "entities": list(_entities(reading, actors)),
        "events": [_event(reading, event, actors) for event in reading.events],
        "sides": [side for event in reading.events for side in _sides(event, actors)],
        "tellings": [telling for event in told for telling in _tellings(event)],
        "statements": list(_statements(reading, actors)),
        "denials": [{"statement": x.id, "event": e} for x in reading.statements for e in x.denies],
        "relations": list(_relations(reading, actors)),
        "stances": list(_stances(reading, actors)),
        "conditions": list(_conditions(reading, actors)),
    }
    return {table: [{"doc": doc, **row} for row in found] for table, found in rows.items()}


def _entities(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    counts = Counter(m.entity for m in reading.mentions)
    unnamed = {EntityType.ROLE, EntityType.GROUP}
    named = {m.entity for m in reading.mentions if m.type not in unnamed}
    for key, entity in reading.entities.items():
        yield {
            "id": key,
            "type": entity.type.value,
            "name": entity.name,
            "name_en": entity.name_en,
            "key": entity.key,
            "wikidata": entity.wikidata,
            "named": entity.named and key in named,
            "description": entity.description,
            "block": None,
            "actor": actors[key],
            "mentions": counts[key],
        }


def _event(reading: Reading, event: Event, actors: Mapping[EntityId, str]) -> dict[str, Cell]:
    earliest, latest = bounds(event.time)
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "modality": event.modality.value,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "place": event.place,
        "place_actor": actors[event.place] if event.place else None,
        "time": event.time,
        "earliest": earliest,
        "latest": latest,
        "implied": event.implied,
        "confidence": event.found.confidence,
        "rule": event.found.rule,
        "act": act_id(reading, event, actors),
    }


def _sides(event: Event, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    for side, entities in (("actor", event.actors), ("recipient", event.recipients)):
        for entity in entities:
            yield {"event": event.id, "side": side, "entity": entity, "actor": actors[entity]}


def _tellings(event: Event) -> Iterator[dict[str, Cell]]:
    for telling in event.tellings:
        yield {"event": event.id, "statement": telling.statement, "first_hand": telling.first_hand}


def _statements(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    for x in reading.statements:
        yield {
            "id": x.id,
            "source": x.source,
            "source_actor": actors[x.source],
            "medium": x.medium,
            "medium_actor": actors[x.medium] if x.medium else None,
            "kind": x.kind.value,
            "source_kind": x.source_kind.value,
            "direct": x.direct,
            "start": x.content.start,
            "end": x.content.end,
            "cue_start": x.cue.start,
            "cue_end": x.cue.end,
            "confidence": x.found.confidence,
        }


def _relations(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    for n, x in enumerate(reading.relations):
        yield {
            "n": n,
            "type": x.type.value,
            "subject": x.subject,
            "object": x.object,
            "subject_actor": actors[x.subject],
            "object_actor": actors[x.object],
            "label": x.label,
            "since": x.since,
            "until": x.until,
            "start": x.evidence.start,
            "end": x.evidence.end,
            "confidence": x.found.confidence,
        }


def _stances(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    for n, x in enumerate(reading.stances):
        yield {
            "n": n,
            "holder": x.holder,
            "holder_actor": actors[x.holder],
            "issue": x.issue,
            "position": x.position.value,
            "start": x.evidence.start,
            "end": x.evidence.end,
            "confidence": x.found.confidence,
        }


def _conditions(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    for x in reading.conditions:
        yield {
            "id": x.id,
            "by": x.by,
            "by_actor": actors[x.by] if x.by else None,
            "if_start": x.if_.start,
            "if_end": x.if_.end,
            "then_start": x.then.start,
            "then_end": x.then.end,
        }
