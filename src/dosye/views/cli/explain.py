"""dosye explain: what each stage found in each sentence, by which rule, and why a candidate is no act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dosye.events import Explained, explain_events
from dosye.events.context import Context
from dosye.knowledge import load_knowledge
from dosye.pipeline import prepare, read
from dosye.records import DocId, Document, EntityId, Found, Reading, Span
from dosye.text import Failure, find_documents
from dosye.text.sources import READERS, ending_of
from dosye.views.cli.options import Tables, check_date


def explain(
    what: Annotated[str, typer.Argument(help="A text, or the path of a file; - for standard input.")],
    published: Annotated[
        str | None, typer.Option(help="Day of publication, ISO.", callback=check_date)
    ] = None,
    tables: Tables = None,
) -> None:
    """Show what each stage found in each sentence, by which rule or line, and why a sentence gave no act.

    Example: dosye explain "کازمی گەیشتە واشنتن" --published 2020-08-18
    """
    console = Console(highlight=False, soft_wrap=True)
    knowledge = load_knowledge(tables)
    for document in _documents(what, published):
        if isinstance(document, Failure):
            raise typer.BadParameter(f"{document.document}: {document.message}")
        context, _ = prepare(document, knowledge)
        _explain(console, context, read(document, knowledge))


def _documents(what: str, published: str | None) -> list[Document | Failure]:
    if not what.strip():
        raise typer.BadParameter("the text is empty; give some words, the path of a file, or -")
    if what == "-" or _is_file(what):
        return [found for found in find_documents([what]) if not _is_dossier(found)]
    if ending_of(what) in READERS and not any(c.isspace() for c in what):
        raise typer.BadParameter(f"{what}: there is no such file")
    return [Document(DocId("text"), what, published)]


def _is_dossier(found: Document | Failure) -> bool:
    return isinstance(found, Failure) and found.stage == "dossier"


def _is_file(what: str) -> bool:
    try:
        return Path(what).exists()
    except (OSError, ValueError):
        return False


def _explain(console: Console, context: Context, reading: Reading) -> None:
    candidates = explain_events(context)
    console.print(Text(f"{reading.doc_id} ({reading.language})", style="bold"))
    for number, span in enumerate(reading.sentences):
        sent = context.sents[number]
        console.print(Text(f"\n[{number}] {sent.kind.value}: {reading.quote(span)}", style="bold"))
        for line in _facts(reading, span):
            console.print(Text(f"    {line}"))
        for line in _candidates(candidates, reading, span):
            console.print(Text(f"    {line}", style="dim"))


def _facts(reading: Reading, span: Span) -> list[str]:
    """Return a line for each fact of a sentence, in the order of the stages."""
    layers = (_mentions(reading), _times(reading), _words(reading), _ties(reading), _stands(reading))
    return [line for layer in layers for start, line in layer if span.start <= start < span.end]


def _name(reading: Reading, key: EntityId) -> str:
    entity = reading.entities[key]
    return entity.name_en or entity.name


def _mentions(reading: Reading) -> Iterator[tuple[int, str]]:
    for m in reading.mentions:
        known = reading.entities[m.entity].key or "no table line"
        words = reading.text[m.start : m.end]
        told = f"{m.type.value} {words} = {_name(reading, m.entity)} ({known})"
        yield m.start, f"mention    {told}{_by(m.found)}"


def _times(reading: Reading) -> Iterator[tuple[int, str]]:
    for t in reading.times:
        yield t.start, f"time       {reading.text[t.start : t.end]} = {t.value}{_by(t.found)}"


def _words(reading: Reading) -> Iterator[tuple[int, str]]:
    for s in reading.statements:
        told = f"{_name(reading, s.source)}: {reading.quote(s.content)}"
        yield s.content.start, f"statement  {told}{_by(s.found)}"


def _ties(reading: Reading) -> Iterator[tuple[int, str]]:
    for r in reading.relations:
        ends = f"{_name(reading, r.subject)} -> {_name(reading, r.object)}"
        yield r.evidence.start, f"tie        {r.type.value} {ends} {r.label or ''}{_by(r.found)}"


def _stands(reading: Reading) -> Iterator[tuple[int, str]]:
    for x in reading.stances:
        told = f"{_name(reading, x.holder)} {x.position.value} {x.issue}"
        yield x.evidence.start, f"stance     {told}{_by(x.found)}"


def _candidates(candidates: Sequence[Explained], reading: Reading, span: Span) -> list[str]:
    inside = [c for c in candidates if span.start <= c.trigger.start < span.end]
    if not inside:
        return ["act        none: no word of the table of acts stands here"]
    return [
        f"act        {c.type.value} {reading.quote(c.trigger)} ({c.line}, {c.share:.2f}): "
        + ("kept" if c.kept else f"dropped, {c.reason}")
        for c in inside
    ]


def _by(found: Found) -> str:
    parts = [found.rule or "", f"{found.confidence:.2f}" if found.confidence is not None else ""]
    told = ", ".join(part for part in parts if part)
    return f"  [{told}]" if told else ""
