"""Who a cue without a name of its own means: its number, its person, and who spoke before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from dosye.events.scene import Scene
from dosye.language.ckb import TokenKind
from dosye.records import EntityId, EntityType
from dosye.statements.anonymous import is_anonymous
from dosye.statements.drafts import Draft
from dosye.statements.grid import grid_of
from dosye.statements.words import THAT, WHICH, is_pronoun, link_words

HELD = 8
_UNNAMED = ("ROLE", "GROUP")
_THEIR = "\u06cc\u0627\u0646"
_PLURAL = ("3Plur", "Plur")


def cue_tokens(draft: Draft, scene: Scene) -> tuple[int, int]:
    """First and last token of the cue of a draft."""
    tokens = scene.read.sent.tokens
    first = bisect_right(tokens, draft.cue.start, key=attrgetter("end"))
    last = bisect_left(tokens, draft.cue.end, key=attrgetter("start")) - 1
    return (first, last) if first <= last else (0, 0)


def is_of_several(draft: Draft, scene: Scene) -> bool:
    """Whether the verb or clitic of a cue has a plural subject."""
    if draft.line is None:
        return False
    first, last = cue_tokens(draft, scene)
    for i in range(first, last + 1):
        word, key = scene.read.words[i], scene.read.sent.tokens[i].key
        spoken = any(v.person in _PLURAL or v.agent in _PLURAL for v in word.verbs)
        if word.clitic in _PLURAL or spoken or _THEIR in key:
            return True
    return False


def in_first_person(draft: Draft, scene: Scene) -> bool:
    """Whether a cue is in the first person, so that whoever speaks in the article goes on."""
    first, last = cue_tokens(draft, scene)
    verbs = [v for i in range(first, last + 1) for v in scene.read.words[i].verbs[:1] if v.finite]
    if first and scene.read.words[first - 1].clitic.startswith("1") and any(v.past for v in verbs):
        return True
    verb = grid_of(scene).first_verb(last + 1, last + HELD) if first == last and not verbs else -1
    if scene.read.words[first].clitic.startswith("1") and verb >= 0:
        return any(v.past and not v.passive for v in scene.read.words[verb].verbs[:1])
    return bool(verbs) and all(v.person[:1] == "1" and not v.agent.startswith("3") for v in verbs)


def writer_of(scenes: Sequence[Scene]) -> EntityId | None:
    """The person or body that the first line names, else the one that signs: the text is its own."""
    bodies = (EntityType.ORG, EntityType.PERSON)
    ends = (s for scene in (scenes[0], scenes[-1]) for s in scene.sides)
    return next((s.entity for s in ends if s.outer and s.mention.type in bodies), None)


def by_pronoun(draft: Draft, scene: Scene) -> bool:
    """Whether a pronoun follows `according to`."""
    _, last = cue_tokens(draft, scene)
    tokens = scene.read.sent.tokens
    return last + 1 < len(tokens) and is_pronoun(tokens[last + 1].key)


def by_that_one(scene: Scene, cue: int, scenes: Sequence[Scene], *, beside: bool) -> bool:
    """Whether the clause of a cue opens with `that official (of X)` or `the said one`: who spoke before.

    Also where the sentence does and no name stands beside the cue.
    """
    tokens, words = scene.read.sent.tokens, scene.read.words
    ends = (i for i in range(cue - 1, -1, -1) if words[i].finite or tokens[i].kind is TokenKind.MARK)
    if _is_that_one(scene, next(ends, -1) + 1, cue, scenes):
        return True
    return not beside and _is_that_one(scene, 0, cue, scenes)


def _is_that_one(scene: Scene, at: int, cue: int, scenes: Sequence[Scene]) -> bool:
    tokens, words, links = scene.read.sent.tokens, scene.read.words, link_words()
    while at < cue and links.get(tokens[at].key) in ("join", "but"):
        at += 1
    if at < cue and links.get(tokens[at].key) == "said":
        return True
    if at + 1 >= cue:
        return False
    at += tokens[at].key == THAT
    named = tokens[at - 1].key == THAT if at else False
    if words[at].plural or tokens[at + 1].key == WHICH or not (named or words[at].definite):
        return False
    side = scene.at(at)
    if side is None:
        return is_anonymous([tokens[at].key])
    known = any(s.entity == side.entity for x in scenes[: scene.index] for s in x.sides)
    return side.mention.type.value in _UNNAMED and not known
