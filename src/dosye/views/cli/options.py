"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dosye.dossier.records import CODES, is_date


class Lang(StrEnum):
    """The language in which facts are told."""

    EN = "en"
    CKB = "ckb"


def check_date(value: str | None) -> str | None:
    """Return an ISO day, month or year; refuse anything else."""
    if value is not None and not is_date(value):
        raise typer.BadParameter(f"{value!r} is no date; write 2020-06-25, 2020-06 or 2020")
    return value


def _check_type(value: str | None) -> str | None:
    return _one_of(value and value.upper(), CODES["type"])


def _check_modality(value: str | None) -> str | None:
    return _one_of(value and value.lower(), CODES["modality"])


def _check_grade(value: str | None) -> str | None:
    return _one_of(value and value.upper(), CODES["grade"])


def _one_of(value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(known)}")
    return value


File = Annotated[
    str, typer.Argument(help="A dossier: a .dosye file, or postgresql://...", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Html = Annotated[str | None, typer.Option("--html", help="Write a page to this path; - for standard output.")]
Evidence = Annotated[bool, typer.Option("--evidence", help="Show the words behind each line.")]
Words = Annotated[
    bool, typer.Option("--evidence/--no-evidence", help="Show the words behind each line, or leave them out.")
]
Language = Annotated[Lang, typer.Option("--lang", help="Tell facts in English or in Central Kurdish.")]
Tables = Annotated[
    Path | None,
    typer.Option(
        "--tables",
        help="A folder of your own knowledge tables, laid over ours.",
        exists=True,
        file_okay=False,
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", help="At most so many lines.", min=1)]

Since = Annotated[str | None, typer.Option("--since", help="First day, ISO.", callback=check_date)]
Until = Annotated[str | None, typer.Option("--until", help="Last day, ISO.", callback=check_date)]
Actor = Annotated[str | None, typer.Option("--actor", help="Only what this actor takes part in.")]
Place = Annotated[str | None, typer.Option("--place", help="Only what happens in this place.")]
Type = Annotated[
    str | None,
    typer.Option("--type", help="Only acts of this type: CONSULT, ASSAULT ...", callback=_check_type),
]
Modality = Annotated[
    str | None,
    typer.Option("--modality", help="asserted, planned, hypothetical or denied.", callback=_check_modality),
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Only what this outlet tells.")]
Grade = Annotated[
    str | None,
    typer.Option("--grade", help="Only acts at least so well sourced, A to E.", callback=_check_grade),
]
