"""Decide which actor each entity of some blocks is, and carry a change to every row that names it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select, update

from dosye.dossier import schema as s
from dosye.dossier.judgements import Judged, Verdict
from dosye.dossier.pairs import EntitiesAt
from dosye.dossier.rows import Cell
from dosye.dossier.slots import slot_of
from dosye.dossier.unite import Member, Unions, unite

CHUNK = 300
MOVES = (Verdict.SAME, Verdict.DIFFERENT, Verdict.SPLIT)
Key = tuple[str, str]
EntityCells = Mapping[str, Cell]
# every column that names an actor, and the column of the entity behind it
PLACES = (
    ("entities", "actor", "id"),
    ("events", "place_actor", "place"),
    ("sides", "actor", "entity"),
    ("statements", "source_actor", "source"),
    ("statements", "medium_actor", "medium"),
    ("relations", "subject_actor", "subject"),
    ("relations", "object_actor", "object"),
    ("stances", "holder_actor", "holder"),
    ("conditions", "by_actor", "by"),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """What joining did: the base and actor of new entities, and those of the store that change."""

    new: Mapping[Key, tuple[str, str]]
    bases: Mapping[Key, str]
    moves: Mapping[Key, tuple[str, str]]
    """Old and new actor."""


def place_actors(
    connection: Connection,
    rows: Sequence[EntityCells],
    blocks: Collection[str],
    judged: Judged,
    *,
    again: Collection[str] = (),
) -> Placed:
    """Decide which actor the entities of new documents are, and which others change with them.

    Args:
        connection: to the store, which does not hold the new rows yet.
        rows: of new documents, with `base` set where the entity alone decides it.
        blocks: names that new or former rows bear.
        judged: what people say; it goes before what is found.
        again: documents whose judgements have changed.
    """
    judged = Judged(tuple(line for line in judged.lines if line.kind in MOVES))
    found, known = _bases(connection, rows, blocks)
    bases = {key: base for key, base in found.items() if key in known and known[key][0] != base}
    old = {key: known[key][1] for key in bases}
    wanted = {(str(r["doc"]), str(r["id"])): str(r["base"] or "") for r in rows} | found
    wanted = {key: base for key, base in wanted.items() if key not in known or key in bases}
    actors: Mapping[Key, str] = wanted
    if judged.lines:
        at = EntitiesAt(connection, [a for line in judged.lines for a in line.anchors])
        keys = {key for line in judged.lines for key in at.all(line.anchors)}
        wide = bool(again) or any(key in wanted or key in known for key in keys)
        rest = _rest(connection, keys, wide, known if wide else ())
        old = {key: actor for key, (_, actor) in rest.items()} | old
        wanted = {key: base for key, (base, _) in rest.items()} | wanted
        actors = _follow(wanted, judged, at)
    moves = {key: (old[key], actor) for key, actor in actors.items() if key in old and old[key] != actor}
    new = {key: (wanted[key], actor) for key, actor in actors.items() if key not in old}
    return Placed(new, bases, moves)


def _bases(
    connection: Connection, rows: Sequence[EntityCells], blocks: Collection[str]
) -> tuple[dict[Key, str], dict[Key, tuple[str, str]]]:
    """Return the base of every entity of some blocks, and base and actor of those in the store."""
    e = s.entities.c
    members: dict[str, list[Member]] = defaultdict(list)
    known: dict[Key, tuple[str, str]] = {}
    for row in rows:
        if row["block"]:
            features = tuple(json.loads(str(row["features"])))
            members[str(row["block"])].append(Member(str(row["doc"]), str(row["id"]), features))
    for part in _chunks(sorted(blocks)):
        query = select(e.block, e.doc, e.id, e.features, e.base, e.actor).where(e.block.in_(part))
        for block, doc, id_, features, base, actor in connection.execute(query):
            members[block].append(Member(doc, id_, tuple(json.loads(features))))
            known[doc, id_] = (base, actor)
    found = {key: base for block, group in members.items() for key, base in unite(block, group).items()}
    return found, known


def _rest(
    connection: Connection, keys: Collection[Key], wide: bool, known: Collection[Key]
) -> dict[Key, tuple[str, str]]:
    """Return base and actor of the entities that judgements name, and of all that share these if `wide`."""
    e = s.entities.c
    found: dict[Key, tuple[str, str]] = {}
    docs = {doc for doc, _ in keys} | {doc for doc, _ in known}
    for part in _chunks(sorted(docs)):
        for row in connection.execute(select(e.doc, e.id, e.base, e.actor).where(e.doc.in_(part))):
            found[row.doc, row.id] = (row.base, row.actor)
    if wide:
        named = {name for key in keys if key in found for name in found[key]}
        for column in (e.base, e.actor):
            for part in _chunks(sorted(named)):
                for row in connection.execute(select(e.doc, e.id, e.base, e.actor).where(column.in_(part))):
                    found[row.doc, row.id] = (row.base, row.actor)
    return found


def _follow(wanted: Mapping[Key, str], judged: Judged, at: EntitiesAt) -> dict[Key, str]:
    """Follow the judgements: what is split off stands alone, what is the same has one name."""
    out = dict(wanted)
    for line in judged.lines:
        if line.kind in (Verdict.SPLIT, Verdict.DIFFERENT):
            out |= _apart(out, [at.all((a,)) for a in line.anchors])
    unions = Unions()
    for line in judged.lines:
        if line.kind is Verdict.SAME:
            keys = [key for key in at.all(line.anchors) if key in out]
            for key in keys[1:]:
                unions.join(out[keys[0]], out[key])
    groups: dict[object, list[str]] = defaultdict(list)
    for actor in {a for a in out.values() if a in unions.parent}:
        groups[unions.root(actor)].append(actor)
    names = {actor: _preferred(group) for group in groups.values() for actor in group}
    return {key: names.get(actor, actor) for key, actor in out.items()}


def _apart(wanted: Mapping[Key, str], ends: Sequence[Sequence[Key]]) -> dict[Key, str]:
    """Return the last of the judged entities as actors of their own, where they are the first's."""
    if len(ends) == 1:
        return {key: f"{key[0]}#{key[1]}" for key in ends[0]}
    first = {wanted.get(key) for key in ends[0]}
    return {key: f"{key[0]}#{key[1]}" for key in ends[1] if wanted.get(key) in first}


