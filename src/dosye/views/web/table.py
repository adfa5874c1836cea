"""The data of a view as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dosye.dossier import Fact
from dosye.views.web.records import Row

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fact_rows(facts: Iterable[Fact]) -> Iterator[Row]:
    """Return facts as rows of a table, one for each quote, so that every row leads to its words."""
    for fact in facts:
        base = {
            "fact": fact.id,
            "layer": fact.layer,
            "time": fact.time or "",
            "english": fact.en,
            "kurdish": fact.ckb,
            "confidence": "" if fact.confidence is None else f"{fact.confidence:.2f}",
            "actors": " ".join(fact.actors),
        }
        for quote in fact.quotes or (None,):
            words = (quote.doc, str(quote.start), str(quote.end), quote.text) if quote else ("", "", "", "")
            where = dict(zip(("document", "start", "end", "words"), words, strict=True))
            yield base | where | dict(fact.details)


def to_csv(rows: Sequence[Row]) -> str:
    """Return rows as CSV with a byte order mark, which spreadsheets need to see Kurdish."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or ["nothing"], restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _calm(value) for column, value in row.items()})
    return "\ufeff" + out.getvalue()


def _calm(value: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe."""
    value = value.replace("\x00", "")
    return f"'{value}" if value.startswith(FORMULA) else value
