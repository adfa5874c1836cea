"""Write what a text is found by: its words for the search, its sketch for copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select

from dosye.dossier import schema as s
from dosye.dossier.bulk import delete_rows, insert_cells
from dosye.dossier.prepared import Prepared
from dosye.dossier.sketches import SIZE, pack_sketch, shingles, sketch


def write_texts(connection: Connection, new: Mapping[str, Prepared], numbers: Mapping[str, int]) -> None:
    """Write the words and sketches of documents."""
    # in order of number: the full-text index is written fastest so
    ordered = sorted((numbers[doc], one.forms, one.lemmas) for doc, one in new.items())
    insert_cells(connection, s.texts, ("n", "forms", "lemmas"), ordered)
    packed = ((doc, one.sketch, pack_sketch(one.sketch)) for doc, one in new.items())
    hashes = sorted((h, doc, whole) for doc, some, whole in packed for h in some[:SIZE])
    insert_cells(connection, s.sketches, ("hash", "doc", "whole"), hashes)


def clear_texts(connection: Connection, docs: Collection[str]) -> None:
    """Take out the words and sketches of documents."""
    d, t = s.documents.c, s.texts.c
    query = select(d.id, t.n, t.forms).join(s.texts, t.n == d.n).where(d.id.in_(docs))
    rows = connection.execute(query).all()
    old = {(h, row.id) for row in rows for h in sketch(shingles(row.forms.split()))[:SIZE]}
    delete_rows(connection, s.sketches, ("hash", "doc"), old)
    connection.execute(delete(s.texts).where(t.n.in_([row.n for row in rows])))
