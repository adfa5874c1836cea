"""Whom words were told to, or where they were posted: the names that a preposition ties to the cue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dosye.entities.stems import noun_stems
from dosye.events.context import Context
from dosye.events.scene import Scene, Side, scenes_of
from dosye.language.ckb import Sentence, TokenKind, lookup_key
from dosye.records import EntityId, Statement
from dosye.statements.cues import IZAFE, compile_cues, find_cues
from dosye.statements.grid import grid_of
from dosye.statements.known import is_medium
from dosye.statements.starts import relative_tokens
from dosye.statements.words import link_words, preposition
from dosye.tables import read_table

_TO = ("\u0628\u06d5", "\u0628\u06c6")
_AT = "\u0644\u06d5"
_NEAR = 4
_FAR = 14


@lru_cache(maxsize=1)
def talks() -> dict[str, str]:
    """Return the words for talks, reports, columns and platforms, each with its kind."""
    rows = read_table(Path(__file__).parent / "interviews.tsv", ("stem", "kind", "source"), key=("stem",))
    return {lookup_key(row["stem"]): row["kind"] for row in rows}


def talk_at(sent: Sentence, kind: str) -> int:
    """Return the index of the word for a talk or report; -1 where the sentence has none."""
    return next((i for i, token in enumerate(sent.tokens) if kind in _kinds(token.key)), -1)


_NONE: frozenset[str] = frozenset()  # one for all words: each empty set made anew takes room


@lru_cache(maxsize=3072)
def _kinds(key: str) -> frozenset[str]:
    """The kinds of talk that a word may be."""
    return frozenset(talks()[stem] for stem in noun_stems(key) if stem in talks()) or _NONE


def is_carrier(context: Context, entity: EntityId) -> bool:
    """Whether an entity is an outlet, or a platform on which people post."""
    if is_medium(context, entity):
        return True
    words = context.entities[entity].name.split()
    return any(talks().get(stem) == "platform" for word in words for stem in noun_stems(lookup_key(word)))


def told_to(statement: Statement, context: Context) -> EntityId | None:
    """Whom the words were told to, or where they were posted; None where the sentence does not say."""
    scene = scenes_of(context)[context.sentence_at(statement.cue.start)]
    cue = next((i for i, t in enumerate(scene.read.sent.tokens) if t.end > statement.cue.start), 0)
    sides = [s for s in scene.sides if s.outer and s.last < cue and s.entity != statement.source]
    for side in reversed(sides):
        carrier = is_carrier(context, side.entity)
        if carrier and _in_passing(scene, side, cue):
            return side.entity
        if cue - side.last > _FAR or grid_of(scene).has_verb(side.last + 1, cue - 1):
            break
        if _tied(scene, side, cue, carrier=carrier):
            return side.entity
    return None


def _in_passing(scene: Scene, side: Side, cue: int) -> bool:
    """Whether words were told to a side by a verb that the cue goes on with or that describes the source.

    `X, who spoke to the agency Y, said`; `X confirmed it to the agency Y and said`.
    """
    if (preposition(scene, side) or _before_bracket(scene, side)) not in _TO:
        return False
    grid, tokens = grid_of(scene), scene.read.sent.tokens
    verb = grid.first_verb(side.last + 1, cue - 1)
    if verb < 0 or verb - side.last > _NEAR:
        return False
    if grid.has_verb(verb + 1, cue - 1):
        return False
    if side.last in relative_tokens(scene, cue):
        return True
    return link_words().get(tokens[verb + 1].key) == "join" and cue - verb <= _NEAR


def _tied(scene: Scene, side: Side, cue: int, *, carrier: bool) -> bool:
    """Whether a preposition ties a name to the cue: any of three for an outlet, `to` for others."""
    before = preposition(scene, side) or _before_bracket(scene, side)
    if carrier:
        return before in _TO or before == _AT
    return before == _TO[0] and cue - side.last <= _NEAR


def _before_bracket(scene: Scene, side: Side) -> str:
    """The preposition before `class word (NAME)`."""
    tokens, at = scene.read.sent.tokens, side.first - 1
    if at < 1 or tokens[at].kind is not TokenKind.MARK:
        return ""
    words = (tokens[i] for i in range(at - 1, max(-1, at - _NEAR), -1))
    return next((t.key for t in words if any(a.pos == "ADP" for a in t.analyses[:1])), "")


def passed_on(statement: Statement, context: Context) -> EntityId | None:
    """The outlet by whose report somebody speaks: `according to the agency Y, X said`."""
    scene = scenes_of(context)[context.sentence_at(statement.cue.start)]
    tokens = scene.read.sent.tokens
    at = next((i for i, t in enumerate(tokens) if t.end > statement.cue.start), 0)
    outlets = [s for s in scene.sides if s.outer and s.entity != statement.source]
    outlets = [s for s in outlets if s.last < at and is_medium(context, s.entity)]
    if not outlets:
        return None
    for cue in find_cues(scene, compile_cues(context.knowledge)):
        if cue.slot != IZAFE or cue.first > at:
            continue
        named = [s for s in outlets if cue.last < s.first <= cue.last + _NEAR]
        free = [s for s in outlets if not preposition(scene, s)] if cue.first == at else []
        if named or free:
            return (named or free)[0].entity
    return None
