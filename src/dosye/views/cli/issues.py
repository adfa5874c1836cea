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
    for row in rows[:limit]:
        told = json_.dumps(row, ensure_ascii=False) if json else "  ".join(str(v) for v in row.values())
        sys.stdout.write(told + "\n")


def _suggested(dossier: Dossier, least: int) -> Iterator[dict[str, object]]:
    for found in suggest_issues(_contexts(dossier), least=least):
        yield asdict(found)


def _contexts(dossier: Dossier) -> Iterator[Context]:
    for reading in dossier.readings():
        document = Document(reading.doc_id, reading.text, reading.published, reading.publisher)
        sents = analyse(reading.text)
        yield Context(document, sents, reading.mentions, reading.entities, reading.times, dossier.knowledge)


def _known(dossier: Dossier) -> Iterator[dict[str, object]]:
    counts: Counter[str] = Counter(x.issue for reading in dossier.readings() for x in reading.stances)
    for slug, stances in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        issue = dossier.knowledge.issues.get(slug)
        yield {"issue": slug, "stances": stances, "meaning": issue.meaning if issue else ""}
