"""Where the judgements of a dossier point to now: entities and events of its documents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Any

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.judgements import Anchor, Judged, Verdict

CHUNK = 300
Key = tuple[str, str]


class EntitiesAt:
    """The entities that the words of anchors mean, one for each document of their text."""

    def __init__(self, connection: Connection, anchors: Iterable[Anchor]) -> None:
        d = s.documents.c
        hashes = sorted({a.hash for a in anchors if a.layer == "entities"})
        self._mentions: dict[str, list[tuple[str, list[dict[str, Any]]]]] = defaultdict(list)
        for i in range(0, len(hashes), CHUNK):
            query = select(d.hash, d.id, d.record).where(d.hash.in_(hashes[i : i + CHUNK])).order_by(d.id)
            for hash_, doc, record in connection.execute(query):
                self._mentions[hash_].append((doc, json.loads(record)["mentions"]))

    def of(self, anchor: Anchor) -> list[Key]:
        """Return document and id of each entity that an anchor means."""
        found = []
        for doc, mentions in self._mentions.get(anchor.hash, ()):
            shared = [
                (min(m["end"], anchor.end) - max(m["start"], anchor.start), -m["start"], m) for m in mentions
            ]
            best = max(shared, key=lambda x: x[:2], default=None)
            if best and best[0] > 0:
                found.append((doc, best[2]["entity"]))
        return found

    def all(self, anchors: Iterable[Anchor]) -> list[Key]:
        """Return the entities of several anchors, those about other things left out."""
        return [key for anchor in anchors if anchor.layer == "entities" for key in self.of(anchor)]


def events_at(connection: Connection, anchor: Anchor) -> list[Key]:
    """Return the events whose trigger touches an anchor."""
    e, d = s.events.c, s.documents.c
    query = (
        select(e.doc, e.id)
        .join(s.documents, d.id == e.doc)
        .where(d.hash == anchor.hash, e.start < anchor.end, e.end > anchor.start)
        .order_by(e.doc, e.id)
    )
    return [(doc, id_) for doc, id_ in connection.execute(query)]


def act_pairs(connection: Connection, judged: Judged) -> dict[frozenset[Key], bool]:
    """Return the pairs of events that people called the same (True) or different (False)."""
    pairs: dict[frozenset[Key], bool] = {}
    for line in judged.lines:
        if line.kind not in (Verdict.SAME, Verdict.DIFFERENT) or line.anchors[0].layer != "events":
            continue
        first, second = (events_at(connection, anchor) for anchor in line.anchors[:2])
        for a in first:
            for b in second:
                if a != b:
                    pairs[frozenset((a, b))] = line.kind is Verdict.SAME
    return pairs


def judged_keys(connection: Connection, judged: Judged) -> set[frozenset[str]]:
    """Return the facts, alone or in pairs, that judgements in force are about, by the ids they have now."""
    at = EntitiesAt(connection, [a for line in judged.lines for a in line.anchors])
    actors = _actors_now(connection, {key for line in judged.lines for key in at.all(line.anchors)})
    found: set[frozenset[str]] = set()
    for line in judged.lines:
        ends = [_ids_at(connection, anchor, at, actors) for anchor in line.anchors]
        found |= {frozenset(pair) for pair in product(*ends)}
    return found


def _actors_now(connection: Connection, keys: set[Key]) -> dict[Key, str]:
    e = s.entities.c
    docs = sorted({doc for doc, _ in keys})
    found: dict[Key, str] = {}
    for i in range(0, len(docs), CHUNK):
        query = select(e.doc, e.id, e.actor).where(e.doc.in_(docs[i : i + CHUNK]))
        found |= {(doc, id_): actor for doc, id_, actor in connection.execute(query)}
    return found


def _ids_at(connection: Connection, anchor: Anchor, at: EntitiesAt, actors: dict[Key, str]) -> list[str]:
    if anchor.layer == "entities":
        return [actors[key] for key in at.of(anchor)]
    if anchor.layer == "events":
        e = s.events.c
        keys = events_at(connection, anchor)
        acts = [connection.execute(select(e.act).where(e.doc == k[0], e.id == k[1])).scalar() for k in keys]
        return [f"{doc}/events/{id_}" for doc, id_ in keys] + [str(act) for act in acts]
    if anchor.layer not in ("relations", "stances"):
        return []
    table, d = s.metadata.tables[anchor.layer].c, s.documents.c
    query = (
        select(table.doc, table.n)
        .join(s.documents, d.id == table.doc)
        .where(d.hash == anchor.hash, table.start == anchor.start, table.end == anchor.end)
    )
    return [f"{doc}/{anchor.layer}/{n}" for doc, n in connection.execute(query)]
