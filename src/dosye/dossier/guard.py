"""Keep a dossier from being written over by a page, an export or a log; it loads no store."""

from __future__ import annotations

from pathlib import Path

from dosye.errors import StoreError

SQLITE_HEADER = b"SQLite format 3\x00"


def refuse_dossier(path: Path) -> None:
    """Raise StoreError where a path that is to be written holds a dossier."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        if file.read(len(SQLITE_HEADER)) == SQLITE_HEADER:
            raise StoreError(f"{path}: holds a dossier, which this would destroy; write to another path")
