"""Where an article raises its issues: by their words, a noun that means them again, the man, the topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.events.scene import Scene, scenes_of
from dosye.records import Span
from dosye.stances.again import heads_of, latest, nouns_again, stems_of
from dosye.stances.attitudes import is_undone
from dosye.stances.phrases import Match, compile_phrases, find_phrases
from dosye.stances.themes import NO_THEMES, Themes, find_themes

_SIGN = {"for": 1, "against": -1, "open": 1, "says-for": 1, "says-against": -1}
_TOPICS = 2
_THEMES = 3
_THEME = 0.06  # the least share of an issue that may be meant though its words stand nowhere
_REACH = 1  # sentences after its words in which an issue may still be meant
_FAMOUS = 3  # sentences that name the man whose standing is at issue, for one with its words


class Level(Enum):
    """How a sentence raises an issue."""

    PHRASE = "phrase"
    NOUN = "noun"
    ANY = "any"
    ACTOR = "actor"
    TOPIC = "topic"


@dataclass(slots=True, unsafe_hash=True)
class Raised:
    """An issue in a sentence: the tokens `at` raise it (all of them where it is the topic).

    `size` counts the words of the phrase, 0 where it is none; `undone`: a word before turns it round;
    `since` counts the sentences since its words stood (0: here), `latest`: no other issue's stood after them.
    """

    slug: str
    polarity: str
    level: Level
    scene: Scene
    at: tuple[int, ...]
    size: int
    undone: bool = False
    since: int = 0
    latest: bool = True

    @property
    def first(self) -> int:
        """The first token."""
        return self.at[0]

    @property
    def span(self) -> Span:
        """The words that raise it."""
        tokens = self.scene.read.sent.tokens
        return Span(tokens[self.first].start, tokens[self.at[-1]].end)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Each of the words that raise it."""
        tokens = self.scene.read.sent.tokens
        return tuple(Span(tokens[i].start, tokens[i].end) for i in self.at)

    @property
    def sign(self) -> int:
        """Which way the words point by themselves: 1 for the issue, -1 against it."""
        return _SIGN[self.polarity] * (-1 if self.undone else 1)


@dataclass(frozen=True, slots=True)
class Topics:
    """The issues of an article: in how many sentences their words stand, and their rank by that.

    `share`: how likely the article is about each by all its words; `themes`: the likeliest, best first.
    """

    count: Mapping[str, int]
    rank: Mapping[str, int]
    first: Mapping[str, int]
    share: Mapping[str, float]
    themes: tuple[str, ...]


@lru_cache(maxsize=2)
def find_raises(
    context: Context, themes: Themes = NO_THEMES
) -> tuple[Topics, tuple[tuple[Raised, ...], ...]]:
    """Return the topics of an article and, for each sentence, the issues that it raises."""
    scenes = scenes_of(context)
    named = [find_phrases(scene, context.knowledge) for scene in scenes]
    men = [_by_actor(context, scene, set()) for scene in scenes]
    topics = _topics(named, men, find_themes(context, themes))
    before: list[tuple[str, Mapping[str, str]]] = []
    rows: list[tuple[Raised, ...]] = []
    stood: dict[str, int] = {}
    for n, (scene, matches) in enumerate(zip(scenes, named, strict=True)):
        own = [_by_phrase(scene, match) for match in matches]
        again = _by_noun(context, scene, matches, before, topics)
        actors = _by_actor(context, scene, {r.slug for r in own})
        seen = {r.slug for r in (*own, *again, *actors)}
        rows.append((*own, *again, *actors, *_by_topic(scene, topics, seen, stood)))
        stood.update((slug, n) for slug in sorted(seen))
        before += [(match.phrase.slug, stems_of(scene, match)) for match in matches]
    return topics, tuple(rows)


