"""Commands that ask across a dossier: search, between, network, compare, brief."""

from __future__ import annotations

from typing import Annotated

import typer

from dosye.dossier import Answer, Dossier, Fact, Filters, Hit, Quote, Section, open_dossier
from dosye.dossier.query import Edge, Network
from dosye.dossier.say import message, say_day, value_name
from dosye.views.cli.options import (
    Actor,
    Evidence,
    File,
    Html,
    Json,
    Lang,
    Language,
    Limit,
    Modality,
    Outlet,
    Since,
    Type,
    Until,
    Words,
)
from dosye.views.cli.show import Style, show_answer, show_facts, show_json


def search(
    file: File,
    words: Annotated[list[str], typer.Argument(help='Words, "phrases", beginnings*, or a name.')],
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    lang: Language = Lang.EN,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Find articles by words in any spelling, or by whom they name, in Kurdish or English.

    Example: dosye search my.dosye "Mustafa al-Kadhimi"
    """
    filters = Filters(since=since, until=until, outlet=outlet, limit=limit)
    with open_dossier(file) as dossier:
        hits = dossier.search(" ".join(words), filters)
        if json:
            show_json(hits)
        else:
            show_facts(dossier.name, map(_hit, hits), Style(lang.value, not html, html=html), "found")
        if not hits and (near := dossier.near(" ".join(words))):
            meant = " or ".join(f"{row.name_en} ({row.id})" for row in near)
            typer.echo(f"dosye: no article holds this; do you mean {meant}?", err=True)


def _hit(hit: Hit) -> Fact:
    line = ", ".join(part for part in (hit.publisher, hit.title, hit.doc) if part)
    line += f" (= {hit.copy_of})" if hit.copy_of else ""
    when = hit.published[:10] if hit.published else None
    quotes = (_marked(hit),)
    return Fact(hit.doc, "documents", line, line, quotes, time=when)


def _marked(hit: Hit) -> Quote:
    """Return the snippet with the words found in brackets."""
    told, at = "", hit.snippet.start
    for start, end in hit.marks:
        if at <= start and end <= hit.snippet.end:
            told += hit.snippet.text[at - hit.snippet.start : start - hit.snippet.start]
            told += f"[{hit.snippet.text[start - hit.snippet.start : end - hit.snippet.start]}]"
            at = end
    told += hit.snippet.text[at - hit.snippet.start :]
    return Quote(hit.doc, hit.snippet.start, hit.snippet.end, " ".join(told.split()))


def between(
    file: File,
    a: Annotated[str, typer.Argument(help="An actor: a name in Kurdish or English, or a key.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    since: Since = None,
    until: Until = None,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show what is between two actors: ties, acts, what either says of the other, where both stand.

    Example: dosye between my.dosye Iraq "United States" --since 2020-06-01
    """
    with open_dossier(file) as dossier:
        answer = dossier.between(a, b, Filters(since=since, until=until, limit=limit))
        show_answer(answer, Style(lang.value, evidence, json, html))


def network(
    file: File,
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    type: Type = None,
    modality: Modality = None,
    outlet: Outlet = None,
    lang: Language = Lang.EN,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show the actors and the dated, directed, signed ties and acts between them.

    Example: dosye network my.dosye --actor "Mustafa al-Kadhimi" --json
    """
    with open_dossier(file) as dossier:
        filters = Filters(
            since=since,
            until=until,
            actor=actor,
            type=type,
            modality=modality,
            outlet=outlet,
            limit=limit,
        )
        found = dossier.network(filters)
        if json:
            show_json(found)
        else:
            show_answer(_drawn(dossier, found), Style(lang.value, html=html))


def _kind_name(kind: str, lang: str) -> str:
    return value_name("type" if kind.isupper() else "tie", kind, lang)


def _span(edge: Edge, lang: str) -> str:
    """Return from when to when, one day where both are the same."""
    first, last = (say_day(day, lang) or "?" for day in (edge.since, edge.until))
    return first if first == last else message("day.span", lang, first=first, last=last)


def _drawn(dossier: Dossier, found: Network) -> Answer:
    names = {node.id: {"en": node.name_en, "ckb": node.name} for node in found.nodes}
    edges = []
    for edge in found.edges:
        sign = {1: " +", -1: " -", 0: ""}[edge.sign]
        en, ckb = (
            message(
                "edge.line",
                lang,
                a=names[edge.source][lang],
                b=names[edge.target][lang],
                kind=_kind_name(edge.kind, lang) + sign,
                n=edge.count,
                span=_span(edge, lang),
            )
            for lang in ("en", "ckb")
        )
        edges.append(Fact(f"{edge.source}>{edge.target}", "edges", en, ckb, ()))
    nodes = [
        Fact(n.id, "actors", f"{n.name_en} ({n.articles})", f"{n.name} ({n.articles})", ())
        for n in found.nodes
    ]
    return Answer(
        dossier.name, (Section("edges", tuple(edges), more=found.more), Section("nodes", tuple(nodes)))
    )


def compare(
    file: File,
    a: Annotated[str, typer.Argument(help="An outlet.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show which acts two outlets both tell, and which only one of them does.

    Example: dosye compare my.dosye outlet-a outlet-b
    """
    with open_dossier(file) as dossier:
        filters = Filters(since=since, until=until, actor=actor, limit=limit)
        answer = dossier.compare(a, b, filters)
        show_answer(answer, Style(lang.value, evidence, json, html))


def brief(
    file: File,
    about: Annotated[str, typer.Argument(help="An actor by name, or an issue by its slug.")],
    since: Since = None,
    until: Until = None,
    lang: Language = Lang.EN,
    evidence: Words = True,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Write a brief on an actor or an issue, each line with its words, and the list of sources.

    Example: dosye brief my.dosye "Mustafa al-Kadhimi" --html brief.html
    """
    with open_dossier(file) as dossier:
        answer = dossier.brief(about, Filters(since=since, until=until, limit=limit))
        show_answer(answer, Style(lang.value, evidence, json, html))
