"""Commands by which people mend a dossier: judge, review."""

from __future__ import annotations

import json as json_lines
import sys
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dosye.dossier import Candidate, Dossier, Judgement, Quote, open_dossier
from dosye.dossier.judgements import Anchor, from_line, to_line
from dosye.dossier.say import message
from dosye.errors import QueryError
from dosye.views.cli.options import File, Json, Lang, Language
from dosye.views.cli.show import count_of, show_json, write_text

Who = Annotated[str, typer.Option("--who", help="Who judges; your login if you do not say.")]
Note = Annotated[str, typer.Option("--note", help="Why, in words.")]
ANSWERS = {"y": "same", "n": "different", "u": "unsure"}
RIGHT = {"y": "note", "n": "suppress"}


def judge(
    file: File,
    kind: Annotated[
        str | None,
        typer.Argument(help="same, different, unsure, split, rename, suppress, correct or note."),
    ] = None,
    facts: Annotated[
        list[str] | None, typer.Argument(help="One fact or two: document/layer/id, or the id of an actor.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="A field and its right value: time=2020-06-25, actors=Iran, or en=NAME to rename."
        ),
    ] = None,
    note: Note = "",
    who: Who = "",
    undo: Annotated[int | None, typer.Option("--undo", help="Undo this line of the log.")] = None,
    log: Annotated[bool, typer.Option("--log", help="Show the log.")] = False,
    export: Annotated[Path | None, typer.Option("--export", help="Write the log, JSON Lines.")] = None,
    replay: Annotated[Path | None, typer.Option("--replay", help="Add the lines of an exported log.")] = None,
    json: Json = False,
) -> None:
    """Say what is right: merge, split, rename, correct, suppress; every judgement can be undone.

    Example: dosye judge my.dosye correct a-2020-06-26/events/e1 --set time=2020-06-25 --note "as told"
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with open_dossier(file) as dossier:
        if replay:
            _replay(dossier, _read_log(replay), console)
        if export:
            lines = (json_lines.dumps(to_line(line), ensure_ascii=False) for line in dossier.log())
            write_text(export, "".join(f"{line}\n" for line in lines))
        if undo is not None:
            dossier.undo(undo, who=who or getuser())
            console.print(f"line {undo} is undone")
        if kind:
            number = dossier.judge(kind, *(facts or ()), value=_fields(set_), note=note, who=who or getuser())
            console.print(f"line {number} of the log; `dosye judge {file} --undo {number}` takes it back")
        if log or not (replay or export or kind or undo is not None):
            _show_log(dossier, json)


def _fields(pairs: list[str] | None) -> dict[str, str]:
    fields = {}
    for pair in pairs or ():
        key, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(f"--set {pair}: give field=value")
        fields[key] = value
    return fields


def _replay(dossier: Dossier, lines: list[Judgement], console: Console) -> None:
    console.print(f"{count_of(dossier.replay(lines), 'line')} added")
    here = dossier.words_of(lines)
    if waiting := sum(any(anchor not in here for anchor in line.anchors) for line in lines):
        told = f"{count_of(waiting, 'line')} waiting for texts that {dossier.name} does not have"
        console.print(f"{told}; read them into it")


def _read_log(path: Path) -> list[Judgement]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise QueryError(f"{path}: cannot be read as an exported log ({error})") from error
    return [_read_line(path, n, line) for n, line in enumerate(lines, start=1) if line.strip()]


def _read_line(path: Path, number: int, line: str) -> Judgement:
    try:
        return from_line(json_lines.loads(line))
    except (QueryError, ValueError) as error:
        told = f"{path}:{number}: is no line of an exported log ({error})"
        raise QueryError(f"{told}; `dosye judge FILE --export LOG` writes one") from error


def _show_log(dossier: Dossier, json: bool) -> None:
    log = dossier.log()
    if json:
        sys.stdout.write(
            json_lines.dumps([to_line(line) for line in log], ensure_ascii=False, indent=1) + "\n"
        )
        return
    console = Console(highlight=False, soft_wrap=True)
    if not log:
        typer.echo("dosye: nobody has judged anything yet", err=True)
    words = dossier.words_of(log)
    for line in log:
        told = line.kind.value + (f" {line.undoes}" if line.undoes else "")
        told += "".join(f" {k}={v}" for k, v in line.value.items()) + (f" ({line.note})" if line.note else "")
        about = ", ".join(_about(anchor, words.get(anchor)) for anchor in line.anchors)
        undone = f" undone by {line.undone_by}" if line.undone_by else ""
        console.print(Text(f"{line.n:4}  {line.at}  {line.who}: {told}  {about}{undone}"))


def _about(anchor: Anchor, words: Quote | None) -> str:
    """Return the layer, words and document of what is judged."""
    if words is None:
        return f"{anchor.layer} {anchor.start}-{anchor.end} of a text that is not here"
    return f'{anchor.layer} "{words.text}" ({words.doc})'


def review(
    file: File,
    limit: Annotated[int, typer.Option("--limit", help="How many questions.", min=1)] = 50,
    who: Who = "",
    lang: Language = Lang.EN,
    json: Json = False,
) -> None:
    """Go through what is most worth a look: likely merges, doubtful facts, conflicts, each with its reasons.

    In a terminal a key answers: y yes, n no, u unsure, s leave it, b take the last answer back, q stop.

    Example: dosye review my.dosye --limit 20 --json
    """
    with open_dossier(file) as dossier:
        candidates = dossier.candidates(limit=limit)
        if json:
            show_json(candidates)
        else:
            _ask_all(dossier, candidates, who or getuser(), lang.value)


def _ask_all(dossier: Dossier, candidates: list[Candidate], who: str, lang: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    interactive = sys.stdin.isatty()
    judged: list[int] = []
    for n, candidate in enumerate(candidates, start=1):
        _show(console, candidate, f"{n}/{len(candidates)}", lang)
        while interactive:
            key = typer.prompt("y/n/u/s/b/q", default="s")[:1].lower()
            if key == "b" and judged:
                dossier.undo(judged.pop(), who=who)
                continue
            if key == "q":
                return
            if kind := (ANSWERS if len(candidate.ids) > 1 else RIGHT).get(key):
                note = "right" if kind == "note" else ""
                judged.append(dossier.judge(kind, *candidate.ids, note=note, who=who))
            break
    if interactive:
        console.print(f"{len(judged)} judged")


def _show(console: Console, candidate: Candidate, number: str, lang: str) -> None:
    reasons = candidate.ckb if lang == "ckb" else candidate.en
    question = message(f"review.{candidate.kind}", lang)
    console.print(Text(f"\n{number} {question} [{candidate.score:.2f}] {'; '.join(reasons)}", style="bold"))
    for id_, fact in zip(candidate.ids, candidate.facts, strict=True):
        console.print(Text(f"  - {fact.ckb if lang == 'ckb' else fact.en}  {id_}"))
        for quote in fact.quotes[:2]:
            console.print(Text(f"      {quote.text}  ({quote.doc})", style="dim"))
