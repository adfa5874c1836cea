"""What a source is, and what comes of it: documents, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from dosye.errors import DocumentError
from dosye.records import Document

MEGABYTE = 1 << 20
STDIN_NAME = "stdin"
"""What standard input is called in failures."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: its name, the stage that gave up, and why."""

    document: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may ask for before it is cut off and reported.

    `file_mb` bounds a file that has to be read whole (a page, a PDF), `line_mb` a line of JSON Lines or a
    row of a table, `characters` the text of one document.
    """

    file_mb: int = 100
    line_mb: int = 10
    characters: int = 2_000_000
    seconds: float = 60.0
    memory_mb: int = 2000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a part of an archive or standard input, open for reading.

    `name` stands in messages; `id` is the id of a document that names none; `columns` says which column of
    a table is which field of a document.
    """

    name: str
    id: str
    stream: BinaryIO
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = LIMITS

    def whole(self) -> bytes:
        """Return all of it; DocumentError where that is more than the limit."""
        most = self.limits.file_mb * MEGABYTE
        raw = self.stream.read(most + 1)
        if len(raw) > most:
            raise DocumentError(f"larger than {self.limits.file_mb} MB; split it")
        return raw


@dataclass(frozen=True, slots=True)
class Unread:
    """A file whose parser is slow or not to be trusted: a worker reads it, within limits of time and size.

    `raw` holds the bytes where they come from an archive; otherwise they are at `path`.
    """

    name: str
    id: str
    ending: str
    path: str = ""
    raw: bytes = b""


Reader = Callable[[Source], Iterator[Document | Failure]]
