"""Acts in order of time: bars from years to days, filters, what is told otherwise side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dosye.dossier import Fact, Filters
from dosye.dossier.days import bounds
from dosye.views.pictures.words import digits
from dosye.views.web.drawing.bars import INSET, Bar, draw_bars
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.links import changed, link
from dosye.views.web.pages.articles import documents
from dosye.views.web.pages.common import (
    acts,
    by_day,
    filter_params,
    filters_of,
    issue_name,
    on_issue,
    shelve,
    sign_of,
    stances,
)
from dosye.views.web.pages.spans import (
    LENGTHS,
    Span,
    first_of,
    last_of,
    moves,
    steps,
    whole_span,
    zoom_of,
)
from dosye.views.web.pages.versions import side_by_side
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of, sureness
from dosye.views.web.table import fact_rows
from dosye.views.web.words import first_day, name_value, say_count, say_day, word

SIGNS = ("bad", "quiet", "good")
MODALITIES = ("asserted", "planned", "hypothetical", "denied")
SURE = ("sure", "likely", "unsure")
Choices = dict[str, list[tuple[str, str]]]


def show(ask: Ask) -> View:
    """Return the acts that the filters leave, dated first."""
    filters = filters_of(ask)
    facts = narrowed(ask, filters)
    dated = by_day(f for f in facts if first_day(f.time))
    undated = [f for f in facts if not first_day(f.time)]
    shelf = shelve(ask, undated if ask.param("undated") else dated)
    params = filter_params(ask) | {
        k: ask.param(k) for k in ("sure", "grade", "undated", "from") if ask.param(k)
    }
    whole = _whole(ask, filters, dated)
    shown = _shown(filters, dated, whole)
    parts = {
        "shelf": shelf,
        "months": _by_month(shelf.facts),
        "tables": side_by_side(ask, shelf.facts),
        "dated": len(dated),
        "undated": len(undated),
        "choices": choices(ask),
        "chosen": params,
        "crumbs": _crumbs(ask, params),
        "ways": _ways(ask, params, shown, whole),
        "line": _line(ask, params, shown, whole),
        "one_day": shown.first if shown and shown.days == 1 else "",
        "actor_name": name_of(ask, filters.actor) if filters.actor else "",
        "place_name": name_of(ask, filters.place) if filters.place else "",
    }
    title = word("title.timeline", ask.lang)
    drawing = _bars(ask, dated, shown, title, params) if shown else None
    return View("timeline.html", title, parts, lambda: list(fact_rows([*dated, *undated])), drawing, params)


def narrowed(ask: Ask, filters: Filters) -> list[Fact]:
    """Return the acts that the filters and the address leave."""
    sure, grade, issue = ask.param("sure"), ask.param("grade"), ask.param("issue")
    facts = acts(ask, replace(filters, issue=None))
    if issue:
        about = on_issue(ask, issue)
        facts = [fact for fact in facts if fact.id in about]
    return [
        fact
        for fact in facts
        if sure in ("", sureness(fact.confidence)) and grade in ("", fact.details.get("grade", ""))
    ]


def choices(ask: Ask) -> Choices:
    """Return what each filter can be set to, from what the dossier holds, each with its name."""
    everything = acts(ask, Filters())
    outlets = sorted({str(row["publisher"]) for row in documents(ask) if row["publisher"]})
    issues = {fact.details["issue"] for fact in stances(ask)}
    values = {
        "type": sorted({fact.details["type"] for fact in everything}),
        "modality": MODALITIES,
        "sure": SURE,
        "grade": sorted({g for fact in everything if (g := fact.details.get("grade", ""))}),
    }
    named = {key: [(v, name_value(key, v, ask.lang)) for v in list_] for key, list_ in values.items()}
    named["outlet"] = [(name, name) for name in outlets]
    named["issue"] = sorted(((i, issue_name(ask, i)) for i in issues), key=lambda pair: pair[1])
    return named


def _whole(ask: Ask, filters: Filters, dated: Sequence[Fact]) -> Span | None:
    """Return the span of all acts under the other filters."""
    if filters.since or filters.until:
        dated = narrowed(ask, replace(filters, since=None, until=None))
    return whole_span(sorted(day for fact in dated if (day := first_day(fact.time))))


def _shown(filters: Filters, dated: Sequence[Fact], whole: Span | None) -> Span | None:
    """Return the span that the address asks for, whole bars long."""
    if whole is None or not (dated or filters.since or filters.until):
        return None
    first = max(first_day(filters.since) or whole.first, whole.first[:4] + "-01-01")
    last = min((bounds(filters.until)[1] or whole.last)[:10], whole.last[:4] + "-12-31")
    if last < first:
        return None
    zoom = zoom_of([first, last])
    length = LENGTHS[zoom]
    return Span(first_of(first[:length]), last_of(last[:length]))


def _bars(ask: Ask, dated: Sequence[Fact], shown: Span, title: str, params: dict[str, str]) -> Drawing:
    zoom = zoom_of([shown.first, shown.last])
    length = LENGTHS[zoom]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in dated:
        counts[first_day(fact.time)[:length]][sign_of(fact)] += 1
    spans = steps(shown.first, shown.last, zoom)
    bars = [_bar(ask, span, counts[span], params) for span in spans]
    most = max((sum(counts[span].values()) for span in spans), default=0)
    numbers = (digits(0, ask.lang), say_count(most, ask.lang) if most else "")
    return draw_bars(title, bars, looks=SIGNS, numbers=numbers, mirror=ask.lang == "ckb")


def _bar(ask: Ask, span: str, counts: Counter[str], params: dict[str, str]) -> Bar:
    inside = _at(params, Span(first_of(span), last_of(span)))
    label = digits(span, ask.lang) if len(span) == 4 else say_day(span, ask.lang)
    label = label.rsplit(" ", 1)[0] if len(span) == 10 else label
    n = say_count(sum(counts.values()), ask.lang)
    told = word("bar.told", ask.lang, span=say_day(span, ask.lang), n=n)
    return Bar(label, told, link(ask.lang, "timeline", **inside), tuple(counts[sign] for sign in SIGNS))


def _at(params: dict[str, str], span: Span | None) -> dict[str, str]:
    """Return the parts of an address with another span; None is all of the time."""
    since, until = (span.first, span.last) if span else ("", "")
    return changed(params, since=since, until=until, undated="", **{"from": ""})


def _ways(ask: Ask, params: dict[str, str], shown: Span | None, whole: Span | None) -> list[tuple[str, str]]:
    """Return the ways to move on the line of time, each with its address; empty where there is none."""
    if shown is None or whole is None:
        return []
    found = moves(shown, whole)
    if found["out"] == whole:
        found["out"] = None
    ways = [
        (way, link(ask.lang, "timeline", **_at(params, span)) if span else "") for way, span in found.items()
    ]
    everything = link(ask.lang, "timeline", **_at(params, None))
    narrow = bool(params.get("since") or params.get("until"))
    return [(way, everything if way == "out" and narrow and not to else to) for way, to in ways]


def _line(ask: Ask, params: dict[str, str], shown: Span | None, whole: Span | None) -> dict[str, str]:
    """Return what the script needs to zoom: the days at the ends, and the address without its span."""
    if shown is None or whole is None:
        return {}
    return {
        "first": shown.first,
        "last": shown.last,
        "oldest": min(whole.first, shown.first) if not params.get("since") else whole.first,
        "newest": max(whole.last, shown.last) if not params.get("until") else whole.last,
        "start": f"{INSET[0]:.5f}",
        "end": f"{INSET[1]:.5f}",
        "address": link(ask.lang, "timeline", **_at(params, None)),
    }


def _crumbs(ask: Ask, params: dict[str, str]) -> list[tuple[str, str]]:
    """Return the spans around the one that is shown, widest first, each with its address."""
    since, until = params.get("since", ""), params.get("until", "")
    crumbs = [(word("all.time", ask.lang), _at(params, None))]
    for length in (4, 7, 10):
        if len(since) >= length and since[:length] == until[:length]:
            span = since[:length]
            crumbs.append((say_day(span, ask.lang), _at(params, Span(first_of(span), last_of(span)))))
    if (since or until) and len(crumbs) == 1:
        crumbs.append((f"{say_day(since, ask.lang)} – {say_day(until, ask.lang)}", params))
    return [(name, link(ask.lang, "timeline", **address)) for name, address in crumbs]


def _by_month(facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        year_only = len(fact.time or "") == LENGTHS["year"]
        groups[first_day(fact.time)[: LENGTHS["year" if year_only else "month"]]].append(fact)
    return list(groups.items())
