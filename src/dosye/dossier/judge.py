"""Write judgements into a dossier and make anew what they touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Engine, select

from dosye.dossier import schema as s
from dosye.dossier.identity import text_hash
from dosye.dossier.judgements import Anchor, Judgement, Verdict, anchor_of
from dosye.dossier.log import append, append_undo, fetch_judged, fetch_log
from dosye.dossier.pairs import EntitiesAt
from dosye.dossier.query.actors import find_actor
from dosye.dossier.store import writing
from dosye.dossier.write import derive_rows, fetch_readings
from dosye.errors import QueryError
from dosye.knowledge import Knowledge
from dosye.records import EventType, Modality, Position, Reading

LAYERS = tuple([name] for name in ("entities", "events", "statements", "relations", "stances", "conditions"))
FIELDS = {
    "events": ("type", "mode", "time", "modality", "actors", "recipients"),
    "statements": ("source",),
    "stances": ("position", "issue"),
}
NAMES = ("ckb", "en")
ENDS = ("actors", "recipients", "source")
"""Fields that say who: in the log each of them as the place of a mention, `14-20`."""
CODES = {"type": EventType, "modality": Modality, "position": Position}
PLACE = re.compile(r"\d+-\d+")
TIME = re.compile(r"(\d{4}(-.+)?|[A-Z]+_REF)?")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A judgement before it is written: facts by id (`document/layer/local id`, or an actor's id).

    `value` gives fields their right value; who somebody is, as a name, an id, or the place of a mention.
    """

    kind: Verdict
    facts: Sequence[str]
    value: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def judge(engine: Engine, opinion: Opinion, knowledge: Knowledge, *, who: str, at: str) -> int:
    """Add a judgement to the log and make anew what it touches; return its number.

    Raises:
        QueryError: a fact is not there, or the judgement lacks what its kind needs.
    """
    with writing(engine) as connection:
        anchors = tuple(_anchor(connection, fact) for fact in opinion.facts)
        judgement = Judgement(opinion.kind, anchors, opinion.value, opinion.note, who, at)
        _check(judgement)
        judgement = replace(judgement, value=_placed(connection, opinion, knowledge))
        number = append(connection, judgement)
        again(connection, anchors, knowledge)
    return number


def undo(engine: Engine, n: int, knowledge: Knowledge, *, who: str, at: str) -> None:
    """Undo line `n` of the log by a further line; QueryError if it is not in force."""
    with writing(engine) as connection:
        line = next((x for x in fetch_judged(connection).lines if x.n == n), None)
        touched = _documents(connection, line.anchors) if line else []
        again_anchors = append_undo(connection, n, who=who, at=at).anchors
        again(connection, again_anchors, knowledge, also=touched)


def replay(engine: Engine, lines: Iterable[Judgement], knowledge: Knowledge) -> int:
    """Add the lines of another log that this one lacks, undone ones as undone; return how many."""
    lines = list(lines)
    anchors = [anchor for line in lines for anchor in line.anchors]
    with writing(engine) as connection:
        before = _documents(connection, anchors)
        added = _append_missing(connection, lines)
        if added:
            again(connection, anchors, knowledge, also=before)
    return added


def _append_missing(connection: Connection, lines: Iterable[Judgement]) -> int:
    log = fetch_log(connection)
    numbers = {x.identity: x.n for x in log}
    in_force = {x.content: x.n for x in log if x.kind is not Verdict.UNDO and not x.undone_by}
    undone = {x.n for x in log if x.undone_by}
    here: dict[int, int] = {}
    added = 0
    for line in lines:
        if line.kind is Verdict.UNDO:
            n = here.get(line.undoes, 0)
            if n and n not in undone:
                append_undo(connection, n, who=line.who, at=line.at)
                undone.add(n)
                added += 1
            continue
        known = numbers.get(line.identity) or in_force.get(line.content)
        here[line.n] = known or append(connection, line)
        added += 0 if known else 1
    return added


def again(
    connection: Connection, anchors: Iterable[Anchor], knowledge: Knowledge, *, also: Iterable[str] = ()
) -> None:
    """Make anew the documents that some anchors stand in, and those that name the actors meant there."""
    docs = set(_documents(connection, list(anchors))) | set(also)
    readings = fetch_readings(connection, sorted(docs))
    derive_rows(connection, readings, knowledge, known=docs, again=True)


