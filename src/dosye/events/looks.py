"""What the network on the sides of an act looks at: its words in their order, and who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dosye.events.candidates import Candidate
from dosye.events.pairs import Choice
from dosye.events.scene import Scene, Side
from dosye.language.ckb import Token

FIELDS = 6  # names that a word is told by
PLAIN, TRIGGER, OWN_VERB, RULING_VERB = range(4)
TIME = "TIME"
FARTHEST = 15  # words between an act and an entity; more count as so many
_BACK = 40  # words of the sentence before
_AROUND = 120  # words of a very long sentence on either side of the act
_END, _START = 3, 4  # letters
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entity or a time stands: first and last word in the row, kind, how far from the act."""

    first: int
    last: int
    kind: str
    far: int


@dataclass(frozen=True, slots=True)
class Look:
    """An act in its row of words: its sentence, after the one before where an entity of that may take part.

    `spots` are those of the entities that may take part, then those of the times of the sentence.
    `skipped` words of the sentence before are left out, of the sentence itself all but `start` to `stop`;
    `marks` says of each word of the row what it is to the act; `first` and `verb` are places in the row.
    """

    before: Scene | None
    skipped: int
    here: Scene
    start: int
    stop: int
    marks: list[int]
    first: int
    verb: int
    type: str
    line: str
    spots: list[Spot]


def look_at(c: Candidate, scene: Scene, last: Scene | None, choices: Sequence[Choice]) -> Look:
    """Look at an act, the entities that may take part in it and the times that it may have."""
    first_seen = max(0, c.first - _AROUND)
    stop = min(len(scene.read.sent.tokens), c.last + 1 + _AROUND)
    before = last if not first_seen and any(choice.before for choice in choices) else None
    earlier = len(before.read.sent.tokens) if before is not None else 0
    skipped = max(0, earlier - _BACK)
    start = earlier - skipped - first_seen  # from a place in the sentence to one in the row
    marks = [PLAIN] * (start + stop)
    marks[start + c.first : start + c.last + 1] = [TRIGGER] * (c.last + 1 - c.first)
    if first_seen <= c.verb < stop:
        marks[start + c.verb] = OWN_VERB if c.own else RULING_VERB
    first, verb = start + c.first, _held(start + (c.verb if c.verb >= 0 else c.last), marks)
    act = (first, start + c.last)
    places = [(choice.side, -skipped if choice.before else start) for choice in choices]
    found = [(side.first + shift, side.last + shift, side.kind) for side, shift in places]
    found += [(at + start, end + start, TIME) for _, at, end in scene.times]
    spots = [_spot((_held(at, marks), _held(end, marks)), act, kind) for at, end, kind in found]
    return Look(before, skipped, scene, first_seen, stop, marks, first, verb, c.line.type, c.line.key, spots)


def _held(at: int, row: Sequence[int]) -> int:
    """A place in a row, its end for one that lies outside."""
    return max(0, min(at, len(row) - 1))


def _spot(place: tuple[int, int], act: tuple[int, int], kind: str) -> Spot:
    first, last = place
    far = first - act[1] if first > act[1] else last - act[0]
    return Spot(first, last, kind, max(-FARTHEST, min(FARTHEST, far)))


def word_names(scene: Scene) -> list[Names]:
    """Name each word of a sentence in six ways: word, lemma, ending, beginning, form, mention or time."""
    timed = {i for _, first, last in scene.times for i in range(first, last + 1)}
    return [
        _names(token, _tag(scene.near.get(i), i, timed)) for i, token in enumerate(scene.read.sent.tokens)
    ]


def _tag(side: Side | None, at: int, timed: set[int]) -> str:
    if side is None:
        return TIME if at in timed else ""
    return ("B" if side.first == at else "I") + side.kind


def _names(token: Token, tag: str) -> Names:
    best = token.analyses[0] if token.analyses else None
    lemma, form = (best.lemma, best.pos + best.feats) if best is not None else ("", token.kind.name)
    return token.key, lemma, token.norm[-_END:], token.norm[:_START], form, tag
