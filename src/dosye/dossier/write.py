"""Write readings: each document whole, with the rows derived from it, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Engine, delete, select

from dosye.codec import reading_to_json
from dosye.dossier import schema as s
from dosye.dossier.days import bounds
from dosye.dossier.join import actor_ids
from dosye.dossier.rows import Cell, derive
from dosye.knowledge import Knowledge
from dosye.records import Entity, EntityId, EntityType, Reading


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
        if known is not None:
            connection.execute(delete(s.documents).where(s.documents.c.id == reading.doc_id))
        _insert(connection, reading, record, knowledge)
    return True


def _insert(connection: Connection, reading: Reading, record: str, knowledge: Knowledge) -> None:
    connection.execute(s.documents.insert().values(_document(reading, record)))
    actors = actor_ids(reading, knowledge)
    for table, rows in derive(reading, actors).items():
        if rows:
            connection.execute(s.metadata.tables[table].insert(), rows)
    _insert_actors(connection, reading, actors, knowledge)


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


def _insert_actors(
    connection: Connection, reading: Reading, actors: Mapping[EntityId, str], knowledge: Knowledge
) -> None:
    """Add the actors that the dossier has not yet."""
    wanted = {actors[key]: (key, entity) for key, entity in reading.entities.items()}
    query = select(s.actors.c.id).where(s.actors.c.id.in_(wanted))
    known = set(connection.execute(query).scalars())
    rows = [_actor(reading, id_, *wanted[id_], knowledge) for id_ in wanted if id_ not in known]
    if rows:
        connection.execute(s.actors.insert(), rows)


def _actor(
    reading: Reading, id_: str, key: EntityId, entity: Entity, knowledge: Knowledge
) -> dict[str, Cell]:
    line, place = knowledge.actors.get(id_), knowledge.places.get(id_)
    known = line or place
    named = any(
        m.entity == key and m.type not in (EntityType.ROLE, EntityType.GROUP) for m in reading.mentions
    )
    return {
        "id": id_,
        "type": known.type.value if known else entity.type.value,
        "name": known.name_ckb if known else entity.name,
        "name_en": known.name_en if known else entity.name_en,
        "key": id_ if known else None,
        "wikidata": (known.wikidata or None) if known else entity.wikidata,
        "polity": line.polity if line else None,
        "sector": line.sector if line else None,
        "camp": line.camp if line else None,
        "gloss": line.gloss if line else entity.description,
        "named": bool(known) or (named and entity.named),
    }
