"""Fetch what every answer needs: names of actors, texts of documents, quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.records import Quote
from dosye.dossier.say.english import is_plural_body, names_many
from dosye.language.ckb import romanise
from dosye.records import EntityType

CHUNK = 500
_AROUND = 100  # code points on either side of a quote, at most
_BREAK = re.compile("[.!?\u061f](?=\\s|$)|\n")
_CUT = "\N{HORIZONTAL ELLIPSIS}"
Record = Mapping[str, Any]
"""A reading as plain JSON."""


def fetch_names(connection: Connection, ids: Iterable[str | None]) -> dict[str, dict[str, str]]:
    """Return the English and Kurdish name of each actor; a name without English is romanised."""
    names: dict[str, dict[str, str]] = {}
    for part in chunks(sorted({i for i in ids if i})):
        a = s.actors.c
        query = select(a.id, a.name, a.name_en, a.type, a.named).where(a.id.in_(part))
        for id_, name, name_en, type_, named in connection.execute(query):
            english = name_en or romanise(name)
            group = type_ == EntityType.GROUP.value and names_many(english)
            office = type_ == EntityType.PERSON.value and name_en and not named
            names[id_] = {
                "en": english,
                "ckb": name,
                "plural": "yes"
                if group or (type_ != EntityType.GROUP.value and is_plural_body(english))
                else "",
                "group": "yes" if group else "",
                "office": "yes" if office else "",
            }
    return names


def fetch_texts(connection: Connection, docs: Iterable[str]) -> dict[str, str]:
    """Return the raw text of each document."""
    texts: dict[str, str] = {}
    for part in chunks(sorted(set(docs))):
        query = select(s.documents.c.id, s.documents.c.text).where(s.documents.c.id.in_(part))
        texts |= {id_: text for id_, text in connection.execute(query)}
    return texts


def quote(texts: Mapping[str, str], doc: str, start: int, end: int) -> Quote:
    """Return the words of a span."""
    return Quote(doc, start, end, texts[doc][start:end])


def quote_in_sentence(texts: Mapping[str, str], doc: str, start: int, end: int) -> Quote:
    """Return the words of a span with what stands around them in the sentence, cut between words."""
    text = texts[doc]
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    breaks = [found.end() for found in _BREAK.finditer(text, first, start)]
    before = text[breaks[-1] if breaks else first : start].lstrip()
    if not breaks and first:
        before = _CUT + before.partition(" ")[2]
    stop = _BREAK.search(text, end, last)
    after = text[end : stop.end() if stop else last].rstrip()
    if not stop and last < len(text):
        after = after.rpartition(" ")[0] + _CUT
    return Quote(doc, start, end, text[start:end], before, after)


def fetch_records(connection: Connection, docs: Iterable[str]) -> dict[str, Record]:
    """Return the reading of each document as plain JSON, without its text."""
    records: dict[str, Record] = {}
    for part in chunks(sorted(set(docs))):
        query = select(s.documents.c.id, s.documents.c.record).where(s.documents.c.id.in_(part))
        records |= {id_: json.loads(record) for id_, record in connection.execute(query)}
    return records


def sentence_at(texts: Mapping[str, str], records: Mapping[str, Record], doc: str, at: int) -> Quote:
    """Return the sentence of a document in which an offset stands."""
    found = next((x for x in records[doc]["sentences"] if x[0] <= at < x[1]), (at, at + 200))
    return quote(texts, doc, found[0], min(found[1], len(texts[doc])))


def chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """Return ids in runs that fit into one query."""
    return (ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK))
