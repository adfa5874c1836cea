"""Acts of a dossier: the dated chain, with who tells and who denies each."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_, union_all

from dosye.dossier import schema as s
from dosye.dossier.query.fetch import (
    chunks,
    fetch_names,
    fetch_records,
    fetch_texts,
    quote_in_sentence,
    sentence_at,
)
from dosye.dossier.records import EVERYTHING, Fact, Filters
from dosye.dossier.say import Said, message, say_act
from dosye.dossier.say.english import agreement, is_plural
from dosye.dossier.say.facts import name_of
from dosye.dossier.say.messages import join_names
from dosye.records import Modality

_TELLINGS = 4  # rows to read for each act at first
DAY = re.compile(r"\d{4}-\d\d-\d\d(?!/)")
Key = tuple[str, str]
Columns = TypeVar("Columns", bound=tuple[object, ...])


class Teller(NamedTuple):
    """A statement that tells or denies an event: who, and through whom."""

    source: str
    medium: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around events: their sides, their tellers and who denies them, by (document, event)."""

    sides: dict[Key, dict[str, tuple[str, ...]]]
    told: dict[Key, tuple[Teller, ...]]
    denied: dict[Key, tuple[Teller, ...]]


def find_acts(connection: Connection, filters: Filters = EVERYTHING) -> list[Fact]:
    """Return acts in order of time, undated ones last and by their news; the tellings of one are one fact.

    `filters.limit` counts acts, not tellings.
    """
    if filters.limit is None:
        return tell_acts(connection, connection.execute(select_acts(filters)).all())
    kept = _first(connection, filters, filters.limit)
    whole = select_acts(replace(filters, limit=None)).order_by(None)
    rows = [row for part in chunks(kept) for row in connection.execute(whole.where(s.events.c.act.in_(part)))]
    return tell_acts(connection, sorted(rows, key=in_time))


def _first(connection: Connection, filters: Filters, most: int) -> list[str]:
    """Return the first acts in order of time; reads on until there are enough."""
    asked = most * _TELLINGS
    while True:
        rows = connection.execute(select_acts(replace(filters, limit=asked))).all()
        acts = list(dict.fromkeys(row.act for row in rows))
        if len(acts) > most or len(rows) < asked:
            return acts[:most]
        asked *= _TELLINGS


def find_weighty_acts(connection: Connection, filters: Filters, most: int) -> tuple[list[Fact], int]:
    """Return the acts with most tellings, in order of time, and how many are left out."""
    wanted, number = _weightiest(connection, filters, most)
    e = s.events.c
    rows = [
        row
        for part in chunks(wanted)
        for row in connection.execute(select_acts(filters).order_by(None).where(e.act.in_(part)))
    ]
    rows.sort(key=in_time)
    return tell_acts(connection, rows), number - len(wanted)


def _weightiest(connection: Connection, filters: Filters, most: int) -> tuple[list[str], int]:
    """Return the acts with most tellings, and how many acts there are."""
    e, a = s.events.c, s.acts.c
    if replace(filters, limit=None) != EVERYTHING:
        number = func.count()
        query = narrow_acts(select(e.act, func.count().over()), filters).group_by(e.act)
        ranked = connection.execute(query.order_by(number.desc(), e.act).limit(most)).all()
        return [row[0] for row in ranked], ranked[0][1] if ranked else 0
    wanted = list(connection.execute(select(a.id).order_by(a.tellings.desc(), a.id).limit(most)).scalars())
    single = select(e.act).where(~select(a.id).where(a.id == e.act).exists()).order_by(e.act)
    wanted += connection.execute(single.limit(most - len(wanted))).scalars()
    again = select(func.coalesce(func.sum(a.tellings - 1), 0)).scalar_subquery()
    whole = connection.execute(select(func.count() - again).select_from(s.events)).scalar_one()
    return wanted, int(whole)


def in_time(row: Row[tuple[object, ...]]) -> tuple[object, ...]:
    """Return by what tellings are sorted: time, the day of the news, then document and place in it."""
    return (
        *(row.earliest is None, row.earliest or "", row.latest or "", row.day or ""),
        *(row.doc, row.start, row.id),
    )


def is_dated(fact: Fact) -> bool:
    """Tell whether an article dates an act, be it to the year."""
    return bool(fact.time) and not str(fact.time).endswith("_REF")


def tell_acts(connection: Connection, rows: Sequence[Row[tuple[object, ...]]]) -> list[Fact]:
    """Return the facts of event rows, one for each act, in the order of the rows."""
    around = look_around(connection, rows)
    groups: dict[str, list[Row[tuple[object, ...]]]] = defaultdict(list)
    for row in rows:
        groups[row.act].append(row)
    names = fetch_names(connection, _ids(rows, around))
    texts = fetch_texts(connection, {row.doc for row in rows})
    return [_fact(group, around, names, texts) for group in groups.values()]


