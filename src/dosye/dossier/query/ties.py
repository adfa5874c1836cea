"""Ties between actors: roles, membership, command, backing, pressure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Row, or_, select

from dosye.dossier import schema as s
from dosye.dossier.query.fetch import chunks, fetch_names, fetch_texts, quote
from dosye.dossier.query.narrow import asks_documents, narrow_documents
from dosye.dossier.records import EVERYTHING, Fact, Filters
from dosye.dossier.say import say_relation

Names = Mapping[str, Mapping[str, str]]


def find_ties(connection: Connection, types: Sequence[str] = (), filters: Filters = EVERYTHING) -> list[Fact]:
    """Return ties, one told in several places as one fact with all its quotes."""
    rows = _rows(connection, types, filters)
    names = fetch_names(connection, {i for row in rows for i in (row.subject_actor, row.object_actor)})
    texts = fetch_texts(connection, {row.doc for row in rows})
    groups: dict[tuple[str, ...], list[Row[tuple[object, ...]]]] = defaultdict(list)
    for row in rows:
        groups[row.type, row.subject_actor, row.object_actor, row.label or ""].append(row)
    return [_fact(group, names, texts) for group in groups.values()]


def find_ties_at(connection: Connection, keys: Sequence[tuple[str, ...]]) -> dict[str, Fact]:
    """Return single tellings of ties by document and number, each as a fact under its own id."""
    c = s.relations.c
    docs = sorted({key[0] for key in keys})
    rows = [
        row
        for part in chunks(docs)
        for row in connection.execute(select(s.relations).where(c.doc.in_(part)))
        if (row.doc, str(row.n)) in set(keys)
    ]
    names = fetch_names(connection, {i for row in rows for i in (row.subject_actor, row.object_actor)})
    texts = fetch_texts(connection, docs)
    facts = [_fact([row], names, texts) for row in rows]
    return {fact.id: fact for fact in facts}


def _rows(
    connection: Connection, types: Sequence[str], filters: Filters
) -> Sequence[Row[tuple[object, ...]]]:
    c = s.relations.c
    query = select(s.relations).order_by(c.doc, c.n)
    if types:
        query = query.where(c.type.in_(types))
    if filters.actor:
        query = query.where(or_(c.subject_actor == filters.actor, c.object_actor == filters.actor))
    if filters.other:
        query = query.where(or_(c.subject_actor == filters.other, c.object_actor == filters.other))
    if asks_documents(filters):
        query = narrow_documents(query.join(s.documents, s.documents.c.id == c.doc), filters)
    if filters.limit:
        query = query.limit(filters.limit)
    return connection.execute(query).all()


def _fact(group: Sequence[Row[tuple[object, ...]]], names: Names, texts: Mapping[str, str]) -> Fact:
    row = group[0]
    ends = (row.subject_actor, row.object_actor)
    return Fact(
        id=f"{row.doc}/relations/{row.n}",
        layer="relations",
        en=say_relation(row.type, ends, row.label, names, "en"),
        ckb=say_relation(row.type, ends, row.label, names, "ckb"),
        quotes=tuple(quote(texts, x.doc, x.start, x.end) for x in group),
        confidence=max((x.confidence for x in group if x.confidence is not None), default=None),
        actors=ends,
        details={
            "type": row.type,
            "subject": names[ends[0]]["en"],
            "object": names[ends[1]]["en"],
            "label": row.label or "",
            "since": row.since or "",
            "until": row.until or "",
        },
    )
