"""What one article's own entities are in the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from dosye.dossier import schema as s
from dosye.dossier.query.fetch import fetch_records, fetch_texts, sentence_at
from dosye.dossier.records import Quote


def find_entity_actors(connection: Connection, doc: str) -> dict[str, str]:
    """Return the actor of each entity of a document."""
    query = select(s.entities.c.id, s.entities.c.actor).where(s.entities.c.doc == doc)
    return {id_: actor for id_, actor in connection.execute(query)}


def find_actor_documents(connection: Connection, actor: str) -> dict[str, int]:
    """Return the documents that speak of an actor, with how often each does."""
    query = select(s.entities.c.doc, s.entities.c.mentions).where(s.entities.c.actor == actor)
    found: dict[str, int] = {}
    for doc, mentions in connection.execute(query):
        found[doc] = found.get(doc, 0) + mentions
    return found


def find_actor_spellings(connection: Connection, actor: str) -> dict[str, int]:
    """Return the names under which articles speak of an actor, with the number of articles of each."""
    query = select(s.entities.c.name, s.entities.c.doc).where(s.entities.c.actor == actor)
    found: dict[str, set[str]] = {}
    for name, doc in connection.execute(query):
        found.setdefault(name, set()).add(doc)
    return dict(sorted(((n, len(d)) for n, d in found.items()), key=lambda item: (-item[1], item[0])))


def find_company(connection: Connection, actor: str, *, most: int = 12) -> dict[str, int]:
    """Return the actors that stand in the same articles, with how many of these."""
    docs = set(find_actor_documents(connection, actor))
    found: dict[str, set[str]] = {}
    ordered = sorted(docs)
    for i in range(0, len(ordered), 500):
        query = select(s.entities.c.actor, s.entities.c.doc).where(
            s.entities.c.doc.in_(ordered[i : i + 500]), s.entities.c.named, s.entities.c.type != "PLACE"
        )
        for other, doc in connection.execute(query):
            if other != actor:
                found.setdefault(other, set()).add(doc)
    ranked = sorted(
        ((other, len(docs)) for other, docs in found.items()), key=lambda item: (-item[1], item[0])
    )
    return dict(ranked[:most])


class Ends(NamedTuple):
    """Who does, who suffers, and where, as actors."""

    does: tuple[str, ...] = ()
    suffers: tuple[str, ...] = ()
    place: str | None = None


def find_ends(connection: Connection) -> dict[str, Ends]:
    """Return the sides and place of every event by the id of its fact (`document/events/local id`)."""
    sides: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in connection.execute(select(s.sides)):
        sides.setdefault((row.doc, row.event), {}).setdefault(row.side, []).append(row.actor)
    c = s.events.c
    ends: dict[str, Ends] = {}
    for doc, id_, place in connection.execute(select(c.doc, c.id, c.place_actor)):
        both = sides.get((doc, id_), {})
        ends[f"{doc}/events/{id_}"] = Ends(
            tuple(both.get("actor", ())), tuple(both.get("recipient", ())), place
        )
    return ends


class Version(NamedTuple):
    """One telling of an act: where it stands, who tells it, and what it says of day, place and people."""

    fact: str
    doc: str
    start: int
    end: int
    outlet: str
    time: str
    place: str
    counts: str
    modality: str


def find_versions(connection: Connection) -> dict[str, list[Version]]:
    """Return the tellings of every act that is told more than once, by the id of each of its facts."""
    e, d = s.events.c, s.documents.c
    several = select(e.act).group_by(e.act).having(func.count() > 1)
    query = select(s.events, d.publisher).join(s.documents, d.id == e.doc).where(e.act.in_(several))
    acts: dict[str, list[Version]] = {}
    for r in connection.execute(query.order_by(d.published, e.doc, e.start, e.id)):
        told = (r.time or "", r.place_actor or "", r.counts or "", r.modality)
        version = Version(f"{r.doc}/events/{r.id}", r.doc, r.start, r.end, r.publisher or "", *told)
        acts.setdefault(r.act, []).append(version)
    return {version.fact: versions for versions in acts.values() for version in versions}


class Denial(NamedTuple):
    """A statement that denies an act: where its words stand, who says it, which outlet carries it."""

    doc: str
    start: int
    end: int
    source: str
    outlet: str


def find_denials(connection: Connection) -> dict[str, list[Denial]]:
    """Return the statements that deny each act, by the id of the act's fact."""
    n, t, d = s.denials.c, s.statements.c, s.documents.c
    query = (
        select(n.doc, n.event, t.start, t.end, t.source_actor, d.publisher)
        .join(s.statements, (t.doc == n.doc) & (t.id == n.statement))
        .join(s.documents, d.id == n.doc)
        .order_by(d.published, n.doc, t.start, n.event)
    )
    found: dict[str, list[Denial]] = {}
    for doc, event, start, end, source, outlet in connection.execute(query):
        found.setdefault(f"{doc}/events/{event}", []).append(Denial(doc, start, end, source, outlet or ""))
    return found


def find_sentences(connection: Connection, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Quote]:
    """Return the sentence that stands at each place (document, offset)."""
    wanted = sorted(set(places))
    docs = sorted({doc for doc, _ in wanted})
    texts, records = fetch_texts(connection, docs), fetch_records(connection, docs)
    return {(doc, at): sentence_at(texts, records, doc, at) for doc, at in wanted}


def find_denied(connection: Connection) -> frozenset[str]:
    """Return the ids of the acts that somebody denies."""
    rows = connection.execute(select(s.denials.c.doc, s.denials.c.event))
    return frozenset(f"{doc}/events/{event}" for doc, event in rows)


def find_places_of(connection: Connection, actor: str) -> list[tuple[str, str, str]]:
    """Return every entity that means an actor: document, local id, name."""
    e = s.entities.c
    query = select(e.doc, e.id, e.name).where(e.actor == actor).order_by(e.doc, e.id)
    return [(doc, id_, name) for doc, id_, name in connection.execute(query)]
