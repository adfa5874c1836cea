"""Search: actors, issues and articles, in any spelling."""

from __future__ import annotations

from dataclasses import replace

from dosye.dossier import Fact
from dosye.dossier.query import ActorRow
from dosye.knowledge.names import fold, name_index
from dosye.views.web.pages.common import all_actors, issue_name, stances
from dosye.views.web.records import Ask, View
from dosye.views.web.table import fact_rows
from dosye.views.web.words import word

AT_ONCE, SHOWN, HITS = 6, 40, 40


def show(ask: Ask) -> View:
    """Return what the words of the address mean and where they stand."""
    wanted = ask.param("q")
    hits = find_hits(ask, wanted, most=HITS)
    parts = {
        "wanted": wanted,
        "actors": find_actors(ask, wanted)[:SHOWN],
        "issues": find_issues(ask, wanted),
        "hits": hits,
        "more": "",
    }
    params = {"q": wanted} if wanted else {}
    return View(
        "search.html", word("title.search", ask.lang), parts, lambda: list(fact_rows(hits)), params=params
    )


def as_one_types(ask: Ask) -> View:
    """Return the first of it, for the list under the search field."""
    view = show(replace(ask, params={"q": ask.param("q")}))
    short = {"actors": view.parts["actors"][:AT_ONCE], "hits": view.parts["hits"][:AT_ONCE]}  # type: ignore[index]
    return replace(
        view, template="search-part.html", parts=dict(view.parts) | short | {"more": ask.param("q")}
    )


def find_actors(ask: Ask, wanted: str) -> list[ActorRow]:
    """Return the actors that are called so, whole names first."""
    folded = fold(wanted)
    if not folded:
        return []
    keys = name_index(ask.dossier.knowledge).get(folded, frozenset())
    names = ask.memory.keep("folded", lambda: [(fold(r.name), fold(r.name_en), r) for r in all_actors(ask)])
    whole = [r for ckb, en, r in names if r.id in keys or folded in (ckb, en)]
    known = {r.id for r in whole}
    return whole + [r for ckb, en, r in names if r.id not in known and (folded in ckb or folded in en)]


def find_issues(ask: Ask, wanted: str) -> list[tuple[str, str]]:
    """Return the issues whose name or slug has the words."""
    slugs = dict.fromkeys(fact.details["issue"] for fact in stances(ask))
    told = [(slug, issue_name(ask, slug)) for slug in slugs]
    low = wanted.casefold()
    return [(s, name) for s, name in told if low and (low in name.casefold() or low in s.replace("-", " "))]


def find_hits(ask: Ask, wanted: str, *, most: int) -> list[Fact]:
    """Return the places in articles where the words stand."""
    search = getattr(ask.dossier, "search", None)
    return search(wanted, limit=most) if wanted and search else []
