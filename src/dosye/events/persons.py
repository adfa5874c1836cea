"""Acts that befall persons and bodies alone: a town is not arrested, though somebody is in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dosye.knowledge.records import WordLine
from dosye.tables import read_table


@cache
def _modes() -> Mapping[tuple[str, str], str]:
    """What mode an act on persons has instead where a place is its object, empty where none."""
    path = Path(__file__).with_name("persons.tsv")
    rows = read_table(path, ("type", "mode", "places", "source"), key=("type", "mode"))
    return {(row["type"], row["mode"]): row["places"] for row in rows}


def is_of_persons(line: WordLine) -> bool:
    """Whether the words tell what befalls persons and bodies, never a place."""
    return (line.type, line.mode) in _modes()


def mode_of_places(line: WordLine) -> str:
    """Return what words of persons mean where a place is their object (`took the town`), empty if nothing."""
    return _modes()[line.type, line.mode] if line.kind == "verb" else ""
