"""The command line: each command parses, calls and shows; it decides nothing."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from dosye import __version__
from dosye.errors import DosyeError
from dosye.views.cli import (
    ask,
    copy,
    explain,
    failures,
    gather,
    judge,
    load,
    question,
    read,
    run,
    scenario,
    serve,
)

app = typer.Typer(
    name="dosye",
    help="From Kurdish news to a sourced model of the political system that it describes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

# to add a command, add a line
COMMANDS = (
    read.read,
    explain.explain,
    failures.failures,
    gather.gather,
    load.load,
    ask.system,
    ask.show,
    ask.actors,
    ask.actor,
    ask.timeline,
    ask.statements,
    ask.stances,
    run.run,
    question.search,
    question.between,
    question.network,
    question.compare,
    question.brief,
    copy.copy,
    judge.judge,
    judge.review,
    scenario.scenario,
    serve.serve,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(load.tables, name="tables")


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"dosye {__version__}\n")
        raise typer.Exit


@app.callback()
def _top(version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True)) -> None:
    """Read Central Kurdish news into a dossier, and ask it."""


def main() -> None:
    """Run the command line; exit 0 done, 1 some documents failed, 2 wrong use."""
    try:
        app()
    except DosyeError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"dosye: {error}", markup=False)
        sys.exit(2)
