"""Exports: a dossier for the tools that analysts use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dosye.dossier import Dossier, Filters
from dosye.dossier.guard import refuse_dossier
from dosye.errors import QueryError, StoreError
from dosye.views.export.events import write_plover, write_polecat
from dosye.views.export.graphs import write_ftm, write_graphml
from dosye.views.export.readings import write_record
from dosye.views.export.source import Source
from dosye.views.export.tables import write_csv, write_parquet

__all__ = ["FOLDERS", "FORMATS", "Exported", "export"]

# to add a format, add a line
FORMATS: dict[str, Callable[[Source, Path], dict[str, int]]] = {
    "csv": write_csv,
    "ftm": write_ftm,
    "graphml": write_graphml,
    "parquet": write_parquet,
    "plover": write_plover,
    "polecat": write_polecat,
    "record": write_record,
}
FOLDERS = frozenset({"csv", "parquet"})


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows of each kind, and the SHA-256 of every file."""

    counts: dict[str, int]
    checksums: dict[str, str]


def export(dossier: Dossier, format_: str, out: Path, filters: Filters) -> Exported:
    """Write a dossier, or what filters leave of it, to a file or folder.

    Raises:
        QueryError: there is no such format, or the filters name what is not there.
        StoreError: the path cannot be written or holds a dossier, or an extra is missing.
    """
    if format_ not in FORMATS:
        raise QueryError(f"{format_!r} is no format; give one of {', '.join(FORMATS)}")
    try:
        refuse_dossier(out)
        filters = dossier.settle(filters)
        with dossier.engine.connect() as connection:
            counts = FORMATS[format_](Source(dossier, connection, filters), out)
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        return Exported(counts, {file.name: _checksum(file) for file in files if file.is_file()})
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror}); check the path and rights") from error


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
