"""Find articles by words, in any spelling, and by the actors that they name, in Kurdish or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, literal_column, select, text

from dosye.dossier import schema as s
from dosye.dossier.number import start_of
from dosye.dossier.query.actors import find_named
from dosye.dossier.query.fetch import fetch_records, fetch_texts, quote
from dosye.dossier.query.narrow import asks_documents, document_terms
from dosye.dossier.query.ranking import RANKED, Term, rank
from dosye.dossier.records import EVERYTHING, Filters, Quote
from dosye.dossier.wording import WORD, find_words, keys_of, lemma_of
from dosye.errors import QueryError
from dosye.knowledge import Knowledge

TERM = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)')
DAY = re.compile(r"\d{4}-\d\d-\d\d")
AROUND = 90
"""Code points shown on either side of the first find."""
FUSE = 10.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a search; `marks` are the words found, as code points of its raw text."""

    doc: str
    published: str | None
    publisher: str | None
    title: str | None
    copy_of: str | None
    score: float
    snippet: Quote
    marks: tuple[tuple[int, int], ...]
    actors: tuple[str, ...] = ()


def find_documents(
    connection: Connection, knowledge: Knowledge, words: str, filters: Filters = EVERYTHING
) -> list[Hit]:
    """Return the articles that hold all words, or name the actor that they mean, the best first.

    Args:
        connection: to an open dossier.
        knowledge: for the other names of known actors.
        words: words, "phrases" and beginnings*.
        filters: dates are those of publication; `limit` is 20 where none is given.

    Raises:
        QueryError: there is no word in `words`.
    """
    terms = parse_terms(words)
    if not terms:
        raise QueryError(f"{words!r} holds no word to look for")
    limit = filters.limit or 20
    name = words.replace('"', "")
    actors = sorted(find_named(connection, name, knowledge, loose=name.isascii() or " " in name))[:20]
    lists = [_by_words(connection, terms, filters, 2 * limit)]
    if actors:
        lists.append(_by_actors(connection, actors, filters, 2 * limit))
    scores: dict[str, float] = {}
    for docs in lists:
        for at, doc in enumerate(docs):
            scores[doc] = scores.get(doc, 0.0) + 1 / (FUSE + at)
    best = sorted(scores, key=lambda doc: (-scores[doc], doc))[:limit]
    return _hits(connection, {doc: scores[doc] for doc in best}, terms, actors)


def parse_terms(words: str) -> list[Term]:
    """Return the words, phrases and beginnings of a search."""
    terms = []
    for match in TERM.finditer(words):
        told = next(group for group in match.groups() if group is not None)
        found = [(key, word) for word in WORD.findall(told) for key in keys_of(word)]
        if not found:
            continue
        lemmas = [lemma_of(word) if len(keys_of(word)) == 1 else key for key, word in found]
        terms.append(Term(tuple(k for k, _ in found), tuple(lemmas), told.endswith("*")))
    return terms


def _by_words(connection: Connection, terms: Sequence[Term], filters: Filters, limit: int) -> list[str]:
    """Return the articles that hold all terms, the best of the newest first."""
    d, t = s.documents.c, s.texts.c
    if connection.dialect.name == "postgresql":
        number: ColumnElement[int] = t.n
        query = select(d.id, t.forms, t.lemmas).join_from(s.texts, s.documents, d.n == t.n)
        wanted = text("texts.words @@ CAST(:q AS tsquery)").bindparams(q=" & ".join(map(_tsquery, terms)))
    else:
        number = literal_column("found.rowid")
        query = select(d.id, t.forms, t.lemmas).select_from(text("found"))
        query = query.join(s.documents, d.n == number).join(s.texts, t.n == number)
        wanted = text("found MATCH :q").bindparams(q=" AND ".join(map(_match, terms)))
    query = query.where(wanted, *document_terms(filters))
    for at, edge in ((number.__ge__, filters.since), (number.__lt__, _after(filters.until))):
        query = query.where(at(start_of(edge))) if edge and DAY.fullmatch(edge) else query
    rows = connection.execute(query.order_by(number.desc()).limit(RANKED))
    return rank([(doc, forms, lemmas) for doc, forms, lemmas in rows], terms)[:limit]


