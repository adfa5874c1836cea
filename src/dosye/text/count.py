"""How many documents there will be, as far as that can be told without parsing: for the time left."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from dosye.text.sources import READERS, STDIN, TARS, ending_of

_BLOCK = 1 << 20
_LINES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})
_UNTOLD = (*TARS, ".json")  # how many they hold stands at no place of theirs
_MOST = 4 << 30  # bytes that are counted; the rest is reckoned from them


def count_documents(paths: Iterable[str]) -> int | None:
    """Return about how many documents paths hold; None where that cannot be told (`-`, tar, .json)."""
    total = 0
    for path in paths:
        if path == STDIN:
            return None
        for file in _files(Path(path)):
            ending = ending_of(file)
            if ending in _UNTOLD:
                return None
            with contextlib.suppress(OSError, zipfile.BadZipFile):
                total += _count(file, ending)
    return total


def _files(path: Path) -> Iterable[str]:
    if not path.is_dir():
        yield str(path)
        return
    for folder, _, names in os.walk(path):
        yield from (os.path.join(folder, name) for name in names if not name.startswith("."))


def _count(file: str, ending: str) -> int:
    if ending in _LINES:
        return _lines(file)
    if ending == ".zip":
        with zipfile.ZipFile(file) as archive:
            return sum(ending_of(name) in READERS for name in archive.namelist())
    return 1


def _lines(file: str) -> int:
    found = seen = 0
    with open(file, "rb") as stream:
        while seen < _MOST and (block := stream.read(_BLOCK)):
            found, seen = found + block.count(b"\n"), seen + len(block)
    return round(found * os.path.getsize(file) / seen) if seen else 0
