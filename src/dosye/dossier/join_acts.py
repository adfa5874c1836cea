"""Join the tellings of new documents with those that the dossier holds; what they touch, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import NamedTuple

from sqlalchemy import Connection

from dosye.dossier import schema as s
from dosye.dossier.bulk import change_rows, fetch_rows
from dosye.dossier.same_act import SYMMETRIC, Key, Pairs, Told, Within, cluster_acts, find_home
from dosye.dossier.slots import WIDE, key_of_side, slots_near
from dosye.knowledge import Knowledge

AT_ONCE = 16
"""The tellings of so many homes are held together: each may have any number."""
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

    def forget(self, keys: Iterable[Key]) -> None:
        """Let go of tellings; what is asked for again is fetched as the store holds it then."""
        for key in keys:
            for held in (self.told, self.homes, self.acts):
                del held[key]


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
    _rehome(board, floating, within)
    return _cluster(board, before | {board.homes[key] for key in floating}, within, judged)


def _cluster(board: Board, homes: set[Bucket], within: Within, judged: Pairs) -> set[str]:
    """Find the acts of all tellings of some homes, few homes at a time; return the acts that change."""
    linked = {key for pair, same in judged.items() if same for key in pair}
    changed: set[str] = set()
    while homes:
        buckets = set(sorted(homes, key=lambda home: home or "")[:AT_ONCE])
        tellings = _linked(board, buckets, judged)
        acts = cluster_acts(tellings, board.homes, within, judged=judged)
        new = sorted((key, act) for key, act in acts.items() if act != board.acts[key])
        for table, column in ((s.events, "id"), (s.links, "event")):
            rows = [{"doc": doc, column: id_, "act": act} for (doc, id_), act in new]
            change_rows(board.connection, table, ("doc", column), rows)
        changed |= {act for _, act in new} | {board.acts[key] for key, _ in new}
        board.acts |= dict(new)
        board.forget(tellings.keys() - linked)
        homes -= buckets
    return changed


def _home(telling: Told) -> str | None:
    return find_home(telling, (), lambda *_: False)


def _rehome(board: Board, floating: Mapping[Key, Told], within: Within) -> None:
    """Find the homes of undated tellings anew; write those that change."""
    dated: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for telling in board.told.values():
        if telling.is_day or not telling.known:
            for actor in telling.sought:
                dated[telling.type, actor].append(telling)
    moved: list[Key] = []
    for key, telling in sorted(floating.items(), key=lambda pair: pair[0]):
        others = {t.key: t for actor in telling.sought for t in dated[telling.type, actor]}
        home = find_home(telling, others.values(), within)
        if home != board.homes[key]:
            board.homes[key] = home
            moved.append(key)
    rows = [{"doc": key[0], "id": key[1], "home": board.homes[key]} for key in moved]
    change_rows(board.connection, s.events, ("doc", "id"), rows)


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
    yield from slots_near(telling.type, telling.sought, telling.first, telling.last)


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
