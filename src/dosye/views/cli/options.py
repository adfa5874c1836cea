"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """The language in which facts are told."""

    EN = "en"
    CKB = "ckb"


File = Annotated[
    str, typer.Argument(help="A dossier: a .dosye file, or postgresql://...", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Html = Annotated[str | None, typer.Option("--html", help="Write a page to this path; - for standard output.")]
Evidence = Annotated[bool, typer.Option("--evidence", help="Show the words behind each line.")]
Language = Annotated[Lang, typer.Option("--lang", help="Tell facts in English or in Central Kurdish.")]
Tables = Annotated[
    Path | None, typer.Option("--tables", help="A folder of your own knowledge tables, laid over ours.")
]
Limit = Annotated[int | None, typer.Option("--limit", help="At most so many lines.", min=1)]

Since = Annotated[str | None, typer.Option("--since", help="First day, ISO.")]
Until = Annotated[str | None, typer.Option("--until", help="Last day, ISO.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Only what this actor takes part in.")]
Place = Annotated[str | None, typer.Option("--place", help="Only what happens in this place.")]
Type = Annotated[str | None, typer.Option("--type", help="Only acts of this type: CONSULT, ASSAULT ...")]
Modality = Annotated[
    str | None, typer.Option("--modality", help="asserted, planned, hypothetical or denied.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Only what this outlet tells.")]
Grade = Annotated[str | None, typer.Option("--grade", help="Only acts at least so well sourced, A to E.")]