def _documents(connection: Connection, anchors: Sequence[Anchor]) -> list[str]:
    """Return the documents of the anchored texts, and those that share an actor with an anchored entity."""
    d, e = s.documents.c, s.entities.c
    hashes = sorted({anchor.hash for anchor in anchors})
    docs = set(connection.execute(select(d.id).where(d.hash.in_(hashes))).scalars())
    at = EntitiesAt(connection, anchors)
    for anchor in anchors:
        if anchor.layer != "entities":
            continue
        for doc, entity in at.of(anchor):
            row = connection.execute(
                select(e.base, e.actor).where(e.doc == doc, e.id == entity)
            ).one_or_none()
            if row:
                meant = e.base.in_(tuple(row)) | e.actor.in_(tuple(row))
                docs |= set(connection.execute(select(e.doc).where(meant)).scalars())
    return sorted(docs)


def _anchor(connection: Connection, fact: str) -> Anchor:
    whole = fact.rsplit("/", 2)[1:-1] in LAYERS
    doc, layer, id_ = fact.rsplit("/", 2) if whole else _first_mention(connection, fact)
    found = fetch_readings(connection, [doc])
    if not found:
        raise QueryError(f"{fact}: no document is called {doc!r}")
    return anchor_of(found[0], text_hash(found[0].text), layer, id_)


def _first_mention(connection: Connection, actor: str) -> tuple[str, str, str]:
    """Return the first entity that means an actor."""
    e = s.entities.c
    query = select(e.doc, e.id).where(e.actor == actor.removeprefix("actors/"), e.mentions > 0)
    query = query.order_by(e.doc, e.id).limit(1)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise QueryError(f"{actor}: no actor has this id; `dosye actors` lists them")
    return row.doc, "entities", row.id


def _check(judgement: Judgement) -> None:
    pair = judgement.kind in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
    if len(judgement.anchors) != (2 if pair else 1):
        raise QueryError(
            f"a judgement {judgement.kind.value!r} is about {'two facts' if pair else 'one fact'}"
        )
    if judgement.kind in (Verdict.CORRECT, Verdict.RENAME) and not judgement.value:
        raise QueryError(f"say what to {judgement.kind.value}: give at least one field with its value")
    if pair and len({a.layer for a in judgement.anchors}) != 1:
        raise QueryError("two facts can be the same only within one layer: two actors, or two acts")
    if judgement.kind is Verdict.CORRECT:
        _check_fields(judgement.anchors[0].layer, judgement.value)
    if judgement.kind is Verdict.RENAME and (other := sorted(judgement.value.keys() - set(NAMES))):
        raise QueryError(f"{other[0]}: a name is given as one of {', '.join(NAMES)}")


def _check_fields(layer: str, value: Mapping[str, str]) -> None:
    if layer not in FIELDS:
        raise QueryError(f"{layer} have no field to correct; suppress what is wrong")
    known = FIELDS[layer]
    for key, given in value.items():
        if key not in known:
            raise QueryError(f"{layer} have no field {key!r} to correct; give one of {', '.join(known)}")
        codes = [code.value for code in CODES.get(key, ())]
        if codes and given not in codes:
            raise QueryError(f"{key}={given}: give one of {', '.join(codes)}")
        if key == "time" and not TIME.fullmatch(given):
            raise QueryError(f"time={given}: is no date; write 2020-06-25, 2020-06 or 2020, or nothing")


def _placed(connection: Connection, opinion: Opinion, knowledge: Knowledge) -> Mapping[str, str]:
    """Return the value of an opinion with each of those it names as the place of a mention."""
    ends = {key: given for key, given in opinion.value.items() if key in ENDS}
    if opinion.kind is not Verdict.CORRECT or not ends:
        return opinion.value
    doc = opinion.facts[0].rsplit("/", 2)[0]
    (reading,) = fetch_readings(connection, [doc])
    named = {
        key: ",".join(
            _place(connection, reading, name.strip(), knowledge) for name in given.split(",") if name
        )
        for key, given in ends.items()
    }
    return {**opinion.value, **named}


def _place(connection: Connection, reading: Reading, name: str, knowledge: Knowledge) -> str:
    """Return where an article first names an actor, by name or id; QueryError if it does not name them."""
    if PLACE.fullmatch(name):
        start, end = map(int, name.split("-"))
        mentions = [m for m in reading.mentions if m.start < end and start < m.end]
    else:
        e = s.entities.c
        actor = find_actor(connection, name.removeprefix("actors/"), knowledge).id
        query = select(e.id).where(e.doc == reading.doc_id, e.actor == actor)
        meant = set(connection.execute(query).scalars())
        mentions = [m for m in reading.mentions if m.entity in meant]
    if not mentions:
        raise QueryError(f"{name}: {reading.doc_id} names nobody so; `dosye show` tells whom it names")
    return name if PLACE.fullmatch(name) else f"{mentions[0].start}-{mentions[0].end}"
