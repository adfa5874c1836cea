"""Who backs, opposes, controls or stands close to whom, in the syntax around a noun or verb that says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType, Found, Relation, RelationType
from dosye.stances.words import kinds_at, kinds_of, tie_between
from dosye.statements.clauses import led

R = RelationType
_TABLE = "sways.tsv"
TYPES = {
    "back": R.BACKED_BY, "oppose": R.OPPOSED_TO, "ally": R.ALLIED_WITH, "control": R.COMMANDS,
    "backer": R.BACKED_BY, "fight": R.OPPOSED_TO,
}  # fmt: skip
_KINDS = frozenset(TYPES)
SURE = {"back": 0.6, "backer": 0.5, "oppose": 0.5, "ally": 0.5, "control": 0.6, "fight": 0.4}
_ENDS = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.GROUP, EntityType.ROLE)
_FORCES = (EntityType.ORG, EntityType.GROUP)
_NEAR, _FAR = 3, 6
_THAT = "\u06a9\u06d5"
_AND = "\u0648"


def find_sways(scene: Scene) -> Iterator[Relation]:
    """Find the ties that backing, opposing, controlling and standing close show in a sentence."""
    sides = [s for s in scene.sides if s.outer and s.mention.type in _ENDS]
    for i in range(len(scene.read.sent.tokens)):
        kinds = kinds_at(scene, i, _TABLE)
        if "owner" in kinds:
            yield from _close(scene, sides, i)
        if scene.at(i) is not None:
            continue
        for kind in sorted(kinds & _KINDS):
            ends = _between(scene, sides, i) if kind == "fight" else _ends(scene, sides, i, kind)
            if ends is not None and ends[0].entity != ends[1].entity:
                yield _relation(scene, ends, kind)


def _ends(scene: Scene, sides: list[Side], at: int, kind: str) -> tuple[Side, Side] | None:
    """Subject and object of a tie: of backing the one that is backed comes first."""
    tokens = scene.read.sent.tokens
    owner = _owned(scene, sides, at)
    if kind == "ally":
        beside = [s for s in sides if s.last < at and at - _NEAR <= s.last and not led(scene, s)]
        return (beside[-1], owner) if owner is not None and beside else None
    doer = _doer(scene, sides, at)
    if kind == "control":
        free = (
            owner is not None and owner.mention.type in _FORCES and tokens[at - 1].key not in _words("under")
        )
        return (doer, owner) if free and doer is not None and owner is not None else None
    if kind in ("back", "backer"):
        return _backed(scene, sides, at, kind, doer=doer)
    target = owner or _for(scene, sides, at)
    return (doer, target) if doer is not None and target is not None else None


def _backed(
    scene: Scene, sides: list[Side], at: int, kind: str, *, doer: Side | None
) -> tuple[Side, Side] | None:
    """`X, whom Y backs`, `Y, who backs X`, `Y is a backer of X`, `X acts with the backing of Y`."""
    tokens = scene.read.sent.tokens
    owner = _owned(scene, sides, at)
    if at and tokens[at - 1].key in _words("with"):
        near = [s for s in sides if s.last < at and not led(scene, s)]
        return (near[-1], owner) if near and owner is not None else None
    if doer is None or (kind == "back" and _which(scene, at) < 0):
        return None
    target = owner or _for(scene, sides, at) or _head_of_clause(scene, sides, at, doer)
    return (target, doer) if target is not None else None


def _owned(scene: Scene, sides: list[Side], at: int) -> Side | None:
    """The name that an izafe ties to a noun, over a word or two that describe it."""
    tokens = scene.read.sent.tokens
    if not tokens[at].norm.endswith(YEH):
        return None
    side = next((s for s in sides if at < s.first <= at + _NEAR), None)
    if side is None:
        return None
    between = tokens[at + 1 : side.first]
    return side if all(t.norm.endswith(YEH) and t.kind is TokenKind.WORD for t in between) else None


def _for(scene: Scene, sides: list[Side], at: int) -> Side | None:
    """The name after `for` that follows a noun (`voiced support for X`)."""
    near = (s for s in sides if at < s.first <= at + _NEAR)
    return next((s for s in near if led(scene, s) in _words("for")), None)


def _which(scene: Scene, at: int) -> int:
    """The last `who` or `which` before a word, -1 where there is none near."""
    tokens = scene.read.sent.tokens
    return next((i for i in range(at - 1, max(-1, at - _FAR * 2), -1) if tokens[i].key == _THAT), -1)


def _doer(scene: Scene, sides: list[Side], at: int) -> Side | None:
    """Who does it: the name after `who`, the name before `who`, or the first name without a preposition."""
    which = _which(scene, at)
    if which >= 0:
        inside = [s for s in sides if which < s.first and s.last < at and not led(scene, s)]
        before = [s for s in sides if s.last < which and s.last >= which - 2]
        return inside[0] if inside else _head(scene, sides, before[-1]) if before else None
    return next((s for s in sides if s.last < at and not led(scene, s)), None)


def _head(scene: Scene, sides: list[Side], side: Side) -> Side:
    """The first name of a chain of izafes that ends in a name."""
    tokens = scene.read.sent.tokens
    for other in reversed([s for s in sides if s.last < side.first]):
        between = tokens[other.last : side.first]
        if len(between) > 2 or not all(t.norm.endswith(YEH) for t in between):
            break
        side = other
    return side


def _head_of_clause(scene: Scene, sides: list[Side], at: int, doer: Side | None) -> Side | None:
    """`X, whom Y backs`: the name before `who` where the doer stands after it."""
    tokens = scene.read.sent.tokens
    if doer is None or doer.first == 0 or tokens[doer.first - 1].key != _THAT:
        return None
    before = [s for s in sides if s.last < doer.first - 1 and s.last >= doer.first - _NEAR]
    return before[-1] if before and at <= doer.last + _FAR else None


def _between(scene: Scene, sides: list[Side], at: int) -> tuple[Side, Side] | None:
    """`the war between X and Y`."""
    tokens = scene.read.sent.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].key not in _words("between"):
        return None
    after = [s for s in sides if at + 1 < s.first]
    if len(after) < 2 or after[0].first > at + _NEAR:
        return None
    gap = tokens[after[0].last + 1 : after[1].first]
    return (after[0], after[1]) if any(t.key == _AND for t in gap) and len(gap) <= _NEAR else None


def _close(scene: Scene, sides: list[Side], at: int) -> Iterator[Relation]:
    """`a leader with strong ties to X`: who stands before the owner of ties."""
    tokens = scene.read.sent.tokens
    linked = any("link" in kinds_at(scene, i, _TABLE) for i in range(at + 1, min(at + 3, len(tokens))))
    before = [s for s in sides if s.last < at and s.last >= at - 2]
    after = [s for s in sides if at < s.first <= at + _FAR and led(scene, s) in _words("with")]
    if linked and before and after:
        yield _relation(scene, (before[-1], after[0]), "ally")


@lru_cache(maxsize=16)
def _words(kind: str) -> frozenset[str]:
    return frozenset(key for key, found in kinds_of(_TABLE).items() if found == kind)


def _relation(scene: Scene, ends: tuple[Side, Side], kind: str) -> Relation:
    label = "actual" if kind == "control" else None
    return tie_between(TYPES[kind], ends, label, Found(SURE[kind], f"relations.sways.{kind}"))
