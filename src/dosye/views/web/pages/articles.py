"""The list of articles, by day and outlet."""

from __future__ import annotations

from textwrap import shorten

from dosye.dossier.query.fetch import fetch_texts
from dosye.views.web.pages.common import PAGE_LENGTH
from dosye.views.web.records import Ask, View
from dosye.views.web.words import plain, word

Document = dict[str, str | int | None]
LONGEST_HEADING = 90  # of an article without a title: its first words


def documents(ask: Ask) -> list[Document]:
    """Return every document of the dossier."""
    return ask.memory.keep("documents", ask.dossier.documents)


def heading(row: Document, text: str) -> str:
    """Return what an article is called: its title, else the first words of its text, else its id."""
    first = text.strip().split("\n", maxsplit=1)[0]
    return plain(
        row["title"] or shorten(first, LONGEST_HEADING, placeholder="\N{HORIZONTAL ELLIPSIS}") or row["id"]
    )


def show(ask: Ask) -> View:
    """Return the articles, newest first."""
    outlet, day = ask.param("outlet"), ask.param("day")
    rows = [
        row
        for row in reversed(documents(ask))
        if (not outlet or row["publisher"] == outlet)
        and (not day or str(row["published"] or "").startswith(day))
    ]
    start = ask.number("from")
    outlets = sorted({str(row["publisher"]) for row in documents(ask) if row["publisher"]})
    shown = rows[start : start + PAGE_LENGTH]
    with ask.dossier.engine.connect() as connection:
        texts = fetch_texts(connection, [str(row["id"]) for row in shown])
    parts = {
        "rows": shown,
        "headings": {row["id"]: heading(row, texts[str(row["id"])]) for row in shown},
        "start": start,
        "total": len(rows),
        "step": PAGE_LENGTH,
        "outlets": outlets,
    }
    params = {name: ask.param(name) for name in ("outlet", "day", "from") if ask.param(name)}
    return View(
        "articles.html",
        word("title.articles", ask.lang),
        parts,
        lambda: [_row(r) for r in rows],
        params=params,
    )


def _row(row: Document) -> dict[str, str]:
    return {key: plain(value or "") for key, value in row.items()}
