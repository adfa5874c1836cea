"""Write readings: each document whole, with the rows derived from it, in one transaction.

Documents go in batches; a batch is one transaction, so a run that is killed leaves whole documents only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Row, delete, select

from dosye.codec import reading_from_json
from dosye.dossier import schema as s
from dosye.dossier.actors import Placed, place_actors, write_moves
from dosye.dossier.blocks import identities
from dosye.dossier.bulk import change_rows, fetch_rows, insert_cells, insert_rows
from dosye.dossier.copies import join_copies
from dosye.dossier.counts import count_acts
from dosye.dossier.days import news_day
from dosye.dossier.identity import text_hash
from dosye.dossier.join_acts import fetch_told, join_acts
from dosye.dossier.judgements import Judged, apply_judgements
from dosye.dossier.log import fetch_judged
from dosye.dossier.number import find_numbers
from dosye.dossier.pairs import act_pairs
from dosye.dossier.prepare import prepare
from dosye.dossier.prepared import Prepared, bare
from dosye.dossier.refresh import Standing, refresh_actors
from dosye.dossier.rows import Cell, Cells, columns_of, derive, entity_rows, lay_out
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
    engine: Engine,
    readings: Iterable[Reading | Prepared],
    knowledge: Knowledge,
    *,
    batch: int = BATCH,
    replaced: Callable[[str], None] | None = None,
) -> int:
    """Store readings, in batches of one transaction each; return how many changed the dossier.

    The same reading stored again changes nothing; another reading of the same document takes its place.

    Args:
        engine: of an open dossier.
        readings: in the order in which the later takes the place of the earlier.
        knowledge: the tables.
        batch: how many documents one transaction holds at most.
        replaced: told the id of each document whose text has taken the place of another text.
    """
    changed = 0
    ready = (one if isinstance(one, Prepared) else prepare(one, knowledge) for one in readings)
    for part in _batches(ready, batch):
        with writing(engine) as connection:
            stored = store_batch(connection, part, knowledge)
        changed += stored.changed
        if replaced:
            for id_ in stored.replaced:
                replaced(id_)
    return changed


def _batches(readings: Iterable[Prepared], most: int) -> Iterator[list[Prepared]]:
    part: list[Prepared] = []
    letters = 0
    for one in readings:
        part.append(one)
        letters += len(str(one.document["text"]))
        if len(part) >= most or letters >= LETTERS:
            yield part
            part, letters = [], 0
    if part:
        yield part


class Stored(NamedTuple):
    """What a batch has done: how many documents it changed, and whose text took the place of another."""

    changed: int
    replaced: tuple[str, ...] = ()


def store_batch(connection: Connection, readings: Sequence[Prepared], knowledge: Knowledge) -> Stored:
    """Store readings within an open transaction; of two with the same id the later stands."""
    latest = {one.id: one for one in readings}
    known = _known(connection, latest)
    new = {id_: one for id_, one in latest.items() if known.get(id_) != _content(one)}
    replaced = _replaced(readings, known)
    if not new:
        return Stored(0, replaced)
    for one in new.values():
        refuse_halves(one)
    gone = [id_ for id_ in new if id_ in known]
    _write_documents(connection, new, gone)
    derive_rows(connection, list(new.values()), knowledge, known=gone)
    runs, sketches = (
        {id_: one.runs for id_, one in new.items()},
        {id_: one.sketch for id_, one in new.items()},
    )
    join_copies(connection, runs, sketches, changed=gone)
    return Stored(len(new), replaced)


def _replaced(readings: Iterable[Prepared], known: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids of documents that come with another text than the one before them under that id."""
    texts = {id_: text for id_, (_, text) in known.items()}
    found = []
    for one in readings:
        text = str(one.document["text"])
        if texts.setdefault(one.id, text) != text:
            found.append(one.id)
            texts[one.id] = text
    return tuple(found)


def _content(one: Prepared) -> tuple[Cell, Cell]:
    return one.document["record"], one.document["text"]


def refuse_halves(one: Prepared) -> None:
    """Raise StoreError for a text that cannot be written as UTF-8."""
    try:
        str(one.document["text"]).encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{one.id}: holds half of a letter at {error.start} (a surrogate); take it out"
        ) from error


