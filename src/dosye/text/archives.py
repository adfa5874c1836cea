"""ZIP and tar archives: every file in them that has a reader, without unpacking to disk."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from dosye.errors import DocumentError
from dosye.text.records import MEGABYTE, Source

_MOST_FILES = 2_000_000
_SWELL = 200  # times the packed size; more is an archive made to fill memory


@dataclass(frozen=True, slots=True)
class Part:
    """A file of an archive, open for reading; `size` unpacked."""

    name: str
    size: int
    stream: BinaryIO


def open_parts(source: Source, *, is_zip: bool) -> Iterator[Part]:
    """Yield the files of an archive, one open at a time.

    Raises:
        DocumentError: it is no archive, is locked, breaks off, or swells beyond all bounds.
    """
    try:
        yield from _zip(source) if is_zip else _tar(source)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise DocumentError(f"broken archive ({error}); what stands after is left out") from error
    except (NotImplementedError, RuntimeError) as error:
        raise DocumentError(f"cannot be unpacked ({error})") from error


def _zip(source: Source) -> Iterator[Part]:
    stream = source.stream if source.stream.seekable() else io.BytesIO(source.whole())
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist()[:_MOST_FILES]:
            if info.is_dir():
                continue
            if info.file_size > MEGABYTE and info.file_size > _SWELL * max(1, info.compress_size):
                raise DocumentError(f"{info.filename!r} swells {_SWELL} times and more; it is not opened")
            with archive.open(info) as part:
                yield Part(info.filename, info.file_size, cast(BinaryIO, part))


def _tar(source: Source) -> Iterator[Part]:
    with tarfile.open(fileobj=source.stream, mode="r|*") as archive:
        for info in archive:
            part = archive.extractfile(info) if info.isfile() else None
            if part is not None:
                yield Part(info.name, info.size, cast(BinaryIO, part))
