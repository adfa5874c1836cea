"""Find articles by words, in any spelling, and by the actors that they name, in Kurdish or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from dosye.dossier import schema as s
from dosye.dossier.query.actors import find_named
from dosye.dossier.query.fetch import fetch_records, fetch_texts, quote
from dosye.dossier.query.narrow import narrow_documents
from dosye.dossier.records import EVERYTHING, Filters, Quote
from dosye.dossier.wording import WORD, find_words, keys_of, lemma_of
from dosye.errors import QueryError
from dosye.knowledge import Knowledge

TERM = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)')
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


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the beginning of a word."""

    keys: tuple[str, ...]
    lemmas: tuple[str, ...]
    prefix: bool = False


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
        for rank, doc in enumerate(docs):
            scores[doc] = scores.get(doc, 0.0) + 1 / (FUSE + rank)
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
    d = s.documents.c
    query = select(d.id)
    if connection.dialect.name == "postgresql":
        asked = " & ".join(map(_tsquery, terms))
        wanted = text("texts.words @@ CAST(:q AS tsquery)").bindparams(q=asked)
        rank = text("ts_rank_cd(texts.words, CAST(:r AS tsquery)) DESC").bindparams(r=asked)
        query = query.join(s.texts, s.texts.c.doc == d.id).where(wanted).order_by(rank, d.id)
    else:
        wanted = text("found MATCH :q").bindparams(q=" AND ".join(map(_match, terms)))
        query = (
            query.select_from(text("found"))
            .join(s.texts, text("texts.n = found.rowid"))
            .join(s.documents, d.id == s.texts.c.doc)
            .where(wanted)
            .order_by(text("found.rank"))
        )
    query = narrow_documents(query, filters)
    return list(connection.execute(query.limit(limit)).scalars())


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
    e, d = s.entities.c, s.documents.c
    query = select(d.id).join(s.entities, e.doc == d.id).where(e.actor.in_(actors), e.mentions > 0)
    query = narrow_documents(query, filters).group_by(d.id).order_by(func.sum(e.mentions).desc(), d.id)
    return list(connection.execute(query.limit(limit)).scalars())


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
