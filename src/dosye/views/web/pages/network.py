"""Ties and dealings between actors in a span of time, and what lies behind each line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from dosye.dossier import Fact, Filters
from dosye.dossier.query.inside import Ends
from dosye.errors import QueryError
from dosye.views.web.drawing.layout import lay_out
from dosye.views.web.drawing.network import Edge, Node, draw_network
from dosye.views.web.links import link
from dosye.views.web.pages.common import (
    actors_by_id,
    acts,
    by_day,
    camp_name,
    camp_of,
    ends,
    filters_of,
    find_id,
    sign_of,
    ties,
)
from dosye.views.web.records import Ask, View
from dosye.views.web.render import name_of
from dosye.views.web.table import fact_rows
from dosye.views.web.words import first_day, say_count, word

MOST_NODES, MOST_EDGES, CAMPS = 60, 220, 9
TIE_SIGNS = {"backed_by": "good", "allied_with": "good", "opposed_to": "bad", "presses": "bad"}
Key = tuple[str, str, str]
Pairs = dict[Key, list[Fact]]


def show(ask: Ask) -> View:
    """Return the network of the best-known actors, or of one actor and its own."""
    focus = find_id(ask, ask.param("actor")) if ask.param("actor") else ""
    since, until = ask.param("since"), ask.param("until")
    filters_of(ask)  # refuses what is no day
    nodes, edges, camps = ask.memory.keep(("network", ask.lang, focus), lambda: _build(ask, focus))
    shown = [edge for edge in (_within(edge, since, until) for edge in edges) if edge]
    days = sorted({day for edge in edges for day in edge.days})
    params = {key: ask.param(key) for key in ("actor", "since", "until") if ask.param(key)}
    title = word("title.network", ask.lang)
    parts = {
        "focus": focus,
        "camps": list(enumerate(camps)),
        "edges": shown,
        "months": _months(days),
        "since": since,
        "until": until,
        "graph": {
            "nodes": [
                {f: getattr(n, f) for f in ("id", "name", "camp", "size", "x", "y", "address")} for n in nodes
            ],
            "edges": [
                {"source": e.source, "target": e.target, "sign": e.sign, "count": e.count, "days": e.days}
                | {"told": e.told, "address": e.address.replace("/edge?", "/part/edge?")}
                for e in edges
            ],
        },
    }
    return View(
        "network.html", title, parts, lambda: _rows(ask, shown), draw_network(title, nodes, shown), params
    )


def edge(ask: Ask) -> View:
    """Return what lies behind a line: all that one side did to the other, and their ties."""
    a, b = find_id(ask, ask.param("a")), find_id(ask, ask.param("b"))
    for id_ in (a, b):
        if id_ not in actors_by_id(ask):
            raise QueryError(f"no actor has the id {id_!r}")
    pairs = _pairs(ask)
    there = by_day(f for (x, y, _), facts in pairs.items() if (x, y) == (a, b) for f in facts)
    back = by_day(f for (x, y, _), facts in pairs.items() if (x, y) == (b, a) for f in facts)
    title = word("title.edge", ask.lang, a=name_of(ask, a), b=name_of(ask, b))
    parts = {"a": a, "b": b, "there": there, "back": back}
    return View("edge.html", title, parts, lambda: list(fact_rows([*there, *back])), params={"a": a, "b": b})


def edge_part(ask: Ask) -> View:
    """Return the same as a piece of the network's page."""
    return replace(edge(ask), template="edge-part.html")


def _pairs(ask: Ask) -> Pairs:
    """Return facts by who, whom and sign."""

    def find() -> Pairs:
        pairs: Pairs = defaultdict(list)
        for key, fact in [*_dealings(ask), *_ties(ask)]:
            if fact not in pairs[key]:
                pairs[key].append(fact)
        return dict(pairs)

    return ask.memory.keep("pairs", find)


