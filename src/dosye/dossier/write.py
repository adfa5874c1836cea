"""Write readings: each document whole, with the rows derived from it, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, select

from dosye.codec import reading_to_json
from dosye.dossier import schema as s
from dosye.dossier.days import bounds
from dosye.dossier.join import actor_ids
from dosye.dossier.refresh import refresh_actors
from dosye.dossier.rows import Cell, derive
from dosye.knowledge import Knowledge
from dosye.records import Reading


def text_hash(text: str) -> str:
    """Return the hash by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def dump_record(reading: Reading) -> str:
    """Return the reading as compact JSON without its text, which has a column of its own."""
    record = {key: value for key, value in reading_to_json(reading).items() if key != "text"}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def store_readings(engine: Engine, readings: Iterable[Reading], knowledge: Knowledge) -> int:
    """Store readings, each in a transaction of its own; return how many changed the dossier.

    The same reading stored again changes nothing; another reading of the same document takes its place.
    """
    return sum(store_reading(engine, reading, knowledge) for reading in readings)


def store_reading(engine: Engine, reading: Reading, knowledge: Knowledge) -> bool:
    """Store one reading; return False where it is stored already to the letter."""
    record = dump_record(reading)
    with engine.begin() as connection:
        query = select(s.documents.c.record, s.documents.c.text).where(s.documents.c.id == reading.doc_id)
        known = connection.execute(query).one_or_none()
        if known is not None and tuple(known) == (record, reading.text):
            return False
        meant = select(s.entities.c.actor).where(s.entities.c.doc == reading.doc_id)
        touched = set(connection.execute(meant).scalars())
        if known is not None:
            connection.execute(delete(s.documents).where(s.documents.c.id == reading.doc_id))
        touched |= _insert(connection, reading, record, knowledge)
        refresh_actors(connection, touched, knowledge)
    return True


def _insert(connection: Connection, reading: Reading, record: str, knowledge: Knowledge) -> set[str]:
    connection.execute(s.documents.insert().values(_document(reading, record)))
    actors = actor_ids(reading, knowledge)
    for table, rows in derive(reading, actors).items():
        if rows:
            connection.execute(s.metadata.tables[table].insert(), rows)
    return set(actors.values())


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
