"""Search: actors, issues and articles, in any spelling."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dosye.dossier import Filters
from dosye.dossier.query import ActorRow, Hit
from dosye.errors import QueryError
from dosye.knowledge.names import fold, name_index
from dosye.views.web.marks import Mark, Piece, cut
from dosye.views.web.pages.common import all_actors, issue_name, stances
from dosye.views.web.records import Ask, Row, View
from dosye.views.web.words import word

AT_ONCE, SHOWN, HITS = 6, 40, 40


@dataclass(frozen=True, slots=True)
class Found:
    """An article that answers, and its words in pieces, those looked for marked."""

    hit: Hit
    pieces: list[Piece]


def show(ask: Ask) -> View:
    """Return what the words of the address mean and where they stand."""
    wanted = ask.param("q")
    hits = find_hits(ask, wanted, most=HITS)
    actors, issues = find_actors(ask, wanted)[:SHOWN], find_issues(ask, wanted)
    parts = {
        "wanted": wanted,
        "actors": actors,
        "issues": issues,
        "hits": hits,
        "near": ask.dossier.near(wanted) if wanted and not (actors or issues or hits) else [],
        "more": "",
    }
    params = {"q": wanted} if wanted else {}
    return View(
        "search.html",
        word("title.search", ask.lang),
        parts,
        lambda: [_row(found.hit) for found in hits],
        params=params,
    )


def as_one_types(ask: Ask) -> View:
    """Return the first of it, for the list under the search field."""
    view = show(replace(ask, params={"q": ask.param("q")}))
    short = {"actors": view.parts["actors"][:AT_ONCE], "hits": view.parts["hits"][:AT_ONCE]}  # type: ignore[index]
    return replace(
        view, template="search-part.html", parts=dict(view.parts) | short | {"more": ask.param("q")}
    )


def find_actors(ask: Ask, wanted: str) -> list[ActorRow]:
    """Return the actors that are called so: those with a name first, of these whole names."""
    folded = fold(wanted)
    if not folded:
        return []
    keys = name_index(ask.dossier.knowledge).get(folded, frozenset())
    names = ask.memory.keep("folded", lambda: [(fold(r.name), fold(r.name_en), r) for r in all_actors(ask)])
    whole = [r for ckb, en, r in names if r.id in keys or folded in (ckb, en)]
    known = {r.id for r in whole}
    part = [r for ckb, en, r in names if r.id not in known and (folded in ckb or folded in en)]
    return sorted([*whole, *part], key=lambda row: not row.named)


def find_issues(ask: Ask, wanted: str) -> list[tuple[str, str]]:
    """Return the issues whose name or slug has the words."""
    slugs = dict.fromkeys(fact.details["issue"] for fact in stances(ask))
    told = [(slug, issue_name(ask, slug)) for slug in slugs]
    low = wanted.casefold()
    return [(s, name) for s, name in told if low and (low in name.casefold() or low in s.replace("-", " "))]


def find_hits(ask: Ask, wanted: str, *, most: int) -> list[Found]:
    """Return the articles in which the words stand, each with the words around the first of them."""
    try:
        hits = ask.dossier.search(wanted, Filters(limit=most)) if wanted else []
    except QueryError:
        return []
    return [Found(hit, _pieces(hit)) for hit in hits]


def _pieces(hit: Hit) -> list[Piece]:
    start, end = hit.snippet.start, hit.snippet.end
    inside = [(max(a, start), min(b, end)) for a, b in hit.marks if a < end and b > start]
    marks = [Mark(a - start, b - start, "chosen") for a, b in inside]
    return [piece for paragraph in cut(hit.snippet.text.replace("\n", " "), marks) for piece in paragraph]


def _row(hit: Hit) -> Row:
    return {
        "document": hit.doc,
        "published": hit.published or "",
        "outlet": hit.publisher or "",
        "title": hit.title or "",
        "score": f"{hit.score:.4f}",
        "start": str(hit.snippet.start),
        "end": str(hit.snippet.end),
        "words": hit.snippet.text,
    }
