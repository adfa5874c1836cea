"""Actors of a dossier: who they are, how often they stand in it, and how a name leads to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Connection, Row, func, select

from dosye.dossier import schema as s
from dosye.dossier.query.fetch import Record, chunks, fetch_records, fetch_texts, sentence_at
from dosye.dossier.records import Fact, Quote
from dosye.dossier.say import message, value_name
from dosye.errors import QueryError
from dosye.knowledge import Knowledge
from dosye.knowledge.names import fold, name_index
from dosye.language.ckb import romanise

_ALIKE, _OTHER = 0.75, 3  # share of letters that names have in common; letters one may have more


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with the number of articles and mentions that it has."""

    id: str
    type: str
    name: str
    name_en: str
    polity: str
    camp: str
    gloss: str
    named: bool
    articles: int
    mentions: int


def find_actors(
    connection: Connection, *, type_: str | None = None, limit: int | None = None, ids: Iterable[str] = ()
) -> list[ActorRow]:
    """Return the actors, those in most articles first; with `ids` only these."""
    a = s.actors.c
    query = select(s.actors).order_by(a.articles.desc(), a.mentions.desc(), a.id)
    if type_:
        query = query.where(a.type == type_)
    if wanted := list(ids):
        query = query.where(a.id.in_(wanted))
    return [_row(row) for row in connection.execute(query.limit(limit) if limit else query)]


def _row(row: Row[tuple[object, ...]]) -> ActorRow:
    return ActorRow(
        id=row.id,
        type=row.type,
        name=row.name,
        name_en=row.name_en or romanise(row.name),
        polity=row.polity or "",
        camp=row.camp or "",
        gloss=row.gloss or "",
        named=row.named,
        articles=row.articles,
        mentions=row.mentions,
    )


def describe(row: ActorRow, lang: str) -> str:
    """Return what is known of an actor in words: kind, polity, camp; in English also the gloss."""
    known = [value_name("entity", row.type, lang)]
    known += [value_name("polity", row.polity, lang)] if row.polity else []
    known += [value_name("camp", row.camp, lang)] if row.camp else []
    gloss = row.gloss if lang == "en" and row.gloss.casefold() != row.name_en.casefold() else ""
    return message("comma", lang).join(dict.fromkeys([*known, *([gloss] if gloss else [])]))


def find_actor_facts(connection: Connection, ids: Sequence[str], *, most: int = 3) -> dict[str, Fact]:
    """Return who each actor is, with the first sentences (at most `most`) in which articles name it."""
    rows = [row for part in chunks(ids) for row in find_actors(connection, ids=part)]
    places = _places(connection, ids, most)
    docs = sorted({doc for some in places.values() for doc, _ in some})
    texts, records = fetch_texts(connection, docs), fetch_records(connection, docs)
    facts = {}
    for row in rows:
        quotes = (_sentence(texts, records, doc, entity) for doc, entity in places.get(row.id, ()))
        details = {"type": row.type, "gloss": row.gloss, "articles": str(row.articles), "name": row.name}
        en, ckb = (
            f"{name} ({describe(row, lang)})" for name, lang in ((row.name_en, "en"), (row.name, "ckb"))
        )
        told = tuple(q for q in quotes if q)
        facts[row.id] = Fact(row.id, "actors", en, ckb, told, actors=(row.id,), details=details)
    return facts


def _places(connection: Connection, ids: Sequence[str], most: int) -> dict[str, list[tuple[str, str]]]:
    e = s.entities.c
    found: dict[str, list[tuple[str, str]]] = {}
    for id_ in ids:
        query = select(e.doc, e.id).where(e.actor == id_, e.mentions > 0).order_by(e.doc, e.id).limit(most)
        found[id_] = [(doc, entity) for doc, entity in connection.execute(query)]
    return found


def _sentence(texts: Mapping[str, str], records: Mapping[str, Record], doc: str, entity: str) -> Quote | None:
    """Return the sentence of the first mention of an entity."""
    record = records[doc]
    at = next((m["start"] for m in record["mentions"] if m["entity"] == entity), None)
    if at is None:
        return None
    return sentence_at(texts, records, doc, at)


def find_named(connection: Connection, name: str, knowledge: Knowledge, *, loose: bool = True) -> set[str]:
    """Return the actors that bear a name or an alias of the tables; or, if `loose`, all its words.

    Where people called the actor of the tables the same as another, it is that other.
    """
    wanted = fold(name)
    n = s.names.c
    keys = {*name_index(knowledge).get(wanted, ()), name}
    found = set(connection.execute(select(n.actor).where(n.name == wanted, n.whole)).scalars())
    found |= set(connection.execute(select(s.actors.c.id).where(s.actors.c.id.in_(keys))).scalars())
    if not found:
        e = s.entities.c
        found = set(connection.execute(select(e.actor).where(e.base.in_(keys), e.base != e.actor)).scalars())
    if found or not wanted or not loose:
        return found
    words = [set(connection.execute(select(n.actor).where(n.name == w)).scalars()) for w in wanted.split()]
    return set.intersection(*words)


def find_actor(connection: Connection, name: str, knowledge: Knowledge) -> ActorRow:
    """Return the one actor that a name, key or id means.

    Raises:
        QueryError: nobody is called that, or several are; the message names the nearest.
    """
    if not name.strip():
        raise QueryError("the name is empty; `dosye actors` lists the actors")
    if itself := find_actors(connection, ids=[name]):
        return itself[0]
    ids = find_named(connection, name, knowledge)
    found = [row for part in chunks(sorted(ids)) for row in find_actors(connection, ids=part)]
    if not found:
        a = s.actors.c
        like = f"%{name.strip()}%"
        query = (
            select(s.actors)
            .where(a.name.ilike(like) | a.name_en.ilike(like))
            .order_by(a.articles.desc(), a.id)
        )
        found = [_row(row) for row in connection.execute(query.limit(50))]
    found.sort(key=lambda r: (-r.articles, r.id))
    if len(found) == 1 or (found and found[0].articles > 2 * sum(r.articles for r in found[1:])):
        return found[0]
    if not found:
        near = " or ".join(f"{r.name_en} ({r.id})" for r in find_near(connection, name))
        meant = f"; do you mean {near}?" if near else ";"
        raise QueryError(f"no actor is called {name!r}{meant} `dosye actors` lists them")
    some = ", ".join(f"{r.id} ({r.name_en})" for r in found[:8])
    raise QueryError(f"{name!r} may mean {len(found)} actors: {some}; give one of these ids")


def find_near(connection: Connection, name: str, *, most: int = 3) -> list[ActorRow]:
    """Return the named actors whose names are spelt nearly so, those in most articles first."""
    wanted, n, a = fold(name), s.names.c, s.actors.c
    length = func.length(n.name)
    query = (
        select(n.name, n.actor)
        .join(s.actors, a.id == n.actor)
        .where(a.named, n.name.startswith(wanted[:1], autoescape=True))
        .where(length.between(len(wanted) - _OTHER, len(wanted) + _OTHER))
    )
    bearers: dict[str, set[str]] = defaultdict(set)
    for spelt, actor in connection.execute(query):
        bearers[spelt].add(actor)
    alike = get_close_matches(wanted, bearers, n=most, cutoff=_ALIKE)
    ids = {actor for spelt in alike for actor in bearers[spelt]}
    return find_actors(connection, ids=ids)[:most] if ids else []
