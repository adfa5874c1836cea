"""The network of actors: ties and acts as dated, directed, signed edges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from dosye.dossier import schema as s
from dosye.dossier.query.actors import ActorRow, find_actors
from dosye.dossier.query.fetch import chunks
from dosye.dossier.query.narrow import asks_documents, narrow_documents
from dosye.dossier.records import EVERYTHING, Filters

Columns = TypeVar("Columns", bound=tuple[object, ...])
FRIENDLY = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "APPOINT"}
HOSTILE = {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
CLOSE = {"member_of", "part_of", "backed_by", "allied_with"}
AGAINST = {"opposed_to", "presses"}
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
    k = s.links.c
    number = func.count(k.act.distinct())
    query = (
        select(k.source, k.target, k.type, number, func.min(k.day), func.max(k.day))
        .where(k.modality == (filters.modality or "asserted"), k.mutual.is_(mutual))
        .group_by(k.source, k.target, k.type)
    )
    if asks_documents(filters):
        query = query.join(s.documents, s.documents.c.id == k.doc)
    query = _narrow(query, filters, (k.source, k.target), k.type)
    return [
        Edge(source, target, "events", kind, _sign(kind), count, since, until, not mutual)
        for source, target, kind, count, since, until in connection.execute(query).all()
    ]


def _ties(connection: Connection, filters: Filters) -> list[Edge]:
    c = s.relations.c
    query = (
        select(c.subject_actor, c.object_actor, c.type, func.count(), func.min(c.day), func.max(c.day))
        .where(c.subject_actor.not_like("%#%"), c.object_actor.not_like("%#%"))
        .group_by(c.subject_actor, c.object_actor, c.type)
    )
    if asks_documents(filters):
        query = query.join(s.documents, s.documents.c.id == c.doc)
    query = _narrow(query, filters, (c.subject_actor, c.object_actor), c.type)
    return [
        Edge(a, b, "relations", kind, _sign(kind), count, since and since[:10], until and until[:10])
        for a, b, kind, count, since, until in connection.execute(query)
    ]


def _narrow(
    query: Select[Columns],
    filters: Filters,
    ends: Iterable[ColumnElement[str]],
    type_: ColumnElement[str],
) -> Select[Columns]:
    query = narrow_documents(query, filters)
    for actor in (filters.actor, filters.other):
        query = query.where(or_(*(end == actor for end in ends))) if actor else query
    return query.where(type_ == filters.type) if filters.type else query


def _sign(kind: str) -> int:
    return 1 if kind in FRIENDLY | CLOSE else -1 if kind in HOSTILE | AGAINST else 0
