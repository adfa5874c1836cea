"""The options of dosye read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dosye.views.cli.options import check_date

Paths = Annotated[
    list[str], typer.Argument(help="Articles: files, folders, archives, or - for standard input.")
]
Into = Annotated[str | None, typer.Option("--into", help="The dossier; made if there is none.")]
JsonFolder = Annotated[Path | None, typer.Option("--json", help="Also write each reading to this folder.")]
Published = Annotated[
    str | None, typer.Option(help="Day of publication of what has none, ISO.", callback=check_date)
]
Publisher = Annotated[str | None, typer.Option(help="Outlet of what names none.")]
Columns = Annotated[
    str | None,
    typer.Option(
        help="Columns of tables or keys of JSON: id=nr,text=body,published=day; id= for file and line."
    ),
]
Jobs = Annotated[int | None, typer.Option(help="Processes that read; one for each core if not said.", min=1)]
Retry = Annotated[bool, typer.Option("--retry", help="Read again what failed in an earlier run.")]
Again = Annotated[bool, typer.Option("--again", help="Read again also what is stored unchanged.")]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Read also what is clearly not Kurdish.")]
Seconds = Annotated[float, typer.Option(help="The most time one document may take.", min=0.1)]
MemoryMb = Annotated[int, typer.Option(help="The most memory one document may take, MB.", min=50)]
On = Annotated[str | None, typer.Option("--on", help="A cluster: ray, or ray://host:port; with --shards.")]
Shards = Annotated[
    Path | None, typer.Option("--shards", help="Folder for what a cluster writes, for dosye gather.")
]