def find_acts_at(connection: Connection, keys: Sequence[tuple[str, ...]]) -> dict[str, Fact]:
    """Return single tellings by document and id, each as a fact under its own id."""
    docs = sorted({key[0] for key in keys})
    e, d = s.events.c, s.documents.c
    rows = [
        row
        for part in chunks(docs)
        for row in connection.execute(
            select(s.events, d.publisher, d.copy_of, d.published)
            .join(s.documents, d.id == e.doc)
            .where(e.doc.in_(part))
        )
        if (row.doc, row.id) in set(keys)
    ]
    around = look_around(connection, rows)
    names = fetch_names(connection, _ids(rows, around))
    texts = fetch_texts(connection, docs)
    records = fetch_records(connection, docs)
    facts = {}
    for row in rows:
        fact = _fact([row], around, names, texts)
        facts[fact.id] = replace(fact, quotes=(sentence_at(texts, records, row.doc, row.start),))
    return facts


def select_acts(filters: Filters) -> Select[tuple[object, ...]]:
    """Return the query for tellings of acts, in order of time."""
    e, d = s.events.c, s.documents.c
    query = select(s.events, d.publisher, d.copy_of, d.published).join(s.documents, d.id == e.doc)
    query = narrow_acts(query, filters)
    query = query.order_by(
        e.earliest.asc().nulls_last(), e.latest, e.day.asc().nulls_first(), e.doc, e.start, e.id
    )
    return query.limit(filters.limit) if filters.limit else query


def narrow_acts(query: Select[Columns], filters: Filters) -> Select[Columns]:
    """Keep the tellings that filters ask for; one that names no time stands at the day of its news."""
    e = s.events.c
    equal = {
        e.type: filters.type,
        e.modality: filters.modality,
        e.outlet: filters.outlet,
        e.doc: filters.doc,
        e.place_actor: filters.place,
    }
    for column, value in equal.items():
        query = query.where(column == value) if value else query
    if filters.grade:
        query = query.where(e.grade <= filters.grade.upper())
    if filters.since:
        query = query.where(func.coalesce(e.latest, e.last_day) >= filters.since)
    if filters.until:
        query = query.where(func.coalesce(e.earliest, e.day) <= filters.until + "~")
    if filters.actor:
        query = query.where(_takes_part(filters.actor, or_at=True))
    if filters.other:
        query = query.where(_takes_part(filters.other))
    return query


def _takes_part(actor: str, *, or_at: bool = False) -> ColumnElement[bool]:
    """Return the condition that an actor stands on a side of an event, or, if `or_at`, is its place."""
    c, e = s.sides.c, s.events.c
    mine = select(c.doc, c.event).where(c.actor == actor)
    there = select(e.doc, e.id).where(e.place_actor == actor)
    return tuple_(e.doc, e.id).in_(union_all(mine, there) if or_at else mine)


def look_around(connection: Connection, rows: Sequence[Row[tuple[object, ...]]]) -> Around:
    """Return the sides, tellers and deniers of events."""
    docs = sorted({row.doc for row in rows})
    sides: dict[Key, dict[str, tuple[str, ...]]] = defaultdict(dict)
    told: dict[Key, tuple[Teller, ...]] = {}
    denied: dict[Key, tuple[Teller, ...]] = defaultdict(tuple)
    for i in range(0, len(docs), 500):
        part = docs[i : i + 500]
        c = s.sides.c
        order = (c.doc, c.event, c.n)
        for side in connection.execute(select(s.sides).where(c.doc.in_(part)).order_by(*order)):
            known = sides[side.doc, side.event]
            known[side.side] = (*known.get(side.side, ()), side.actor)
        said = _statements(connection, part)
        for doc, event, statement in connection.execute(
            select(s.tellings.c.doc, s.tellings.c.event, s.tellings.c.statement).where(
                s.tellings.c.doc.in_(part)
            )
        ):
            if statement:
                told[doc, event] = (*told.get((doc, event), ()), said[doc, statement])
        for row in connection.execute(select(s.denials).where(s.denials.c.doc.in_(part))):
            denied[row.doc, row.event] = (*denied[row.doc, row.event], said[row.doc, row.statement])
    return Around(sides, told, denied)


def _statements(connection: Connection, docs: Sequence[str]) -> dict[Key, Teller]:
    c = s.statements.c
    query = select(c.doc, c.id, c.source_actor, c.medium_actor).where(c.doc.in_(docs))
    return {(doc, id_): Teller(source, medium) for doc, id_, source, medium in connection.execute(query)}


def _ids(rows: Sequence[Row[tuple[object, ...]]], around: Around) -> set[str | None]:
    ids: set[str | None] = {row.place_actor for row in rows}
    for sides in around.sides.values():
        ids.update(actor for side in sides.values() for actor in side)
    for tellers in (*around.told.values(), *around.denied.values()):
        ids.update(id_ for teller in tellers for id_ in teller)
    return ids


