"""The rows that a reading gives the store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, product

from dosye.dossier.blocks import APART, Identity
from dosye.dossier.days import bounds
from dosye.dossier.slots import home_of, is_datable, key_of_side, slot_of
from dosye.dossier.wording import index_words, is_definite
from dosye.records import EntityId, EntityType, Event, Reading
from dosye.statements.sourcing import source_events
from dosye.statements.tellings import attach_tellings

Cell = None | bool | int | float | str
Rows = dict[str, list[dict[str, Cell]]]
Cells = dict[str, list[tuple[Cell, ...]]]
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
"""The types of acts that two actors do together."""
LONG = 4
"""Shorter words than this (some, few, one) say too little of who an unnamed side is."""


def derive(reading: Reading, actors: Mapping[EntityId, str], published: str | None) -> Rows:
    """Return the rows of every table that a reading fills, but for its entities, by name of the table.

    Args:
        reading: as people have corrected it.
        actors: which actor each entity is.
        published: the day of the news (`news_day`), for acts that the article does not date.
    """
    doc = str(reading.doc_id)
    told = attach_tellings(reading.events, reading.statements)
    graded = source_events(told, reading.statements, reading.relations)
    events = [
        _event(reading, event, actors, published) | {"grade": graded[event.id].grade.name}
        for event in reading.events
    ]
    by_event = list(zip(reading.events, events, strict=True))
    rows: Rows = {
        "events": events,
        "sides": [side for event, row in by_event for side in _sides(reading, event, actors, row)],
        "links": [link for event, row in by_event for link in _links(event, actors, row)],
        "tellings": [telling for event in told for telling in _tellings(event)],
        "statements": list(_statements(reading, actors)),
        "abouts": list(_abouts(reading, actors)),
        "denials": [{"statement": x.id, "event": e} for x in reading.statements for e in x.denies],
        "relations": list(_relations(reading, actors)),
        "stances": list(_stances(reading, actors)),
        "conditions": list(_conditions(reading, actors)),
    }
    return {table: [{"doc": doc, **row} for row in found] for table, found in rows.items()}


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table, in the order of the schema."""
    from dosye.dossier.schema import metadata  # noqa: PLC0415  # SQLAlchemy, only where something is stored

    return tuple(column.name for column in metadata.tables[table].c)


def lay_out(rows: Rows) -> Cells:
    """Return rows by table as the cells of `columns_of`, tables without rows left out."""
    return {
        table: [tuple([row[column] for column in columns_of(table)]) for row in found]
        for table, found in rows.items()
        if found
    }


def entity_rows(reading: Reading, identities: Mapping[EntityId, Identity]) -> list[dict[str, Cell]]:
    """Return the rows of the entities of a reading; which actor each is comes later."""
    counts = Counter(m.entity for m in reading.mentions)
    unnamed = {EntityType.ROLE, EntityType.GROUP}
    named = {m.entity for m in reading.mentions if m.type not in unnamed}
    return [
        {
            "doc": str(reading.doc_id),
            "id": key,
            "type": entity.type.value,
            "name": entity.name,
            "name_en": entity.name_en,
            "key": entity.key,
            "wikidata": entity.wikidata,
            "named": entity.named and key in named,
            "description": entity.description,
            "block": identities[key].block,
            "signs": APART.join(identities[key].signs),
            "base": identities[key].base or identities[key].block,
            "actor": identities[key].base or identities[key].block,
            "mentions": counts[key],
        }
        for key, entity in reading.entities.items()
    ]


def days_of(event: Event, published: str | None) -> tuple[str | None, str | None, bool]:
    """Return the first and last day that an act can have, and whether the article dates it.

    What the article does not date happened, for all that is known, on its `news_day`.
    """
    earliest, latest = bounds(event.time)
    if earliest and latest and is_datable(earliest[:10], latest[:10]):
        return earliest[:10], latest[:10], True
    return published, published, False


def _event(
    reading: Reading, event: Event, actors: Mapping[EntityId, str], published: str | None
) -> dict[str, Cell]:
    earliest, latest = bounds(event.time)
    day, last_day, exact = days_of(event, published)
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
        "known": event.implied or is_definite(reading.quote(event.trigger)),
        "confidence": event.found.confidence,
        "rule": event.found.rule,
        "trigger": " ".join(index_words(reading.quote(event.trigger))[1]),
        "exact": exact,
        "day": day,
        "last_day": last_day,
        "counts": json.dumps(dict(event.counts), sort_keys=True) if event.counts else None,
        "outlet": reading.publisher,
        "home": home_of(event.type.value, day, last_day),
        "act": f"{reading.doc_id}#{event.id}",
    }


def _sides(
    reading: Reading, event: Event, actors: Mapping[EntityId, str], row: Mapping[str, Cell]
) -> Iterator[dict[str, Cell]]:
    type_ = event.type.value
    first, last = (str(row[day]) if row[day] else None for day in ("day", "last_day"))
    stand = [("actor", e) for e in event.actors] + [("recipient", e) for e in event.recipients]
    for n, (side, entity) in enumerate(stand):
        words = _words(reading.entities[entity].name) if "#" in actors[entity] else None
        ends: dict[str, Cell] = {"event": event.id, "n": n, "side": side, "entity": entity, "words": words}
        slot = slot_of(type_, key_of_side(actors[entity], words), first, last)
        yield {**ends, "actor": actors[entity], "type": type_, "day": first, "slot": slot}


def _words(name: str) -> str | None:
    """Return the words that say who an unnamed side is, those too short to say it left out."""
    return " ".join(word for word in index_words(name)[1] if len(word) >= LONG) or None


def _links(
    event: Event, actors: Mapping[EntityId, str], row: Mapping[str, Cell]
) -> Iterator[dict[str, Cell]]:
    ends = ([actors[e] for e in side] for side in (event.actors, event.recipients))
    return link_rows(row, *ends)


def link_rows(
    event: Mapping[str, Cell], actors: Iterable[str], recipients: Iterable[str]
) -> Iterator[dict[str, Cell]]:
    """Yield what an event puts between two named actors.

    Args:
        event: a row of `events`.
        actors: who acts.
        recipients: to whom it is done.
    """
    does = sorted({a for a in actors if "#" not in a})
    suffers = sorted({a for a in recipients if "#" not in a})
    kept = {key: event[key] for key in ("type", "modality", "day", "act")}
    pairs = [(a, b, False) for a, b in product(does, suffers) if a != b]
    pairs += [(a, b, True) for a, b in combinations(does, 2) if event["type"] in MUTUAL]
    for source, target, mutual in pairs:
        yield {**kept, "event": event["id"], "source": source, "target": target, "mutual": mutual}


def _tellings(event: Event) -> Iterator[dict[str, Cell]]:
    for n, telling in enumerate(event.tellings):
        yield {"event": event.id, "n": n, "statement": telling.statement, "first_hand": telling.first_hand}


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


def _abouts(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    for x in reading.statements:
        start, end = x.content
        for entity in sorted({m.entity for m in reading.mentions if start <= m.start and m.end <= end}):
            yield {"statement": x.id, "entity": entity, "start": start, "actor": actors[entity]}


def _relations(reading: Reading, actors: Mapping[EntityId, str]) -> Iterator[dict[str, Cell]]:
    day = bounds(reading.published or reading.published_inferred)[0]
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
            "day": day,
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
