"""The one loader of reviewed tables: TSV with a header, comments on top, one fact a line.

It refuses, with path and line, what would make a table unsafe to trust: wrong columns, a key twice, text
that is not NFC, a line without a source.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from pathlib import Path

from dosye.errors import TableError

SOURCE = "source"


@dataclass(slots=True)  # 40,000 are made at start: a frozen one takes three times as long to make
class Row:
    """One line of a table: its cells by column, and where it stands."""

    cells: dict[str, str]
    path: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def where(self) -> str:
        """`file:line`, as rules and messages name it."""
        return f"{self.path}:{self.line}"


def read_table(path: Path, columns: Sequence[str], *, key: Sequence[str] = ()) -> list[Row]:
    """Read one TSV file.

    Args:
        path: the file; UTF-8, NFC, LF.
        columns: the header it must have, in order.
        key: columns that together may not repeat.

    Returns:
        The rows in file order; every cell is a string, empty where unknown.

    Raises:
        TableError: the file breaks the form; the message starts with `path:line`.
    """
    rows = list(_rows(path, columns))
    refuse_repeats(rows, key)
    return rows


def read_parts(folder: Path, columns: Sequence[str], *, key: Sequence[str] = ()) -> list[Row]:
    """Read every `*.tsv` of a folder as one table, in order of file name; `*.cases.tsv` are left out."""
    rows = [row for path in _parts(folder) for row in _rows(path, columns)]
    refuse_repeats(rows, key)
    return rows


def read_lines(folder: Path) -> list[str]:
    """Return the lines of `read_parts` as they stand, without header and comments and without a check."""
    lines: list[str] = []
    for path in _parts(folder):
        told = [line for line in _lines(path) if line and not line.startswith("#")]
        lines += told[1:]
    return lines


def _parts(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.tsv") if not p.name.endswith(".cases.tsv"))


def refuse_repeats(rows: Sequence[Row], key: Sequence[str]) -> None:
    """Raise TableError where two rows have the same key."""
    if not key:
        return
    if len(set(map(itemgetter(*key), map(attrgetter("cells"), rows)))) == len(rows):  # the usual case, fast
        return
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if value in seen:
            raise TableError(
                f"{row.where}: the key {' '.join(value)!r} stands already at {seen[value].where}; remove one"
            )
        seen[value] = row


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    header: list[str] | None = None
    name = path.name
    for number, line in enumerate(_lines(path), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != list(columns):
                raise TableError(
                    f"{path}:{number}: the header is {' '.join(header)!r}, it must be {' '.join(columns)!r}"
                )
            continue
        if len(cells) != len(header):
            raise TableError(f"{path}:{number}: {len(cells)} columns, the header has {len(header)}")
        row = Row(dict(zip(header, cells, strict=True)), name, number)
        if not row.cells.get(SOURCE, SOURCE):
            raise TableError(f"{path}:{number}: no source; name a key of SOURCES.toml in the column `source`")
        yield row


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8") from error
    if not unicodedata.is_normalized("NFC", text):
        number = next(
            i
            for i, line in enumerate(text.split("\n"), start=1)
            if not unicodedata.is_normalized("NFC", line)
        )
        raise TableError(f"{path}:{number}: not in Unicode form NFC; save the line composed")
    return text.split("\n")
