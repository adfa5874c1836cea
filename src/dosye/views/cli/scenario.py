"""The command `scenario`: run a question with an axis through models of collective decision."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dosye.errors import ScenarioError
from dosye.scenarios import LeverKind, Outcome, Question, Result, read_question, run
from dosye.scenarios.draws import estimates_of
from dosye.scenarios.models import ALL, MODELS
from dosye.scenarios.play import DEFAULT_DRAWS
from dosye.scenarios.question import INPUTS
from dosye.views.pictures import draw_all

SHOWN_LEVERS = 5
HEADINGS = {
    LeverKind.RANGE: "What not knowing costs: a number over its own range",
    LeverKind.REACH: "Who could move the outcome: a position moved to both ends",
    LeverKind.ABSENCE: "Who is missed: the actor left out",
}


def scenario(
    file: Annotated[
        str, typer.Argument(help="A question as a .toml file, or a dossier.", show_default=False)
    ],
    issue: Annotated[str | None, typer.Argument(help="An issue of the dossier.")] = None,
    ends: Annotated[
        tuple[str, str] | None,
        typer.Option("--ends", help="What 0 and 100 mean, if the table of issues names no ends."),
    ] = None,
    model: Annotated[str, typer.Option("--model", help=f"One of {', '.join(MODELS)}; or all.")] = ALL,
    draws: Annotated[int, typer.Option("--draws", help="How often all numbers are drawn.")] = DEFAULT_DRAWS,
    seed: Annotated[int, typer.Option("--seed", help="Fixes chance.")] = 0,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Change a number: ACTOR.position=70; repeatable.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Leave an actor out; repeatable.")
    ] = None,
    pictures: Annotated[Path | None, typer.Option("--pictures", help="A folder to write SVGs to.")] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show every number that went in, with where it stands.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask what a dispute with an axis would come to, by several models, with their spread.

    Example: dosye scenario examples/scenarios/emission-standards.toml --set france.position=7 --without uk
    """
    outcome = run(
        _read(file, issue, ends),
        model=model,
        draws=draws,
        seed=seed,
        set=parse_changes(set_ or []),
        without=without or (),
    )
    if pictures is not None:
        _write(outcome, pictures)
    if as_json:
        sys.stdout.write(json.dumps(asdict(outcome), default=_plain, ensure_ascii=False, indent=1) + "\n")
    else:
        show_outcome(outcome, Console(highlight=False), evidence=evidence)


def _read(file: str, issue: str | None, ends: tuple[str, str] | None) -> Question:
    if file.endswith(".toml"):
        return read_question(Path(file))
    if issue is None:
        raise ScenarioError(
            f"{file}: which issue? write `dosye scenario {file} ISSUE`; `dosye stances` lists them"
        )
    from dosye.dossier import open_dossier
    from dosye.scenarios.from_dossier import question_from_dossier

    with open_dossier(file) as dossier:
        return question_from_dossier(dossier, issue, ends=ends)


def parse_changes(texts: Sequence[str]) -> dict[str, float]:
    """`ACTOR.position=70` to a path and a number.

    Raises:
        ScenarioError: a text of another form.
    """
    changes = {}
    for text in texts:
        path, _, number = text.rpartition("=")
        try:
            changes[path.strip()] = float(number)
        except ValueError as error:
            raise ScenarioError(f"--set {text}: write ACTOR.position=NUMBER") from error
    return changes


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{value!r} has no JSON form")


def _write(outcome: Outcome, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in draw_all(outcome).items():
            (folder / name).write_text(picture, encoding="utf-8")
    except OSError as error:
        raise ScenarioError(f"{folder}: cannot write pictures ({error}); give another folder") from error


def show_outcome(outcome: Outcome, console: Console, *, evidence: bool = False) -> None:
    """Show a run as tables: what went in if asked for, models, levers, differences, notes."""
    scale = outcome.question.scale
    assert scale is not None  # `run` refuses a question without
    console.print(outcome.question.title, style="bold", markup=False)
    ends = f"{scale.low:g} {scale.low_means} .. {scale.high:g} {scale.high_means} {scale.unit}"
    console.print(ends.strip(), style="dim", markup=False)
    for change in outcome.changes:
        console.print(f"changed: {change}", markup=False)
    if evidence:
        console.print(_inputs_table(outcome))
    console.print(_models_table(outcome))
    if outcome.differences:
        console.print(_differences_table(outcome))
    for kind in LeverKind:
        _show_levers(outcome, kind, console)
    for note in outcome.notes:
        console.print(f"! {note}", markup=False, soft_wrap=True)
    console.print(f"{outcome.draws} draws, seed {outcome.seed}, models v{outcome.version}", style="dim")


def _inputs_table(outcome: Outcome) -> Table:
    table = Table("actor", "input", "value", "from", "to", "origin", "stands in", box=None)
    for player in outcome.question.players:
        for name, number in zip(INPUTS, estimates_of(player), strict=True):
            ends = (_say(number.value), _say(number.low), _say(number.high))
            table.add_row(player.name, name, *ends, number.origin.value, " ".join(number.evidence))
    return table


def _models_table(outcome: Outcome) -> Table:
    table = Table("model", "outcome", "8 of 10 draws", "middle", "ended", box=None, title_justify="left")
    for number, result in enumerate(outcome.results):
        spread = result.spread
        table.add_row(
            result.model,
            _say(result.outcome),
            f"{spread.low:.4g} to {spread.high:.4g}" if spread else "-",
            _say(spread.middle if spread else None),
            _say_stop(result),
            style="bold" if number == 0 else "",
        )
    return table


def _differences_table(outcome: Outcome) -> Table:
    table = Table("the change", "before", "after", "8 of 10 differences", "up", "down", box=None)
    for row in outcome.differences:
        between = "-" if row.low is None or row.high is None else f"{row.low:+.4g} to {row.high:+.4g}"
        table.add_row(
            row.model, _say(row.before), _say(row.after), between, f"{row.up:.0%}", f"{row.down:.0%}"
        )
    return table


def _show_levers(outcome: Outcome, kind: LeverKind, console: Console) -> None:
    levers = [lever for lever in outcome.levers if lever.kind is kind and lever.swing > 0]
    if not levers:
        return
    console.print(f"{HEADINGS[kind]} ({outcome.headline})", style="bold", markup=False)
    for lever in levers[:SHOWN_LEVERS]:
        what = f"{lever.name}, {lever.input}" if kind is LeverKind.RANGE else lever.name
        console.print(f"  {what}: {lever.outcome_low:.4g} to {lever.outcome_high:.4g}", markup=False)


def _say(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def _say_stop(result: Result) -> str:
    if result.outcome is None:
        return "not defined"
    return f"cycle of {result.period}" if result.period else result.stop.value
