"""Plain text and JSON Lines: from bytes to documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from dosye.records import DocId, Document
from dosye.text.records import Failure

KEYS = ("id", "text", "published", "publisher", "url", "title")


def read_text_file(path: Path, raw: bytes) -> Iterator[Document | Failure]:
    """Return the one document of a text file; its id is the name of the file without ending."""
    text = decode(raw)
    if isinstance(text, str) and text.strip():
        yield Document(DocId(path.stem), text)
    else:
        yield Failure(str(path), "text", "the file holds no text" if isinstance(text, str) else text.message)


def decode(raw: bytes) -> str | Failure:
    """Return bytes as text: UTF-8, or UTF-16 by its mark; anything else is a failure."""
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        return Failure("", "text", f"not UTF-8 text (byte {error.start}); save it as UTF-8")
    if "\x00" in text:
        return Failure("", "text", "holds null bytes, so it is no text")
    return text


def read_json_lines(path: Path, raw: bytes) -> Iterator[Document | Failure]:
    """Return the documents of a JSON Lines file: `id, text, published, publisher, url, title`."""
    text = decode(raw)
    if isinstance(text, Failure):
        yield Failure(str(path), "text", text.message)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield read_json_line(line, f"{path}:{number}")


def read_json_line(line: str, where: str) -> Document | Failure:
    """Return the document of one JSON line."""
    try:
        record = json.loads(line)
    except ValueError as error:
        return Failure(where, "text", f"no JSON ({error})")
    if not isinstance(record, Mapping):
        return Failure(where, "text", "a line must be a JSON object with `id` and `text`")
    for key in ("id", "text"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            return Failure(where, "text", f"the key {key!r} is missing or empty")
    optional = {key: record[key] for key in KEYS[2:] if isinstance(record.get(key), str)}
    return Document(DocId(record["id"]), record["text"], **optional)
