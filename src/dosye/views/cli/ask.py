"""Commands that ask a dossier: system, show, actors, actor, timeline, statements, stances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import filterfalse
from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from dosye.dossier import Answer, Dossier, Fact, Filters, Quote, Section, open_dossier
from dosye.dossier.query import ActorRow, is_dated
from dosye.dossier.query.actors import describe
from dosye.dossier.query.system import by_issue
from dosye.dossier.say import message
from dosye.views.cli.options import (
    Actor,
    Evidence,
    File,
    Grade,
    Html,
    Json,
    Lang,
    Language,
    Limit,
    Modality,
    Outlet,
    Place,
    Since,
    Type,
    Until,
    Words,
)
from dosye.views.cli.show import Style, count_of, show_answer, show_facts, show_json

if TYPE_CHECKING:
    from dosye.entities.unknown import Unknown


def system(
    file: File,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show the political system that the articles describe, under seven headings.

    Example: dosye system my.dosye --evidence
    """
    with open_dossier(file) as dossier:
        show_answer(dossier.system(limit=limit), Style(lang.value, evidence, json, html))


def show(
    file: File,
    doc: Annotated[str | None, typer.Argument(help="One document.")] = None,
    json: Json = False,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    html: Html = None,
) -> None:
    """List the documents of a dossier, or show what one of them says.

    Example: dosye show my.dosye a-2020-06-26 --evidence
    """
    style = Style(lang.value, evidence, json, html)
    with open_dossier(file) as dossier:
        if doc is None:
            show_facts(dossier.name, [_document(row) for row in dossier.documents()], style, "documents")
        else:
            show_answer(_one_document(dossier, doc), style)


def _document(row: dict[str, str | int | None]) -> Fact:
    told = [str(row[k]) for k in ("publisher", "title") if row[k]]
    one = ".one" if row["words"] == 1 else ""
    line = f"{row['id']}: {', '.join(told)}" if told else f"{row['id']}"
    en, ckb = (f"{line} ({message(f'document.words{one}', lang, n=row['words'])})" for lang in ("en", "ckb"))
    return Fact(f"{row['id']}", "documents", en, ckb, (), time=str(row["published"] or "")[:10] or None)


def _one_document(dossier: Dossier, doc: str) -> Answer:
    reading = dossier.reading(doc)
    filters = Filters(doc=doc)
    line = ", ".join(part for part in (reading.publisher, reading.title, doc) if part)
    day = reading.published[:10] if reading.published else None
    whole = Fact(doc, "documents", line, line, (Quote(doc, 0, len(reading.text), reading.text),), time=day)
    return Answer(
        doc,
        (
            Section("text", (whole,)),
            Section("acts", tuple(dossier.timeline(filters))),
            Section("words", tuple(dossier.statements(filters))),
            Section("ties", tuple(dossier.ties(filters=filters))),
            Section("stances", tuple(dossier.stances(filters))),
        ),
    )


def actors(
    file: File,
    json: Json = False,
    html: Html = None,
    lang: Language = Lang.EN,
    limit: Limit = None,
    evidence: Evidence = False,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="List names that no table knows, as lines for your own table.")
    ] = False,
) -> None:
    """List the actors of a dossier, those in most articles first.

    With --unknown: the names in several articles that no table knows, each with some of its contexts and as a
    line of the table `actors`, ready to be completed.

    Example: dosye actors my.dosye --limit 20
    """
    with open_dossier(file) as dossier:
        if unknown:
            from dosye.entities.unknown import list_unknown

            _show_unknown(list_unknown(dossier.readings())[:limit], json=json)
            return
        rows = dossier.actors(limit=limit)
        if json:
            show_json(rows)
        else:
            show_facts(dossier.name, map(_actor_line, rows), Style(lang.value, evidence, html=html), "actors")


