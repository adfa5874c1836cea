"""dosye export: a dossier for other tools."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from dosye.dossier import Dossier, Filters, open_dossier
from dosye.views.cli.options import Actor, File, Grade, Modality, Outlet, Place, Since, Type, Until
from dosye.views.export import FOLDERS, FORMATS, Exported
from dosye.views.export import export as write

STDOUT = "-"


def export(
    file: File,
    to: Annotated[str, typer.Option("--to", help=f"The format: {', '.join(FORMATS)}.")],
    out: Annotated[
        Path,
        typer.Option("--out", help="The file, - for standard output, or the folder for csv and parquet."),
    ],
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
        done = _write(dossier, to, out, filters)
    console = Console(stderr=str(out) == STDOUT, highlight=False, soft_wrap=True)
    told = [f"{number} {what}" for what, number in done.counts.items() if number or what != "left out"]
    console.print(", ".join(told) + (f" for want of a type in {to}" if done.counts.get("left out") else ""))
    for name, checksum in done.checksums.items():
        console.print(f"{checksum}  {name}")


def _write(dossier: Dossier, to: str, out: Path, filters: Filters) -> Exported:
    """Write to a path, or by way of a file of its own to standard output."""
    if str(out) != STDOUT:
        return write(dossier, to, out, filters)
    if to in FOLDERS:
        raise typer.BadParameter(f"{to} is a folder of tables; give a path", param_hint="--out")
    with TemporaryDirectory() as folder:
        file = Path(folder, to)
        done = write(dossier, to, file, filters)
        with file.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)
    return done
