"""dosye read: articles in, a dossier out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dosye.codec import dump_reading
from dosye.dossier import Dossier, open_dossier
from dosye.knowledge import Knowledge, load_knowledge
from dosye.pipeline import read as read_document
from dosye.records import Document, Reading
from dosye.text import Failure, find_documents
from dosye.views.cli.options import Tables


def read(
    paths: Annotated[list[str], typer.Argument(help="Articles: files, folders, or - for standard input.")],
    into: Annotated[str | None, typer.Option("--into", help="The dossier; made if there is none.")] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Also write each reading to this folder.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication of what has none, ISO.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet of what names none.")] = None,
    tables: Tables = None,
) -> None:
    """Read articles in Central Kurdish into a dossier.

    Example: dosye read articles/ --into my.dosye --publisher KNN
    """
    if into is None and json is None:
        raise typer.BadParameter("say where to: --into FILE.dosye, --json FOLDER, or both")
    knowledge = load_knowledge(tables)
    documents = (_fill(d, published, publisher) for d in find_documents(paths))
    counts: Counter[str] = Counter()
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    started = time.monotonic()
    readings = _watch(_read_all(documents, knowledge, counts, console), console, counts)
    if json:
        readings = _written(readings, json)
    if into:
        with open_dossier(into, create=True, tables=tables) as dossier:
            _store(dossier, readings, counts)
    else:
        for _ in readings:
            pass
    _summary(console, counts, time.monotonic() - started)
    raise typer.Exit(1 if counts["failures"] else 0)


def _fill(document: Document | Failure, published: str | None, publisher: str | None) -> Document | Failure:
    if isinstance(document, Failure):
        return document
    return replace(
        document, published=document.published or published, publisher=document.publisher or publisher
    )


def _read_all(
    documents: Iterable[Document | Failure], knowledge: Knowledge, counts: Counter[str], console: Console
) -> Iterator[Reading]:
    for document in documents:
        if isinstance(document, Failure):
            counts["failures"] += 1
            console.print(f"dosye: {document.document}: {document.message}", markup=False)
            continue
        reading = read_document(document, knowledge)
        _count(counts, reading)
        yield reading


def _count(counts: Counter[str], reading: Reading) -> None:
    counts["articles"] += 1
    counts["words"] += len(reading.text.split())
    counts["actors"] += len(reading.entities)
    counts["acts"] += len(reading.events)
    counts["statements"] += len(reading.statements)
    counts["stances"] += len(reading.stances)


def _watch(readings: Iterator[Reading], console: Console, counts: Counter[str]) -> Iterator[Reading]:
    """Show how far the reading is, on standard error, where that is a terminal."""
    columns = (
        TextColumn("{task.completed} articles"),
        BarColumn(),
        TextColumn("{task.fields[rate]} words/s"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("read", total=None, rate="?")
        started = time.monotonic()
        for reading in readings:
            rate = counts["words"] / max(time.monotonic() - started, 0.001)
            progress.update(task, advance=1, rate=f"{rate:,.0f}")
            yield reading


def _written(readings: Iterator[Reading], folder: Path) -> Iterator[Reading]:
    folder.mkdir(parents=True, exist_ok=True)
    for reading in readings:
        name = "".join(c if c.isalnum() or c in "-_." else "_" for c in reading.doc_id)
        (folder / f"{name}.json").write_text(dump_reading(reading), encoding="utf-8")
        yield reading


def _store(dossier: Dossier, readings: Iterator[Reading], counts: Counter[str]) -> None:
    counts["changed"] = dossier.add(readings)


def _summary(console: Console, counts: Counter[str], seconds: float) -> None:
    names = ("articles", "actors", "acts", "statements", "stances", "failures")
    told = ", ".join(f"{counts[name]} {name}" for name in names)
    rate = counts["words"] / max(seconds, 0.001)
    console.print(f"{told}; {counts['words']} words in {seconds:.1f} s ({rate:,.0f} words/s)")
