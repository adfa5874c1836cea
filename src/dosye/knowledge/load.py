"""Load the knowledge tables: ours from beside this file, a user's folder of the same form on top.

A line of the user's tables replaces ours of the same key; the rest is added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from dosye.compiled import LazyMapping, LazySequence, compiled
from dosye.errors import TableError
from dosye.knowledge.records import (
    ActorLine,
    AliasLine,
    CueLine,
    IssueLine,
    IssuePhrase,
    Knowledge,
    OfficeLine,
    PlaceLine,
    RoleLine,
    TieLine,
    WordLine,
)
from dosye.records import EntityType
from dosye.tables import Row, read_lines, read_parts

T = TypeVar("T")
Cells = tuple[str | float | bool | dict[str, str] | None, ...]
TABLES = Path(__file__).parent
COLUMNS = {
    "actors": "key type name_ckb name_ar name_en polity sector camp wikidata from to gloss source checked",
    "aliases": "actor alias kind source",
    "camps": "word kind side source",
    "cues": "key form kind class complement agent_slot source checked",
    "issues": "slug meaning name_ckb low high source",
    "lines": "issue side way source",
    "offices": "word label kind",
    "phrases": "slug phrase polarity source",
    "places": "key type kind name_ckb name_ar name_en within lat lon wikidata source checked",
    "roles": "actor role body from to source checked",
    "ties": "subject type object label from to source checked",
    "words": "key form kind type mode subject object slots condition source checked",
}
KEYS = {
    "actors": "key",
    "aliases": "actor alias",
    "camps": "word",
    "cues": "key",
    "issues": "slug",
    "lines": "issue side",
    "offices": "word label",
    "phrases": "slug phrase",
    "places": "key",
    "roles": "actor role body from",
    "ties": "subject type object label from",
    "words": "key",
}


class _Ours(Knowledge):
    """The tables of dosye alone: each is read when it is first asked for, a question needs few of them."""

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        """Read a table whose field is not filled yet, and fill it."""
        if name not in RECORDS and name != "version":
            raise AttributeError(f"knowledge has no table {name!r}")
        value = compiled(our_version) if name == "version" else RECORDS[name](compiled(our_cells, name))
        object.__setattr__(self, name, value)
        return value


def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Load every table: at once with an overlay, without it when a table is first asked for.

    Args:
        overlay: a user's folder with any of the same tables in it; None for ours alone.

    Raises:
        TableError: a line breaks its table's form; the message names file and line.
    """
    return _load(overlay)


@lru_cache(maxsize=4)
def _load(overlay: Path | None) -> Knowledge:
    if overlay is None:
        return object.__new__(_Ours)
    rows = {table: _rows(table, overlay) for table in COLUMNS}
    version = _version({table: map(_line, lines) for table, lines in rows.items()})
    records = {name: make(_cells(name, rows[name])) for name, make in RECORDS.items()}
    return Knowledge(**records, version=version)  # type: ignore[arg-type]


def compiled_for(knowledge: Knowledge, make: Callable[[Knowledge], T]) -> T:
    """Return what a function makes of the tables; for ours alone from the file of `dosye.compiled`."""
    return compiled(make, knowledge) if isinstance(knowledge, _Ours) else make(knowledge)


def our_version() -> str:
    """Return the version of our tables alone."""
    return _version({table: read_lines(TABLES / table) for table in COLUMNS})


def our_cells(table: str) -> list[Cells]:
    """Return the fields of the rows of one of our tables."""
    return _cells(table, _rows(table, None))


def _cells(table: str, rows: Sequence[Row]) -> list[Cells]:
    return [*map(CELLS[table], rows)]


def _rows(table: str, overlay: Path | None) -> list[Row]:
    columns, key = COLUMNS[table].split(), KEYS[table].split()
    ours = read_parts(TABLES / table, columns, key=key)
    if overlay is None or not (overlay / table).is_dir():
        return ours
    theirs = read_parts(overlay / table, columns, key=key)
    taken = {tuple(row[c] for c in key) for row in theirs}
    return [row for row in ours if tuple(row[c] for c in key) not in taken] + theirs


def _line(row: Row) -> str:
    return "\t".join(row.cells.values())


def _version(lines: Mapping[str, Iterable[str]]) -> str:
    digest = hashlib.sha256()
    for table in sorted(lines):
        digest.update((table + "".join(lines[table])).encode())
    return digest.hexdigest()[:12]


def _type(row: Row) -> str:
    if row["type"] not in _TYPES:
        raise TableError(f"{row.where}: the type {row['type']!r} is none of {' '.join(_TYPES)}")
    return row["type"]


