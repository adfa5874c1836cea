"""Plain text and JSON Lines: from bytes to documents."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dosye.errors import DocumentError
from dosye.records import DocId, Document
from dosye.text.dates import clean_date
from dosye.text.decode import decode, encoding_of, refuse_binary, rejoined
from dosye.text.records import MEGABYTE, Failure, Source

FIELDS = ("id", "text", "published", "publisher", "url", "title")
_LONGEST_ID = 500
_HEAD = 2000
_MORE = "Extra data"  # what the parser calls a second object after the first
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def read_text_file(source: Source) -> Iterator[Document | Failure]:
    """Yield the one document of a text file; its id is the name of the file without ending."""
    yield Document(DocId(source.id), decode(source.whole()))


def read_json_lines(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of a JSON Lines file: `id, text, published, publisher, url, title`."""
    for number, line in _lines(source):
        if isinstance(line, Failure):
            yield line
        elif line.strip():
            yield from read_json_line(line, number, source)


def read_json(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of a JSON file: a list of what JSON Lines hold, or one, or JSON Lines after all."""
    raw = source.whole()
    try:
        found = json.loads(decode(raw))
    except json.JSONDecodeError as error:
        if error.msg != _MORE:
            raise DocumentError(f"no JSON ({error.msg} at character {error.pos + 1})") from error
        yield from read_json_lines(replace(source, stream=io.BytesIO(raw)))
        return
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"no JSON ({error})") from error
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        yield from _read_object(record, number, source)


def _lines(source: Source) -> Iterator[tuple[int, str | Failure]]:
    """Yield numbered lines without holding the file; one that is too long or broken is a failure."""
    most, number = source.limits.line_mb * MEGABYTE, 0
    head = source.stream.read(_HEAD)
    refuse_binary(head)
    stream = rejoined(head, source.stream)
    if encoding_of(head) not in ("utf-8", "utf-8-sig"):
        yield from enumerate(decode(replace(source, stream=stream).whole()).splitlines(), start=1)
        return
    while raw := stream.readline(most + 1):
        number += 1
        where = f"{source.name}:{number}"
        if len(raw) > most:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MEGABYTE)
            yield number, Failure(where, "text", f"a line longer than {source.limits.line_mb} MB; split it")
            continue
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            yield number, Failure(where, "text", f"not UTF-8 text (byte {error.start} of the line)")


def read_json_line(line: str, number: int, source: Source) -> Iterator[Document | Failure]:
    """Yield the document of one JSON line, by its number in the source."""
    where = f"{source.name}:{number}"
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        yield Failure(where, "text", f"no JSON ({error.msg} at character {error.pos + 1})")
        return
    except (ValueError, RecursionError) as error:
        yield Failure(where, "text", f"no JSON ({error})")
        return
    yield from _read_object(record, number, source)


def _read_object(record: object, number: int, source: Source) -> Iterator[Document | Failure]:
    """Yield the document of one object of JSON, by its number in the source."""
    where = f"{source.name}:{number}"
    if not isinstance(record, Mapping):
        yield Failure(where, "text", "must be a JSON object with `id` and `text`")
        return
    unnamed = {} if source.columns.get("id", "id") else {"": f"{source.id}:{number}"}
    yield from document_of({str(k): v for k, v in record.items()} | unnamed, where, source)


def document_of(record: Mapping[str, object], where: str, source: Source) -> Iterator[Document | Failure]:
    """Yield the document of a record: a line of JSON or a row of a table, its columns named by the map.

    A number does for an id; a date that is none is reported, and the document read without one.
    """
    fields = {name: _cell(record.get(source.columns.get(name, name))) for name in FIELDS}
    for name in ("id", "text"):
        if not fields[name].strip():
            column = source.columns.get(name, name)
            none = ", or --columns id= for file and line" if name == "id" else ""
            told = f"the key {column!r} is missing or empty; name another: --columns {name}=...{none}"
            yield Failure(where, "text", told)
            return
    published = clean_date(fields["published"]) if fields["published"] else None
    if fields["published"] and published is None:
        shown = fields["published"][:40]
        yield Failure(where, "date", f"{shown!r} is no date; the article is read without one")
    rest = {name: fields[name] or None for name in ("publisher", "url", "title")}
    yield Document(DocId(fields["id"][:_LONGEST_ID]), fields["text"], published, **rest)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, int | float):
        return str(value)
    return str(value.isoformat()) if hasattr(value, "isoformat") else ""


def checked(document: Document, source: Source) -> Document | Failure:
    """Return a document, or the reason why its text cannot be read."""
    if not document.text.strip():
        return Failure(source.name, "text", "the file holds no text")
    if len(document.text) > source.limits.characters:
        most = f"{source.limits.characters:,}"
        return Failure(
            source.name, "text", f"a text of {len(document.text):,} characters; {most} is the most"
        )
    if found := _BROKEN.search(document.text):
        return Failure(source.name, "text", f"holds U+{ord(found[0]):04X}, which is no character of a text")
    return document


def require(extra: str, package: str) -> DocumentError:
    """Return the error that says which extra a format needs."""
    return DocumentError(f"needs {package}; pip install 'dosye[{extra}]'")
