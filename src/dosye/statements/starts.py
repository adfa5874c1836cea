"""Where the words before a cue begin: after the subject of its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from dosye.events.scene import Scene, Side
from dosye.records import EntityType
from dosye.statements.cues import Cue
from dosye.statements.grid import grid_of
from dosye.statements.words import PAUSES, WHICH, led, link_words

WINDOW = 150
BREAKS = frozenset("؛;")
_SPEAKERS = (EntityType.PERSON, EntityType.ORG, EntityType.GROUP, EntityType.ROLE, EntityType.GPE)
_FIRST = attrgetter("first")


def near_sides(scene: Scene, at: int) -> list[Side]:
    """Return the outer mentions of a sentence that stand near a token, in text order."""
    low = bisect_left(scene.sides, at - WINDOW, key=_FIRST)
    high = bisect_right(scene.sides, at + WINDOW, key=_FIRST)
    return [s for s in scene.sides[low:high] if s.outer]


def clause_begin(scene: Scene, cue: Cue) -> int:
    """First token after the subject of the clause that a cue closes."""
    tokens, words, links = scene.read.sent.tokens, scene.read.words, link_words()
    floor, near = 0, near_sides(scene, cue.first)
    for i in range(max(1, cue.first - WINDOW), cue.first):
        pause = tokens[i].norm in PAUSES or links.get(tokens[i].key) == "join"
        if tokens[i].norm in BREAKS or (pause and words[i - 1].finite):
            floor = i + 1
    sides = [s for s in near if floor <= s.first <= floor + 1 and s.last < cue.first]
    free = [s for s in sides if s.mention.type in _SPEAKERS and not led(scene, s)]
    if not free:
        return floor
    beside = [s for s in near if s.first == free[-1].last + 2 and s.last < cue.first]
    ends = [s.last for s in (*free, *(b for b in beside if b.entity == free[-1].entity))]
    return max(ends) + 1


def subject_end(scene: Scene, cue: Cue) -> int:
    """Last token of the first speaker of the sentence that stands before a cue and after no preposition."""
    sides = near_sides(scene, cue.first)
    for side in sides:
        if side.last >= cue.first:
            break
        if side.mention.type in _SPEAKERS and not led(scene, side):
            run = [s for s in sides if s.entity == side.entity and s.first <= side.last + 2]
            return max(s.last for s in run if s.last < cue.first)
    return -1


def after_nearest(scene: Scene, cue: Cue) -> int:
    """First token after the last free name of the cue's own clause, with those that only describe it."""
    grid, tokens = grid_of(scene), scene.read.sent.tokens
    sides = near_sides(scene, cue.first)
    free = [
        s
        for s in sides
        if s.last < cue.first
        and s.mention.type in _SPEAKERS
        and not led(scene, s)
        and not grid.has_verb(s.last + 1, cue.first - 1)
        and not hangs(scene, s)
    ]
    if not free:
        return 0
    paused = [s for s in free if s.first == 0 or tokens[s.first - 1].norm in PAUSES]
    side = (paused or free)[-1]
    last = side.last
    for other in sides:
        if last < other.first <= last + 2 and other.last < cue.first and other.entity == side.entity:
            last = other.last
    return last + 1


def after_pause(scene: Scene, cue: Cue) -> int:
    """First token after the last pause before a cue."""
    tokens = scene.read.sent.tokens
    near = range(cue.first - 1, max(-1, cue.first - WINDOW), -1)
    return next((i + 1 for i in near if tokens[i].norm in PAUSES), 0)


def opens_with_subject(scene: Scene, at: int) -> bool:
    """Whether the name of a speaker stands at a token, so that words which begin there hold their source."""
    side = scene.at(at)
    return side is not None and side.first == at and side.mention.type in _SPEAKERS and not led(scene, side)


def hangs(scene: Scene, side: Side) -> bool:
    """Whether a name hangs on the noun before it (`the words of X`)."""
    at = side.first - 1
    if at < 0 or scene.at(at) is not None:
        return False
    return scene.read.words[at].izafe and not scene.read.words[at].finite


def relative_tokens(scene: Scene, before: int) -> frozenset[int]:
    """Return the tokens before a cue that only describe a name: `X, who asked not to be named, said`."""
    tokens, found = scene.read.sent.tokens, set[int]()
    at = max(1, before - WINDOW)
    while at < before:
        if tokens[at].key == WHICH and _names(scene, at):
            verb = grid_of(scene).first_verb(at + 1, before - 1)
            end = verb + 1 if verb >= 0 else at
            if verb >= 0 and end < before and tokens[end].norm in PAUSES:
                found.update(range(at, end + 1))
                at = end
        at += 1
    return frozenset(found)


def _names(scene: Scene, at: int) -> bool:
    """Whether a name stands right before `which`, perhaps with a pause between."""
    pause = scene.read.sent.tokens[at - 1].norm in PAUSES
    return scene.at(at - 1 - pause) is not None
