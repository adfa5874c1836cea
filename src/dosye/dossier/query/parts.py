"""Acts, ties and conditions in parts, for scenarios: ids instead of sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.query.acts import Teller, look_around, said_of
from dosye.dossier.query.fetch import fetch_names, fetch_texts, quote
from dosye.dossier.records import Quote
from dosye.dossier.say import Said, say_act


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the dossier: its parts, its words, who tells and who denies it (ids of actors)."""

    id: str
    said: Said
    day: str | None
    quote: Quote
    tellers: tuple[Teller, ...]
    deniers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie with the words that say it."""

    id: str
    type: str
    subject: str
    object: str
    label: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class IfThen:
    """A condition of an article: the acts and the actors in either half, who says it, the words."""

    id: str
    if_acts: tuple[Act, ...]
    then_acts: tuple[Act, ...]
    if_actors: frozenset[str]
    then_actors: frozenset[str]
    by: str | None
    if_quote: Quote
    then_quote: Quote


@dataclass(frozen=True, slots=True)
class Parts:
    """What scenarios run on; `names` is actor id -> language -> name."""

    acts: tuple[Act, ...]
    ties: tuple[Tie, ...]
    conditions: tuple[IfThen, ...]
    names: Mapping[str, Mapping[str, str]]

    def tell(self, said: Said, lang: str) -> str:
        """Return an act in words."""
        return say_act(said, self.names, lang)


def find_parts(connection: Connection) -> Parts:
    """Return every act, tie and condition of a dossier, in order of time and text."""
    acts = _acts(connection)
    ties = _ties(connection)
    conditions = _conditions(connection, acts)
    ids = {i for act in acts for i in (*act.said.actors, *act.said.recipients, act.said.place)}
    ids |= {i for act in acts for t in (*act.tellers, *act.deniers) for i in t}
    ids |= {i for tie in ties for i in (tie.subject, tie.object)}
    ids |= {i for c in conditions for i in (*c.if_actors, *c.then_actors, c.by)}
    return Parts(tuple(acts), tuple(ties), tuple(conditions), fetch_names(connection, ids))


def _acts(connection: Connection) -> list[Act]:
    e = s.events.c
    order = (e.earliest.is_(None), e.earliest, e.doc, e.start, e.id)
    rows = connection.execute(select(s.events).order_by(*order)).all()
    around = look_around(connection, rows)
    texts = fetch_texts(connection, {row.doc for row in rows})
    return [
        Act(
            id=f"{row.doc}/events/{row.id}",
            said=said_of(row, around),
            day=row.earliest[:10] if row.earliest else None,
            quote=quote(texts, row.doc, row.start, row.end),
            tellers=around.told.get((row.doc, row.id), ()),
            deniers=around.denied.get((row.doc, row.id), ()),
        )
        for row in rows
    ]


def _ties(connection: Connection) -> list[Tie]:
    c = s.relations.c
    rows = connection.execute(select(s.relations).order_by(c.doc, c.n)).all()
    texts = fetch_texts(connection, {row.doc for row in rows})
    return [
        Tie(
            id=f"{row.doc}/relations/{row.n}",
            type=row.type,
            subject=row.subject_actor,
            object=row.object_actor,
            label=row.label or "",
            quote=quote(texts, row.doc, row.start, row.end),
        )
        for row in rows
    ]


def _conditions(connection: Connection, acts: Sequence[Act]) -> list[IfThen]:
    c = s.conditions.c
    rows = connection.execute(select(s.conditions).order_by(c.doc, c.if_start)).all()
    texts = fetch_texts(connection, {row.doc for row in rows})
    mentions = _mentions(connection, sorted({row.doc for row in rows}))
    found = []
    for row in rows:
        halves = (
            quote(texts, row.doc, row.if_start, row.if_end),
            quote(texts, row.doc, row.then_start, row.then_end),
        )
        inside = [tuple(a for a in acts if _is_inside(a.quote, half)) for half in halves]
        meant = [
            _meant(mentions[row.doc], half) | _sides(group)
            for half, group in zip(halves, inside, strict=True)
        ]
        ends = (inside[0], inside[1], meant[0], meant[1])
        found.append(IfThen(f"{row.doc}/conditions/{row.id}", *ends, row.by_actor, *halves))
    return found


def _is_inside(inner: Quote, outer: Quote) -> bool:
    return inner.doc == outer.doc and outer.start <= inner.start and inner.end <= outer.end


def _sides(acts: Sequence[Act]) -> frozenset[str]:
    return frozenset(i for act in acts for i in (*act.said.actors, *act.said.recipients))


def _mentions(connection: Connection, docs: Sequence[str]) -> dict[str, list[tuple[int, int, str]]]:
    """Return where each document mentions which actor."""
    d, e = s.documents.c, s.entities.c
    actors = {
        (doc, id_): actor
        for doc, id_, actor in connection.execute(select(e.doc, e.id, e.actor).where(e.doc.in_(docs)))
    }
    rows = connection.execute(select(d.id, d.record).where(d.id.in_(docs)))
    return {
        doc: [(m["start"], m["end"], actors[doc, m["entity"]]) for m in json.loads(record)["mentions"]]
        for doc, record in rows
    }


def _meant(mentions: Sequence[tuple[int, int, str]], half: Quote) -> frozenset[str]:
    """Return the actors whose mentions stand in a stretch of text."""
    return frozenset(actor for start, end, actor in mentions if half.start <= start and end <= half.end)
