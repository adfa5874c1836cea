"""Activity over time, by kind and outlet, and what a person should look at."""

from __future__ import annotations

from collections import Counter, defaultdict

from dosye.dossier import Fact, Filters
from dosye.views.pictures.words import digits
from dosye.views.web.drawing.bars import Bar, draw_bars
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.links import link
from dosye.views.web.pages.articles import documents
from dosye.views.web.pages.common import acts, all_actors, ends, statements
from dosye.views.web.pages.spans import LENGTHS, steps, zoom_of
from dosye.views.web.records import Ask, View
from dosye.views.web.render import sureness
from dosye.views.web.words import first_day, name_value, say_count, say_day, word

SHOWN = 15


def show(ask: Ask) -> View:
    """Return how much was written and done when, of which kind, by which outlet."""
    return ask.memory.keep(("overview", ask.lang), lambda: _show(ask))


def _show(ask: Ask) -> View:
    told = acts(ask, Filters())
    kinds = Counter(fact.details["type"] for fact in told)
    unsure = [fact for fact in told if sureness(fact.confidence) == "unsure"]
    parts = {
        "kinds": [(key, name_value("type", key, ask.lang), n) for key, n in kinds.most_common()],
        "most": max(kinds.values(), default=1),
        "outlets": _outlets(ask, told),
        "undated": sum(not first_day(fact.time) for fact in told),
        "unsure": unsure[:SHOWN],
        "unsure_total": len(unsure),
        "nobody": [f for f in told if not ends(ask)[f.id].does and not ends(ask)[f.id].suffers][:SHOWN],
        "unlinked": [
            row for row in all_actors(ask) if row.named and not row.gloss and row.type in ("PERSON", "ORG")
        ][:30],
        "acts": len(told),
        "statements": len(statements(ask, Filters())),
    }
    title = word("title.overview", ask.lang)
    return View("overview.html", title, parts, lambda: _rows(kinds), _bars(ask, title))


def _outlets(ask: Ask, told: list[Fact]) -> list[tuple[str, int, int]]:
    """Return outlets with their articles and acts, the largest first."""
    articles = Counter(str(row["publisher"] or "") for row in documents(ask))
    outlet = {str(row["id"]): str(row["publisher"] or "") for row in documents(ask)}
    by_outlet = Counter(name for fact in told for name in {outlet.get(q.doc, "") for q in fact.quotes})
    return [(name, n, by_outlet[name]) for name, n in articles.most_common()]


def _bars(ask: Ask, title: str) -> Drawing | None:
    """Draw the articles by the day on which they came out."""
    days = sorted(day for row in documents(ask) if (day := first_day(str(row["published"] or ""))))
    if not days:
        return None
    zoom = zoom_of(days)
    counts: dict[str, int] = defaultdict(int)
    for day in days:
        counts[day[: LENGTHS[zoom]]] += 1
    bars = []
    for span in steps(days[0], days[-1], zoom):
        told = word(
            "bar.articles", ask.lang, span=say_day(span, ask.lang), n=say_count(counts[span], ask.lang)
        )
        label = digits(span, ask.lang) if zoom == "year" else say_day(span, ask.lang)
        bars.append(Bar(label, told, link(ask.lang, "articles", day=span), (counts[span],)))
    numbers = (digits(0, ask.lang), say_count(max(counts.values()), ask.lang))
    return draw_bars(title, bars, looks=("article",), numbers=numbers, mirror=ask.lang == "ckb")


def _rows(kinds: Counter[str]) -> list[dict[str, str]]:
    return [{"kind": key, "acts": str(n)} for key, n in kinds.most_common()]
