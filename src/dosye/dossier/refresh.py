"""Make the rows of actors again from the entities that mean them: the same whatever came first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import NamedTuple

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.bulk import change_rows, delete_rows, fetch_rows, insert_rows
from dosye.dossier.judgements import Judged, Verdict
from dosye.dossier.pairs import EntitiesAt
from dosye.dossier.rows import Cell
from dosye.knowledge import Knowledge
from dosye.knowledge.names import fold
from dosye.language.ckb import romanise

CHUNK = 400


class Meant(NamedTuple):
    """What of a row of `entities` makes its actor."""

    actor: str
    doc: str
    type: str
    name: str
    name_en: str | None
    wikidata: str | None
    description: str | None
    named: bool
    mentions: int


Standing = tuple[str, str, int]
"""Document, actor and number of mentions of an entity."""
Cells = dict[str, Cell]


def refresh_actors(
    connection: Connection,
    standing: tuple[Collection[Standing], Collection[Standing]],
    knowledge: Knowledge,
    judged: Judged,
) -> None:
    """Write the rows of the actors that some entities meant before, or mean now.

    Actors of the tables are counted on from where they stood; others are made from all their entities.

    Args:
        connection: within a transaction.
        standing: the entities before and after; those of the same documents.
        knowledge: the tables.
        judged: what people say; a judged name goes before all.
    """
    before, after = (_count(rows) for rows in standing)
    names = _renamed(connection, judged)
    ordered = sorted(before.keys() | after.keys() | names.keys())
    for i in range(0, len(ordered), CHUNK):
        part = ordered[i : i + CHUNK]
        columns = [c.name for c in s.actors.c]
        old: dict[str, Cells] = {
            str(row[0]): dict(zip(columns, row, strict=True))
            for row in fetch_rows(connection, s.actors, columns, "id", part)
        }
        known = [a for a in part if a in knowledge.actors or a in knowledge.places]
        new = _made(connection, [a for a in part if a not in known], knowledge)
        for id_ in known:
            count = Counter(articles=0, mentions=0)
            if id_ in old:
                count.update({key: int(old[id_][key] or 0) for key in count})
            count.update(after.get(id_, {}))
            count.subtract(before.get(id_, {}))
            if count["articles"] > 0:
                new[id_] = _actor(id_, (), knowledge) | dict(count)
        _write(connection, old, {id_: row | names.get(id_, {}) for id_, row in new.items()})


def _count(rows: Iterable[Standing]) -> dict[str, dict[str, int]]:
    docs: dict[str, set[str]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    for doc, actor, number in rows:
        docs[actor].add(doc)
        mentions[actor] += number
    return {actor: {"articles": len(some), "mentions": mentions[actor]} for actor, some in docs.items()}


def _made(connection: Connection, ids: Sequence[str], knowledge: Knowledge) -> dict[str, Cells]:
    groups: dict[str, list[Meant]] = defaultdict(list)
    for row in starmap(Meant, fetch_rows(connection, s.entities, Meant._fields, "actor", ids)):
        groups[row.actor].append(row)
    return {id_: _actor(id_, group, knowledge) for id_, group in groups.items()}


def _write(connection: Connection, old: Mapping[str, Cells], new: Mapping[str, Cells]) -> None:
    gone = {id_ for id_, row in old.items() if id_ not in new or _rest(row) != _rest(new[id_])}
    delete_rows(connection, s.actors, ("id",), {(id_,) for id_ in gone})
    delete_rows(
        connection, s.names, ("name", "actor"), {line[:2] for id_ in gone for line in _names(old[id_])}
    )
    made = [row for id_, row in new.items() if id_ not in old or id_ in gone]
    insert_rows(connection, s.actors, made)
    lines = sorted(line for row in made for line in _names(row))
    insert_rows(connection, s.names, [{"name": n, "actor": a, "whole": whole} for n, a, whole in lines])
    counted = [
        {"id": id_, "articles": row["articles"], "mentions": row["mentions"]}
        for id_, row in new.items()
        if id_ in old and id_ not in gone and row != old[id_]
    ]
    change_rows(connection, s.actors, ("id",), counted)


def _rest(row: Cells) -> Cells:
    return {key: value for key, value in row.items() if key not in ("articles", "mentions")}


def _names(row: Cells) -> Iterator[tuple[str, str, bool]]:
    """Yield the look-up forms of an actor's names; whom no article names has none."""
    if not row["named"]:
        return
    ckb, id_ = str(row["name"]), str(row["id"])
    english = str(row["name_en"] or romanise(ckb))
    whole = {fold(ckb), fold(english)} - {""}
    yield from ((name, id_, True) for name in whole)
    yield from ((word, id_, False) for word in {word for name in whole for word in name.split()} - whole)


def _renamed(connection: Connection, judged: Judged) -> dict[str, Cells]:
    """Return the names that people gave to actors, the latest last."""
    names: dict[str, Cells] = {}
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


def _actor(id_: str, group: Sequence[Meant], knowledge: Knowledge) -> Cells:
    line, place = knowledge.actors.get(id_), knowledge.places.get(id_)
    known = line or place
    return {
        "id": id_,
        "type": known.type.value if known else _commonest(row.type for row in group),
        "name": known.name_ckb if known else _fullest(row.name for row in group),
        "name_en": known.name_en if known else _fullest(row.name_en for row in group),
        "key": id_ if known else None,
        "wikidata": (known.wikidata if known else _fullest(row.wikidata for row in group)) or None,
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
