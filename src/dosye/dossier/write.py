"""Write readings: each document whole, with the rows derived from it, in one transaction.

Documents go in batches; a batch is one transaction, so a run that is killed leaves whole documents only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, Engine, delete, select

from dosye.codec import reading_from_json, reading_to_json
from dosye.dossier import schema as s
from dosye.dossier.actors import place_actors
from dosye.dossier.blocks import identities
from dosye.dossier.copies import join_copies, sketch
from dosye.dossier.days import bounds
from dosye.dossier.join_acts import join_acts
from dosye.dossier.judgements import Judged, apply_judgements
from dosye.dossier.log import fetch_judged
from dosye.dossier.pairs import act_pairs
from dosye.dossier.refresh import refresh_actors
from dosye.dossier.rows import Cell, derive, entity_rows
from dosye.knowledge import Knowledge
from dosye.records import Reading

BATCH = 100
DERIVED = ("events", "sides", "tellings", "statements", "denials", "relations", "stances", "conditions")


def text_hash(text: str) -> str:
    """Return the hash by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def dump_record(reading: Reading) -> str:
    """Return the reading as compact JSON without its text, which has a column of its own."""
    record = {key: value for key, value in reading_to_json(reading).items() if key != "text"}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def store_readings(
    engine: Engine, readings: Iterable[Reading], knowledge: Knowledge, *, batch: int = BATCH
) -> int:
    """Store readings, in batches of one transaction each; return how many changed the dossier.

    The same reading stored again changes nothing; another reading of the same document takes its place.
    """
    waiting, changed = iter(readings), 0
    while part := list(islice(waiting, batch)):
        with engine.begin() as connection:
            changed += store_batch(connection, part, knowledge)
    return changed


def store_batch(connection: Connection, readings: Sequence[Reading], knowledge: Knowledge) -> int:
    """Store readings within an open transaction; of two with the same id the later stands."""
    latest = {str(reading.doc_id): (reading, dump_record(reading)) for reading in readings}
    known = _known(connection, latest)
    new = {id_: pair for id_, pair in latest.items() if known.get(id_) != (pair[1], pair[0].text)}
    if not new:
        return 0
    gone = [id_ for id_ in new if id_ in known]
    before = _touched(connection, gone)
    connection.execute(delete(s.documents).where(s.documents.c.id.in_(gone)))
    connection.execute(s.documents.insert(), [_document(*pair) for pair in new.values()])
    sketches = [{"doc": id_, "hash": h} for id_, (reading, _) in new.items() for h in sketch(reading.text)]
    connection.execute(s.sketches.insert(), sketches)
    derive_rows(connection, [reading for reading, _ in new.values()], knowledge, before=before)
    join_copies(connection, new)
    return len(new)


def _known(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    d = s.documents.c
    query = select(d.id, d.record, d.text).where(d.id.in_(ids))
    return {id_: (record, text) for id_, record, text in connection.execute(query)}


def _touched(connection: Connection, docs: Collection[str]) -> set[tuple[str | None, str]]:
    """Return blocks and actors that the entities of documents stand in."""
    e = s.entities.c
    query = select(e.block, e.actor).where(e.doc.in_(docs))
    return {(block, actor) for block, actor in connection.execute(query)}


def derive_rows(
    connection: Connection,
    readings: Sequence[Reading],
    knowledge: Knowledge,
    *,
    before: Collection[tuple[str | None, str]] = (),
) -> None:
    """Make the rows of documents anew from their readings and the judgements; join what they touch.

    `before` are blocks and actors of rows of theirs that are gone already.
    """
    judged = fetch_judged(connection)
    docs = [str(reading.doc_id) for reading in readings]
    before = set(before) | _touched(connection, docs)
    for table in (*DERIVED, "entities"):
        c = s.metadata.tables[table].c
        connection.execute(delete(s.metadata.tables[table]).where(c.doc.in_(docs)))
    corrected = [_corrected(reading, judged) for reading in readings]
    rows = [row for reading in corrected for row in entity_rows(reading, identities(reading, knowledge))]
    if rows:
        connection.execute(s.entities.insert(), rows)
    blocks = {block for block, _ in before if block} | {str(r["block"]) for r in rows if r["block"]}
    moved = place_actors(connection, blocks, judged, new=docs)
    _insert_derived(connection, corrected)
    touched = {actor for _, actor in before} | moved | _actors_of(connection, docs)
    refresh_actors(connection, touched, knowledge, judged)
    events = [(str(reading.doc_id), str(event.id)) for reading in corrected for event in reading.events]
    join_acts(connection, events, knowledge, act_pairs(connection, judged))


def _corrected(reading: Reading, judged: Judged) -> Reading:
    if not judged.lines:
        return reading
    hash_ = text_hash(reading.text)
    return apply_judgements(reading, hash_, judged.of(hash_))


def _insert_derived(connection: Connection, readings: Sequence[Reading]) -> None:
    docs = [str(reading.doc_id) for reading in readings]
    e = s.entities.c
    actors: dict[str, dict[str, str]] = {doc: {} for doc in docs}
    for doc, id_, actor in connection.execute(select(e.doc, e.id, e.actor).where(e.doc.in_(docs))):
        actors[doc][id_] = actor
    tables: dict[str, list[dict[str, Cell]]] = {table: [] for table in DERIVED}
    for reading in readings:
        found: Mapping[str, list[dict[str, Cell]]] = derive(
            reading,
            actors[str(reading.doc_id)],  # type: ignore[arg-type]
            bounds(reading.published or reading.published_inferred)[0],
        )
        for table, rows in found.items():
            tables[table] += rows
    for table, rows in tables.items():
        if rows:
            connection.execute(s.metadata.tables[table].insert(), rows)


def _actors_of(connection: Connection, docs: Collection[str]) -> set[str]:
    e = s.entities.c
    return set(connection.execute(select(e.actor).where(e.doc.in_(docs))).scalars())


def fetch_readings(connection: Connection, docs: Collection[str]) -> list[Reading]:
    """Return the readings of documents as they were stored, in order of id."""
    d = s.documents.c
    query = select(d.id, d.text, d.record).where(d.id.in_(docs)).order_by(d.id)
    return [
        reading_from_json(json.loads(record) | {"text": text}, where=id_)
        for id_, text, record in connection.execute(query)
    ]


def _document(reading: Reading, record: str) -> dict[str, Cell]:
    return {
        "id": reading.doc_id,
        "hash": text_hash(reading.text),
        "published": reading.published,
        "day": bounds(reading.published or reading.published_inferred)[0],
        "publisher": reading.publisher,
        "title": reading.title,
        "url": reading.url,
        "language": reading.language,
        "words": len(reading.text.split()),
        "reader": reading.reader,
        "tables": reading.tables,
        "text": reading.text,
        "record": record,
    }
