"""Write what a text is found by: its words for the search, its sketch for copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select

from dosye.dossier import schema as s
from dosye.dossier.bulk import delete_rows, insert_rows
from dosye.dossier.copies import SIZE, pack_sketch, shingles, sketch


def write_texts(
    connection: Connection, words: Mapping[str, tuple[list[str], list[str]]], numbers: Mapping[str, int]
) -> dict[str, frozenset[int]]:
    """Write the words (keys, lemmas) and sketches of documents; return the runs of words of each."""
    # in order of number: the full-text index is written fastest so
    ordered = sorted((numbers[doc], *found) for doc, found in words.items())
    rows = [{"n": n, "forms": " ".join(k), "lemmas": " ".join(m)} for n, k, m in ordered]
    insert_rows(connection, s.texts, rows)
    runs = {doc: shingles(keys) for doc, (keys, _) in words.items()}
    sketches = [(doc, sketch(some)) for doc, some in runs.items()]
    hashes = sorted((h, doc, pack_sketch(some)) for doc, some in sketches for h in some[:SIZE])
    insert_rows(connection, s.sketches, [{"hash": h, "doc": doc, "whole": w} for h, doc, w in hashes])
    return runs


def clear_texts(connection: Connection, docs: Collection[str]) -> None:
    """Take out the words and sketches of documents."""
    d, t = s.documents.c, s.texts.c
    query = select(d.id, t.n, t.forms).join(s.texts, t.n == d.n).where(d.id.in_(docs))
    rows = connection.execute(query).all()
    old = {(h, row.id) for row in rows for h in sketch(shingles(row.forms.split()))[:SIZE]}
    delete_rows(connection, s.sketches, ("hash", "doc"), old)
    connection.execute(delete(s.texts).where(t.n.in_([row.n for row in rows])))
