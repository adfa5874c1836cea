"""Commands that bring readings and tables in: load, tables check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dosye.codec import read_records
from dosye.dossier import open_dossier
from dosye.knowledge import load_knowledge
from dosye.knowledge.check import dangling
from dosye.views.cli.options import Tables
from dosye.views.cli.show import count_of

tables = typer.Typer(help="Look after the knowledge tables.", no_args_is_help=True)


def load(
    records: Annotated[
        list[Path], typer.Argument(help="Readings made elsewhere: one JSON record a file, or one a line.")
    ],
    into: Annotated[str, typer.Option("--into", help="The dossier; made if there is none.")],
    tables: Tables = None,
) -> None:
    """Load readings made elsewhere into a dossier; all of them or, where one is broken, none.

    Example: dosye load seed-000.json seed-001.json --into founding.dosye
    """
    readings = [reading for path in records for reading in read_records(path)]
    with open_dossier(into, create=True, tables=tables) as dossier:
        changed = dossier.add(readings)
    Console(stderr=True).print(f"{count_of(len(readings), 'record')}, {changed} new or changed, in {into}")


@tables.command("check")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Your own tables; without it those of dosye.", exists=True, file_okay=False),
    ] = None,
) -> None:
    """Check that every line of the tables has the right form and leads somewhere.

    Example: dosye tables check my-tables
    """
    knowledge = load_knowledge(folder)
    broken = dangling(knowledge)
    console = Console()
    for line in broken:
        console.print(line, highlight=False, soft_wrap=True)
    counts = {"actors": knowledge.actors, "places": knowledge.places, "aliases": knowledge.aliases}
    counts |= {
        "roles": knowledge.roles,
        "ties": knowledge.ties,
        "words": knowledge.words,
        "cues": knowledge.cues,
    }
    console.print(
        ", ".join(f"{len(rows)} {name}" for name, rows in counts.items()) + f"; {len(broken)} broken"
    )
    raise typer.Exit(1 if broken else 0)