def _preferred(actors: Iterable[str]) -> str:
    """Return the id that stands for merged actors: a line of the tables, else a name, else the first."""
    return min(actors, key=lambda a: ("#" in a, ":" in a, a))


def write_moves(connection: Connection, placed: Placed) -> None:
    """Carry changed bases and actors to every row of the store that names them."""
    e = s.entities.c
    where = and_(e.doc == bindparam("d"), e.id == bindparam("i"))
    if placed.bases:
        rows = [{"d": doc, "i": id_, "b": base} for (doc, id_), base in sorted(placed.bases.items())]
        connection.execute(update(s.entities).where(where).values(base=bindparam("b")), rows)
    moved = [{"d": doc, "i": id_, "a": new} for (doc, id_), (_, new) in sorted(placed.moves.items())]
    if not moved:
        return
    for table, actor, entity in PLACES:
        c = s.metadata.tables[table].c
        there = and_(c.doc == bindparam("d"), c[entity] == bindparam("i"))
        change = update(s.metadata.tables[table]).where(there).values({actor: bindparam("a")})
        connection.execute(change, moved)
    _write_slots(connection, sorted({doc for doc, _ in placed.moves}))


def _write_slots(connection: Connection, docs: Sequence[str]) -> None:
    """Find the slots of the sides of documents anew."""
    c, e = s.sides.c, s.events.c
    rows = []
    for part in _chunks(docs):
        query = select(c.doc, c.event, c.actor, e.type, e.day, e.last_day).join(
            s.events, and_(e.doc == c.doc, e.id == c.event)
        )
        for row in connection.execute(query.where(c.doc.in_(part))):
            number = slot_of(row.type, row.actor, row.day, row.last_day)
            rows.append({"d": row.doc, "e": row.event, "a": row.actor, "n": number})
    if rows:
        there = and_(c.doc == bindparam("d"), c.event == bindparam("e"), c.actor == bindparam("a"))
        connection.execute(update(s.sides).where(there).values(slot=bindparam("n")), rows)


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK)]
