"""Tables: CSV, TSV and Parquet, a document a row; `--columns` says which column is what."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from dosye.errors import DocumentError
from dosye.records import Document
from dosye.text.decode import decode, encoding_of, refuse_binary, rejoined
from dosye.text.plain import document_of, require
from dosye.text.records import MEGABYTE, Failure, Source

_HEAD = 65536
_BATCH = 256
_DELIMITERS = ",;\t|"


def read_csv(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of a CSV file; the delimiter is the one that its header has most of."""
    yield from _delimited(source, "")


def read_tsv(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of a TSV file."""
    yield from _delimited(source, "\t")


def _delimited(source: Source, delimiter: str) -> Iterator[Document | Failure]:
    head = source.stream.read(_HEAD)
    refuse_binary(head)
    text = io.TextIOWrapper(rejoined(head, source.stream), encoding=_encoding(head), newline="")
    csv.field_size_limit(source.limits.line_mb * MEGABYTE)
    if not delimiter:
        first = head.decode(_encoding(head), "replace").split("\n", 1)[0]
        delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.DictReader(text, delimiter=delimiter, restkey="")
    number = 1
    try:
        for number, row in enumerate(rows, start=2):
            yield from _row(dict(row), rows.fieldnames or (), number, source)
    except (csv.Error, UnicodeError) as error:
        yield Failure(f"{source.name}:{number + 1}", "text", f"broken table ({error}); the rest is left out")


def _encoding(head: bytes) -> str:
    """The encoding of a stream by its head: by its mark, else UTF-8, else what the head can be."""
    found = encoding_of(head)
    if found != "utf-8":
        return found
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        decode(head)  # raises where it is not windows-1256 either
        return "windows-1256"
    return "utf-8"


def read_parquet(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of a Parquet file, a few rows in memory at a time."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise require("documents", "pyarrow") from error
    stream = source.stream if source.stream.seekable() else io.BytesIO(source.whole())
    number = 0
    try:
        file = pq.ParquetFile(stream)
        names = tuple(file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield from _row(row, names, number, source)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise DocumentError(f"broken Parquet file ({error})") from error


def _row(
    row: Mapping[str, object], names: Sequence[str], number: int, source: Source
) -> Iterator[Document | Failure]:
    if number <= 2:
        text = source.columns.get("text", "text")
        if text not in names:
            known = ", ".join(names)[:200]
            raise DocumentError(f"has no column {text!r} (it has {known}); name it: --columns text=...")
    column = source.columns.get("id", "id")
    if column not in names:
        row = {**row, column: f"{source.id}:{number}"}
    yield from document_of(row, f"{source.name}:{number}", source)
