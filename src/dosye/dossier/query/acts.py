"""Acts of a dossier: the dated chain, with who tells and who denies each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection, Row, Select, and_, or_, select

from dosye.dossier import schema as s
from dosye.dossier.query.fetch import chunks, fetch_names, fetch_records, fetch_texts, quote, sentence_at
from dosye.dossier.records import EVERYTHING, Fact, Filters
from dosye.dossier.say import Said, message, say_act
from dosye.dossier.say.english import agreement, is_plural
from dosye.dossier.say.facts import name_of
from dosye.dossier.say.messages import join_names

Key = tuple[str, str]


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
    """Return acts in order of time, undated ones last; the tellings of one act are one fact."""
    rows = connection.execute(_select(filters)).all()
    return tell_acts(connection, rows)


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
            select(s.events, d.publisher).join(s.documents, d.id == e.doc).where(e.doc.in_(part))
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


def _select(filters: Filters) -> Select[tuple[object, ...]]:
    e, d = s.events.c, s.documents.c
    query = select(s.events, d.publisher).join(s.documents, d.id == e.doc)
    equal = {
        e.type: filters.type,
        e.modality: filters.modality,
        d.publisher: filters.outlet,
        e.doc: filters.doc,
    }
    for column, value in equal.items():
        query = query.where(column == value) if value else query
    if filters.since:
        query = query.where(e.latest >= filters.since)
    if filters.until:
        query = query.where(e.earliest <= filters.until + "~")
    if filters.actor:
        side = select(s.sides.c.doc).where(
            and_(s.sides.c.doc == e.doc, s.sides.c.event == e.id, s.sides.c.actor == filters.actor)
        )
        query = query.where(or_(side.exists(), e.place_actor == filters.actor))
    if filters.place:
        query = query.where(e.place_actor == filters.place)
    query = query.order_by(e.earliest.is_(None), e.earliest, e.latest, e.doc, e.start, e.id)
    return query.limit(filters.limit) if filters.limit else query


def look_around(connection: Connection, rows: Sequence[Row[tuple[object, ...]]]) -> Around:
    """Return the sides, tellers and deniers of events."""
    docs = sorted({row.doc for row in rows})
    sides: dict[Key, dict[str, tuple[str, ...]]] = defaultdict(dict)
    told: dict[Key, tuple[Teller, ...]] = {}
    denied: dict[Key, tuple[Teller, ...]] = defaultdict(tuple)
    for i in range(0, len(docs), 500):
        part = docs[i : i + 500]
        for side in connection.execute(select(s.sides).where(s.sides.c.doc.in_(part))):
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
    first = group[0]
    said = said_of(first, around)
    told = [t for row in group for t in around.told.get((row.doc, row.id), ())]
    denied = [t for row in group for t in around.denied.get((row.doc, row.id), ())]
    outlets = sorted({row.publisher for row in group if row.publisher})
    sentences = {
        lang: say_act(said, names, lang) + say_tellers(told, denied, names, lang) for lang in ("en", "ckb")
    }
    confidences = [row.confidence for row in group if row.confidence is not None]
    return Fact(
        id=f"{first.doc}/events/{first.id}",
        layer="events",
        en=sentences["en"],
        ckb=sentences["ckb"],
        quotes=tuple(quote(texts, row.doc, row.start, row.end) for row in group),
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
            "articles": str(len({row.doc for row in group})),
        },
    )


def say_tellers(
    told: Sequence[Teller], denied: Sequence[Teller], names: dict[str, dict[str, str]], lang: str
) -> str:
    """Return the end of an act's sentence: told by whom, denied by whom."""
    out = ""
    for teller in dict.fromkeys(told):
        out += message("told", lang, teller=_chain(teller, names, lang))
    for teller in dict.fromkeys(denied):
        forms = agreement("who", is_plural((teller.source,), names))
        out += message("denied.by", lang, who=name_of(teller.source, names, lang), **forms)
    return out


def _chain(teller: Teller, names: dict[str, dict[str, str]], lang: str) -> str:
    if teller.medium is None:
        return name_of(teller.source, names, lang)
    ends = (name_of(end, names, lang) for end in (teller.medium, teller.source))
    return message("told.from", lang, **dict(zip(("first", "rest"), ends, strict=True)))