def _known(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    found = fetch_rows(connection, s.documents, ("id", "record", "text"), "id", ids)
    return {str(id_): (str(record), str(text)) for id_, record, text in found}


def _write_documents(connection: Connection, new: Mapping[str, Prepared], gone: Collection[str]) -> None:
    if gone:
        clear_texts(connection, gone)
    numbers = find_numbers(connection, {id_: str(one.document["day"] or "") for id_, one in new.items()})
    rows = {id_: one.document | {"n": numbers[id_]} for id_, one in new.items()}
    change_rows(connection, s.documents, ("id",), [rows[id_] for id_ in gone])
    insert_rows(connection, s.documents, [row for id_, row in rows.items() if id_ not in gone])
    write_texts(connection, new, numbers)


def derive_rows(
    connection: Connection,
    readings: Sequence[Reading | Prepared],
    knowledge: Knowledge,
    *,
    known: Collection[str],
    again: bool = False,
) -> None:
    """Make the rows of documents from their readings and the judgements; join what they touch.

    Args:
        connection: within a transaction.
        readings: as they were made, prepared or not.
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
    rows = [row for reading in corrected for row in _entity_rows(reading, knowledge)]
    blocks = {str(r["block"]) for r in rows if r["block"]} | {r.block for r in before if r.block}
    placed = place_actors(connection, rows, blocks, judged, again=known if again else ())
    other = _place(rows, placed)
    moved = sorted({doc for doc, _ in placed.moves})
    gone += fetch_told(connection, moved, knowledge)
    insert_rows(connection, s.entities, rows)
    events = _insert_derived(connection, corrected, rows, other)
    write_moves(connection, placed)
    standing = _standing(connection, before, rows, placed)
    refresh_actors(connection, standing, knowledge, judged)
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


def _entity_rows(reading: Reading | Prepared, knowledge: Knowledge) -> list[dict[str, Cell]]:
    if isinstance(reading, Prepared):
        return [row.copy() for row in reading.entities]
    return entity_rows(reading, identities(reading, knowledge))


def _place(rows: Iterable[dict[str, Cell]], placed: Placed) -> set[str]:
    """Write into rows of entities which actor each is; return the documents where one is not what it was."""
    other = set()
    for row in rows:
        base, actor = placed.new[str(row["doc"]), str(row["id"])]
        if actor != row["actor"]:
            other.add(str(row["doc"]))
        row["base"], row["actor"] = base, actor
    return other


def _corrected(reading: Reading | Prepared, judged: Judged) -> Reading | Prepared:
    """Return a reading as people have corrected it; it stays prepared where they have said nothing of it."""
    if not judged.lines:
        return reading
    hash_ = str(reading.document["hash"]) if isinstance(reading, Prepared) else text_hash(reading.text)
    lines = judged.of(hash_)
    return apply_judgements(bare(reading), hash_, lines) if lines else reading


def _insert_derived(
    connection: Connection,
    readings: Sequence[Reading | Prepared],
    entities: Sequence[Mapping[str, Cell]],
    other: Collection[str],
) -> set[tuple[str, str]]:
    """Insert the rows of every other table; return document and id of the events among them.

    Args:
        connection: within a transaction.
        readings: as people have corrected them.
        entities: their rows.
        other: the documents that name another actor than was thought when they were prepared.
    """
    actors: dict[str, dict[EntityId, str]] = defaultdict(dict)
    for row in entities:
        actors[str(row["doc"])][EntityId(str(row["id"]))] = str(row["actor"])
    tables: Cells = {table: [] for table in DERIVED}
    for one in readings:
        ready = one.rows if isinstance(one, Prepared) and one.id not in other else None
        for table, rows in (_derived(bare(one), actors) if ready is None else ready).items():
            tables[table] += rows
    for table, rows in tables.items():
        insert_cells(connection, s.metadata.tables[table], columns_of(table), rows)
    return {(str(row[0]), str(row[1])) for row in tables["events"]}


def _derived(reading: Reading, actors: Mapping[str, Mapping[EntityId, str]]) -> Cells:
    day = news_day(reading.published or reading.published_inferred)
    return lay_out(derive(reading, actors[str(reading.doc_id)], day))


def fetch_readings(connection: Connection, docs: Collection[str]) -> list[Reading]:
    """Return the readings of documents as they were stored, in order of id."""
    d = s.documents.c
    query = select(d.id, d.text, d.record).where(d.id.in_(docs)).order_by(d.id)
    return [
        reading_from_json(json.loads(record) | {"text": text}, where=id_)
        for id_, text, record in connection.execute(query)
    ]
