"""The list of actors, narrowed by words, camp and type."""

from __future__ import annotations

from dosye.dossier.query import ActorRow
from dosye.knowledge.names import fold
from dosye.views.web.pages.common import PAGE_LENGTH, all_actors, camp_name, camp_of
from dosye.views.web.records import Ask, View
from dosye.views.web.words import plain, word


def show(ask: Ask) -> View:
    """Return the actors, those in most articles first."""
    wanted, type_, camp = fold(ask.param("q")), ask.param("type"), ask.param("camp")
    rows = [row for row in all_actors(ask) if _fits(row, wanted, type_, camp)]
    start = ask.number("from")
    used = sorted({camp_of(row) for row in all_actors(ask)}, key=lambda key: camp_name(key, ask.lang))
    parts = {
        "rows": rows[start : start + 2 * PAGE_LENGTH],
        "start": start,
        "total": len(rows),
        "step": 2 * PAGE_LENGTH,
        "camps": [(key, camp_name(key, ask.lang)) for key in used],
        "camp_of": lambda row: camp_name(camp_of(row), ask.lang),
        "types": ("PERSON", "ORG", "GROUP", "GPE", "PLACE", "ROLE"),
    }
    params = {name: ask.param(name) for name in ("q", "type", "camp", "from") if ask.param(name)}
    return View(
        "actors.html", word("title.actors", ask.lang), parts, lambda: [_row(r) for r in rows], params=params
    )


def _fits(row: ActorRow, wanted: str, type_: str, camp: str) -> bool:
    if (type_ and row.type != type_) or (camp and camp_of(row) != camp):
        return False
    return not wanted or wanted in fold(row.name) or wanted in fold(row.name_en) or wanted == row.id


def _row(row: ActorRow) -> dict[str, str]:
    return {
        "id": row.id,
        "type": row.type,
        "kurdish": plain(row.name),
        "english": plain(row.name_en),
        "who": row.gloss,
        "polity": row.polity,
        "camp": row.camp,
        "articles": str(row.articles),
        "mentions": str(row.mentions),
    }
