"""Make the rows of actors again from the entities that mean them: the same whatever came first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Row, delete, select

from dosye.dossier import schema as s
from dosye.dossier.judgements import Judged, Verdict
from dosye.dossier.pairs import EntitiesAt
from dosye.dossier.rows import Cell
from dosye.knowledge import Knowledge

CHUNK = 500
EntityRow = Row[tuple[object, ...]]


def refresh_actors(
    connection: Connection, ids: Collection[str], knowledge: Knowledge, judged: Judged
) -> None:
    """Replace the rows of these actors by what the entities that mean them, and people, say now."""
    names = _renamed(connection, judged)
    ordered = sorted(ids)
    for i in range(0, len(ordered), CHUNK):
        part = ordered[i : i + CHUNK]
        connection.execute(delete(s.actors).where(s.actors.c.id.in_(part)))
        groups: dict[str, list[EntityRow]] = defaultdict(list)
        for row in connection.execute(select(s.entities).where(s.entities.c.actor.in_(part))):
            groups[row.actor].append(row)
        rows = [_actor(id_, group, knowledge) | names.get(id_, {}) for id_, group in groups.items()]
        if rows:
            connection.execute(s.actors.insert(), rows)


def _renamed(connection: Connection, judged: Judged) -> dict[str, dict[str, Cell]]:
    """Return the names that people gave to actors, the latest last."""
    names: dict[str, dict[str, Cell]] = {}
    lines = [line for line in judged.lines if line.kind is Verdict.RENAME]
    at = EntitiesAt(connection, [line.anchors[0] for line in lines])
    for line in lines:
        for doc, entity in at.of(line.anchors[0]):
            e = s.entities.c
            query = select(e.actor).where(e.doc == doc, e.id == entity)
            given = {"name": line.value.get("ckb"), "name_en": line.value.get("en")}
            actor = connection.execute(query).scalar()
            names.setdefault(str(actor), {}).update({k: v for k, v in given.items() if v})
    return names


def _actor(id_: str, group: Sequence[EntityRow], knowledge: Knowledge) -> dict[str, Cell]:
    line, place = knowledge.actors.get(id_), knowledge.places.get(id_)
    known = line or place
    return {
        "id": id_,
        "type": known.type.value if known else _commonest(row.type for row in group),
        "name": known.name_ckb if known else _fullest(row.name for row in group),
        "name_en": known.name_en if known else _fullest(row.name_en for row in group),
        "key": id_ if known else None,
        "wikidata": (known.wikidata if known else "") or _fullest(row.wikidata for row in group) or None,
        "polity": line.polity if line else None,
        "sector": line.sector if line else None,
        "camp": line.camp if line else None,
        "gloss": line.gloss if line else _fullest(row.description for row in group) or None,
        "named": known is not None or any(row.named for row in group),
        "articles": len({row.doc for row in group}),
        "mentions": sum(row.mentions for row in group),
    }


def _commonest(values: Iterable[str]) -> str:
    ordered = sorted(values)
    return max(dict.fromkeys(ordered), key=ordered.count)


def _fullest(values: Iterable[str | None]) -> str | None:
    """Return the longest value, the first in order of letters among equals."""
    return max(sorted(v for v in values if v), key=len, default=None)
