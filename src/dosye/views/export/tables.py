"""A dossier as a folder of tables, CSV or Parquet, with the codebook that explains every column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from dosye.dossier import schema as s
from dosye.errors import StoreError
from dosye.records import EventType, Modality, Position, RelationType, SourceKind, SpeechKind
from dosye.tables import Row, read_table
from dosye.views.export.source import Cell, Line, Source, join

HERE = Path(__file__).parent
CODES = (EventType, Modality, Position, RelationType, SourceKind, SpeechKind)
TYPES = {"text": "string", "integer": "int64", "number": "float64", "boolean": "bool"}


def codebook() -> list[Row]:
    """Return what every column of every table holds."""
    return read_table(HERE / "codebook.tsv", ("table", "column", "type", "meaning"), key=("table", "column"))


def columns_of(table: str) -> list[str]:
    """Return the columns of an exported table."""
    return [row["column"] for row in codebook() if row["table"] == table]


def documents(source: Source) -> Iterator[Line]:
    """Yield one line for each article."""
    for row in source.documents.values():
        yield dict(row._mapping)


def actors(source: Source) -> Iterator[Line]:
    """Yield one line for each actor."""
    for row in source.actors.values():
        yield {
            "id": row.id,
            "type": row.type,
            "name": row.name,
            "name_en": row.name_en,
            "polity": source.polity(row.id),
            "iso": source.state(row.id),
            "sector": source.sectors.get(row.id),
            "camp": row.camp,
            "gloss": row.gloss,
            "wikidata": source.wikidata.get(row.id),
            "named": row.named,
            "articles": row.articles,
            "mentions": row.mentions,
        }


def acts(source: Source) -> Iterator[Line]:
    """Yield one line for each act."""
    for act in source.acts:
        row, said = act.first, act.said
        grades = [r.grade for r in act.rows if r.grade]
        yield {
            "act": act.id,
            "type": said.type,
            "mode": said.mode,
            "modality": said.modality,
            "actors": join(said.actors),
            "recipients": join(said.recipients),
            "place": said.place,
            "country": source.state(said.place) if said.place else None,
            "time": said.time,
            "earliest": row.earliest,
            "latest": row.latest,
            "confidence": max((r.confidence for r in act.rows if r.confidence is not None), default=None),
            "grade": min(grades, default=None),
            "tellings": len(act.rows),
            "sentence": act.sentence,
        }


def tellings(source: Source) -> Iterator[Line]:
    """Yield one line for each telling of an act."""
    rows = [row for act in source.acts for row in act.rows]
    texts = source.texts({row.doc for row in rows})
    for row in rows:
        line = {
            key: getattr(row, key) for key in ("act", "doc", "start", "end", "time", "counts", "confidence")
        }
        yield line | {"event": row.id, "trigger": texts[row.doc][row.start : row.end]}


def statements(source: Source) -> Iterator[Line]:
    """Yield one line for each statement."""
    for row, text in source.rows(s.statements):
        ends = {"source": row.source_actor, "medium": row.medium_actor}
        yield dict(row._mapping) | ends | {"words": text[row.start : row.end]}


def ties(source: Source) -> Iterator[Line]:
    """Yield one line for each telling of a tie."""
    for row, text in source.rows(s.relations):
        ends = {"subject": row.subject_actor, "object": row.object_actor}
        yield dict(row._mapping) | ends | {"evidence": text[row.start : row.end]}


def stances(source: Source) -> Iterator[Line]:
    """Yield one line for each telling of a stance."""
    for row, text in source.rows(s.stances):
        yield dict(row._mapping) | {"holder": row.holder_actor, "evidence": text[row.start : row.end]}


def conditions(source: Source) -> Iterator[Line]:
    """Yield one line for each condition."""
    for row, text in source.rows(s.conditions):
        words = {"if": text[row.if_start : row.if_end], "then": text[row.then_start : row.then_end]}
        yield {"doc": row.doc, "id": row.id, "by": row.by_actor} | words


# to add a table, add a line, and its columns to codebook.tsv
TABLES: dict[str, Callable[[Source], Iterator[Line]]] = {
    "documents": documents,
    "actors": actors,
    "acts": acts,
    "tellings": tellings,
    "statements": statements,
    "ties": ties,
    "stances": stances,
    "conditions": conditions,
}


def write_csv(source: Source, out: Path) -> dict[str, int]:
    """Write a folder of CSV files; return the rows of each."""
    counts = {}
    for table, lines in _prepared(source, out):
        with (out / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns_of(table), extrasaction="ignore")
            writer.writeheader()
            writer.writerows(lines)
        counts[table] = len(lines)
    return counts


def write_parquet(source: Source, out: Path) -> dict[str, int]:
    """Write a folder of Parquet files; return the rows of each."""
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise StoreError("Parquet needs PyArrow; install dosye[export]") from error
    counts = {}
    for table, lines in _prepared(source, out):
        fields = [(r["column"], TYPES[r["type"]]) for r in codebook() if r["table"] == table]
        schema = pa.schema([(name, getattr(pa, kind.replace("bool", "bool_"))()) for name, kind in fields])
        cells = [{name: line.get(name) for name, _ in fields} for line in lines]
        pq.write_table(pa.Table.from_pylist(cells, schema=schema), out / f"{table}.parquet")
        counts[table] = len(lines)
    return counts


def _prepared(source: Source, out: Path) -> Iterator[tuple[str, list[Line]]]:
    out.mkdir(parents=True, exist_ok=True)
    _write_codebook(source, out / "codebook.csv")
    for table, lines in TABLES.items():
        yield table, list(lines(source))


def _write_codebook(source: Source, path: Path) -> None:
    """Write the columns, the codes that stand in them, and which reader and tables made the rows."""
    made = sorted({(row.reader or "by hand", row.tables or "") for row in source.documents.values()})
    rows: list[tuple[Cell, ...]] = [(r["table"], r["column"], r["type"], r["meaning"]) for r in codebook()]
    rows += [("code", kind.__name__, "code", member.value) for kind in CODES for member in kind]
    rows += [("version", reader, "reader", f"tables {tables}") for reader, tables in made]
    rows.append(("version", str(s.VERSION), "schema", "of the dossier"))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "column", "type", "meaning"))
        writer.writerows(rows)
