"""Decide which actor each entity of some blocks is, and carry a change to every row that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, select

from dosye.dossier import schema as s
from dosye.dossier.blocks import APART
from dosye.dossier.bulk import change_rows, fetch_rows, insert_rows
from dosye.dossier.judgements import Judged, Verdict
from dosye.dossier.pairs import EntitiesAt
from dosye.dossier.rows import Cell, link_rows
from dosye.dossier.slots import key_of_side, slot_of
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
    ("abouts", "actor", "entity"),
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
    members: dict[str, list[Member]] = defaultdict(list)
    known: dict[Key, tuple[str, str]] = {}
    for row in rows:
        if row["block"]:
            members[str(row["block"])].append(
                Member(str(row["doc"]), str(row["id"]), _split(str(row["signs"])))
            )
    columns = ("block", "doc", "id", "signs", "base", "actor")
    for line in fetch_rows(connection, s.entities, columns, "block", blocks):
        block, doc, id_, told, base, actor = map(str, line)
        members[block].append(Member(doc, id_, _split(told)))
        known[doc, id_] = (base, actor)
    found = {key: base for block, group in members.items() for key, base in unite(block, group).items()}
    return found, known


def _split(signs: str) -> tuple[str, ...]:
    return tuple(signs.split(APART)) if signs else ()


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
    named: list[str] = []
    for line in judged.lines:
        if line.kind is Verdict.SAME:
            keys = [key for key in at.all(line.anchors) if key in out]
            named += [out[key] for key in at.all(line.anchors[-1:]) if key in out]
            for key in keys[1:]:
                unions.join(out[keys[0]], out[key])
    groups: dict[object, list[str]] = defaultdict(list)
    for actor in {a for a in out.values() if a in unions.parent}:
        groups[unions.root(actor)].append(actor)
    names = {actor: _preferred(group, named) for group in groups.values() for actor in group}
    return {key: names.get(actor, actor) for key, actor in out.items()}


def _apart(wanted: Mapping[Key, str], ends: Sequence[Sequence[Key]]) -> dict[Key, str]:
    """Return the last of the judged entities as actors of their own, where they are the first's."""
    if len(ends) == 1:
        return {key: f"{key[0]}#{key[1]}" for key in ends[0]}
    first = {wanted.get(key) for key in ends[0]}
    return {key: f"{key[0]}#{key[1]}" for key in ends[1] if wanted.get(key) in first}


def _preferred(actors: Iterable[str], named: Sequence[str]) -> str:
    """Return the id that stands for merged actors.

    A line of the tables goes before a name, a name before what has none; of several the one that was last
    said to be who is meant (the second fact of a judgement).
    """
    last = {actor: n for n, actor in enumerate(named)}
    return min(actors, key=lambda a: ("#" in a, ":" in a, -last.get(a, -1), a))


def write_moves(connection: Connection, placed: Placed) -> None:
    """Carry changed bases and actors to every row of the store that names them."""
    rows: list[dict[str, Cell]]
    rows = [{"doc": doc, "id": id_, "base": base} for (doc, id_), base in sorted(placed.bases.items())]
    change_rows(connection, s.entities, ("doc", "id"), rows)
    if not placed.moves:
        return
    moved = sorted((doc, id_, new) for (doc, id_), (_, new) in placed.moves.items())
    for table, actor, entity in PLACES:
        rows = [{"doc": doc, entity: id_, actor: new} for doc, id_, new in moved]
        change_rows(connection, s.metadata.tables[table], ("doc", entity), rows)
    for part in _chunks(sorted({doc for doc, _ in placed.moves})):
        _write_sides(connection, part)


def _write_sides(connection: Connection, docs: Sequence[str]) -> None:
    """Find the slots of the sides of documents anew, and what their acts put between actors."""
    c, e = s.sides.c, s.events.c
    columns = (
        e.id,
        e.type,
        e.modality,
        e.day,
        e.last_day,
        e.act,
        c.doc,
        c.event,
        c.n,
        c.side,
        c.actor,
        c.words,
    )
    joined = select(*columns).join(s.events, and_(e.doc == c.doc, e.id == c.event))
    slots: list[dict[str, Cell]] = []
    events: dict[Key, Mapping[str, Cell]] = {}
    sides: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(joined.where(c.doc.in_(docs))):
        number = slot_of(row.type, key_of_side(row.actor, row.words), row.day, row.last_day)
        slots.append({"doc": row.doc, "event": row.event, "n": row.n, "slot": number})
        events[row.doc, row.event] = {str(key): cell for key, cell in row._mapping.items()}
        sides[row.doc, row.event][row.side].append(row.actor)
    change_rows(connection, s.sides, ("doc", "event", "n"), slots)
    connection.execute(delete(s.links).where(s.links.c.doc.in_(docs)))
    links = [
        {**link, "doc": key[0]}
        for key, event in events.items()
        for link in link_rows(event, sides[key]["actor"], sides[key]["recipient"])
    ]
    insert_rows(connection, s.links, links)


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK)]
