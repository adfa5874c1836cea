"""Join the tellings of new documents with those that the dossier holds; what they touch, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import starmap
from typing import NamedTuple

from sqlalchemy import Connection

from dosye.dossier import schema as s
from dosye.dossier.bulk import change_rows, fetch_rows
from dosye.dossier.same_act import REPORTED_DAYS, SYMMETRIC, Key, Pairs, Told, Within, cluster_acts, find_home
from dosye.dossier.slots import WIDE, days_between, key_of_side, slot
from dosye.knowledge import Knowledge

TOWNS = ("city", "town", "village")
Bucket = str | None
"""The home of tellings that are compared with each other."""


class Row(NamedTuple):
    """What of a row of `events` decides which act it tells."""

    doc: str
    id: str
    type: str
    modality: str
    place_actor: str | None
    day: str | None
    last_day: str | None
    exact: bool
    known: bool
    trigger: str
    mode: str | None
    home: str | None
    act: str


class Side(NamedTuple):
    """What of a row of `sides` does."""

    doc: str
    event: str
    side: str
    actor: str
    words: str | None


class Board:
    """The tellings looked at so far, as the store holds them, with home and act of each."""

    def __init__(self, connection: Connection, knowledge: Knowledge) -> None:
        self.connection = connection
        self.knowledge = knowledge
        self.told: dict[Key, Told] = {}
        self.homes: dict[Key, str | None] = {}
        self.acts: dict[Key, str] = {}

    def fetch(self, keys: Iterable[Key]) -> dict[Key, Told]:
        """Return tellings by document and id."""
        wanted = set(keys)
        self.add("doc", {key[0] for key in wanted if key not in self.told})
        return {key: self.told[key] for key in wanted if key in self.told}

    def near(self, tellings: Iterable[Told]) -> dict[Key, Told]:
        """Return the tellings with the type and a side of one of these on a day that it may mean."""
        slots = {number for telling in tellings for number in _slots(telling)}
        found = fetch_rows(self.connection, s.sides, ("doc", "event"), "slot", slots)
        return self.fetch({(str(doc), str(event)) for doc, event in found})

    def at(self, buckets: Collection[Bucket]) -> dict[Key, Told]:
        """Return every telling of some homes."""
        self.add("home", {home for home in buckets if home})
        return {key: t for key, t in self.told.items() if self.homes[key] in buckets}

    def add(self, column: str, values: Collection[str]) -> None:
        """Fetch the tellings whose document or home is one of these."""
        found = fetch_rows(self.connection, s.events, Row._fields, column, values)
        rows = [row for row in starmap(Row, found) if (row.doc, row.id) not in self.told]
        sides: dict[Key, list[Side]] = defaultdict(list)
        docs = {row.doc for row in rows}
        for side in starmap(Side, fetch_rows(self.connection, s.sides, Side._fields, "doc", docs)):
            sides[side.doc, side.event].append(side)
        for row in rows:
            key = (row.doc, row.id)
            self.told[key] = _told(row, sides[key], self.knowledge)
            self.homes[key], self.acts[key] = row.home, row.act


def join_acts(
    connection: Connection,
    touched: Collection[Key],
    knowledge: Knowledge,
    judged: Pairs,
    *,
    gone: Iterable[Told] = (),
) -> set[str]:
    """Find the acts of tellings and of all whose act depends on them; store and return what changes.

    Args:
        connection: within a transaction.
        touched: tellings that are new or differ.
        knowledge: says which place lies within which.
        judged: what people say of pairs.
        gone: tellings that are no longer there.
    """
    board, within = Board(connection, knowledge), _within(knowledge)
    partners = {key for pair in judged for key in pair if pair & set(touched)}
    fresh = board.fetch(set(touched) | partners)
    gone = list(gone)
    around = board.near([*fresh.values(), *gone]) | fresh
    floating = {key: t for key, t in around.items() if not t.is_day}
    board.near(floating.values())
    before = {board.homes[key] for key in (*fresh, *floating)} | {_home(t) for t in gone}
    moved = _rehome(board, floating, within)
    buckets = before | {board.homes[key] for key in floating}
    tellings = _linked(board, buckets, judged)
    homes = {key: board.homes[key] for key in tellings}
    acts = cluster_acts(tellings, homes, within, judged=judged)
    new = sorted((key, act) for key, act in acts.items() if act != board.acts[key])
    homes_of = [{"doc": doc, "id": id_, "home": board.homes[doc, id_]} for doc, id_ in sorted(moved)]
    change_rows(connection, s.events, ("doc", "id"), homes_of)
    change_rows(connection, s.events, ("doc", "id"), [{"doc": k[0], "id": k[1], "act": a} for k, a in new])
    change_rows(
        connection, s.links, ("doc", "event"), [{"doc": k[0], "event": k[1], "act": a} for k, a in new]
    )
    return {act for _, act in new} | {board.acts[key] for key, _ in new}


def _home(telling: Told) -> str | None:
    return find_home(telling, (), lambda *_: False)


def _rehome(board: Board, floating: Mapping[Key, Told], within: Within) -> list[Key]:
    """Find the homes of undated tellings anew; return those that change."""
    dated: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for telling in board.told.values():
        if telling.is_day or not telling.known:
            for actor in telling.sought:
                dated[telling.type, actor].append(telling)
    moved = []
    for key, telling in floating.items():
        others = {t.key: t for actor in telling.sought for t in dated[telling.type, actor]}
        home = find_home(telling, others.values(), within)
        if home != board.homes[key]:
            board.homes[key] = home
            moved.append(key)
    return moved


def _linked(board: Board, buckets: set[Bucket], judged: Pairs) -> dict[Key, Told]:
    """Return the tellings of buckets and of all that people's judgements link them to."""
    together = [pair for pair, same in judged.items() if same]
    board.fetch(key for pair in together for key in pair)
    while True:
        found = board.at(buckets)
        more = {
            board.homes[key]
            for pair in together
            if any(key in found for key in pair)
            for key in pair
            if key in board.told
        }
        if more <= buckets:
            return found
        buckets |= more