def _dealings(ask: Ask) -> Iterator[tuple[Key, Fact]]:
    for fact in acts(ask, Filters()):
        does, suffers, _ = ends(ask).get(fact.id, Ends())
        for a, b in product(does, suffers):
            if a != b:
                yield (a, b, sign_of(fact)), fact


def _ties(ask: Ask) -> Iterator[tuple[Key, Fact]]:
    for fact in ties(ask):
        kind = fact.details["type"]
        if len(fact.actors) == 2 and kind != "located_in":
            a, b = reversed(fact.actors) if kind == "backed_by" else fact.actors
            yield (a, b, TIE_SIGNS.get(kind, "quiet")), fact


def _build(ask: Ask, focus: str) -> tuple[list[Node], list[Edge], list[str]]:
    pairs = {key: facts for key, facts in _pairs(ask).items() if not focus or focus in key[:2]}
    degree = Counter[str]()
    for (a, b, _), facts in pairs.items():
        degree[a] += len(facts)
        degree[b] += len(facts)
    known = actors_by_id(ask)
    named = [
        id_ for id_, _ in sorted(degree.items(), key=lambda i: (-i[1], i[0])) if known[id_].named or focus
    ]
    chosen = named[:MOST_NODES]
    camps = Counter(camp_of(known[id_]) for id_ in chosen)
    order = [key for key, _ in sorted(camps.items(), key=lambda item: (-item[1], item[0]))]
    index = {id_: n for n, id_ in enumerate(chosen)}
    inside = [(key, f) for key, f in pairs.items() if key[0] in index and key[1] in index]
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for (a, b, _), facts in inside:
        weights[index[a], index[b]] += len(facts)
    places = lay_out([camp_of(known[id_]) for id_ in chosen], weights)
    nodes = [
        Node(
            id_,
            name_of(ask, id_),
            min(order.index(camp_of(known[id_])), CAMPS),
            6 + min(14.0, 2.2 * degree[id_] ** 0.5),
            *place,
            link(ask.lang, "actor", id=id_),
        )
        for id_, place in zip(chosen, places, strict=True)
    ]
    inside.sort(key=lambda item: (-len(item[1]), item[0]))
    edges = [_edge(ask, key, facts) for key, facts in inside[:MOST_EDGES]]
    names = [camp_name(key, ask.lang) for key in order]
    return nodes, edges, [*names[:CAMPS], *([word("camp.others", ask.lang)] if len(names) > CAMPS else [])]


def _edge(ask: Ask, key: Key, facts: Sequence[Fact]) -> Edge:
    a, b, sign = key
    days = tuple(sorted(day for f in facts if (day := first_day(f.time))))
    told = word(
        f"edge.{sign}", ask.lang, a=name_of(ask, a), b=name_of(ask, b), n=say_count(len(facts), ask.lang)
    )
    return Edge(a, b, sign, len(facts), days, told, link(ask.lang, "edge", a=a, b=b))


def _within(edge: Edge, since: str, until: str) -> Edge | None:
    """Return an edge with what it has in a span of time; without a span all of it, dated or not."""
    if not since and not until:
        return edge
    days = tuple(day for day in edge.days if day >= since and (not until or day <= until + "~"))
    return replace(edge, days=days, count=len(days)) if days else None


def _months(days: Sequence[str]) -> list[str]:
    """Return every month from the first to the last that is near the bulk of the days."""
    if not days:
        return []
    first, last = days[len(days) // 50], days[-1]
    numbers = range(int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in numbers]


def _rows(ask: Ask, edges: Sequence[Edge]) -> list[dict[str, str]]:
    return [
        {
            "source": e.source,
            "target": e.target,
            "source_name": name_of(ask, e.source),
            "target_name": name_of(ask, e.target),
            "sign": e.sign,
            "count": str(e.count),
            "first": e.days[0] if e.days else "",
            "last": e.days[-1] if e.days else "",
        }
        for e in edges
    ]
