"""Acts in order of time: bars from years to days, filters, what is told otherwise side by side."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from dosye.dossier import Fact
from dosye.views.web.drawing.bars import Bar, draw_bars
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.links import changed, link
from dosye.views.web.pages.articles import documents
from dosye.views.web.pages.common import acts, by_day, filter_params, filters_of, shelve, sign_of
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of, sureness
from dosye.views.web.table import fact_rows
from dosye.views.web.words import digits, first_day, say_count, say_day, word

SIGNS = ("bad", "quiet", "good")
LENGTHS = {"year": 4, "month": 7, "day": 10}
MOST_BARS = 60


def show(ask: Ask) -> View:
    """Return the acts that the filters leave, dated first."""
    filters = filters_of(ask)
    facts = [fact for fact in acts(ask, filters) if _fits(ask, fact)]
    dated, undated = (
        by_day(f for f in facts if first_day(f.time)),
        [f for f in facts if not first_day(f.time)],
    )
    listed = undated if ask.param("undated") else dated
    shelf = shelve(ask, listed)
    params = filter_params(ask) | {
        k: ask.param(k) for k in ("sure", "grade", "undated", "from") if ask.param(k)
    }
    parts = {
        "shelf": shelf,
        "months": _by_month(shelf.facts),
        "dated": len(dated),
        "undated": len(undated),
        "choices": choices(ask),
        "chosen": params,
        "crumbs": _crumbs(ask, params),
        "actor_name": name_of(ask, filters.actor) if filters.actor else "",
        "place_name": name_of(ask, filters.place) if filters.place else "",
    }
    title = word("title.timeline", ask.lang)
    drawing = _bars(ask, dated, title, params) if dated else None
    return View("timeline.html", title, parts, lambda: list(fact_rows([*dated, *undated])), drawing, params)


def _fits(ask: Ask, fact: Fact) -> bool:
    """Tell whether an act is as sure and as well sourced as the address wants."""
    sure, grade = ask.param("sure"), ask.param("grade")
    return sure in ("", sureness(fact.confidence)) and grade in ("", fact.details.get("grade", ""))


def choices(ask: Ask) -> dict[str, list[str]]:
    """Return what each filter can be set to, from what the dossier holds."""
    outlets = sorted({str(row["publisher"]) for row in documents(ask) if row["publisher"]})
    everything = acts(ask, filters_of(Ask(ask.dossier, ask.memory, ask.settings, ask.lang, {})))
    return {
        "type": sorted({fact.details["type"] for fact in everything}),
        "modality": ["asserted", "planned", "hypothetical", "denied"],
        "outlet": outlets,
        "sure": ["sure", "likely", "unsure"],
        "grade": sorted({g for fact in everything if (g := fact.details.get("grade", ""))}),
    }


def zoom_of(days: Sequence[str]) -> str:
    """Return the span of one bar: a day within a few months, a month within a few years, else a year."""
    if not days:
        return "year"
    length = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days
    return "day" if length < MOST_BARS else "month" if length < MOST_BARS * 30 else "year"


def steps(first: str, last: str, zoom: str) -> list[str]:
    """Return every year, month or day from one to another, also the empty ones."""
    if zoom == "day":
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        return [(start + timedelta(n)).isoformat() for n in range((end - start).days + 1)]
    if zoom == "month":
        months = range(_month_number(first), _month_number(last) + 1)
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in months]
    return [f"{n:04d}" for n in range(int(first[:4]), int(last[:4]) + 1)]


def _month_number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _bars(ask: Ask, dated: Sequence[Fact], title: str, params: dict[str, str]) -> Drawing:
    days = [first_day(fact.time) for fact in dated]
    zoom = zoom_of(days)
    if zoom == "year":  # a few acts of long ago would leave the rest without room
        recent = days[max(0, len(days) - int(len(days) * 0.98)) :]
        days = [day for day in days if int(day[:4]) >= int(recent[-1][:4]) - 2 * MOST_BARS]
    length = LENGTHS[zoom]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in dated:
        counts[first_day(fact.time)[:length]][sign_of(fact)] += 1
    spans = steps(days[0], days[-1], zoom)
    bars = [_bar(ask, span, counts[span], params) for span in spans]
    most = max(sum(c.values()) for c in counts.values())
    numbers = (digits(0, ask.lang), say_count(most, ask.lang))
    return draw_bars(title, bars, looks=SIGNS, numbers=numbers, mirror=ask.lang == "ckb")


def _bar(ask: Ask, span: str, counts: Counter[str], params: dict[str, str]) -> Bar:
    inside = changed(params, since=span, until=_last_day(span), undated="", **{"from": ""})
    label = digits(span, ask.lang) if len(span) == 4 else say_day(span, ask.lang)
    label = label.rsplit(" ", 1)[0] if len(span) == 10 else label
    told = word(
        "bar.told", ask.lang, span=say_day(span, ask.lang), n=say_count(sum(counts.values()), ask.lang)
    )
    return Bar(label, told, link(ask.lang, "timeline", **inside), tuple(counts[sign] for sign in SIGNS))


def _last_day(span: str) -> str:
    if len(span) == 4:
        return f"{span}-12-31"
    if len(span) == 7:
        return f"{span}-{calendar.monthrange(int(span[:4]), int(span[5:]))[1]:02d}"
    return span


def _crumbs(ask: Ask, params: dict[str, str]) -> list[tuple[str, str]]:
    """Return the spans around the one that is shown, widest first, each with its address."""
    since, until = params.get("since", ""), params.get("until", "")
    crumbs = [(word("all.time", ask.lang), changed(params, since="", until="", **{"from": ""}))]
    for length in (4, 7, 10):
        if len(since) >= length and since[:length] == until[:length]:
            span = since[:length]
            crumbs.append((say_day(span, ask.lang), changed(params, since=span, until=_last_day(span))))
    if (since or until) and len(crumbs) == 1:
        crumbs.append((f"{say_day(since, ask.lang)} – {say_day(until, ask.lang)}", params))
    return [(name, link(ask.lang, "timeline", **address)) for name, address in crumbs]


def _by_month(facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        year_only = len(fact.time or "") == LENGTHS["year"]
        groups[first_day(fact.time)[: LENGTHS["year" if year_only else "month"]]].append(fact)
    return list(groups.items())
