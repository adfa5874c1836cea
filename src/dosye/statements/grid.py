"""Counts over the tokens of a sentence: what a stretch of it holds is known at once, at any length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from dosye.events.candidates import Read
from dosye.events.scene import Scene
from dosye.language.ckb import TokenKind


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Running counts: finite verbs and words before each token."""

    finite: tuple[int, ...]
    words: tuple[int, ...]

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb stands among tokens `first` to `last`."""
        return _between(self.finite, first, last) > 0

    def word_count(self, first: int, last: int) -> int:
        """How many tokens from `first` to `last` are no marks."""
        return _between(self.words, first, last)

    def first_verb(self, first: int, last: int) -> int:
        """The first finite verb among tokens `first` to `last`, -1 where there is none."""
        first, last = max(0, first), min(last, len(self.finite) - 2)
        if not self.has_verb(first, last):
            return -1
        low, high = first, last
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.has_verb(first, middle) else (middle + 1, high)
        return low


def _between(counts: tuple[int, ...], first: int, last: int) -> int:
    first, last = max(0, first), min(last, len(counts) - 2)
    return counts[last + 1] - counts[first] if first <= last else 0


def grid_of(scene: Scene) -> Grid:
    """Return the counts of a sentence; kept while it is asked about."""
    return _grid(_Held(scene.read))


class _Held:
    """A sentence that compares by identity, to be a key."""

    __slots__ = ("read",)

    def __init__(self, read: Read) -> None:
        self.read = read

    def __hash__(self) -> int:
        return id(self.read)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.read is self.read


@lru_cache(maxsize=64)
def _grid(held: _Held) -> Grid:
    read = held.read
    marks = (t.kind is not TokenKind.MARK for t in read.sent.tokens)
    return Grid(_counts(w.finite for w in read.words), _counts(marks))


def _counts(flags: Iterable[bool]) -> tuple[int, ...]:
    return tuple(accumulate((int(f) for f in flags), initial=0))
