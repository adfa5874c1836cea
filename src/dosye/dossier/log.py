"""The log of judgements in the store: append, undo, read back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.judgements import Anchor, Judged, Judgement, Verdict
from dosye.dossier.query.fetch import chunks, fetch_texts, quote
from dosye.dossier.records import Quote
from dosye.errors import QueryError


def append(connection: Connection, judgement: Judgement) -> int:
    """Add a line to the log; return its number."""
    anchors = json.dumps([[a.hash, a.layer, a.start, a.end] for a in judgement.anchors])
    row = {
        "kind": judgement.kind.value,
        "subject": anchors,
        "value": json.dumps(dict(judgement.value), ensure_ascii=False, sort_keys=True),
        "note": judgement.note,
        "who": judgement.who,
        "at": judgement.at,
    }
    result = connection.execute(s.judgements.insert().values(row).returning(s.judgements.c.n))
    return int(result.scalar_one())


def append_undo(connection: Connection, n: int, *, who: str, at: str) -> Judgement:
    """Add a line that undoes line `n`; return what is undone. QueryError if it cannot be."""
    line = next((x for x in fetch_judged(connection).lines if x.n == n), None)
    if line is None:
        raise QueryError(f"line {n} of the log is not in force; `dosye judge FILE --log` lists what is")
    row = {"kind": "undo", "subject": "[]", "who": who, "at": at, "undoes": n}
    connection.execute(s.judgements.insert().values(row))
    return line


def fetch_judged(connection: Connection) -> Judged:
    """Return the lines in force: those that no later line undoes."""
    lines = fetch_log(connection)
    return Judged(tuple(x for x in lines if x.kind is not Verdict.UNDO and not x.undone_by))


def fetch_log(connection: Connection) -> list[Judgement]:
    """Return every line of the log in order, undone ones and those that undo as well."""
    rows = connection.execute(select(s.judgements).order_by(s.judgements.c.n)).all()
    undone = {row.undoes: row.n for row in rows if row.undoes is not None}
    return [
        Judgement(
            kind=Verdict(row.kind),
            anchors=tuple(Anchor(*anchor) for anchor in json.loads(row.subject)),
            value=json.loads(row.value or "{}"),
            note=row.note or "",
            who=row.who,
            at=row.at,
            n=row.n,
            undoes=row.undoes or 0,
            undone_by=undone.get(row.n, 0),
        )
        for row in rows
    ]


def fetch_words(connection: Connection, anchors: Iterable[Anchor]) -> dict[Anchor, Quote]:
    """Return the words that anchors hang on; none for those whose text the dossier does not have."""
    anchors = list(anchors)
    docs: dict[str, str] = {}
    for part in chunks(sorted({anchor.hash for anchor in anchors})):
        query = select(s.documents.c.hash, s.documents.c.id).where(s.documents.c.hash.in_(part))
        for hash_, doc in connection.execute(query):
            docs[hash_] = min(doc, docs.get(hash_, doc))
    texts = fetch_texts(connection, docs.values())
    here = (anchor for anchor in anchors if anchor.hash in docs)
    return {a: quote(texts, docs[a.hash], a.start, a.end) for a in here}
