"""dosye run: what if, by the articles' own accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dosye.dossier import Quote, open_dossier
from dosye.dossier.query.parts import Parts
from dosye.dossier.say import message
from dosye.scenarios.chains import Link, Node, Replay, Run, find_start, follow_back, follow_on, replay_night
from dosye.scenarios.chains.links import condition_link
from dosye.views.cli.options import Evidence, File, Json, Lang, Language
from dosye.views.cli.show import Style, show_json


def run(
    file: File,
    if_: Annotated[
        str | None, typer.Option("--if", help='"ACTOR TYPE RECIPIENT", an id, or whatif:N.')
    ] = None,
    how: Annotated[str | None, typer.Option("--how", help="What would lead there, by whose account.")] = None,
    replay: Annotated[str | None, typer.Option("--replay", help="A day to replay step by step, ISO.")] = None,
    obey: Annotated[
        str, typer.Option("--obey", help="Which command is obeyed: actual or formal.")
    ] = "actual",
    lang: Language = Lang.EN,
    evidence: Evidence = False,
    json: Json = False,
) -> None:
    """Ask what would follow, or what would lead there, by the articles' own accounts.

    An act that nobody has told is asked about as --if "Mustafa al-Kadhimi COERCE Kata'ib Hezbollah".

    Example: dosye run my.dosye --if whatif:1
    """
    if sum(given is not None for given in (if_, how, replay)) != 1:
        raise typer.BadParameter("give one of --if, --how and --replay")
    style = Style(lang.value, evidence, json)
    with open_dossier(file) as dossier:
        parts = dossier.parts()
        if replay:
            _show_replay(replay_night(replay, parts, obeys=obey), parts, style)
            return
        start = find_start(if_ or how or "", parts, dossier.find, half="if" if if_ else "then")
        _show_run(follow_on(start, parts) if if_ else follow_back(start, parts), parts, style)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _show_replay(found: Replay, parts: Parts, style: Style) -> None:
    if style.json:
        show_json(found)
        return
    console, names = _console(), _kurdish(parts)
    console.print(Text(f"{found.day}: {message(f'obey.{found.obeys}', style.lang)}", style="bold"))
    for body in found.disputed:
        console.print(Text(f"  {message('conflict', style.lang)}: {parts.names[body][style.lang]}"))
    for step in found.steps:
        told = parts.tell(step.act.said, style.lang)
        console.print(
            Text(f"  - {told}" if step.holds else f"  x {told} ({message('obey.not', style.lang)})")
        )
        _words(console, (step.act.quote,), style)
    for condition in found.conditions:
        _show_link(console, condition_link(condition, parts), style, names)


def _show_run(found: Run, parts: Parts, style: Style) -> None:
    if style.json:
        show_json(found)
        return
    console, names = _console(), _kurdish(parts)
    console.print(Text(_tell(found.start, style), style="bold"))
    for number, branch in enumerate(found.branches, start=1):
        weight = message(f"weight.{branch.weight.name.lower()}", style.lang)
        console.print(Text(f"\n  {number}. {weight}", style="underline"))
        for link in branch.links:
            _show_link(console, link, style, names)
        console.print(Text(f"     . {message(f'stops.{branch.stops}', style.lang)}", style="dim"))
    if not found.branches:
        console.print(Text(f"  {message('stops.sources', style.lang)}"))
    if found.beside:
        console.print(Text(f"\n  {message('beside', style.lang)}", style="underline"))
    for link in found.beside:
        console.print(Text(f"     {_tell(link.end, style)}"))
        _words(console, link.words, style)


def _kurdish(parts: Parts) -> dict[str, str]:
    """Return the Kurdish name of each English one."""
    return {name["en"]: name["ckb"] for name in parts.names.values()}


def _show_link(console: Console, link: Link, style: Style, kurdish: Mapping[str, str]) -> None:
    names = kurdish if style.lang == "ckb" else {}
    by = f" ({names.get(link.claimed_by, link.claimed_by)})" if link.claimed_by else ""
    kind = message(f"link.{link.kind.name.lower()}", style.lang)
    console.print(Text(f"     {kind}{by}: {_tell(link.start, style)} -> {_tell(link.end, style)}"))
    for name in link.denied_by:
        console.print(
            Text(f"       {message('link.denied', style.lang, who=names.get(name, name))}", style="red")
        )
    _words(console, link.words, style)


def _tell(node: Node, style: Style) -> str:
    return node.ckb if style.lang == "ckb" else node.en


def _words(console: Console, words: Iterable[Quote], style: Style) -> None:
    if style.evidence:
        for quote in words:
            console.print(
                Text(f"         {quote.text}  ({quote.doc} {quote.start}-{quote.end})", style="dim")
            )
