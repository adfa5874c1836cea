"""One actor: names, roles and ties over time, acts, words, stances, company, articles."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.dossier import Fact, Filters
from dosye.dossier.query.inside import Ends, find_actor_documents, find_actor_spellings, find_company
from dosye.dossier.say.facts import say_label
from dosye.errors import QueryError
from dosye.knowledge import Knowledge
from dosye.views.web.drawing.life import Mark, Span, draw_life
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.pages.articles import Document, documents
from dosye.views.web.pages.common import (
    actors_by_id,
    acts,
    camp_name,
    camp_of,
    ends,
    evidence_link,
    find_id,
    sign_of,
    stances,
    statements,
    ties,
)
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of
from dosye.views.web.table import fact_rows
from dosye.views.web.words import first_day, plain, say_day, word

SHOWN = 25


def show(ask: Ask) -> View:
    """Return all that the dossier holds of one actor."""
    id_ = find_id(ask, ask.param("id"))
    if id_ not in actors_by_id(ask):
        raise QueryError(f"no actor has the id {id_!r}")
    row = actors_by_id(ask)[id_]
    filters = Filters(actor=id_)
    told = acts(ask, filters)
    does = [fact for fact in told if id_ in ends(ask).get(fact.id, Ends()).does]
    suffers = [fact for fact in told if fact not in does]
    with ask.dossier.engine.connect() as connection:
        found = find_actor_documents(connection, id_)
        spellings = find_actor_spellings(connection, id_)
        company = find_company(connection, id_)
    said = statements(ask, filters)
    lists = {
        "ties": [f for f in ties(ask) if id_ in f.actors],
        "does": does,
        "suffers": suffers,
        "said": said,
        "about": about(ask, id_, told),
        "stances": [f for f in stances(ask) if id_ in f.actors],
    }
    parts = lists | {
        "actor": row,
        "camp": camp_name(camp_of(row), ask.lang),
        "camp_key": camp_of(row),
        "spellings": spellings,
        "aliases": _aliases(ask.dossier.knowledge, id_),
        "roles": roles(ask, id_),
        "company": [(other, n) for other, n in company.items() if other in actors_by_id(ask)],
        "articles": _articles(ask, found),
        "shown": SHOWN,
    }
    facts = [fact for group in lists.values() for fact in group]
    title = name_of(ask, id_)
    drawing = _life(ask, id_, [*does, *suffers], title)
    return View("actor.html", title, parts, lambda: list(fact_rows(facts)), drawing, {"id": id_})


def about(ask: Ask, id_: str, told: Sequence[Fact]) -> list[Fact]:
    """Return statements of others in whose words this actor acts or suffers."""
    places = {(q.doc, q.start) for fact in told for q in fact.quotes}
    docs = {doc for doc, _ in places}
    found = []
    for fact in statements(ask, Filters()):
        quote = fact.quotes[0]
        inside = quote.doc in docs and id_ not in fact.actors
        if inside and any(doc == quote.doc and quote.start <= at < quote.end for doc, at in places):
            found.append(fact)
    return found


def roles(ask: Ask, id_: str) -> list[tuple[str, str, str, str]]:
    """Return the offices that the tables know: label, body, from, until."""
    lines = [line for line in ask.dossier.knowledge.roles if line.actor == id_]
    return [
        (say_label(line.role, ask.lang), _known_name(ask, line.body), line.since, line.until)
        for line in sorted(lines, key=lambda line: line.since)
    ]


def _known_name(ask: Ask, key: str) -> str:
    known = ask.dossier.knowledge.actors.get(key) or ask.dossier.knowledge.places.get(key)
    if known is None:
        return key
    return known.name_ckb if ask.lang == "ckb" else known.name_en


def _aliases(knowledge: Knowledge, id_: str) -> list[str]:
    line = knowledge.actors.get(id_) or knowledge.places.get(id_)
    names = [line.name_ckb, line.name_ar, line.name_en] if line else []
    names += [alias.alias for alias in knowledge.aliases if alias.key == id_]
    return [name for name in dict.fromkeys(names) if name]


def _articles(ask: Ask, found: dict[str, int]) -> list[tuple[Document, int]]:
    rows = [(row, found[str(row["id"])]) for row in documents(ask) if row["id"] in found]
    return list(reversed(rows))


def _life(ask: Ask, id_: str, facts: Sequence[Fact], title: str) -> Drawing | None:
    """Draw roles as spans and dated acts as dots over the years that the dossier speaks of."""
    marks = [
        Mark(day, sign_of(fact), plain(fact.ckb if ask.lang == "ckb" else fact.en), evidence_link(ask, fact))
        for fact in facts
        if (day := first_day(fact.time))
    ]
    comma = word("comma", ask.lang)
    spans = [
        Span(f"{role}{comma}{body}", first_day(since), first_day(until))
        for role, body, since, until in roles(ask, id_)
        if since or until
    ]
    if not marks:
        return None
    first, last = min(m.day for m in marks), max(m.day for m in marks)
    return draw_life(
        title,
        spans,
        marks,
        ends=(first, last),
        ticks=lambda day: say_day(day, ask.lang),
        mirror=ask.lang == "ckb",
    )