def _after(day: str | None) -> str | None:
    """Return the day after one."""
    if not (day and DAY.fullmatch(day)):
        return None
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _match(term: Term) -> str:
    star = " *" if term.prefix else ""
    found = f'forms : "{" ".join(term.keys)}"{star}'
    return found if term.prefix else f'({found} OR lemmas : "{" ".join(term.lemmas)}")'


def _tsquery(term: Term) -> str:
    star = "*" if term.prefix else ""
    found = " <-> ".join(f"'{key}':{star}A" for key in term.keys)
    lemmas = " <-> ".join(f"'{lemma}':B" for lemma in term.lemmas)
    return f"({found})" if term.prefix else f"(({found}) | ({lemmas}))"


def _by_actors(connection: Connection, actors: Sequence[str], filters: Filters, limit: int) -> list[str]:
    """Return the articles that name actors, those that name them most often first."""
    e = s.entities.c
    mentions: dict[str, int] = {}
    for actor in actors:
        query = select(e.doc, e.mentions).where(e.actor == actor, e.mentions > 0)
        if asks_documents(filters):
            query = query.join(s.documents, s.documents.c.id == e.doc).where(*document_terms(filters))
        # an article may mean the actor by several of its entities, so a few more are looked at
        query = query.order_by(e.mentions.desc(), e.doc, e.id).limit(2 * limit)
        for doc, number in connection.execute(query):
            mentions[doc] = mentions.get(doc, 0) + number
    return sorted(mentions, key=lambda doc: (-mentions[doc], doc))[:limit]


def _hits(
    connection: Connection, scores: dict[str, float], terms: Sequence[Term], actors: Sequence[str]
) -> list[Hit]:
    d, e = s.documents.c, s.entities.c
    texts, records = fetch_texts(connection, scores), fetch_records(connection, scores)
    columns = (d.id, d.published, d.publisher, d.title, d.copy_of)
    rows = {row.id: row for row in connection.execute(select(*columns).where(d.id.in_(list(scores))))}
    meant: dict[str, dict[str, str]] = {doc: {} for doc in scores}
    named = select(e.doc, e.id, e.actor).where(e.doc.in_(list(scores)), e.actor.in_(actors))
    for doc, entity, actor in connection.execute(named):
        meant[doc][entity] = actor
    hits = []
    for doc, score in scores.items():
        mentions = [(m["start"], m["end"]) for m in records[doc]["mentions"] if m["entity"] in meant[doc]]
        marks = _merged([*find_marks(texts[doc], terms), *mentions])
        row = rows[doc]
        hits.append(
            Hit(
                doc=doc,
                published=row.published,
                publisher=row.publisher,
                title=row.title,
                copy_of=row.copy_of,
                score=round(score, 4),
                snippet=_snippet(texts, doc, marks),
                marks=marks,
                actors=tuple(sorted(set(meant[doc].values()))),
            )
        )
    return hits


def find_marks(text_: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Return where the words of a search stand in a raw text."""
    words = list(find_words(text_))
    flat = [(start, end, key, lemma) for start, end, keys, lemma in words for key in keys]
    marks = []
    for term in terms:
        n = len(term.keys)
        for i in range(len(flat) - n + 1):
            run = flat[i : i + n]
            if _is_here(run, term):
                marks.append((run[0][0], run[-1][1]))
    return marks


def _is_here(run: Sequence[tuple[int, int, str, str]], term: Term) -> bool:
    keys, lemmas = tuple(w[2] for w in run), tuple(w[3] for w in run)
    if term.prefix:
        return keys[:-1] == term.keys[:-1] and keys[-1].startswith(term.keys[-1])
    return keys == term.keys or lemmas == term.lemmas


def _merged(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(set(marks)):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def _snippet(texts: dict[str, str], doc: str, marks: Sequence[tuple[int, int]]) -> Quote:
    """Return the words around the first find, cut between words."""
    told = texts[doc]
    start, end = marks[0] if marks else (0, 0)
    first, last = max(0, start - AROUND), min(len(told), end + AROUND)
    while first > 0 and not told[first - 1].isspace():
        first -= 1
    while last < len(told) and not told[last].isspace():
        last += 1
    return quote(texts, doc, first, last)
