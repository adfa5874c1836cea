"""Join the tellings of new documents with those that the dossier holds; what they touch, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, Row, and_, bindparam, select, update

from dosye.dossier import schema as s
from dosye.dossier.same_act import Told, Within, agreement, cluster_acts
from dosye.knowledge import Knowledge

Key = tuple[str, str]
CHUNK = 300


def join_acts(
    connection: Connection,
    touched: Iterable[Key],
    knowledge: Knowledge,
    judged: Mapping[frozenset[Key], bool],
) -> None:
    """Cluster the tellings that are linked to the touched ones, by whatever steps, and store their acts."""
    within = _within(knowledge)
    component = _component(connection, set(touched), judged, within)
    acts = cluster_acts(component.values(), within, judged=judged)
    if acts:
        e = s.events.c
        change = update(s.events).where(and_(e.doc == bindparam("d"), e.id == bindparam("i")))
        rows = [{"d": doc, "i": id_, "act": act} for (doc, id_), act in sorted(acts.items())]
        connection.execute(change, rows)


class _Near:
    """Finds the tellings that may be the same as others; each is fetched once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, tellings: Sequence[Told]) -> dict[Key, Told]:
        keys: set[Key] = set()
        groups: dict[tuple[str, date], set[str]] = defaultdict(set)
        for telling in tellings:
            if telling.first:
                groups[telling.type, telling.first] |= telling.actors | telling.recipients
        for (type_, first), actors in sorted(groups.items()):
            ids = sorted(actors)
            span = timedelta(days=40)
            low, high = (first - span).isoformat(), (first + span).isoformat()
            c = s.sides.c
            for i in range(0, len(ids), CHUNK):
                near = and_(c.actor.in_(ids[i : i + CHUNK]), c.type == type_, c.day.between(low, high))
                keys |= {
                    (doc, event) for doc, event in self.connection.execute(select(c.doc, c.event).where(near))
                }
        return fetch_told(self.connection, keys)


def _component(
    connection: Connection, touched: set[Key], judged: Mapping[frozenset[Key], bool], within: Within
) -> dict[Key, Told]:
    """Return the touched tellings and all that are linked to them through others."""
    near = _Near(connection)
    frontier = fetch_told(connection, touched | {k for pair in judged for k in pair if pair & touched})
    found = dict(frontier)
    while frontier:
        others = {k: t for k, t in near.of(list(frontier.values())).items() if k not in found}
        linked = {
            k: t
            for k, t in others.items()
            if any(agreement(t, f, within, judged) for f in _peers(t, frontier))
        }
        found |= linked
        frontier = linked
    return found


def _peers(telling: Told, frontier: Mapping[Key, Told]) -> Iterable[Told]:
    sides = telling.actors | telling.recipients
    return (f for f in frontier.values() if f.type == telling.type and sides & (f.actors | f.recipients))


def fetch_told(connection: Connection, keys: Iterable[Key]) -> dict[Key, Told]:
    """Return the tellings with these keys as the store holds them."""
    ordered = sorted(keys)
    docs = sorted({doc for doc, _ in ordered})
    wanted = set(ordered)
    sides: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows: list[Row[tuple[object, ...]]] = []
    for i in range(0, len(docs), CHUNK):
        part = docs[i : i + CHUNK]
        rows += [
            r
            for r in connection.execute(select(s.events).where(s.events.c.doc.in_(part)))
            if (r.doc, r.id) in wanted
        ]
        for side in connection.execute(select(s.sides).where(s.sides.c.doc.in_(part))):
            sides[side.doc, side.event][side.side].add(side.actor)
    return {(r.doc, r.id): _told(r, sides[r.doc, r.id]) for r in rows}


def _told(row: Row[tuple[object, ...]], sides: Mapping[str, set[str]]) -> Told:
    return Told(
        doc=row.doc,
        id=row.id,
        type=row.type,
        modality=row.modality,
        actors=frozenset(sides.get("actor", ())),
        recipients=frozenset(sides.get("recipient", ())),
        place=row.place_actor,
        first=date.fromisoformat(row.day) if row.day else None,
        last=date.fromisoformat(row.last_day) if row.last_day else None,
        exact=row.exact,
        trigger=row.trigger,
    )


def _within(knowledge: Knowledge) -> Within:
    def within(inner: str, outer: str) -> bool:
        at: str = inner
        while at in knowledge.places and knowledge.places[at].within:
            at = knowledge.places[at].within
            if at == outer:
                return True
        return False

    return within
