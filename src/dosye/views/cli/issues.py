"""dosye issues: the issues on which a dossier has stances, and topics that have none yet."""

from __future__ import annotations

import json as json_
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from dosye.dossier import Dossier, open_dossier
from dosye.events.context import Context
from dosye.language.ckb import analyse
from dosye.records import Document
from dosye.stances.suggest import suggest_issues
from dosye.views.cli.options import File, Json, Limit
from dosye.views.cli.show import count_of

Row = dict[str, str | int]


def issues(
    file: File,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Propose topics that recur and have no issue.")
    ] = False,
    least: Annotated[int, typer.Option(help="In at least so many articles.", min=1)] = 3,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List the issues of a dossier with their stances, or propose topics for new ones.

    Example: dosye issues my.dosye --suggest
    """
    with open_dossier(file) as dossier:
        rows = list(_suggested(dossier, least) if suggest else _known(dossier))
    if not rows:
        nothing = f"no topic without an issue recurs in {least} articles or more" if suggest else "no stances"
        sys.stderr.write(f"dosye: {nothing} in {file}\n")
    tell = _suggestion_line if suggest else _issue_line
    for row in rows[:limit]:
        sys.stdout.write((json_.dumps(row, ensure_ascii=False) if json else tell(row)) + "\n")


def _issue_line(row: Row) -> str:
    return (
        f"{row['issue']}: {row['meaning'] or 'not in the tables'} ({count_of(int(row['stances']), 'stance')})"
    )


def _suggestion_line(row: Row) -> str:
    told = count_of(int(row["articles"]), "article")
    return f"{row['words']}: {told}, {row['supported']} times with words for it, {row['opposed']} against"


def _suggested(dossier: Dossier, least: int) -> Iterator[Row]:
    for found in suggest_issues(_contexts(dossier), least=least):
        yield asdict(found)


def _contexts(dossier: Dossier) -> Iterator[Context]:
    for reading in dossier.readings():
        document = Document(reading.doc_id, reading.text, reading.published, reading.publisher)
        sents = analyse(reading.text)
        yield Context(document, sents, reading.mentions, reading.entities, reading.times, dossier.knowledge)


def _known(dossier: Dossier) -> Iterator[Row]:
    """Each issue with as many stances as `dosye stances` lists: one told often is one."""
    counts: Counter[str] = Counter(fact.details["issue"] for fact in dossier.stances())
    for slug, stances in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        issue = dossier.knowledge.issues.get(slug)
        yield {"issue": slug, "stances": stances, "meaning": issue.meaning if issue else ""}
