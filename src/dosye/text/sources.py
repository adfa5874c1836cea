"""Walk through paths and hand on their documents one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dosye.records import Document
from dosye.text.plain import read_json_lines, read_text_file
from dosye.text.records import Failure

STDIN = "-"
# to add a format, add a line
READERS: dict[str, Callable[[Path, bytes], Iterator[Document | Failure]]] = {
    ".txt": read_text_file,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}


def find_documents(paths: Iterable[str]) -> Iterator[Document | Failure]:
    """Return the documents of files and folders in order of path; what cannot be read is a Failure.

    Args:
        paths: files, folders (walked whole), or `-` for standard input (JSON Lines, or one plain text).
    """
    for path in paths:
        if path == STDIN:
            yield from _standard_input(sys.stdin.buffer.read())
        else:
            yield from _one(Path(path))


def _standard_input(raw: bytes) -> Iterator[Document | Failure]:
    reader = read_json_lines if raw.lstrip().startswith(b"{") else read_text_file
    yield from reader(Path("stdin"), raw)


def _one(path: Path) -> Iterator[Document | Failure]:
    if path.is_dir():
        yield from _folder(path)
        return
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(sorted(READERS))
        yield Failure(
            str(path), "text", f"no reader for {path.suffix or 'a file without ending'}; known are {known}"
        )
        return
    try:
        raw = path.read_bytes()
    except OSError as error:
        yield Failure(str(path), "text", f"cannot be read ({error.strerror})")
        return
    yield from reader(path, raw)


def _folder(folder: Path) -> Iterator[Document | Failure]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Failure(str(folder), "text", f"cannot be read ({error.strerror})")
        return
    for path in inside:
        if not path.name.startswith("."):
            yield from _one(path)
