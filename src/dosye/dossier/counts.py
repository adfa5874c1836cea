"""How often acts are told, kept as tellings come and go: only acts with several tellings have rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, delete, func, select

from dosye.dossier import schema as s
from dosye.dossier.bulk import insert_rows

CHUNK = 400


def count_acts(connection: Connection, acts: Collection[str]) -> None:
    """Count the tellings of acts anew."""
    ordered = sorted(acts)
    for i in range(0, len(ordered), CHUNK):
        _count(connection, ordered[i : i + CHUNK])


def _count(connection: Connection, acts: Collection[str]) -> None:
    e = s.events.c
    connection.execute(delete(s.acts).where(s.acts.c.id.in_(acts)))
    connection.execute(delete(s.told).where(s.told.c.act.in_(acts)))
    found: dict[str, dict[str | None, int]] = defaultdict(dict)
    query = select(e.act, e.outlet, func.count()).where(e.act.in_(acts)).group_by(e.act, e.outlet)
    for act, outlet, number in connection.execute(query):
        found[act][outlet] = number
    several = {act: by for act, by in found.items() if sum(by.values()) > 1}
    insert_rows(
        connection, s.acts, [{"id": act, "tellings": sum(by.values())} for act, by in several.items()]
    )
    told = [
        {"act": act, "outlet": outlet, "tellings": number}
        for act, by in several.items()
        for outlet, number in by.items()
        if outlet
    ]
    insert_rows(connection, s.told, told)
