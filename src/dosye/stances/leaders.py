"""Who leads what: `chaired by X`, `a body that X leads`, a government or list called by its head."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dosye.entities.stems import noun_stems
from dosye.events.scene import Scene, Side
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType, Found, Relation, RelationType, Span
from dosye.stances.words import kinds_of
from dosye.statements.clauses import led

CHAIRED = Found(0.75, "relations.leads.chaired")
CALLED = Found(0.6, "relations.leads.called")
_TABLE = "leaders.tsv"
_NEAR = 2
_FAR = 8
_BODIES = (EntityType.ORG, EntityType.GROUP)
_DEFINITE = "\u06d5\u06a9\u06d5"


def find_leaders(scene: Scene, *, said: bool = True) -> Iterator[Relation]:
    """Find who leads what in the words of a sentence; `said`: one of them speaks of leading."""
    yield from _called(scene)
    for i, token in enumerate(scene.read.sent.tokens if said else ()):
        if any(kinds_of(_TABLE).get(stem) == "leading" for stem in noun_stems(token.key)):
            yield from _led(scene, i)


def _called(scene: Scene) -> Iterator[Relation]:
    """A government, a list, a headquarters with a person's name after it."""
    tokens = scene.read.sent.tokens
    inner = [s for s in scene.sides if s.mention.type is not EntityType.ROLE]
    for body, head in pairwise(inner):
        beside = head.first == body.last + 1 and tokens[body.last].norm.endswith(YEH)
        if not beside or body.mention.type not in _BODIES or head.mention.type is not EntityType.PERSON:
            continue
        words = tokens[body.first : body.last + 1]
        kinds = {kinds_of(_TABLE).get(stem) for t in words for stem in noun_stems(t.key)}
        own = any(_DEFINITE in t.key for t in words)
        if "body" in kinds or ("movement" in kinds and own):
            yield _leads(head, body, CALLED)


def _led(scene: Scene, at: int) -> Iterator[Relation]:
    """`BODY ... under the leadership of X`, `X ... at the head of BODY`, `BODY, which X leads`."""
    sides = [s for s in scene.sides if s.outer]
    after = [s for s in sides if at < s.first <= at + _NEAR]
    before = [s for s in sides if s.last < at]
    if after and after[0].mention.type is EntityType.PERSON:
        bodies = [s for s in before if s.mention.type in _BODIES and not led(scene, s)]
        near = [s for s in bodies if s.last >= at - _FAR]
        if near:
            yield _leads(after[0], near[-1], CHAIRED)
    elif after and after[0].mention.type in _BODIES and before:
        heads = [s for s in before if s.mention.type is EntityType.PERSON and not led(scene, s)]
        if heads:
            yield _leads(heads[-1], after[0], CHAIRED)
    elif len(before) > 1 and _which_leads(before[-2], before[-1], at):
        yield _leads(before[-1], before[-2], CHAIRED)


def _which_leads(body: Side, head: Side, at: int) -> bool:
    """`BODY, which X leads`."""
    kinds = body.mention.type in _BODIES and head.mention.type is EntityType.PERSON
    return kinds and head.last >= at - _NEAR and head.first <= body.last + 3


def _leads(head: Side, body: Side, found: Found) -> Relation:
    evidence = Span(min(head.mention.start, body.mention.start), max(head.mention.end, body.mention.end))
    return Relation(RelationType.LEADS, head.entity, body.entity, None, evidence, found=found)
