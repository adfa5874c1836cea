"""Write readings: each document whole, with the rows derived from it, in one transaction.

Documents go in batches; a batch is one transaction, so a run that is killed leaves whole documents only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Engine, Row, delete, select

from dosye.codec import reading_from_json
from dosye.dossier import schema as s
from dosye.dossier.actors import Placed, place_actors, write_moves
from dosye.dossier.blocks import identities
from dosye.dossier.bulk import change_rows, insert_rows
from dosye.dossier.copies import join_copies
from dosye.dossier.counts import count_acts
from dosye.dossier.days import bounds, news_day
from dosye.dossier.identity import text_hash
from dosye.dossier.join_acts import fetch_told, join_acts
from dosye.dossier.judgements import Judged, apply_judgements
from dosye.dossier.log import fetch_judged
from dosye.dossier.number import find_numbers
from dosye.dossier.pairs import act_pairs
from dosye.dossier.prepared import Prepared, prepare
from dosye.dossier.refresh import Standing, refresh_actors
from dosye.dossier.rows import Cell, derive, entity_rows
from dosye.dossier.store import writing
from dosye.dossier.texts import clear_texts, write_texts
from dosye.errors import StoreError
from dosye.knowledge import Knowledge
from dosye.records import EntityId, Reading

BATCH = 500
LETTERS = 400_000
"""A batch holds no more text than this, so that a run that is stopped loses little work."""
CHUNK = 400
DERIVED = (
    *("events", "sides", "links", "tellings", "statements", "abouts", "denials"),
    *("relations", "stances", "conditions"),
)


def store_readings(
    engine: Engine, readings: Iterable[Reading | Prepared], knowledge: Knowledge, *, batch: int = BATCH
) -> int:
    """Store readings, in batches of one transaction each; return how many changed the dossier.

    The same reading stored again changes nothing; another reading of the same document takes its place.
    """
    changed = 0
    ready = (one if isinstance(one, Prepared) else prepare(one) for one in readings)
    for part in _batches(ready, batch):
        with writing(engine) as connection:
            changed += store_batch(connection, part, knowledge)
    return changed


def _batches(readings: Iterable[Prepared], most: int) -> Iterator[list[Prepared]]:
    part: list[Prepared] = []
    letters = 0
    for one in readings:
        part.append(one)
        letters += len(one.reading.text)
        if len(part) >= most or letters >= LETTERS:
            yield part
            part, letters = [], 0
    if part:
        yield part


def store_batch(connection: Connection, readings: Sequence[Prepared], knowledge: Knowledge) -> int:
    """Store readings within an open transaction; of two with the same id the later stands."""
    latest = {str(one.reading.doc_id): one for one in readings}
    known = _known(connection, latest)
    new = {id_: one for id_, one in latest.items() if known.get(id_) != (one.record, one.reading.text)}
    if not new:
        return 0
    for one in new.values():
        refuse_halves(one.reading)
    gone = [id_ for id_ in new if id_ in known]
    runs = _write_documents(connection, new, gone)
    derive_rows(connection, [one.reading for one in new.values()], knowledge, known=gone)
    join_copies(connection, runs, changed=gone)
    return len(new)


def refuse_halves(reading: Reading) -> None:
    """Raise StoreError for a text that cannot be written as UTF-8."""
    try:
        reading.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{reading.doc_id}: holds half of a letter at {error.start} (a surrogate); take it out"
        ) from error


def _known(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    d = s.documents.c
    query = select(d.id, d.record, d.text).where(d.id.in_(ids))
    return {id_: (record, text) for id_, record, text in connection.execute(query)}


def _write_documents(
    connection: Connection, new: Mapping[str, Prepared], gone: Collection[str]
) -> dict[str, frozenset[int]]:
    rows = {id_: _document(one.reading, one.record) for id_, one in new.items()}
    if gone:
        clear_texts(connection, gone)
    numbers = find_numbers(connection, {id_: str(row["day"] or "") for id_, row in rows.items()})
    for id_, row in rows.items():
        row["n"] = numbers[id_]
    change_rows(connection, s.documents, ("id",), [rows[id_] for id_ in gone])
    insert_rows(connection, s.documents, [row for id_, row in rows.items() if id_ not in gone])
    return write_texts(connection, {id_: (one.keys, one.lemmas) for id_, one in new.items()}, numbers)


def derive_rows(
    connection: Connection,
    readings: Sequence[Reading],
    knowledge: Knowledge,
    *,
    known: Collection[str],
    again: bool = False,
) -> None:
    """Make the rows of documents from their readings and the judgements; join what they touch.

    Args:
        connection: within a transaction.
        readings: as they were made.
        knowledge: the tables.
        known: those of the documents of which the store holds rows.
        again: whether judgements about these documents have changed.
    """
    judged = fetch_judged(connection)
    before = _entities(connection, known)
    gone = fetch_told(connection, known, knowledge)
    acts = _acts(connection, known)
    for table in (*DERIVED, "entities") if known else ():
        c = s.metadata.tables[table].c
        connection.execute(delete(s.metadata.tables[table]).where(c.doc.in_(known)))
    corrected = [_corrected(reading, judged) for reading in readings]
    rows = [row for reading in corrected for row in entity_rows(reading, identities(reading, knowledge))]
    blocks = {str(r["block"]) for r in rows if r["block"]} | {r.block for r in before if r.block}
    placed = place_actors(connection, rows, blocks, judged, again=known if again else ())
    for row in rows:
        row["base"], row["actor"] = placed.new[str(row["doc"]), str(row["id"])]
    moved = sorted({doc for doc, _ in placed.moves})
    gone += fetch_told(connection, moved, knowledge)
    insert_rows(connection, s.entities, rows)
    _insert_derived(connection, corrected, rows)
    write_moves(connection, placed)
    standing = _standing(connection, before, rows, placed)
    refresh_actors(connection, standing, knowledge, judged)
    events = {(str(reading.doc_id), str(event.id)) for reading in corrected for event in reading.events}
    events |= {telling.key for telling in gone if telling.doc in moved}
    acts |= join_acts(connection, events, knowledge, act_pairs(connection, judged), gone=gone)
    count_acts(connection, acts)


def _acts(connection: Connection, docs: Collection[str]) -> set[str]:
    e = s.events.c
    return set(connection.execute(select(e.act).where(e.doc.in_(docs))).scalars()) if docs else set()


def _entities(connection: Connection, docs: Collection[str]) -> list[Row[tuple[object, ...]]]:
    rows: list[Row[tuple[object, ...]]] = []
    ordered = sorted(docs)
    for i in range(0, len(ordered), CHUNK):
        rows += connection.execute(select(s.entities).where(s.entities.c.doc.in_(ordered[i : i + CHUNK])))
    return rows


def _standing(
    connection: Connection,
    before: Sequence[Row[tuple[object, ...]]],
    rows: Sequence[Mapping[str, Cell]],
    placed: Placed,
) -> tuple[list[Standing], list[Standing]]:
    """Return document, actor and mentions of the entities that may have changed, before and after."""
    old = [(row.doc, row.actor, row.mentions) for row in before]
    new = [(str(row["doc"]), str(row["actor"]), int(row["mentions"] or 0)) for row in rows]
    for row in _entities(connection, {doc for doc, _ in placed.moves}):
        was = placed.moves.get((row.doc, row.id), (row.actor,))[0]
        old.append((row.doc, was, row.mentions))
        new.append((row.doc, row.actor, row.mentions))
    return old, new


def _corrected(reading: Reading, judged: Judged) -> Reading:
    if not judged.lines:
        return reading
    hash_ = text_hash(reading.text)
    return apply_judgements(reading, hash_, judged.of(hash_))


def _insert_derived(
    connection: Connection, readings: Sequence[Reading], entities: Sequence[Mapping[str, Cell]]
) -> None:
    actors: dict[str, dict[EntityId, str]] = defaultdict(dict)
    for row in entities:
        actors[str(row["doc"])][EntityId(str(row["id"]))] = str(row["actor"])
    tables: dict[str, list[dict[str, Cell]]] = {table: [] for table in DERIVED}
    for reading in readings:
        day = news_day(reading.published or reading.published_inferred)
        for table, rows in derive(reading, actors[str(reading.doc_id)], day).items():
            tables[table] += rows
    for table, rows in tables.items():
        insert_rows(connection, s.metadata.tables[table], rows)


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
