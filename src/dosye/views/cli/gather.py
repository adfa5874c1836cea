"""dosye gather: the shards of a cluster joined into a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dosye.dossier import open_dossier
from dosye.views.cli.options import Tables
from dosye.views.cli.progress import Tally, watch
from dosye.views.distribute import Outcome
from dosye.views.distribute.resume import Memory, store
from dosye.views.distribute.shards import find_shards, read_shards


def gather(
    shards: Annotated[list[Path], typer.Argument(help="Folders or Parquet files that `read --on` wrote.")],
    into: Annotated[str, typer.Option("--into", help="The dossier; made if there is none.")],
    tables: Tables = None,
) -> None:
    """Join readings from Parquet files into a dossier; gathering twice changes nothing.

    Example: dosye gather shards/ --into archive.dosye
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    tally = Tally()

    def outcomes(_: Memory) -> Iterator[Outcome]:
        return watch(read_shards(shards), tally, console, total=None)

    find_shards(shards)
    with open_dossier(into, create=True, tables=tables) as dossier:
        store(dossier, outcomes, replaced=tally.replaced.append)
    console.print(tally.summary(), markup=False)
    raise typer.Exit(1 if tally.counts["failures"] else 0)
