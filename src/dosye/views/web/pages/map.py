"""Where it happened: a map without any tile server."""

from __future__ import annotations

from collections import Counter

from dosye.views.web.drawing.map import FRAMES, Dot, draw_map
from dosye.views.web.links import changed, link
from dosye.views.web.pages.common import actors_by_id, acts, ends, filter_params, filters_of
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of
from dosye.views.web.words import say_count, word

COUNTRIES = {
    "IRQ": "iraq",
    "IRN": "iran",
    "TUR": "turkey",
    "SYR": "syria",
    "SAU": "saudi-arabia",
    "JOR": "jordan",
}
COUNTRIES |= {"KWT": "kuwait", "EGY": "egypt", "AZE": "azerbaijan", "ARM": "armenia", "GEO": "georgia"}
COUNTRIES |= {"ISR": "israel", "LBN": "lebanon"}
WHAT = ("acts", "articles")
AREAS = ("country", "region", "continent")


def show(ask: Ask) -> View:
    """Return places by the acts that happened there, or by the articles that name them."""
    frame = ask.param("frame") if ask.param("frame") in FRAMES else "iraq"
    what = ask.param("what") if ask.param("what") in WHAT else "acts"
    counts = _acts(ask) if what == "acts" else _articles(ask)
    dots, unplaced = _dots(ask, counts, what)
    known = ask.dossier.knowledge.places
    at = 0 if ask.lang == "en" else 1
    names = {c: (known[k].name_en, known[k].name_ckb)[at] for c, k in COUNTRIES.items() if k in known}
    params = filter_params(ask) | {k: ask.param(k) for k in ("frame", "what") if ask.param(k)}
    title = word("title.map", ask.lang)
    parts = {
        "frames": [
            (key, link(ask.lang, "map", **changed(params, frame=key)))
            for key in ("iraq", "kurdistan", "region")
        ],
        "frame": frame,
        "whats": [(key, link(ask.lang, "map", **changed(params, what=key))) for key in WHAT],
        "what": what,
        "dots": sorted(dots, key=lambda d: -d.count),
        "unplaced": unplaced,
        "chosen": params,
    }
    return View(
        "map.html", title, parts, lambda: _rows(dots, what), draw_map(title, dots, names, frame=frame), params
    )


def _acts(ask: Ask) -> Counter[str]:
    counts: Counter[str] = Counter()
    for fact in acts(ask, filters_of(ask)):
        place = ends(ask)[fact.id].place if fact.id in ends(ask) else None
        if place:
            counts[place] += 1
    return counts


def _articles(ask: Ask) -> Counter[str]:
    rows = actors_by_id(ask).values()
    return Counter({row.id: row.articles for row in rows if row.type in ("GPE", "PLACE")})


def _dots(ask: Ask, counts: Counter[str], what: str) -> tuple[list[Dot], list[tuple[str, int]]]:
    """Return the places that the tables can put on a map, and the others."""
    dots, unplaced = [], []
    for id_, n in counts.most_common():
        line = ask.dossier.knowledge.places.get(id_)
        if line is None or line.lat is None or line.lon is None:
            unplaced.append((id_, n))
        elif line.kind not in AREAS:
            name = name_of(ask, id_)
            told = word(f"map.{what}", ask.lang, place=name, n=say_count(n, ask.lang))
            page = (
                link(ask.lang, "timeline", place=id_) if what == "acts" else link(ask.lang, "actor", id=id_)
            )
            dots.append(Dot(name, line.lat, line.lon, n, told, page))
    return dots, unplaced[:40]


def _rows(dots: list[Dot], what: str) -> list[dict[str, str]]:
    ordered = sorted(dots, key=lambda d: -d.count)
    return [{"place": d.name, "lat": f"{d.lat:g}", "lon": f"{d.lon:g}", what: str(d.count)} for d in ordered]