def said_of(row: Row[tuple[object, ...]], around: Around) -> Said:
    """Return the parts of an event row."""
    sides = around.sides.get((row.doc, row.id), {})
    actors, recipients = sides.get("actor", ()), sides.get("recipient", ())
    return Said(row.type, row.mode, row.modality, actors, recipients, row.place_actor, row.time)


def _fact(
    group: Sequence[Row[tuple[object, ...]]],
    around: Around,
    names: dict[str, dict[str, str]],
    texts: dict[str, str],
) -> Fact:
    first = _clearest(group, around)
    said = said_of(first, around)
    told = [t for row in group for t in around.told.get((row.doc, row.id), ())]
    denied = [t for row in group for t in around.denied.get((row.doc, row.id), ())]
    told = [teller for teller in told if teller not in denied]
    if first.modality == Modality.DENIED.value:  # who tells that it did not happen denies it
        told, denied = [], denied or told
    outlets = sorted({row.publisher for row in group if row.publisher})
    sentences = {
        lang: say_act(said, names, lang)
        + say_tellers(told, denied, names, lang)
        + say_differences(group, lang)
        for lang in ("en", "ckb")
    }
    confidences = [row.confidence for row in group if row.confidence is not None]
    return Fact(
        id=f"{first.doc}/events/{first.id}",
        layer="events",
        en=sentences["en"],
        ckb=sentences["ckb"],
        quotes=tuple(quote_in_sentence(texts, row.doc, row.start, row.end) for row in group),
        time=first.time,
        confidence=max(confidences) if confidences else None,
        actors=(*said.actors, *said.recipients),
        details={
            "type": first.type,
            "mode": first.mode or "",
            "modality": first.modality,
            "actors": join_names([names[a]["en"] for a in said.actors], "en"),
            "recipients": join_names([names[a]["en"] for a in said.recipients], "en"),
            "place": names[said.place]["en"] if said.place else "",
            "outlets": ", ".join(outlets),
            "reported": min((row.published[:10] for row in group if row.published), default=""),
            "articles": str(len({row.doc for row in group})),
            "grade": min((row.grade for row in group if row.grade), default=""),
            "copies": str(len({row.doc for row in group if row.copy_of})),
            "dates": _versions(_days(group)),
            "counts": _versions({say_counts(row.counts): row.publisher for row in group if row.counts}),
            "denied_by": join_names([names[t.source]["en"] for t in dict.fromkeys(denied)], "en"),
        },
    )


def say_tellers(
    told: Sequence[Teller], denied: Sequence[Teller], names: dict[str, dict[str, str]], lang: str
) -> str:
    """Return the end of an act's sentence: told by whom, denied by whom."""
    out = ""
    for number, teller in enumerate(dict.fromkeys(told)):
        out += message("told.and" if number else "told", lang, teller=_chain(teller, names, lang))
    for teller in dict.fromkeys(denied):
        forms = agreement("who", is_plural((teller.source,), names))
        out += message("denied.by", lang, who=name_of(teller.source, names, lang), **forms)
    return out


def _chain(teller: Teller, names: dict[str, dict[str, str]], lang: str) -> str:
    if teller.medium is None:
        return name_of(teller.source, names, lang)
    ends = (name_of(end, names, lang) for end in (teller.medium, teller.source))
    return message("told.from", lang, **dict(zip(("first", "rest"), ends, strict=True)))


def _clearest(group: Sequence[Row[tuple[object, ...]]], around: Around) -> Row[tuple[object, ...]]:
    """Return the telling whose sides most others share; of these the surest, else the first."""
    told = {(row.doc, row.id): said_of(row, around) for row in group}
    shared = Counter((said.actors, said.recipients) for said in told.values())

    def weight(row: Row[tuple[object, ...]]) -> tuple[int, bool, float]:
        said = told[row.doc, row.id]
        return shared[said.actors, said.recipients], bool(row.time), row.confidence or 0.0

    return max(group, key=weight)


def say_counts(counts: str) -> str:
    """Return the people counted in an act: `3 killed, 5 wounded`."""
    return ", ".join(f"{number} {what}" for what, number in sorted(json.loads(counts).items()))


def say_differences(group: Sequence[Row[tuple[object, ...]]], lang: str) -> str:
    """Return, where the tellings of an act give other dates or numbers, each with who gives it."""
    out = ""
    for key, told in (
        ("dates", _days(group)),
        ("counts", {say_counts(row.counts): row.publisher for row in group if row.counts}),
    ):
        if len(told) > 1:
            out += message(f"differ.{key}", lang, versions=_versions(told))
    return out


def _days(group: Sequence[Row[tuple[object, ...]]]) -> dict[str, str | None]:
    """Return the days that tellings give, each with an outlet that gives it."""
    return {row.time[:10]: row.publisher for row in group if row.time and DAY.match(row.time)}


def _versions(told: Mapping[str, str | None]) -> str:
    return "; ".join(f"{value} ({who})" if who else value for value, who in sorted(told.items()))
