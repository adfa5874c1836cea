"""Who puts whom under pressure, and for what, in the words of the issue table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dosye.events.context import Context
from dosye.events.scene import Scene, Side
from dosye.language.ckb import Token
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType, Found, Relation, RelationType, Span, Statement
from dosye.stances.phrases import find_phrases
from dosye.stances.words import kinds_at, kinds_of
from dosye.statements.clauses import led

PRESSES = Found(0.6, "relations.pressure")
_TABLE = "pressure.tsv"
_NEAR = 5
_ENDS = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.GROUP, EntityType.ROLE)


def find_pressure(
    context: Context, scenes: Sequence[Scene], statements: Sequence[Statement], pressing: Sequence[Scene]
) -> Iterator[Relation]:
    """Find the pressures that an article tells of; `pressing` are its sentences with a word of pressure."""
    for scene in pressing:
        for i, token in enumerate(scene.read.sent.tokens):
            if "pressure" not in kinds_at(scene, i, _TABLE):
                continue
            sides = _sides(scene, token.start, statements)
            ends = _ends(scene, i, sides, scenes[scene.index - 1] if scene.index else None)
            if ends is not None and ends[0].entity != ends[1].entity:
                yield _relation(context, scene, ends)


def _sides(scene: Scene, at: int, statements: Sequence[Statement]) -> list[Side]:
    """The names that stand in the same words as a place of the text: those of its speaker or the outlet's."""
    sides = [s for s in scene.sides if s.outer and s.mention.type in _ENDS]
    around = [s.content for s in statements if s.content.start <= at < s.content.end]
    inner = min(around, key=lambda c: c.end - c.start, default=None)
    if inner is None:
        return sides
    return [s for s in sides if inner.start <= s.mention.start and s.mention.end <= inner.end]


def _ends(scene: Scene, at: int, sides: list[Side], before: Scene | None) -> tuple[Side, Side] | None:
    """Who presses and who is pressed."""
    tokens = scene.read.sent.tokens
    after = [s for s in sides if s.first > at]
    subject = next((s for s in sides if s.last < at and not led(scene, s)), None)
    owner = next((s for s in after if s.first <= at + _NEAR and _owns(scene, at, s)), None)
    upon = next((s for s in after if s is not owner and _upon(scene, s)), None)
    under = at > 0 and tokens[at - 1].key.endswith(_under())
    if under:
        return (owner, subject) if owner and subject else None
    if owner is not None:
        rest = [s for s in after if s is not owner]
        target = upon or subject or (rest[0] if rest else None)
        return (owner, target) if target else None
    if subject is None:
        return None
    aimless = not after[:1] or _is_for(tokens, at)
    target = upon or (_first(before) if before is not None and aimless else None)
    return (subject, target) if target else None


def _is_for(tokens: Sequence[Token], at: int) -> bool:
    """`pressed for ...`: what is wanted follows, and who is pressed is known from before."""
    return any(kinds_of(_TABLE).get(t.key) == "for" for t in tokens[at + 1 : at + 2])


def _first(scene: Scene) -> Side | None:
    return next((s for s in scene.sides if s.outer and s.mention.type in _ENDS and not led(scene, s)), None)


def _owns(scene: Scene, at: int, side: Side) -> bool:
    """Whether an izafe leads from the pressure to a side without a preposition between."""
    between = scene.read.sent.tokens[at + 1 : side.first]
    if not scene.read.sent.tokens[at].norm.endswith(YEH):
        return False
    return not any(a.pos in ("ADP", "VERB") for t in between for a in t.analyses[:1])


@lru_cache(maxsize=1)
def _under() -> tuple[str, ...]:
    return tuple(stem for stem, kind in kinds_of(_TABLE).items() if kind == "under")


def _upon(scene: Scene, side: Side) -> bool:
    if side.first == 0:
        return False
    key = scene.read.sent.tokens[side.first - 1].key
    return kinds_of(_TABLE).get(key) == "upon"


def _relation(context: Context, scene: Scene, ends: tuple[Side, Side]) -> Relation:
    sent = scene.read.sent
    evidence = Span(sent.start, sent.end)
    pair = (ends[0].entity, ends[1].entity)
    return Relation(RelationType.PRESSES, *pair, _aim(context, scene), evidence, found=PRESSES)


def _aim(context: Context, scene: Scene) -> str | None:
    """What the pressure is for: the first issue that the sentence raises, with the side it takes."""
    for match in find_phrases(scene, context.knowledge):
        issue = context.knowledge.issues.get(match.phrase.slug)
        if issue is not None:
            side = "against" if match.phrase.polarity.endswith("against") else "for"
            return f"{side}: {issue.meaning}"
    return None
