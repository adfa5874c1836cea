"""dosye failures: what could not be read, and why."""

from __future__ import annotations

import json as json_
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from dosye.dossier import open_dossier
from dosye.dossier.known import fetch_failures
from dosye.errors import QueryError
from dosye.views.cli.options import File, Json
from dosye.views.cli.show import count_of


def failures(
    file: File,
    json: Json = False,
    stage: Annotated[str | None, typer.Option(help="Only those of one stage: text, time, memory ...")] = None,
) -> None:
    """List the documents that could not be read: name, stage that gave up, reason.

    Example: dosye failures my.dosye
    """
    with open_dossier(file) as dossier:
        every = fetch_failures(dossier.engine)
    stages = sorted({failure.stage for failure in every})
    if stage and every and stage not in stages:
        raise QueryError(
            f"nothing failed at a stage {stage!r}; stages where something did: {', '.join(stages)}"
        )
    found = [failure for failure in every if stage in (None, failure.stage)]
    if json:
        for failure in found:
            sys.stdout.write(json_.dumps(asdict(failure), ensure_ascii=False) + "\n")
        return
    console = Console(highlight=False, soft_wrap=True)
    for failure in found:
        console.print(f"{failure.document}: {failure.stage}: {failure.message}", markup=False)
    Console(stderr=True, highlight=False).print(count_of(len(found), "failure"))