def _degrees(row: Row, column: str) -> float | None:
    try:
        return float(row[column]) if row[column] else None
    except ValueError:
        raise TableError(f"{row.where}: {column} {row[column]!r} is no number of degrees") from None


def _actor(r: Row) -> Cells:
    names = (r["name_ckb"], r["name_ar"], r["name_en"])
    rest = (r["polity"], r["sector"], r["camp"], r["wikidata"], r["from"], r["to"], r["gloss"])
    return (r["key"], _type(r), *names, *rest, r["checked"] == "checked", r.where)


def _place(r: Row) -> Cells:
    names = (r["kind"], r["name_ckb"], r["name_ar"], r["name_en"], r["within"])
    where = (_degrees(r, "lat"), _degrees(r, "lon"), r["wikidata"], r["checked"] == "checked", r.where)
    return (r["key"], _type(r), *names, *where)


def _role(r: Row) -> Cells:
    return (r["actor"], r["role"], r["body"], r["from"], r["to"], r["checked"] == "checked", r.where)


def _tie(r: Row) -> Cells:
    ends = (r["subject"], r["type"], r["object"], r["label"])
    return (*ends, r["from"], r["to"], r["checked"] == "checked", r.where)


def _word(r: Row) -> Cells:
    slots = dict(_slot(r, part) for part in r["slots"].split(";") if part)
    kinds = (r["key"], r["form"], r["kind"], r["type"], r["mode"], r["subject"], r["object"])
    return (*kinds, slots, r["condition"], r.where)


def _slot(row: Row, part: str) -> tuple[str, str]:
    preposition, equals, side = part.partition("=")
    if not equals:
        raise TableError(f"{row.where}: the slot {part!r} must be written preposition=side")
    return preposition, side


def _cue(r: Row) -> Cells:
    return (r["key"], r["form"], r["kind"], r["class"], r["complement"], r["agent_slot"], r.where)


def _issue(r: Row) -> Cells:
    return (r["slug"], r["meaning"], r["name_ckb"], r["low"], r["high"], r.where)


def _way(row: Row) -> int:
    if row["way"] not in ("1", "-1"):
        raise TableError(f"{row.where}: the way {row['way']!r} must be 1 (for the issue) or -1 (against it)")
    return int(row["way"])


def _typed(cells: Sequence[Cells], record: Callable[..., T]) -> Mapping[str, T]:
    """Records with a type, by key."""

    def make(row: Cells) -> T:
        key, type_, *rest = row
        return record(key, _TYPES[str(type_)], *rest)

    return LazyMapping({str(row[0]): row for row in cells}, make)


def _each(cells: Sequence[Cells], record: Callable[..., T]) -> Sequence[T]:
    return LazySequence(cells, lambda row: record(*row))


_TYPES = {type_.value: type_ for type_ in EntityType}
# to add a table, add a line here, in RECORDS, in COLUMNS and in KEYS: the fields of its rows, as plain values
CELLS: dict[str, Callable[[Row], Cells]] = {
    "actors": _actor,
    "aliases": lambda r: (r["actor"], r["alias"], r["kind"], r.where),
    "camps": lambda r: (r["kind"], r["word"], r["side"]),
    "cues": _cue,
    "issues": _issue,
    "lines": lambda r: (r["issue"], r["side"], _way(r)),
    "offices": lambda r: (r["word"], r["label"], r["kind"], r.where),
    "phrases": lambda r: (r["slug"], r["phrase"], r["polarity"], r.where),
    "places": _place,
    "roles": _role,
    "ties": _tie,
    "words": _word,
}
# what the fields of all rows become
RECORDS: dict[str, Callable[[Sequence[Cells]], object]] = {
    "actors": lambda cells: _typed(cells, ActorLine),
    "aliases": lambda cells: _each(cells, AliasLine),
    "camps": lambda cells: {(kind, word): side for kind, word, side in cells},
    "cues": lambda cells: _each(cells, CueLine),
    "issues": lambda cells: {line.slug: line for line in _each(cells, IssueLine)},
    "lines": lambda cells: {(issue, side): way for issue, side, way in cells},
    "offices": lambda cells: _each(cells, OfficeLine),
    "phrases": lambda cells: _each(cells, IssuePhrase),
    "places": lambda cells: _typed(cells, PlaceLine),
    "roles": lambda cells: _each(cells, RoleLine),
    "ties": lambda cells: _each(cells, TieLine),
    "words": lambda cells: _each(cells, WordLine),
}
