"""Walk through paths and hand on their documents one by one."""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dosye.errors import DocumentError
from dosye.records import Document
from dosye.text.archives import open_parts
from dosye.text.dates import date_in_name
from dosye.text.decode import rejoined
from dosye.text.docx import read_docx
from dosye.text.feeds import ids_in_feed, read_feed
from dosye.text.pages import read_html
from dosye.text.pdf import read_pdf
from dosye.text.plain import checked, read_json, read_json_lines, read_text_file
from dosye.text.records import LIMITS, MEGABYTE, STDIN_NAME, Failure, Limits, Reader, Source, Unread
from dosye.text.rows import read_csv, read_parquet, read_tsv

STDIN = "-"
# to add a format, add a line
READERS: dict[str, Reader] = {
    ".txt": read_text_file,
    ".text": read_text_file,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".parquet": read_parquet,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
# parsed by the workers, which are cut off by time and size
SLOW = frozenset({".html", ".htm", ".xhtml", ".pdf", ".docx", ".rss", ".atom", ".xml"})
FEEDS = frozenset(ending for ending, reader in READERS.items() if reader is read_feed)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_HEAD = 512
_MARKS = b"\xef\xbb\xbf \t\r\n"  # what may stand before the first letter of standard input
# what standard input begins with -> what it is read as, else as one text; to add one, add a line
BEGINNINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\{"), ".jsonl"),
    (re.compile(rb"\[\s*\{"), ".json"),
    (re.compile(rb"(<\?xml[^>]*>\s*)?<(!doctype html|html)", re.IGNORECASE), ".html"),
    (re.compile(rb"<(\?xml|rss|feed)\b"), ".xml"),
    (re.compile(rb"%PDF-"), ".pdf"),
)
DOSSIER = ".dosye"
_BESIDE = (f"{DOSSIER}-wal", f"{DOSSIER}-shm", f"{DOSSIER}-journal")  # what SQLite keeps beside a dossier
_DEEPEST = 3  # archives within archives
Found = Document | Failure | Unread


def find_documents(
    paths: Iterable[str], *, columns: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Iterator[Document | Failure]:
    """Yield the documents of files, folders and archives in order of path; what cannot be read is a Failure.

    Args:
        paths: files, folders (walked whole), archives, or `-` for standard input.
        columns: which column of a table, or key of a JSON line, is which field of a document.
        limits: how large a file, a line and a text may be.
    """
    for found in find_unread(paths, columns=columns, limits=limits):
        if isinstance(found, Unread):
            yield from read_unread(found, limits)
        else:
            yield found


def find_unread(
    paths: Iterable[str], *, columns: Mapping[str, str] | None = None, limits: Limits = LIMITS
) -> Iterator[Found]:
    """Yield the same with the files of slow formats unread, for a worker to read with `read_unread`."""
    walk = _Walk(columns or {}, limits)
    for path in paths:
        if path == STDIN:
            yield from walk.standard_input(sys.stdin.buffer)
        else:
            yield from walk.one(Path(path), "" if Path(path).is_dir() else Path(path).name)


def read_unread(unread: Unread, limits: Limits) -> Iterator[Document | Failure]:
    """Yield the documents of a file of a slow format."""
    try:
        with io.BytesIO(unread.raw) if unread.raw else open(unread.path, "rb") as stream:
            yield from _read(unread.ending, Source(unread.name, unread.id, stream, limits=limits))
    except OSError as error:
        yield Failure(unread.name, "text", f"cannot be read ({error.strerror or error})")


def ids_in(found: Document | Unread, limits: Limits = LIMITS) -> list[str]:
    """Return the ids that the documents of what was found may bear: of a feed each article has its own."""
    if isinstance(found, Document) or found.ending not in FEEDS:
        return [found.id]
    try:
        with io.BytesIO(found.raw) if found.raw else open(found.path, "rb") as stream:
            raw = stream.read(limits.file_mb * MEGABYTE)
    except OSError:
        return [found.id]
    return [found.id, *ids_in_feed(raw, found.id)]


def ending_of(name: str) -> str:
    """Return the ending of a name that says its format, in small letters."""
    lower = name.lower()
    return next((tar for tar in TARS if lower.endswith(tar)), PurePosixPath(lower).suffix)


def _read(ending: str, source: Source) -> Iterator[Document | Failure]:
    """Read with the reader of an ending; whatever its parser trips over is a failure of this source alone."""
    told = False
    try:
        for found in READERS[ending](source):
            told = True
            yield checked(_dated(found, source), source) if isinstance(found, Document) else found
    except DocumentError as error:
        yield Failure(source.name, "text", str(error))
    except (OSError, EOFError) as error:
        yield Failure(source.name, "text", f"cannot be read ({error})")
    except MemoryError:
        yield Failure(source.name, "text", "needs more memory than a document may")
    except Exception as error:  # parsers of others' formats raise what they like on broken input
        yield Failure(source.name, "text", f"broken {ending} file ({type(error).__name__}: {error})"[:300])
    else:
        if not told:
            yield Failure(source.name, "text", "holds no documents")


def _dated(document: Document, source: Source) -> Document:
    """The document with the date in the name of its file, where nothing nearer tells one."""
    if document.published or document.id != source.id:
        return document
    return replace(document, published=date_in_name(source.id))


def _unread(ending: str) -> str:
    """Return why there is no reader for files of an ending."""
    if ending == DOSSIER:
        return "a dossier is no article; `dosye copy` copies one"
    known = " ".join(sorted({*READERS, ".zip", *TARS}))
    return f"no reader for {ending or 'a file without ending'}; known are {known}"


class _Walk:
    """One walk with its settings."""

    def __init__(self, columns: Mapping[str, str], limits: Limits) -> None:
        self.columns, self.limits = columns, limits

    def one(self, path: Path, name: str, *, keep: bool = False) -> Iterator[Found]:
        """Read a file or folder; `name` is its path below the one that was given; `keep` its ending."""
        if path.is_dir():
            yield from self.folder(path, name)
            return
        ending = ending_of(path.name)
        id_ = name if keep or not ending else name[: -len(ending)]
        if ending in SLOW and path.is_file():
            yield Unread(str(path), id_, ending, path=str(path))
            return
        try:
            with path.open("rb") as stream:
                yield from self.file(ending, Source(str(path), id_, stream, self.columns, self.limits))
        except OSError as error:
            yield Failure(str(path), "text", f"cannot be read ({error.strerror or error})")

    def folder(self, folder: Path, name: str) -> Iterator[Found]:
        """Read what is in a folder; of files that differ only by ending the ids keep it."""
        try:
            inside = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
        except OSError as error:
            yield Failure(str(folder), "text", f"cannot be read ({error.strerror or error})")
            return
        dossiers = [p.name for p in inside if ending_of(p.name) == DOSSIER and p.is_file()]
        if dossiers:
            yield Failure(str(folder), "dossier", f"{', '.join(dossiers)} left out: a dossier is no article")
        inside = [p for p in inside if p.name not in dossiers and ending_of(p.name) not in _BESIDE]
        if not inside and not name:
            yield Failure(str(folder), "text", "the folder holds no files to read")
        stems = Counter(p.name[: len(p.name) - len(ending_of(p.name))] for p in inside)
        for path in inside:
            if path.is_symlink() and path.is_dir():
                continue  # a link to a folder may lead back here
            keep = stems[path.name[: len(path.name) - len(ending_of(path.name))]] > 1
            yield from self.one(path, f"{name}/{path.name}".lstrip("/"), keep=keep)

    def file(self, ending: str, source: Source, depth: int = 0) -> Iterator[Found]:
        """Read one open file."""
        if ending == ".zip" or ending in TARS:
            yield from self.archive(ending, source, depth)
        elif ending in READERS:
            yield from _read(ending, source)
        else:
            yield Failure(source.name, "text", _unread(ending))

    def archive(self, ending: str, source: Source, depth: int) -> Iterator[Found]:
        """Read the files of an archive."""
        if depth >= _DEEPEST:
            yield Failure(source.name, "text", f"archives within archives, {_DEEPEST} deep; unpack it")
            return
        told = False
        try:
            for part in open_parts(source, is_zip=ending == ".zip"):
                hidden = any(p.startswith((".", "__MACOSX")) for p in PurePosixPath(part.name).parts)
                if not hidden:
                    told = True
                    yield from self.part(part.name, part.stream, source, depth)
            if not told:
                yield Failure(source.name, "text", "holds no files")
        except DocumentError as error:
            yield Failure(source.name, "text", str(error))

    def part(self, name: str, stream: BinaryIO, source: Source, depth: int) -> Iterator[Found]:
        """Read one file of an archive."""
        ending = ending_of(name)
        id_ = f"{source.id}/{name[: len(name) - len(ending)]}"
        inner = Source(f"{source.name}!{name}", id_, stream, self.columns, self.limits)
        if ending not in SLOW:
            yield from self.file(ending, inner, depth + 1)
            return
        try:
            yield Unread(inner.name, id_, ending, raw=inner.whole())
        except DocumentError as error:
            yield Failure(inner.name, "text", str(error))

    def standard_input(self, stream: BinaryIO) -> Iterator[Found]:
        """Read standard input as what it begins like: JSON, a page, a feed, a PDF, else one text.

        A text or page has no name: its id is made from its bytes, so that the next does not take its place.
        """
        head = stream.read(_HEAD)
        source = Source(STDIN_NAME, STDIN_NAME, rejoined(head, stream), self.columns, self.limits)
        begins = head.lstrip(_MARKS)
        ending = next((ending for pattern, ending in BEGINNINGS if pattern.match(begins)), ".txt")
        if ending == ".jsonl":
            yield from _read(ending, source)
            return
        try:
            raw = source.whole()
        except DocumentError as error:
            yield Failure(source.name, "text", str(error))
            return
        id_ = f"{STDIN_NAME}-{hashlib.sha256(raw).hexdigest()[:8]}"
        if ending in SLOW:
            yield Unread(STDIN_NAME, id_, ending, raw=raw)
            return
        yield from _read(ending, replace(source, id=id_, stream=io.BytesIO(raw)))