def _show_unknown(unknown: Sequence[Unknown], *, json: bool) -> None:
    """Print table lines, the counts and contexts of each before it as notes; the whole reads as a table."""
    if json:
        typer.echo(dumps([asdict(u) | {"type": u.type.value} for u in unknown], ensure_ascii=False, indent=1))
        return
    from dosye.entities.unknown import as_table
    from dosye.knowledge.load import COLUMNS

    typer.echo(COLUMNS["actors"].replace(" ", "\t"))
    for item, line in zip(unknown, as_table(unknown), strict=True):
        typer.echo(f"# {count_of(item.articles, 'article')}, {count_of(item.mentions, 'mention')}")
        for context in item.contexts:
            typer.echo(f"# {context}")
        typer.echo(line)


def _actor_line(row: ActorRow) -> Fact:
    counts = {
        "en": f"{count_of(row.articles, 'article')}, {count_of(row.mentions, 'mention')}",
        "ckb": message("actor.counts", "ckb", articles=row.articles, mentions=row.mentions),
    }
    en, ckb = (
        f"{name} ({describe(row, lang)}): {counts[lang]}  {row.id}"
        for name, lang in ((row.name_en, "en"), (row.name, "ckb"))
    )
    return Fact(f"actors/{row.id}", "actors", en, ckb, ())


def actor(
    file: File,
    name: Annotated[str, typer.Argument(help="A name in Kurdish or English, or a key.")],
    since: Since = None,
    until: Until = None,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show all that a dossier holds of one actor: who, over time, ties, acts, words by and about, stances.

    Example: dosye actor my.dosye "Mustafa al-Kadhimi"
    """
    with open_dossier(file) as dossier:
        show_answer(
            dossier.actor(name, Filters(since=since, until=until, limit=limit)),
            Style(lang.value, evidence, json, html),
        )


def timeline(
    file: File,
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    place: Place = None,
    type: Type = None,
    modality: Modality = None,
    outlet: Outlet = None,
    grade: Grade = None,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show acts in order of time, each with who tells and who denies it.

    What no article dates stands last, by the day of its news; --since and --until ask for that day.

    Example: dosye timeline my.dosye --since 2020-06-01 --until 2020-07-31
    """
    with open_dossier(file) as dossier:
        filters = Filters(
            since=since,
            until=until,
            actor=actor,
            place=place,
            type=type,
            modality=modality,
            outlet=outlet,
            grade=grade,
            limit=limit,
        )
        facts = dossier.timeline(filters)
        parts = {"chain": filter(is_dated, facts), "undated": filterfalse(is_dated, facts)}
        sections = [Section(key, tuple(part)) for key, part in parts.items()]
        shown = [section for section in sections if section.facts] or sections[:1]
        show_answer(Answer(dossier.name, tuple(shown)), Style(lang.value, evidence, json, html))


def statements(
    file: File,
    actor: Actor = None,
    about: Annotated[str | None, typer.Option("--about", help="Only words that name this actor.")] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    lang: Language = Lang.EN,
    evidence: Words = True,
    json: Json = False,
    html: Html = None,
    limit: Limit = None,
) -> None:
    """Show who said what, the words, through whom, and what is denied.

    Example: dosye statements my.dosye --actor Reuters
    """
    with open_dossier(file) as dossier:
        filters = Filters(
            since=since,
            until=until,
            actor=actor,
            about=about,
            outlet=outlet,
            limit=limit,
        )
        facts = dossier.statements(filters)
        show_facts(dossier.name, facts, Style(lang.value, evidence, json, html), "words")


def stances(
    file: File,
    issue: Annotated[str | None, typer.Argument(help="One issue, by its slug.")] = None,
    actor: Actor = None,
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
    html: Html = None,
) -> None:
    """Show who stands where, by issue.

    Example: dosye stances my.dosye us-forces-in-iraq --evidence
    """
    with open_dossier(file) as dossier:
        facts = dossier.stances(Filters(issue=issue, actor=actor))
        section = by_issue(facts, dossier.knowledge)
        show_answer(Answer(dossier.name, (section,)), Style(lang.value, evidence, json, html))
