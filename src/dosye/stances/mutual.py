"""What two are to each other: `X and Y are each other's foes`, `X and Y are at war`, `X is at war with Y`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from dosye.entities.stems import noun_stems
from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.records import EntityType, Found, Relation, RelationType
from dosye.stances.words import denied, kinds_at, kinds_of, tie_between
from dosye.statements.clauses import led
from dosye.statements.words import WHICH

EACH = Found(0.85, "relations.mutual.each")
STATE = Found(0.85, "relations.mutual.state")
BESIDE = Found(0.8, "relations.mutual.beside")
_TABLE = "mutual.tsv"
_ENDS = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.GROUP)
_AND = "\u0648"
_TELLING = {
    "foe": RelationType.OPPOSED_TO, "clash": RelationType.OPPOSED_TO, "blow": RelationType.OPPOSED_TO,
    "against": RelationType.OPPOSED_TO, "friend": RelationType.ALLIED_WITH,
}  # fmt: skip
_AROUND, _FAR = 3, 12


def find_mutual(scene: Scene) -> Iterator[Relation]:
    """Find the ties of two that stand on one side of a verb together, or one of them beside `with`."""
    sides = [s for s in scene.outer if s.mention.type in _ENDS]
    for at in range(len(scene.read.sent.tokens)):
        if scene.at(at) is not None:
            continue
        state = _state(scene, at)
        if state is not None:
            yield from _in_state(scene, sides, at, state)
        elif "each" in kinds_at(scene, at, _TABLE):
            type_, pair = _between_them(scene, at), _joined(scene, sides, at)
            if type_ is not None and pair is not None:
                yield tie_between(type_, pair, None, EACH)


def _between_them(scene: Scene, at: int) -> RelationType | None:
    """What the words around `each other` say, None where they say nothing or the verb is denied."""
    if denied(scene, at):
        return None
    return _before(scene, at) or _after(scene, at)


def _before(scene: Scene, at: int) -> RelationType | None:
    """What a word says that only prepositions part from `each other`: others have an object of their own."""
    for i in range(at, max(-1, at - _AROUND - 1), -1):
        told = _type_of(_kinds(scene, i))
        if told is not None or (i < at and not _is_preposition(scene, i)):
            return told
    return None


def _after(scene: Scene, at: int) -> RelationType | None:
    """What a word says between `each other` and the verb, no name before it."""
    end = scene.read.finite[at] if scene.read.finite[at] >= 0 else at
    for i in range(at + 1, min(end, at + _AROUND) + 1):
        told = _type_of(_kinds(scene, i) - {"against"})
        if told is not None or scene.at(i) is not None:
            return told
    return None


def _kinds(scene: Scene, at: int) -> set[str]:
    """The kinds of a word; a clash that a preposition puts at some time or place is none."""
    kinds = set(kinds_at(scene, at, _TABLE))
    kinds |= {kinds_of(_TABLE).get(v.lemma, "") for v in scene.read.words[at].verbs}
    return kinds - {"clash"} if at and _is_preposition(scene, at - 1) else kinds


def _is_preposition(scene: Scene, at: int) -> bool:
    return any(a.pos == "ADP" for a in scene.read.sent.tokens[at].analyses[:1])


def _type_of(kinds: Iterable[str]) -> RelationType | None:
    return next((_TELLING[kind] for kind in sorted(kinds) if kind in _TELLING), None)


def _joined(scene: Scene, sides: list[Side], at: int) -> tuple[Side, Side] | None:
    """The nearest two names before a word that `and` joins, no verb between them and the word."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    before = [s for s in sides if s.last < at and at - s.last <= _FAR]
    for left, right in reversed(list(pairwise(before))):
        if any(words[i].finite for i in range(right.last + 1, at)):
            return None
        gap = [t.key for t in tokens[left.last + 1 : right.first]]
        if gap == [_AND] and left.entity != right.entity and not led(scene, left):
            return left, right
    return None


def _state(scene: Scene, at: int) -> RelationType | None:
    """What `are in conflict` says, where one word after `in` says it."""
    tokens, table = scene.read.sent.tokens, kinds_of(_TABLE)
    if not at or table.get(tokens[at - 1].key) != "in":
        return None
    key, endings = tokens[at].key, (word for word, kind in table.items() if kind == "being")
    ending = next((e for e in endings if key.endswith(e)), "")
    stems = noun_stems(key.removesuffix(ending)) if ending else ()
    return _type_of(table.get(stem, "") for stem in stems)


def _in_state(scene: Scene, sides: list[Side], at: int, type_: RelationType) -> Iterator[Relation]:
    """`X and Y are in conflict`, `X is in conflict with Y` whichever comes first."""
    near = (s for s in sides if s.first <= at + 2 and at - s.last <= _AROUND)
    other = next((s for s in near if _with(scene, s)), None)
    pair = _joined(scene, sides, at) if other is None else _beside(scene, sides, other, at)
    if pair is not None and pair[0].entity != pair[1].entity:
        yield tie_between(type_, pair, None, STATE if other is None else BESIDE)


def _with(scene: Scene, side: Side) -> bool:
    return kinds_of(_TABLE).get(led(scene, side)) == "with"


def _beside(scene: Scene, sides: list[Side], other: Side, at: int) -> tuple[Side, Side] | None:
    """Who is in conflict with another: the name before `who`, or the one that the clause opens with."""
    tokens, end = scene.read.sent.tokens, min(other.first, at)
    subject = next((s for s in reversed(sides) if s.last < end - 1 and not led(scene, s)), None)
    if subject is None or end - subject.last > _FAR:
        return None
    gap = range(subject.last + 1, end)
    told = any(tokens[i].key == WHICH for i in gap) or all(tokens[i].kind is not TokenKind.MARK for i in gap)
    free = told and not any(scene.read.words[i].finite for i in gap)
    return (subject, other) if free else None
