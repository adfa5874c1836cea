"""Where the words of an issue stand: the phrase table found in the tokens of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dosye.compiled import LazyMapping
from dosye.events.scene import Scene
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.knowledge.records import IssuePhrase
from dosye.language.ckb import lookup_key

_GAP = 2
_WIDE = 8
_SUFFIX = 8
_SHORT = 3
_HEAD = 3
_ELLIPSIS = "…"
PlainPhrase = tuple[int, tuple[tuple[str, ...], ...], tuple[int, ...]]  # line, words, gaps
_GLUED = ("\u0644\u06d5", "\u0628\u06d5", "\u0628\u06c6")


@dataclass(slots=True, unsafe_hash=True)
class Pattern:
    """A phrase: the beginnings of each word, how many words may stand before it, its first letters."""

    phrase: IssuePhrase
    words: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]
    heads: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase on the tokens `at` of a sentence; other words may stand between them."""

    phrase: IssuePhrase
    at: tuple[int, ...]

    @property
    def first(self) -> int:
        """The first token."""
        return self.at[0]

    @property
    def last(self) -> int:
        """The last token."""
        return self.at[-1]

    @property
    def size(self) -> int:
        """How many words the phrase has."""
        return len(self.at)


@lru_cache(maxsize=4)
def compile_phrases(
    knowledge: Knowledge,
) -> tuple[Mapping[str, tuple[Pattern, ...]], Mapping[str, tuple[IssuePhrase, ...]]]:
    """Return the phrases by how their first word begins, and those with an actor by its key."""
    lines = knowledge.phrases
    patterns: dict[int, Pattern] = {}

    def make(plain: list[PlainPhrase]) -> tuple[Pattern, ...]:
        for at, words, gaps in plain:
            heads = tuple([frozenset([start[:_HEAD] for start in word]) for word in words])
            patterns.setdefault(at, Pattern(lines[at], words, gaps, heads))
        return tuple([patterns[at] for at, _, _ in plain])

    phrases, actors = compiled_for(knowledge, plain_phrases)
    return LazyMapping(phrases, make), LazyMapping(actors, lambda plain: tuple([lines[at] for at in plain]))


def plain_phrases(knowledge: Knowledge) -> tuple[dict[str, list[PlainPhrase]], dict[str, list[int]]]:
    """Return the lines of the phrases by how their first word begins, and by the actor's key."""
    words: dict[str, list[PlainPhrase]] = {}
    actors: dict[str, list[int]] = {}
    for at, phrase in enumerate(knowledge.phrases):
        if phrase.phrase.startswith("@"):
            actors.setdefault(phrase.phrase[1:], []).append(at)
            continue
        starts, gaps = _words(phrase.phrase)
        for start in starts[0]:
            words.setdefault(start, []).append((at, starts, gaps))
    return words, actors


def _words(phrase: str) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """The beginnings of each word, and how many words may stand before it."""
    words: list[tuple[str, ...]] = []
    gaps: list[int] = []
    gap = _GAP
    for word in phrase.split():
        if word == _ELLIPSIS:
            gap = _WIDE
            continue
        words.append(tuple(dict.fromkeys(lookup_key(w) for w in word.split("|"))))
        gaps.append(gap)
        gap = _GAP
    return tuple(words), tuple(gaps)


def find_phrases(scene: Scene, knowledge: Knowledge) -> list[Match]:
    """Find the phrases of a sentence: of one issue the longest that overlap, none inside another's."""
    found: list[Match] = []
    keys = [t.key for t in scene.read.sent.tokens]
    starting = [(i, patterns) for i, key in enumerate(keys) if (patterns := _starting(knowledge, key))]
    if not starting:
        return found
    present = {head for key in keys for head in _heads(key)}
    for i, patterns in starting:
        for pattern in patterns:
            if any(map(present.isdisjoint, pattern.heads)):
                continue
            at = _steps(pattern, keys, i)
            if at:
                found.append(Match(pattern.phrase, at))
    kept = list(_longest(found))
    return [m for m in kept if not any(set(m.at) < set(k.at) for k in kept)]


@lru_cache(maxsize=3072)
def _starting(knowledge: Knowledge, key: str) -> tuple[Pattern, ...]:
    """The phrases whose first word a key may be."""
    index, _ = compile_phrases(knowledge)
    found: dict[int, Pattern] = {}
    known = index.keys()
    for word in (key, key[2:]) if key[:2] in _GLUED else (key,):
        for end in range(1, len(word) + 1):
            start = word[:end]
            if start in known and _starts(word, start):
                found.update({id(pattern): pattern for pattern in index[start]})
    return tuple(found.values())


@lru_cache(maxsize=3072)
def _heads(key: str) -> tuple[str, ...]:
    """The first letters of a word, and those after a preposition written onto it."""
    return tuple({key[:_HEAD], *(key[2 : 2 + _HEAD] for g in _GLUED if key.startswith(g))})


def _steps(pattern: Pattern, keys: list[str], at: int) -> tuple[int, ...]:
    """The tokens of a phrase whose first word stands at `at`; none where the rest does not follow."""
    steps = [at]
    for word, gap in zip(pattern.words[1:], pattern.gaps[1:], strict=True):
        near = range(steps[-1] + 1, min(len(keys), steps[-1] + 2 + gap))
        step = next((j for j in near if _fits(keys[j], word)), -1)
        if step < 0:
            return ()
        steps.append(step)
    return tuple(steps)


@lru_cache(maxsize=3072)
def _fits(key: str, starts: tuple[str, ...]) -> bool:
    return any(_starts(key, s) or (key[:2] in _GLUED and _starts(key[2:], s)) for s in starts)


def _starts(key: str, start: str) -> bool:
    if start.isdigit():
        return key.startswith(start) and not key[len(start) :][:1].isdigit()
    if len(start) <= _SHORT:
        return key == start
    return key.startswith(start) and len(key) - len(start) <= _SUFFIX


def _longest(found: list[Match]) -> Iterator[Match]:
    kept: list[Match] = []
    for match in sorted(
        found, key=lambda m: (m.phrase.polarity == "open", -m.size, m.first, m.last, m.phrase.phrase)
    ):
        same = [k for k in kept if k.phrase.slug == match.phrase.slug]
        if not any(k.first <= match.last and match.first <= k.last for k in same):
            kept.append(match)
    yield from sorted(kept, key=lambda m: (m.first, m.phrase.slug))