def _slots(telling: Told) -> Iterable[int]:
    """Return where the tellings stand that may be the same as one."""
    if not (telling.first and telling.last) or telling.length > WIDE:
        return
    reach = timedelta(days=REPORTED_DAYS)
    first, last = telling.first - reach, telling.last + reach
    days = [day.isoformat() for day in days_between(first, last)]
    months = {day[:7] for day in days} | {(telling.first - timedelta(days=WIDE)).isoformat()[:7]}
    for actor in telling.sought:
        for day in (*days, *sorted(months)):
            yield slot(telling.type, actor, day)


def fetch_told(connection: Connection, docs: Iterable[str], knowledge: Knowledge) -> list[Told]:
    """Return every telling of some documents."""
    board = Board(connection, knowledge)
    board.add("doc", set(docs))
    return list(board.told.values())


def _told(row: Row, sides: Sequence[Side], knowledge: Knowledge) -> Told:
    by_side = {kind: {side.actor for side in sides if side.side == kind} for kind in ("actor", "recipient")}
    if row.type in SYMMETRIC:
        by_side = {kind: _without_towns(some, knowledge) for kind, some in by_side.items()}
    return Told(
        doc=row.doc,
        id=row.id,
        type=row.type,
        modality=row.modality,
        actors=frozenset(by_side["actor"]),
        recipients=frozenset(by_side["recipient"]),
        place=row.place_actor,
        first=date.fromisoformat(row.day) if row.day else None,
        last=date.fromisoformat(row.last_day) if row.last_day else None,
        exact=bool(row.exact),
        trigger=row.trigger,
        mode=row.mode,
        known=bool(row.known),
        words=frozenset(word for side in sides if side.words for word in side.words.split()),
        kin=frozenset(key_of_side(side.actor, side.words) for side in sides if side.words),
    )


def _without_towns(actors: set[str], knowledge: Knowledge) -> set[str]:
    """Return who meets: a town beside people is where they do."""
    people = {a for a in actors if a not in knowledge.places or knowledge.places[a].kind not in TOWNS}
    return people or actors


def _within(knowledge: Knowledge) -> Within:
    places = knowledge.places

    def within(inner: str, outer: str) -> bool:
        at: str = inner
        around = {outer}
        if outer in places and places[outer].kind == "city" and inner in places:
            # what lies about a city is told of the city; another town is not
            around |= {places[outer].within} if places[inner].kind not in TOWNS else set()
        while at in places and places[at].within:
            at = places[at].within
            if at in around:
                return True
        return False

    return within
