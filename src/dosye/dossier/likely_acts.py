"""Acts that may be one, acts that somebody denies, and facts of which the reader is least sure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, literal_column, select

from dosye.dossier import schema as s
from dosye.dossier.question import Question, Reason
from dosye.knowledge import Knowledge

MOST = 2000
"""How many sides of acts are compared: those of the latest days."""
DAYS = 4
FEW = 30
DOUBTFUL: ColumnElement[bool] = literal_column("confidence < 0.6")
"""Written as the index of doubtful rows is: a number given apart would not use it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One telling with what decides whether it tells another's act."""

    row: Row[tuple[object, ...]]
    day: date
    sides: frozenset[tuple[str, str]]

    @property
    def id(self) -> str:
        """Id of the fact."""
        return f"{self.row.doc}/events/{self.row.id}"


def find_likely_acts(connection: Connection, knowledge: Knowledge) -> list[Question]:
    """Return pairs of tellings of like acts by like sides on near days, kept apart so far."""
    acts = _latest(connection)
    buckets: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        for _, actor in act.sides:
            buckets[act.row.type, actor].append(act)
    pairs: dict[tuple[str, ...], Question] = {}
    for bucket in buckets.values():
        ordered = sorted(bucket, key=lambda a: (a.day, a.id))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 : i + 20]:
                if (b.day - a.day).days > DAYS:
                    break
                if _may_be_one(a, b):
                    question = _pair(a, b)
                    known = pairs.get(question.acts, question)
                    pairs[question.acts] = max(question, known, key=lambda q: (q.score, q.ids))
    return sorted(pairs.values(), key=lambda q: (-q.score, q.ids))[:200]


def _may_be_one(a: Act, b: Act) -> bool:
    apart = a.row.act != b.row.act and a.row.doc != b.row.doc and a.row.modality == b.row.modality
    there, here = a.row.place_actor, b.row.place_actor
    return apart and (there is None or here is None or there == here)


def _pair(a: Act, b: Act) -> Question:
    shared, all_ = a.sides & b.sides, a.sides | b.sides
    days = (b.day - a.day).days
    score = 0.25 + 0.4 * len(shared) / max(1, len(all_)) + 0.05 * (DAYS - days) / DAYS
    reasons = [
        Reason("sides", {"n": len({actor for _, actor in shared})}),
        Reason("days", {"n": days}) if days else Reason("same_day"),
    ]
    if a.row.trigger == b.row.trigger:
        score += 0.15
        reasons.insert(0, Reason("trigger"))
    if a.row.place_actor and a.row.place_actor == b.row.place_actor:
        score += 0.1
        reasons.append(Reason("place"))
    first, second = sorted((a.id, b.id))
    acts = (str(min(a.row.act, b.row.act)), str(max(a.row.act, b.row.act)))
    return Question("acts", max(0.0, score), (first, second), tuple(reasons), acts)


def _latest(connection: Connection) -> list[Act]:
    e, c = s.events.c, s.sides.c
    query = (
        select(s.events, c.side, c.actor)
        .join(s.sides, (c.doc == e.doc) & (c.event == e.id))
        .where(e.day.is_not(None))
        .order_by(e.day.desc(), e.doc, e.id)
        .limit(MOST)
    )
    sides: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    rows: dict[tuple[str, str], Row[tuple[object, ...]]] = {}
    for row in connection.execute(query):
        sides[row.doc, row.id].add((row.side, row.actor))
        rows[row.doc, row.id] = row
    return [Act(row, date.fromisoformat(row.day), frozenset(sides[key])) for key, row in rows.items()]


def find_contested(connection: Connection, knowledge: Knowledge) -> list[Question]:
    """Return acts that are told as done and that somebody denies."""
    e, d = s.events.c, s.denials.c
    query = (
        select(e.doc, e.id, e.confidence)
        .join(s.denials, (d.doc == e.doc) & (d.event == e.id))
        .order_by(e.day.desc().nulls_last(), e.doc, e.id)
        .limit(FEW)
    )
    rows = dict.fromkeys(connection.execute(query))
    return [
        Question("contested", 0.45, (f"{row.doc}/events/{row.id}",), (Reason("contested"),)) for row in rows
    ]


def find_doubtful(connection: Connection, knowledge: Knowledge) -> list[Question]:
    """Return the acts and ties of which the reader is least sure."""
    found = []
    for table, layer, key in (
        (s.events, "events", s.events.c.id),
        (s.relations, "relations", s.relations.c.n),
    ):
        query = (
            select(table.c.doc, key, table.c.confidence)
            .where(DOUBTFUL)
            .order_by(table.c.confidence, table.c.doc, key)
            .limit(FEW)
        )
        for doc, id_, sure in connection.execute(query):
            reasons = (Reason("unsure", {"sure": f"{sure:.2f}"}),)
            found.append(Question("doubtful", 0.6 * (1 - sure), (f"{doc}/{layer}/{id_}",), reasons))
    return found
