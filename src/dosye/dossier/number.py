"""The number of a document in the store: the newest bear the highest, whatever came first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from dosye.dossier import schema as s
from dosye.dossier.bulk import fetch_rows

FIRST, MOST, CHANCE = date(1900, 1, 1), 0xFFFF, 47
"""A number is a day, counted from the first in 16 bits, and so many bits that the id alone decides."""


def start_of(day: str | None) -> int:
    """Return the lowest number of a day; documents without one stand before all others."""
    days = (date.fromisoformat(day[:10]) - FIRST).days if day else 0
    return min(max(days, 0), MOST) << CHANCE


def number_of(id_: str, day: str | None) -> int:
    """Return the number of a document."""
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).digest()
    return start_of(day) + (int.from_bytes(digest[:8], "big") >> (64 - CHANCE))


def find_numbers(connection: Connection, days: Mapping[str, str | None]) -> dict[str, int]:
    """Return the numbers of documents by id; where another has one already, the next that is free."""
    wanted = {id_: number_of(id_, day) for id_, day in days.items()}
    found = fetch_rows(connection, s.documents, ("n", "id"), "n", wanted.values())
    taken = {int(n or 0): str(id_) for n, id_ in found}
    for id_, n in sorted(wanted.items()):
        while taken.get(n, id_) != id_:
            n += 1  # noqa: PLW2901  # of a million articles of one day, three in a thousand times
        taken[n] = id_
        wanted[id_] = n
    return wanted
