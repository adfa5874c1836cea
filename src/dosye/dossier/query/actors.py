"""Actors of a dossier: who they are, how often they stand in it, and how a name leads to one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dosye.dossier import schema as s
from dosye.errors import QueryError
from dosye.knowledge import Knowledge
from dosye.knowledge.names import fold, name_index, surname_keys
from dosye.language.ckb import romanise


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
    connection: Connection, *, type_: str | None = None, limit: int | None = None
) -> list[ActorRow]:
    """Return the actors, those in most articles first."""
    a, e = s.actors.c, s.entities.c
    articles, mentions = func.count(e.doc.distinct()), func.sum(e.mentions)
    query = (
        select(s.actors, articles.label("articles"), mentions.label("mentions"))
        .join(s.entities, e.actor == a.id)
        .group_by(*s.actors.c)
        .order_by(articles.desc(), mentions.desc(), a.id)
    )
    if type_:
        query = query.where(a.type == type_)
    rows = connection.execute(query.limit(limit) if limit else query)
    return [
        ActorRow(
            id=row.id,
            type=row.type,
            name=row.name,
            name_en=row.name_en or romanise(row.name),
            polity=row.polity or "",
            camp=row.camp or "",
            gloss=row.gloss or "",
            named=row.named,
            articles=row.articles,
            mentions=row.mentions or 0,
        )
        for row in rows
    ]


def find_actor(connection: Connection, name: str, knowledge: Knowledge) -> ActorRow:
    """Return the one actor that a name, key or id means.

    Raises:
        QueryError: nobody is called that, or several are; the message names the nearest.
    """
    rows = find_actors(connection)
    wanted = fold(name)
    keys = name_index(knowledge).get(wanted, frozenset())
    exact = [r for r in rows if r.id == name or r.id in keys or wanted in (fold(r.name), fold(r.name_en))]
    by_surname = surname_keys(knowledge, name)
    exact = exact or [r for r in rows if r.id in by_surname]
    found = exact or [r for r in rows if wanted in fold(r.name_en) or wanted in fold(r.name)]
    if len(found) == 1 or (exact and found[0].articles > 2 * sum(r.articles for r in found[1:])):
        return found[0]
    if not found:
        raise QueryError(f"no actor is called {name!r}; `dosye actors` lists them")
    some = ", ".join(f"{r.id} ({r.name_en})" for r in found[:8])
    raise QueryError(f"{name!r} may mean {len(found)} actors: {some}; give one of these ids")
