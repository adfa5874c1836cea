"""Statements and conditions of a dossier: who said what, and the articles' own what-ifs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, Select, select, tuple_

from dosye.dossier import schema as s
from dosye.dossier.query.acts import Around, look_around, said_of
from dosye.dossier.query.fetch import chunks, fetch_names, fetch_texts, quote
from dosye.dossier.query.narrow import asks_documents, narrow_documents
from dosye.dossier.records import EVERYTHING, Fact, Filters, Quote
from dosye.dossier.say import Said, message, say_act, say_condition, say_statement
from dosye.dossier.say.facts import name_of
from dosye.dossier.say.messages import join_names
from dosye.records import Modality

Names = Mapping[str, Mapping[str, str]]
Rows = Sequence[Row[tuple[object, ...]]]
Key = tuple[str, str]
_NAMED = 4  # whom the words of a statement name, at most told
LANGS = ("en", "ckb")


def find_statements(connection: Connection, filters: Filters = EVERYTHING) -> list[Fact]:
    """Return statements by the day of their article and in text order, each with the acts in its words."""
    rows = _rows(connection, filters)
    acts = _Acts(connection, sorted({row.doc for row in rows}))
    denied = _denied(connection, sorted({row.doc for row in rows}))
    about = _named_in(connection, sorted({row.doc for row in rows}))
    ends = {i for row in rows for i in (row.source_actor, row.medium_actor)}
    names = acts.names | fetch_names(connection, ends | {i for some in about.values() for i in some})
    texts = fetch_texts(connection, {row.doc for row in rows})
    reports = _reports(connection, texts)
    facts = []
    for row in rows:
        key = (row.doc, row.id)
        fact = _statement(row, acts, denied.get(key, ()), names, texts)
        fact = replace(fact, details={**fact.details, **reports[row.doc]})
        told = bool(fact.details["denies"] or acts.inside(row.doc, row.start, row.end))
        facts.append(fact if told else _with_subject(fact, about.get(key, ()), names))
    return facts


def _reports(connection: Connection, docs: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return of which outlet and day each document is."""
    d = s.documents.c
    return {
        doc: {"outlets": outlet or "", "reported": (published or "")[:10]}
        for part in chunks(sorted(docs))
        for doc, outlet, published in connection.execute(
            select(d.id, d.publisher, d.published).where(d.id.in_(part))
        )
    }


def _with_subject(fact: Fact, about: Sequence[str], names: Names) -> Fact:
    """Return a statement whose words tell no act with whom they name."""
    others = whole_names([actor for actor in about if actor not in fact.actors], names)[:_NAMED]
    if not others:
        return fact
    ends = {
        lang: message("said.about", lang, names=join_names([name_of(i, names, lang) for i in others], lang))
        for lang in LANGS
    }
    return replace(fact, en=fact.en + ends["en"], ckb=fact.ckb + ends["ckb"])


def whole_names(actors: Sequence[str], names: Names) -> list[str]:
    """Return actors but those whose name stands inside that of another: the force beside its teams."""

    def is_inside(one: str, other: str) -> bool:
        return any(f" {name_of(one, names, lang)} " in f" {name_of(other, names, lang)} " for lang in LANGS)

    longer = {one for one in actors for other in actors if one != other and is_inside(one, other)}
    return [actor for actor in actors if actor not in longer] or list(actors)


def _named_in(connection: Connection, docs: Sequence[str]) -> dict[Key, tuple[str, ...]]:
    """Return whom the words of each statement of some documents name, in a fixed order."""
    k = s.abouts.c
    found: dict[Key, tuple[str, ...]] = defaultdict(tuple)
    query = select(k.doc, k.statement, k.actor).where(k.doc.in_(docs)).order_by(k.doc, k.statement, k.entity)
    for doc, statement, actor in connection.execute(query):
        if actor not in found[doc, statement]:
            found[doc, statement] = (*found[doc, statement], actor)
    return found


def _rows(connection: Connection, filters: Filters) -> list[Row[tuple[object, ...]]]:
    """Return statements in order: those of a speaker, or in whose words an actor is named, or all."""
    c, d = s.statements.c, s.documents.c
    speakers = (c.source_actor, c.medium_actor) if filters.actor else (None,)
    found: dict[tuple[str, ...], Row[tuple[object, ...]]] = {}
    for speaker in speakers:
        query = select(s.statements, d.day).join(s.documents, d.id == c.doc)
        query = query.order_by(d.day.asc().nulls_first(), c.doc, c.start, c.id)
        if speaker is not None:
            query = query.where(speaker == filters.actor)
        if filters.about:
            query = query.where(tuple_(c.doc, c.id).in_(_about(filters)))
        if asks_documents(filters):
            query = narrow_documents(query, filters)
        if filters.limit and not (filters.actor or filters.about):
            query = query.where(c.doc.in_(_first_documents(filters)))
        query = query.limit(filters.limit) if filters.limit else query
        found |= {(row.doc, row.id): row for row in connection.execute(query)}
    rows = sorted(found.values(), key=lambda row: (row.day or "", row.doc, row.start, row.id))
    return rows[: filters.limit] if filters.limit else rows


def _first_documents(filters: Filters) -> Select[tuple[str]]:
    """Return the first documents that hold statements, as many as are asked for: so not all are sorted."""
    d = s.documents.c
    spoken = select(s.statements.c.doc).where(s.statements.c.doc == d.id).exists()
    query = narrow_documents(select(d.id).where(spoken), filters)
    return query.order_by(d.day.asc().nulls_first(), d.id).limit(filters.limit)


