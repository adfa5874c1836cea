"""dosye export: a dossier for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dosye.dossier import Filters, open_dossier
from dosye.views.cli.filters import settle
from dosye.views.cli.options import Actor, File, Grade, Modality, Outlet, Place, Since, Type, Until
from dosye.views.export import FORMATS
from dosye.views.export import export as write


def export(
    file: File,
    to: Annotated[str, typer.Option("--to", help=f"The format: {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Option("--out", help="The file, or the folder for csv and parquet.")],
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    place: Place = None,
    type: Type = None,
    modality: Modality = None,
    outlet: Outlet = None,
    grade: Grade = None,
) -> None:
    """Write a dossier, or a part of it, for other tools; says how many rows and the checksum of each file.

    Example: dosye export my.dosye --to polecat --out events.tsv --since 2020-06-01
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
        )
        done = write(dossier, to, out, settle(dossier, filters))
    console = Console(highlight=False, soft_wrap=True)
    told = [f"{number} {what}" for what, number in done.counts.items() if number or what != "left out"]
    console.print(", ".join(told) + (f" for want of a type in {to}" if done.counts.get("left out") else ""))
    for name, checksum in done.checksums.items():
        console.print(f"{checksum}  {name}")
