"""Load the knowledge tables: ours from beside this file, a user's folder of the same form on top.

A line of the user's tables replaces ours of the same key; the rest is added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

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
from dosye.tables import Row, read_parts

T = TypeVar("T")
TABLES = Path(__file__).parent
COLUMNS = {
    "actors": "key type name_ckb name_ar name_en polity sector camp wikidata from to gloss source checked",
    "aliases": "actor alias kind source",
    "cues": "key form kind class complement agent_slot source checked",
    "issues": "slug meaning name_ckb low high source",
    "offices": "word label kind",
    "phrases": "slug phrase polarity source",
    "places": "key type kind name_ckb name_ar name_en within lat lon wikidata source checked",
    "roles": "actor role body from to source checked",
    "ties": "subject type object label from to source checked",
    "words": "key form kind type mode subject object slots default_modality condition source checked",
}
KEYS = {
    "actors": "key",
    "aliases": "actor alias",
    "cues": "key",
    "issues": "slug",
    "offices": "word label",
    "phrases": "slug phrase",
    "places": "key",
    "roles": "actor role body from",
    "ties": "subject type object label from",
    "words": "key",
}


@lru_cache(maxsize=4)
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Load every table.

    Args:
        overlay: a user's folder with any of the same tables in it; None for ours alone.

    Raises:
        TableError: a line breaks its table's form; the message names file and line.
    """
    rows = {table: _rows(table, overlay) for table in COLUMNS}
    return Knowledge(
        actors={r["key"]: _actor(r) for r in rows["actors"]},
        places={r["key"]: _place(r) for r in rows["places"]},
        aliases=_each(rows["aliases"], lambda r: AliasLine(r["actor"], r["alias"], r["kind"], r.where)),
        roles=_each(rows["roles"], _role),
        ties=_each(rows["ties"], _tie),
        offices=_each(rows["offices"], lambda r: OfficeLine(r["word"], r["label"], r["kind"], r.where)),
        words=_each(rows["words"], _word),
        cues=_each(rows["cues"], _cue),
        issues={r["slug"]: _issue(r) for r in rows["issues"]},
        phrases=_each(rows["phrases"], lambda r: IssuePhrase(r["slug"], r["phrase"], r["polarity"], r.where)),
        version=_version(rows),
    )


def _rows(table: str, overlay: Path | None) -> list[Row]:
    columns, key = COLUMNS[table].split(), KEYS[table].split()
    ours = read_parts(TABLES / table, columns, key=key)
    if overlay is None or not (overlay / table).is_dir():
        return ours
    theirs = read_parts(overlay / table, columns, key=key)
    taken = {tuple(row[c] for c in key) for row in theirs}
    return [row for row in ours if tuple(row[c] for c in key) not in taken] + theirs


def _each(rows: Sequence[Row], make: Callable[[Row], T]) -> tuple[T, ...]:
    return tuple(make(row) for row in rows)


def _version(rows: dict[str, list[Row]]) -> str:
    digest = hashlib.sha256()
    for table, lines in sorted(rows.items()):
        digest.update(table.encode())
        for row in lines:
            digest.update("\t".join(row.cells.values()).encode())
    return digest.hexdigest()[:12]


def _type(row: Row) -> EntityType:
    try:
        return EntityType(row["type"])
    except ValueError:
        raise TableError(
            f"{row.where}: the type {row['type']!r} is none of {' '.join(t.value for t in EntityType)}"
        ) from None


def _degrees(row: Row, column: str) -> float | None:
    try:
        return float(row[column]) if row[column] else None
    except ValueError:
        raise TableError(f"{row.where}: {column} {row[column]!r} is no number of degrees") from None


def _actor(r: Row) -> ActorLine:
    names = (r["name_ckb"], r["name_ar"], r["name_en"])
    rest = (r["polity"], r["sector"], r["camp"], r["wikidata"], r["from"], r["to"], r["gloss"])
    return ActorLine(r["key"], _type(r), *names, *rest, r["checked"] == "checked", r.where)


def _place(r: Row) -> PlaceLine:
    names = (r["kind"], r["name_ckb"], r["name_ar"], r["name_en"], r["within"])
    where = (_degrees(r, "lat"), _degrees(r, "lon"), r["wikidata"], r["checked"] == "checked", r.where)
    return PlaceLine(r["key"], _type(r), *names, *where)


def _role(r: Row) -> RoleLine:
    return RoleLine(r["actor"], r["role"], r["body"], r["from"], r["to"], r["checked"] == "checked", r.where)


def _tie(r: Row) -> TieLine:
    ends = (r["subject"], r["type"], r["object"], r["label"])
    return TieLine(*ends, r["from"], r["to"], r["checked"] == "checked", r.where)


def _word(r: Row) -> WordLine:
    slots = dict(_slot(r, part) for part in r["slots"].split(";") if part)
    kinds = (r["key"], r["form"], r["kind"], r["type"], r["mode"], r["subject"], r["object"])
    return WordLine(*kinds, slots, r["default_modality"], r["condition"], r.where)


def _slot(row: Row, part: str) -> tuple[str, str]:
    preposition, equals, side = part.partition("=")
    if not equals:
        raise TableError(f"{row.where}: the slot {part!r} must be written preposition=side")
    return preposition, side


def _cue(r: Row) -> CueLine:
    return CueLine(r["key"], r["form"], r["kind"], r["class"], r["complement"], r["agent_slot"], r.where)


def _issue(r: Row) -> IssueLine:
    return IssueLine(r["slug"], r["meaning"], r["name_ckb"], r["low"], r["high"], r.where)