def _about(filters: Filters) -> Select[tuple[str, str]]:
    """Return the statements in whose words an actor is named; the first, where the actor alone decides."""
    k, d = s.abouts.c, s.documents.c
    query = select(k.doc, k.statement).where(k.actor == filters.about)
    if filters.limit and not (filters.actor or asks_documents(filters)):
        # the same statement may name the actor under several entities
        query = query.join(s.documents, d.id == k.doc).order_by(d.day.asc().nulls_first(), k.doc, k.start)
        query = query.order_by(k.statement).limit(4 * filters.limit)
    return query


class _Acts:
    """The acts of some documents, to be told inside the sentence of what holds them."""

    def __init__(self, connection: Connection, docs: Sequence[str]) -> None:
        self.by_doc: dict[str, list[Row[tuple[object, ...]]]] = defaultdict(list)
        rows = connection.execute(
            select(s.events).where(s.events.c.doc.in_(docs)).order_by(s.events.c.start)
        ).all()
        for row in rows:
            self.by_doc[row.doc].append(row)
        self.around: Around = look_around(connection, rows)
        sides = (a for sides in self.around.sides.values() for side in sides.values() for a in side)
        self.names = fetch_names(connection, {*sides, *(row.place_actor for row in rows)})

    def inside(self, doc: str, start: int, end: int) -> Rows:
        return [row for row in self.by_doc[doc] if start <= row.start and row.end <= end]

    def tell(self, rows: Rows, lang: str, *, as_: str = "") -> list[str]:
        """Return acts in words; `as_` tells those that are not denied as if of another modality."""
        said = [said_of(row, self.around) for row in rows]
        return [say_act(_told_as(act, as_), self.names, lang, bare=True) for act in said]


def _told_as(act: Said, modality: str) -> Said:
    kept = act.modality == Modality.DENIED.value and modality != Modality.ASSERTED.value
    return act if kept or not modality else replace(act, modality=modality)


def _denied(connection: Connection, docs: Sequence[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for row in connection.execute(
        select(s.denials).where(s.denials.c.doc.in_(docs)).order_by(s.denials.c.event)
    ):
        found[row.doc, row.statement] = (*found[row.doc, row.statement], row.event)
    return found


def _statement(
    row: Row[tuple[object, ...]], acts: _Acts, denied: Sequence[str], names: Names, texts: Mapping[str, str]
) -> Fact:
    told = acts.inside(row.doc, row.start, row.end)
    refused = [event for event in acts.by_doc[row.doc] if event.id in denied]
    said = {
        lang: say_statement(
            row.kind,
            (row.source_actor, row.medium_actor),
            names,
            lang,
            told=acts.tell(told, lang),
            denied=acts.tell(refused, lang, as_="asserted"),
        )
        for lang in LANGS
    }
    hand = "second" if row.medium_actor else "first"
    return Fact(
        id=f"{row.doc}/statements/{row.id}",
        layer="statements",
        en=said["en"],
        ckb=said["ckb"],
        quotes=(quote(texts, row.doc, row.start, row.end), quote(texts, row.doc, row.cue_start, row.cue_end)),
        confidence=row.confidence,
        actors=tuple(i for i in (row.source_actor, row.medium_actor) if i),
        details={
            "source": names[row.source_actor]["en"],
            "medium": names[row.medium_actor]["en"] if row.medium_actor else "",
            "kind": row.kind,
            "source_kind": row.source_kind,
            "hand": hand,
            "direct": "yes" if row.direct else "no",
            "denies": "; ".join(acts.tell(refused, "en", as_="asserted")),
        },
    )


def find_what_ifs(connection: Connection, filters: Filters = EVERYTHING) -> list[Fact]:
    """Return the conditions that the articles themselves state."""
    c = s.conditions.c
    query = select(s.conditions).order_by(c.doc, c.if_start)
    if filters.doc:
        query = query.where(c.doc == filters.doc)
    rows = connection.execute(query.limit(filters.limit) if filters.limit else query).all()
    acts = _Acts(connection, sorted({row.doc for row in rows}))
    names = acts.names | fetch_names(connection, {row.by_actor for row in rows})
    texts = fetch_texts(connection, {row.doc for row in rows})
    return [_condition(row, acts, names, texts) for row in rows]


def _half(doc: str, words: Quote, acts: _Acts, lang: str, *, as_: str) -> str:
    """Tell half of a condition by the acts in it, and quote it unless their own words are most of it."""
    inside = acts.inside(doc, words.start, words.end)
    told = message("semicolon", lang).join(acts.tell(inside, lang, as_=as_))
    if not told:
        return message("quote", lang, quote=words.text)
    if 2 * sum(act.end - act.start for act in inside) >= words.end - words.start:
        return told
    return message("quote.told", lang, told=told, quote=words.text)


def _condition(row: Row[tuple[object, ...]], acts: _Acts, names: Names, texts: Mapping[str, str]) -> Fact:
    if_ = quote(texts, row.doc, row.if_start, row.if_end)
    then = quote(texts, row.doc, row.then_start, row.then_end)
    said = {}
    for lang in LANGS:
        ends = [_half(row.doc, q, acts, lang, as_=half) for q, half in ((if_, "supposed"), (then, "follows"))]
        said[lang] = say_condition(ends[0], ends[1], row.by_actor, names, lang)
    return Fact(
        id=f"{row.doc}/conditions/{row.id}",
        layer="conditions",
        en=said["en"],
        ckb=said["ckb"],
        quotes=(if_, then),
        actors=(row.by_actor,) if row.by_actor else (),
        details={"by": names[row.by_actor]["en"] if row.by_actor else "", "if": if_.text, "then": then.text},
    )
