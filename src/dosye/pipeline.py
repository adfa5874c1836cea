"""The way of one article, from its text to its reading: start reading the code here."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dosye import __version__, records
from dosye.entities import find_entities, without_idle
from dosye.errors import DocumentError
from dosye.events import find_conditions, find_events
from dosye.events.context import Context
from dosye.knowledge import Knowledge, load_knowledge
from dosye.language.ckb import analyse, identify
from dosye.pickling import pickle_by_constructor
from dosye.records import DocId, Document, Reading, Span
from dosye.stances import find_relations, find_stances
from dosye.statements import attach_tellings, find_statements
from dosye.text.dates import clean_date
from dosye.times import find_times

pickle_by_constructor(records)


def read(document: Document, knowledge: Knowledge | None = None) -> Reading:
    """Read one article.

    Args:
        document: the text as it came; `published` may be None.
        knowledge: the tables to read with; None for those that dosye ships.

    Returns:
        What the article says, each fact with its span. The same document, tables and models give the
        same reading.
    """
    knowledge = knowledge or load_knowledge()
    with _uncollected():
        return without_idle(_read(document, knowledge))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector of cycles wait for the end of an article.

    What an article needs while it is read dies with it, without a cycle; collected in between, it would be
    looked through again and again, and then for something lasting.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read(document: Document, knowledge: Knowledge) -> Reading:
    context, published_inferred = prepare(document, knowledge)
    events = find_events(context)
    statements = find_statements(context, events)
    events = attach_tellings(events, statements, context)
    return Reading(
        doc_id=document.id,
        text=document.text,
        published=document.published,
        publisher=document.publisher,
        sentences=tuple(Span(sent.start, sent.end) for sent in context.sents),
        entities=context.entities,
        mentions=context.mentions,
        times=context.times,
        events=events,
        statements=statements,
        relations=find_relations(context, events, statements),
        stances=find_stances(context, events, statements),
        conditions=find_conditions(context, events),
        url=document.url,
        title=document.title,
        language=identify(document.text).value,
        published_inferred=published_inferred,
        reader=__version__,
        tables=knowledge.version,
    )


def prepare(document: Document, knowledge: Knowledge) -> tuple[Context, str | None]:
    """Return an article after the language, entity and time stages, and its inferred date, if any."""
    sents = analyse(document.text)
    timed = find_times(document, sents, knowledge)
    dated = document if document.published else replace(document, published=timed.inferred or None)
    found = find_entities(dated, sents, knowledge)
    context = Context(
        document, sents, found.mentions, found.entities, timed.times, knowledge, found.acts, found.said
    )
    return context, timed.published_inferred


def read_text(
    text: str, *, published: str | None = None, publisher: str | None = None, tables: Path | None = None
) -> Reading:
    """Read a string as one article.

    Args:
        text: the article.
        published: the day or moment when it appeared, in any form that files may give.
        publisher: the outlet.
        tables: a folder of your own tables, laid over ours.

    Raises:
        DocumentError: `published` is no date.
    """
    day = clean_date(published) if published else None
    if published and day is None:
        raise DocumentError(f"published={published!r} is no date; write 2020-06-25, 2020-06 or 2020")
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    document = Document(DocId(name), text, day, publisher)
    return read(document, load_knowledge(tables))
