"""Topics that no issue of the tables covers: noun phrases that recur beside words for and against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dosye.events.context import Context
from dosye.events.scene import Scene, scenes_of
from dosye.language.ckb.sounds import YEH
from dosye.records import Span
from dosye.stances.attitudes import attitude_to
from dosye.stances.phrases import find_phrases

_LONGEST = 3
_NEAR = 8
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic: its words as they stood first, in how many articles, how often with words for and against."""

    words: str
    articles: int
    supported: int
    opposed: int


def suggest_issues(contexts: Iterable[Context], *, least: int = 3) -> tuple[Suggestion, ...]:
    """Propose topics that recur in `least` articles or more with words on both sides, most articles first.

    It only counts: whether a topic is an issue, and what it should be called, is for a person to say.
    """
    articles: Counter[str] = Counter()
    sides: dict[str, Counter[int]] = {}
    first: dict[str, str] = {}
    for context in contexts:
        seen: set[str] = set()
        for scene in scenes_of(context):
            for key, words, side in _topics(scene, context):
                first.setdefault(key, words)
                sides.setdefault(key, Counter())[side] += 1
                seen.add(key)
        articles.update(seen)
    found = [Suggestion(first[k], n, sides[k][1], sides[k][-1]) for k, n in articles.items() if n >= least]
    both = [s for s in found if s.supported and s.opposed]
    return tuple(sorted(both, key=lambda s: (-s.articles, -min(s.supported, s.opposed), s.words)))


def _topics(scene: Scene, context: Context) -> Iterator[tuple[str, str, int]]:
    """The izafe phrases of a sentence that no issue covers, with the side that the words near them take."""
    tokens, sent = scene.read.sent.tokens, scene.read.sent
    covered = {i for m in find_phrases(scene, context.knowledge) for i in m.at}
    named = {i for s in scene.sides for i in range(s.first, s.last + 1)}
    at = 0
    while at < len(tokens):
        last = _chain_end(scene, at)
        span = range(at, last + 1)
        if last > at and not covered & set(span) and not set(span) <= named and at not in named:
            attitude = attitude_to(scene, tuple(span), Span(sent.start, sent.end))
            if attitude.side and attitude.gap <= _NEAR:
                key = " ".join(tokens[i].key.removesuffix(YEH) for i in span)
                yield key, " ".join(tokens[i].norm for i in span), attitude.side
        at = last + 1


def _chain_end(scene: Scene, at: int) -> int:
    """Last token of the nouns that an izafe chains from a token on."""
    tokens = scene.read.sent.tokens
    last = at
    while last + 1 < len(tokens) and last - at + 1 < _LONGEST and _is_noun(scene, last):
        if not tokens[last].norm.endswith(YEH) or not _is_noun(scene, last + 1):
            break
        last += 1
    return last


def _is_noun(scene: Scene, at: int) -> bool:
    token = scene.read.sent.tokens[at]
    noun = any(a.pos in ("NOUN", "PROPN") for a in token.analyses[:1])
    return noun and len(token.key) > _LEAST_LETTERS and not scene.read.words[at].finite
