"""The disputed issues, and one of them: who stands where, since when, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dosye.dossier import Fact
from dosye.errors import QueryError
from dosye.views.web.drawing.camps import Pill
from dosye.views.web.drawing.stands import draw_stands
from dosye.views.web.links import link
from dosye.views.web.pages.articles import documents
from dosye.views.web.pages.common import issue_name, stances
from dosye.views.web.pages.system import issue_rows
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of
from dosye.views.web.table import fact_rows
from dosye.views.web.words import plain, word

SIDES = ("for", "mixed", "against")


def show(ask: Ask) -> View:
    """Return all issues, or the one that the address names."""
    slug = ask.param("issue")
    return one(ask, slug) if slug else every(ask)


def every(ask: Ask) -> View:
    """Return the issues, those with most sides first."""
    facts = stances(ask)
    parts = {"issues": issue_rows(ask, facts), "one": False}
    return View("issues.html", word("title.issues", ask.lang), parts, lambda: list(fact_rows(facts)))


def one(ask: Ask, slug: str) -> View:
    """Return one issue with every side's words and its first day."""
    facts = [fact for fact in stances(ask) if fact.details["issue"] == slug]
    if not facts:
        raise QueryError(f"nobody stands anywhere on {slug!r}")
    days = {str(row["id"]): str(row["published"] or "")[:10] for row in documents(ask)}
    by_side: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for fact in facts:
        by_side[fact.details["position"]].append((_since(fact, days), fact))
    title = plain(issue_name(ask, slug))
    columns = [(side, word(f"position.{side}", ask.lang), _pills(ask, by_side[side])) for side in SIDES]
    line = ask.dossier.knowledge.issues.get(slug)
    ends = (line.low, line.high) if line and line.low and line.high else None
    parts = {
        "one": True,
        "slug": slug,
        "ends": ends,
        "sides": [(side, sorted(by_side[side], key=lambda pair: pair[0] or "~")) for side in SIDES],
        "changes": changes(facts, days),
    }
    drawing = draw_stands(title, columns, mirror=ask.lang == "ckb")
    return View("issues.html", title, parts, lambda: list(fact_rows(facts)), drawing, {"issue": slug})


def _since(fact: Fact, days: dict[str, str]) -> str:
    return min((days[q.doc] for q in fact.quotes if days.get(q.doc)), default="")


def _pills(ask: Ask, side: Sequence[tuple[str, Fact]]) -> list[Pill]:
    holders = dict.fromkeys(fact.actors[0] for _, fact in side)
    return [Pill(id_, name_of(ask, id_), link(ask.lang, "actor", id=id_), "") for id_ in holders]


def changes(facts: Sequence[Fact], days: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the actors that are told to stand on several sides, with the day of each."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for fact in facts:
        told[fact.actors[0]].append((_since(fact, days), fact.details["position"]))
    return [(actor, sorted(sides)) for actor, sides in told.items() if len({side for _, side in sides}) > 1]
