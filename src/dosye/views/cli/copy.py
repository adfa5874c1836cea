"""dosye copy: a dossier into another store."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from dosye.dossier import open_dossier
from dosye.dossier.copy import copy_dossier
from dosye.dossier.store import without_password
from dosye.views.cli.options import File
from dosye.views.cli.show import count_of


def copy(
    file: File,
    target: Annotated[str, typer.Argument(help="Another dossier, of either kind; made if there is none.")],
) -> None:
    """Copy a dossier, with its log of judgements, into another file or PostgreSQL database.

    Example: dosye copy my.dosye postgresql://newsroom@server/my
    """
    with open_dossier(file) as source, open_dossier(target, create=True) as other:
        readings, lines = copy_dossier(source, other)
    told = f"{count_of(readings, 'article')} and {count_of(lines, 'judgement')}"
    Console(stderr=True).print(f"{told} new in {without_password(target)}")
