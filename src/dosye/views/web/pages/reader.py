"""The article with its facts marked in the words and told beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dosye.dossier import Fact, Filters
from dosye.dossier.query import find_what_ifs
from dosye.dossier.query.inside import find_entity_actors
from dosye.dossier.say.times import say_time
from dosye.errors import QueryError
from dosye.records import Entity, Reading
from dosye.views.pictures.words import digits
from dosye.views.web.marks import Mark, cut
from dosye.views.web.pages.articles import documents, heading
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of, sureness
from dosye.views.web.table import fact_rows
from dosye.views.web.words import LATIN, plain

LAYERS = ("events", "statements", "relations", "stances", "conditions")
LOOKS = {
    "events": "act",
    "statements": "said",
    "relations": "tie",
    "stances": "stance",
    "conditions": "whatif",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the article: its name on this page, and where its words begin."""

    name: str
    fact: Fact
    start: int


def show(ask: Ask) -> View:
    """Return one article; its facts stand in the order of their words."""
    doc = ask.param("doc")
    reading = ask.dossier.reading(doc)
    with ask.dossier.engine.connect() as connection:
        actors = find_entity_actors(connection, doc)
        what_ifs = find_what_ifs(connection, Filters(doc=doc))
    told = _told(ask, doc, what_ifs)
    row = next(row for row in documents(ask) if row["id"] == doc)
    marks = [
        *_fact_marks(told),
        *_argument_marks(reading, told),
        *_entity_marks(ask, reading, actors, told),
        *_chosen(ask, len(reading.text)),
    ]
    parts = {
        "reading": reading,
        "row": row,
        "paragraphs": cut(reading.text, marks),
        "layers": [(layer, [t for t in told if t.fact.layer == layer]) for layer in LAYERS],
        "entities": _entities(reading, actors, told),
        "near": _near(ask, doc),
        "source": _source(row),
        "chosen": next((mark.start for mark in _chosen(ask, len(reading.text))), -1),
    }
    facts = [t.fact for t in told]
    title = heading(row, reading.text)
    params = {key: ask.param(key) for key in ("doc", "mark") if ask.param(key)}
    return View(
        "reader.html", title, parts, lambda: list(fact_rows(facts)), params=params, source=_source(row)
    )


def _told(ask: Ask, doc: str, what_ifs: Sequence[Fact]) -> list[Told]:
    filters = Filters(doc=doc)
    asked = (
        ask.dossier.timeline,
        ask.dossier.statements,
        lambda f: ask.dossier.ties(filters=f),
        ask.dossier.stances,
    )
    facts = [fact for question in asked for fact in question(filters)] + list(what_ifs)
    facts = [fact for fact in facts if any(q.doc == doc for q in fact.quotes)]
    facts.sort(key=lambda fact: (LAYERS.index(fact.layer), _start(fact, doc)))
    return [Told(f"f{n}", fact, _start(fact, doc)) for n, fact in enumerate(facts)]


def _start(fact: Fact, doc: str) -> int:
    return min(quote.start for quote in fact.quotes if quote.doc == doc)


def _fact_marks(told: Sequence[Told]) -> Iterator[Mark]:
    for t in told:
        look = LOOKS[t.fact.layer]
        unsure = sureness(t.fact.confidence)
        modality = t.fact.details.get("modality", "")
        for n, quote in enumerate(t.fact.quotes):
            part = "cue" if t.fact.layer == "statements" and n == 1 else look
            yield Mark(quote.start, quote.end, f"m {part} {unsure} {modality}".strip(), (t.name,))


def _argument_marks(reading: Reading, told: Sequence[Told]) -> Iterator[Mark]:
    """The words of each side, place and time of an act belong to it."""
    by_trigger = {(q.start, q.end): t for t in told if t.fact.layer == "events" for q in t.fact.quotes}
    for event in reading.events:
        t = by_trigger.get((event.trigger.start, event.trigger.end))
        if t is not None:
            for spans in event.arguments.values():
                for span in spans:
                    yield Mark(span.start, span.end, "arg", (t.name,))


def _entity_marks(
    ask: Ask, reading: Reading, actors: Mapping[str, str], told: Sequence[Told]
) -> Iterator[Mark]:
    for mention in reading.mentions:
        actor = actors.get(mention.entity, "")
        name = name_of(ask, actor) if actor else plain(reading.entities[mention.entity].name)
        look = f"m mention {mention.type.value.lower()} {sureness(mention.found.confidence)}"
        yield Mark(mention.start, mention.end, look, (f"e-{mention.entity}",), name)
    for timex in reading.times:
        when = _say_time(timex.value, ask.lang)
        yield Mark(timex.start, timex.end, f"m time {sureness(timex.found.confidence)}", (), when)


def _say_time(value: str | None, lang: str) -> str:
    """Return a time value in words, nothing where only its code could be given."""
    told = digits(say_time(value, lang), lang)
    return "" if lang == "ckb" and LATIN.search(told) else told


def _chosen(ask: Ask, length: int) -> Iterator[Mark]:
    """The words that the address points at."""
    start, _, end = ask.param("mark").partition("-")
    if start.isdecimal() and end.isdecimal() and int(start) < int(end) <= length:
        yield Mark(int(start), int(end), "chosen")


def _entities(
    reading: Reading, actors: Mapping[str, str], told: Sequence[Told]
) -> list[tuple[str, Entity, str, str]]:
    """Return each entity with its name on the page, its record, its actor and the facts it stands in."""
    rows = []
    for key, entity in reading.entities.items():
        actor = actors.get(key, "")
        facts = " ".join(t.name for t in told if actor and actor in t.fact.actors)
        rows.append((f"e-{key}", entity, actor, facts))
    return rows


def _near(ask: Ask, doc: str) -> tuple[str, str]:
    """Return the articles before and after, empty at the ends."""
    ids = [str(row["id"]) for row in documents(ask)]
    if doc not in ids:
        raise QueryError(f"no document is called {doc!r}")
    at = ids.index(doc)
    return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""


def _source(row: Mapping[str, object]) -> str:
    """Return outlet, title, day and address of an article as a citation gives them."""
    told = [plain(row[key]) for key in ("publisher", "title", "published") if row.get(key)]
    return ", ".join(told)
