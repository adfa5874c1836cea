"""Who takes orders from whom and what is a share of what, in the words that say so."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.events.scene import Scene, Side
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType, Found, Relation, RelationType
from dosye.stances.words import denied, kinds_at, kinds_of, tie_between
from dosye.statements.clauses import led

ORDERS = Found(0.7, "relations.obeys.orders")
HEARS = Found(0.7, "relations.obeys.hears")
OBEYS = Found(0.65, "relations.obeys.obeys")
UNDER = Found(0.6, "relations.obeys.under")
HEADS = Found(0.7, "relations.obeys.heads")
SHARE = Found(0.6, "relations.obeys.share")
_TABLE = "obeys.tsv"
_FORCES = (EntityType.ORG, EntityType.GROUP)
_WHOLES = (*_FORCES, EntityType.GPE)
_HEADS = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.GROUP, EntityType.ROLE)
_ORDERS = frozenset({"order", "command"})
_NEAR, _FAR = 3, 8
_COPULA = ("\u06ce\u06a9\u06d5", "\u06ce\u06a9\u0646")  # is a, are a
_THAT = "\u06a9\u06d5"


def find_obeys(scene: Scene) -> Iterator[Relation]:
    """Find lines of command and shares of bodies in the words of a sentence."""
    sides = [s for s in scene.sides if s.outer and s.mention.type in _HEADS]
    for at in range(len(scene.read.sent.tokens)):
        kinds = kinds_at(scene, at, _TABLE)
        if scene.at(at) is not None:
            continue
        if "order" in kinds:
            yield from _taken(scene, sides, at)
        if "ear" in kinds:
            yield from _heard(scene, sides, at)
        if "obey" in kinds:
            yield from _obeyed(scene, sides, at, OBEYS)
        if kinds & _ORDERS and at and kinds_of(_TABLE).get(scene.read.sent.tokens[at - 1].key) == "under":
            yield from _obeyed(scene, sides, at, UNDER)
        if "command" in kinds:
            yield from _heads(scene, sides, at)
        if "share" in kinds:
            yield from _share(scene, sides, at)


def _verb(scene: Scene, at: int, kind: str) -> int:
    """The next verb of a kind after a noun, -1 where another ends the clause first or it is denied."""
    words = scene.read.words
    for i in range(at, min(at + _FAR + 1, len(words))):
        for verb in words[i].verbs if words[i].finite else ():
            if kinds_of(_TABLE).get(verb.lemma) == kind and not verb.passive:
                return -1 if verb.negative else i
        if words[i].finite and i > at:
            return -1
    return -1


def _taken(scene: Scene, sides: list[Side], at: int) -> Iterator[Relation]:
    """`the force takes its orders from X`, `a force under the orders of X`."""
    verb = _verb(scene, at, "take")
    if verb < 0:
        return
    heads = [s for s in sides if at - _FAR <= s.first and s.last < verb and led(scene, s) in _froms()]
    forces = [s for s in sides if s.last < verb and s.mention.type in _FORCES and not led(scene, s)]
    if heads and forces:
        yield _commands(heads[-1], _subject(scene, forces, min(at, heads[-1].first)), ORDERS)


def _heard(scene: Scene, sides: list[Side], at: int) -> Iterator[Relation]:
    """`the guards listened to the orders of X`."""
    verb = _verb(scene, at, "lend")
    if verb < 0:
        return
    heads = [s for s in sides if at < s.first and s.last < verb]
    forces = [s for s in sides if s.last < at and s.mention.type in _FORCES and not led(scene, s)]
    if heads and forces:
        yield _commands(heads[-1], _subject(scene, forces, at), HEARS)


def _obeyed(scene: Scene, sides: list[Side], at: int, found: Found) -> Iterator[Relation]:
    """`the force, obedient to X`, `the force, which is under the command of X`."""
    if not scene.read.sent.tokens[at].norm.endswith(YEH):
        return
    heads = [s for s in sides if at < s.first <= at + _NEAR]
    forces = [s for s in sides if s.last < at and s.mention.type in _FORCES and not led(scene, s)]
    if heads and forces and not denied(scene, heads[0].last):
        label = "actual" if found is OBEYS else None
        yield _commands(heads[0], _subject(scene, forces, at), found, label=label)


def _heads(scene: Scene, sides: list[Side], at: int) -> Iterator[Relation]:
    """`X has the command of the force`."""
    verb = _verb(scene, at, "do")
    heads = [s for s in sides if s.last < at and not led(scene, s)]
    forces = [
        s for s in sides if at < s.first <= at + _NEAR and s.mention.type in _FORCES and s.last + 1 == verb
    ]
    if verb > 0 and heads and forces and heads[-1].mention.type in (EntityType.PERSON, EntityType.ROLE):
        yield _commands(heads[-1], forces[0], HEADS, label="formal")


def _share(scene: Scene, sides: list[Side], at: int) -> Iterator[Relation]:
    """`X, which is a part of Y`."""
    token = scene.read.sent.tokens[at]
    if not token.norm.endswith(_COPULA):
        return
    wholes = [s for s in sides if at < s.first <= at + 2 and led(scene, s) in _froms()]
    parts = [s for s in sides if s.last < at and s.mention.type in _FORCES and not led(scene, s)]
    if wholes and parts and wholes[0].mention.type in _WHOLES:
        part = _subject(scene, parts, at)
        yield tie_between(RelationType.PART_OF, (part, wholes[0]), None, SHARE)


def _subject(scene: Scene, sides: list[Side], at: int) -> Side:
    """The name before the last `which`, where one opens the clause; else the first name of the clause."""
    tokens, finite = scene.read.sent.tokens, scene.read.words
    which = next((i for i in range(at - 1, -1, -1) if tokens[i].key == _THAT), -1)
    before = [s for s in sides if s.last < which]
    if before and not any(finite[i].finite for i in range(which + 1, at)):
        return before[-1]
    opens = next((i for i in range(at - 1, -1, -1) if finite[i].finite), -1)
    inside = [s for s in sides if s.first > opens]
    return inside[0] if inside else sides[-1]


def _froms() -> frozenset[str]:
    return frozenset(key for key, kind in kinds_of(_TABLE).items() if kind == "from")


def _commands(head: Side, force: Side, found: Found, label: str | None = "actual") -> Relation:
    return tie_between(RelationType.COMMANDS, (head, force), label, found)