def _topics(
    named: Sequence[Sequence[Match]], men: Sequence[Sequence[Raised]], share: Mapping[str, float]
) -> Topics:
    count = Counter(slug for matches in named for slug in sorted({m.phrase.slug for m in matches}))
    told = Counter(raised.slug for row in men for raised in row)
    count += Counter({slug: n // _FAMOUS for slug, n in told.items()})
    first: dict[str, int] = {r.slug: n for n, row in reversed(list(enumerate(men))) for r in row}
    for n, matches in enumerate(named):
        for match in matches:
            first[match.phrase.slug] = min(n, first.get(match.phrase.slug, n))
    size: Counter[str] = Counter()
    for match in (m for matches in named for m in matches):
        size[match.phrase.slug] = max(size[match.phrase.slug], match.size)
    order = sorted(count, key=lambda s: (-count[s], first[s], -size[s], s))
    likely = sorted((s for s, told in share.items() if told >= _THEME), key=lambda s: (-share[s], s))
    return Topics(count, {slug: n for n, slug in enumerate(order)}, first, share, tuple(likely[:_THEMES]))


def _by_phrase(scene: Scene, match: Match) -> Raised:
    phrase = match.phrase
    undone = is_undone(scene, match.first)
    return Raised(phrase.slug, phrase.polarity, Level.PHRASE, scene, match.at, match.size, undone)


def _by_noun(
    context: Context,
    scene: Scene,
    matches: Sequence[Match],
    before: Sequence[tuple[str, Mapping[str, str]]],
    topics: Topics,
) -> list[Raised]:
    covered = frozenset(i for m in matches for i in m.at)
    named = {m.phrase.slug for m in matches}
    found: dict[str, Raised] = {}
    for at, nouns, whatever in nouns_again(scene, covered):
        told = latest(before, nouns) or _headed(context, topics, nouns)
        if told is not None and told[0] not in named:
            undone = is_undone(scene, at)
            found.setdefault(told[0], Raised(told[0], told[1], Level.NOUN, scene, (at,), 0, undone))
        elif told is None and whatever and topics.rank:
            slug, polarity = _last(before) or (min(topics.rank, key=lambda s: topics.rank[s]), "open")
            if slug not in named:
                undone = is_undone(scene, at)
                found.setdefault(slug, Raised(slug, polarity, Level.ANY, scene, (at,), 0, undone))
    return list(found.values())


def _last(before: Sequence[tuple[str, Mapping[str, str]]]) -> tuple[str, str] | None:
    """The issue raised last and the side of its words."""
    if not before:
        return None
    slug, stems = before[-1]
    return slug, next(iter(stems.values()), "open")


def _headed(context: Context, topics: Topics, nouns: frozenset[str]) -> tuple[str, str] | None:
    """The first topic of the article whose phrases a noun heads."""
    heads = heads_of(context.knowledge)
    for slug in sorted(topics.rank, key=lambda s: topics.rank[s]):
        for noun in sorted([noun for noun in nouns if noun in heads[slug]]):
            return slug, heads[slug][noun]
    return None


def _by_actor(context: Context, scene: Scene, named: set[str]) -> list[Raised]:
    _, actors = compile_phrases(context.knowledge)
    found: dict[str, Raised] = {}
    for side in scene.sides:
        for phrase in actors.get(key_in(context, side.entity), ()) if side.outer else ():
            if phrase.slug not in named:
                at = tuple(range(side.first, side.last + 1))
                found.setdefault(phrase.slug, Raised(phrase.slug, phrase.polarity, Level.ACTOR, scene, at, 0))
    return list(found.values())


def _by_topic(scene: Scene, topics: Topics, seen: set[str], stood: Mapping[str, int]) -> list[Raised]:
    whole = tuple(range(len(scene.read.sent.tokens)))
    near = {s for s, n in stood.items() if scene.index - n <= _REACH}
    ranked = sorted(topics.rank, key=lambda s: topics.rank[s])
    order = [s for n, s in enumerate(ranked) if n < _TOPICS or s in near or s in topics.themes]
    order += [s for s in topics.themes if s not in topics.rank]
    last = max(stood.values(), default=-1)
    return [
        Raised(
            slug, "open", Level.TOPIC, scene, whole, 0,
            since=scene.index - stood[slug] if slug in stood else -1, latest=stood.get(slug, -2) == last,
        )
        for slug in order if slug not in seen
    ]  # fmt: skip
