"""Decide which actor each entity of some blocks is, and carry a change to every row that names it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, and_, bindparam, select, update

from dosye.dossier import schema as s
from dosye.dossier.judgements import Judged, Verdict
from dosye.dossier.pairs import EntitiesAt
from dosye.dossier.unite import Member, Unions, unite

CHUNK = 300
MOVES = (Verdict.SAME, Verdict.DIFFERENT, Verdict.SPLIT)
Key = tuple[str, str]
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


def place_actors(
    connection: Connection, blocks: Collection[str], judged: Judged, *, new: Collection[str]
) -> set[str]:
    """Join the entities of blocks, then follow people's judgements; return every actor that changed.

    `new` are documents whose other rows are not there yet, or whose entities a judgement names.
    """
    judged = Judged(tuple(line for line in judged.lines if line.kind in MOVES))
    at = EntitiesAt(connection, [a for line in judged.lines for a in line.anchors])
    bases = _bases(connection, blocks)
    _write_bases(connection, bases)
    current = _current(connection, blocks, _named(connection, judged, at), new)
    wanted = _follow({key: base for key, (base, _) in current.items()}, judged, at)
    changes = [(key, wanted[key]) for key, (_, actor) in sorted(current.items()) if wanted[key] != actor]
    _write(connection, changes)
    return {actor for key, new_actor in changes for actor in (current[key][1], new_actor)}


def _bases(connection: Connection, blocks: Collection[str]) -> dict[Key, str]:
    e = s.entities.c
    members: dict[str, list[Member]] = defaultdict(list)
    ordered = sorted(blocks)
    for i in range(0, len(ordered), CHUNK):
        query = select(e.block, e.doc, e.id, e.features).where(e.block.in_(ordered[i : i + CHUNK]))
        for block, doc, id_, features in connection.execute(query):
            members[block].append(Member(doc, id_, tuple(json.loads(features))))
    return {key: base for block, group in members.items() for key, base in unite(block, group).items()}


def _current(
    connection: Connection, blocks: Collection[str], named: Collection[str], new: Collection[str]
) -> dict[Key, tuple[str, str]]:
    """Return base and actor of every entity that may change: of blocks, of new documents, judged ones."""
    e = s.entities.c
    found: dict[Key, tuple[str, str]] = {}
    for column, values in ((e.block, blocks), (e.doc, new), (e.base, named), (e.actor, named)):
        for part in _chunks(sorted(values)):
            for row in connection.execute(select(e.doc, e.id, e.base, e.actor).where(column.in_(part))):
                found[row.doc, row.id] = (row.base, row.actor)
    return found


def _named(connection: Connection, judged: Judged, at: EntitiesAt) -> set[str]:
    """Return base and actor of every entity that a judgement names."""
    e = s.entities.c
    named: set[str] = set()
    keys = {key for line in judged.lines for key in at.all(line.anchors)}
    for part in _chunks(sorted({doc for doc, _ in keys})):
        for row in connection.execute(select(e.doc, e.id, e.base, e.actor).where(e.doc.in_(part))):
            if (row.doc, row.id) in keys:
                named |= {row.base, row.actor}
    return named


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


def _write_bases(connection: Connection, bases: Mapping[Key, str]) -> None:
    if bases:
        e = s.entities.c
        change = update(s.entities).where(and_(e.doc == bindparam("d"), e.id == bindparam("i")))
        connection.execute(change, [{"d": d, "i": i, "base": base} for (d, i), base in sorted(bases.items())])


def _write(connection: Connection, changes: Iterable[tuple[Key, str]]) -> None:
    rows = [{"d": doc, "i": id_, "a": actor} for (doc, id_), actor in changes]
    if not rows:
        return
    for table, actor, entity in PLACES:
        c = s.metadata.tables[table].c
        where = and_(c.doc == bindparam("d"), c[entity] == bindparam("i"))
        connection.execute(
            update(s.metadata.tables[table]).where(where).values({actor: bindparam("a")}), rows
        )


def _chunks(ids: list[str]) -> list[list[str]]:
    return [ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK)]
