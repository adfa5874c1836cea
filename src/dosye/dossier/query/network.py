"""The network of actors: ties and acts as dated, directed, signed edges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from dosye.dossier import schema as s
from dosye.dossier.query.actors import ActorRow, find_actors
from dosye.dossier.query.fetch import chunks
from dosye.dossier.query.narrow import narrow_documents
from dosye.dossier.records import EVERYTHING, Filters

Columns = TypeVar("Columns", bound=tuple[object, ...])
FRIENDLY = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "APPOINT"}
HOSTILE = {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
CLOSE = {"member_of", "part_of", "backed_by", "allied_with"}
AGAINST = {"opposed_to", "presses"}
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
MOST = 300


@dataclass(frozen=True, slots=True)
class Edge:
    """One kind of tie or act from an actor to another.

    `sign` is 1 friendly, -1 hostile, 0 neither; `count` tellings; `since`, `until` the first and last day;
    `directed` is False for meetings and accords of equals.
    """

    source: str
    target: str
    layer: str
    kind: str
    sign: int
    count: int
    since: str | None
    until: str | None
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Network:
    """Actors and what is between them, the weightiest first; `more` edges are left out."""

    nodes: tuple[ActorRow, ...]
    edges: tuple[Edge, ...]
    more: int = 0


def find_network(connection: Connection, filters: Filters = EVERYTHING) -> Network:
    """Return the edges that filters leave, at most `limit` (300 if not given), and their actors."""
    edges = [*_acts(connection, filters, mutual=False), *_acts(connection, filters, mutual=True)]
    edges += _ties(connection, filters)
    edges.sort(key=lambda e: (-e.count, e.source, e.target, e.layer, e.kind))
    most = filters.limit or MOST
    kept = edges[:most]
    ids = sorted({end for e in kept for end in (e.source, e.target)})
    nodes = [row for part in chunks(ids) for row in find_actors(connection, ids=part)]
    nodes.sort(key=lambda r: (-r.articles, r.id))
    return Network(tuple(nodes), tuple(kept), len(edges) - len(kept))


def _acts(connection: Connection, filters: Filters, *, mutual: bool) -> list[Edge]:
    a, b, e, d = s.sides.alias("a"), s.sides.alias("b"), s.events.c, s.documents.c
    number = func.count(e.act.distinct())
    query = (
        select(a.c.actor, b.c.actor, a.c.type, number, func.min(e.day), func.max(e.day))
        .join(b, and_(b.c.doc == a.c.doc, b.c.event == a.c.event))
        .join(s.events, and_(e.doc == a.c.doc, e.id == a.c.event))
        .join(s.documents, d.id == e.doc)
        .where(a.c.side == "actor", e.modality == (filters.modality or "asserted"))
        .where(a.c.actor.not_like("%#%"), b.c.actor.not_like("%#%"))
        .group_by(a.c.actor, b.c.actor, a.c.type)
    )
    if mutual:
        query = query.where(b.c.side == "actor", a.c.actor < b.c.actor, a.c.type.in_(MUTUAL))
    else:
        query = query.where(b.c.side == "recipient", a.c.actor != b.c.actor)
    query = _narrow(query, filters, (a.c.actor, b.c.actor))
    query = query.where(a.c.type == filters.type) if filters.type else query
    return [
        Edge(source, target, "events", kind, _sign(kind), count, since, until, not mutual)
        for source, target, kind, count, since, until in connection.execute(query).all()
    ]


def _ties(connection: Connection, filters: Filters) -> list[Edge]:
    c, d = s.relations.c, s.documents.c
    query = (
        select(c.subject_actor, c.object_actor, c.type, func.count(), func.min(d.day), func.max(d.day))
        .join(s.documents, d.id == c.doc)
        .where(c.subject_actor.not_like("%#%"), c.object_actor.not_like("%#%"))
        .group_by(c.subject_actor, c.object_actor, c.type)
    )
    query = _narrow(query, filters, (c.subject_actor, c.object_actor))
    query = query.where(c.type == filters.type) if filters.type else query
    return [
        Edge(a, b, "relations", kind, _sign(kind), count, since and since[:10], until and until[:10])
        for a, b, kind, count, since, until in connection.execute(query)
    ]


def _narrow(query: Select[Columns], filters: Filters, ends: Iterable[ColumnElement[str]]) -> Select[Columns]:
    query = narrow_documents(query, filters)
    for actor in (filters.actor, filters.other):
        query = query.where(or_(*(end == actor for end in ends))) if actor else query
    return query


def _sign(kind: str) -> int:
    return 1 if kind in FRIENDLY | CLOSE else -1 if kind in HOSTILE | AGAINST else 0
