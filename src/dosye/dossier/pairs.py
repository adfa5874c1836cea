"""Where the judgements of a dossier point to now: entities and events of its documents."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.judgements import Anchor, Judged, Verdict

Key = tuple[str, str]


def entities_at(connection: Connection, anchor: Anchor) -> list[Key]:
    """Return the entities that the words of an anchor mean, one for each document of that text."""
    d = s.documents.c
    found = []
    for doc, record in connection.execute(select(d.id, d.record).where(d.hash == anchor.hash).order_by(d.id)):
        mentions = json.loads(record)["mentions"]
        shared = [
            (min(m["end"], anchor.end) - max(m["start"], anchor.start), -m["start"], m) for m in mentions
        ]
        best = max(shared, key=lambda x: x[:2], default=None)
        if best and best[0] > 0:
            found.append((doc, best[2]["entity"]))
    return found


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
