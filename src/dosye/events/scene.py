"""A sentence as the events stage sees it: its words, and the tokens that its mentions and times cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dosye.events.actors import POLITICAL, sorts_of
from dosye.events.candidates import Read, read_sentence
from dosye.events.context import Context
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.knowledge.names import name_keys
from dosye.language.ckb import lookup_key
from dosye.language.ckb.clauses import Clause
from dosye.records import EntityId, Mention, Timex

_DAY = 10  # length of an ISO day
_OUTLET = "JRN"
_COLON, _SEMICOLON = ":", "\u061b"


@dataclass(slots=True, unsafe_hash=True)
class Side:
    """A mention with its first and last token in the sentence, its entity and the name of its type.

    `outer` is False inside a ROLE.
    """

    mention: Mention
    first: int
    last: int
    outer: bool
    entity: EntityId
    kind: str


@dataclass(slots=True, unsafe_hash=True)
class Scene:
    """One sentence: `sides` and `times` in text order, times with first and last token.

    `outer` holds the sides that stand in no other, `colon` is the first token that is one, -1 for none.
    `kinds` says what the known places are: country, city, base ...
    `sorts` says what kind of actor each entity of the article is, `political` how many hold or seek power.
    `fields` counts the words of the article by the field of life that they are of.
    `rank` orders the entities of the article by how often it mentions them, 0 for the one named most.
    """

    index: int
    read: Read
    sides: tuple[Side, ...]
    times: tuple[tuple[Timex, int, int], ...]
    near: dict[int, Side]
    rank: dict[EntityId, int]
    published: str | None
    clauses: tuple[Clause, ...]
    kinds: Mapping[EntityId, str]
    sorts: Mapping[EntityId, str]
    political: int
    fields: Counter[str]
    outer: tuple[Side, ...]
    colon: int

    def is_coming(self, timex: Timex) -> bool:
        """Whether a time lies after the day of publication."""
        if timex.value == "FUTURE_REF":
            return True
        day = (self.published or "9")[:_DAY]
        value = timex.value[:_DAY]
        return value[:1].isdigit() and value[: len(day)] > day[: len(value)]

    def at(self, token: int) -> Side | None:
        """The widest mention that covers a token."""
        return self.near.get(token)


@lru_cache(maxsize=2)
def scenes_of(context: Context) -> tuple[Scene, ...]:
    """Make a scene of every sentence; kept while the stages of one article ask for it."""
    counts = Counter(m.entity for m in context.mentions)
    first = {m.entity: n for n, m in reversed(list(enumerate(context.mentions)))}
    order = sorted(counts, key=lambda e: (-counts[e], first[e]))
    rank = {entity: n for n, entity in enumerate(order)}
    places = _place_kinds(context.knowledge)
    kinds = {key: places.get(lookup_key(entity.name), "") for key, entity in context.entities.items()}
    sorts = sorts_of(context)
    reads = [read_sentence(sent) for sent in context.sents]
    whole = _Whole(
        rank=rank,
        kinds=kinds,
        sorts=sorts,
        political=sum(sort in POLITICAL for sort in sorts.values()),
        fields=Counter(w.sense.field for read in reads for w in read.words if w.sense is not None),
    )
    return tuple(_scene(context, i, read, whole) for i, read in enumerate(reads))


@dataclass(frozen=True, slots=True)
class _Whole:
    """What holds for all sentences of an article, as a Scene has it."""

    rank: dict[EntityId, int]
    kinds: Mapping[EntityId, str]
    sorts: Mapping[EntityId, str]
    political: int
    fields: Counter[str]


@lru_cache(maxsize=4)
def _place_kinds(knowledge: Knowledge) -> Mapping[str, str]:
    """What the known places are, by look-up key of their names.

    `outlet` stands for the press and broadcasters.
    """
    return compiled_for(knowledge, kinds_by_name)


def kinds_by_name(knowledge: Knowledge) -> dict[str, str]:
    """Return what `_place_kinds` holds."""
    kinds = {key: line.kind for key, line in knowledge.places.items()}
    kinds.update((key, "outlet") for key, line in knowledge.actors.items() if line.sector == _OUTLET)
    names = {key: place.name_ckb for key, place in knowledge.places.items()}
    names.update((key, actor.name_ckb) for key, actor in knowledge.actors.items())
    folded = name_keys(knowledge)
    found = {folded[names[key]]: kind for key, kind in kinds.items() if names[key]}
    for alias in knowledge.aliases:
        if alias.key in kinds:
            found.setdefault(folded[alias.alias], kinds[alias.key])
    return found


def _scene(context: Context, index: int, read: Read, whole: _Whole) -> Scene:
    sent = context.sents[index]
    starts, ends = [t.start for t in sent.tokens], [t.end for t in sent.tokens]

    def tokens(start: int, end: int) -> tuple[int, int]:
        first = min(bisect_right(ends, start), max(0, len(ends) - 1))
        return first, max(first, bisect_left(starts, end) - 1)

    found = context.mentions_by_sentence[index]
    sides: list[Side] = []
    for m, outer in zip(found, _outer(found), strict=True):
        first, last = tokens(m.start, m.end)
        sides.append(Side(m, first, last, outer, m.entity, m.type.value))
    apart = tuple(side for side in sides if side.outer)
    near = {at: side for side in apart for at in range(side.first, side.last + 1)}
    times = tuple((t, *tokens(t.start, t.end)) for t in context.times_by_sentence[index])
    return Scene(
        index=index,
        read=read,
        sides=tuple(sides),
        times=times,
        near=near,
        rank=whole.rank,
        published=context.document.published,
        clauses=context.clauses[index],
        kinds=whole.kinds,
        sorts=whole.sorts,
        political=whole.political,
        fields=whole.fields,
        outer=apart,
        colon=_colon(read),
    )


def _outer(mentions: Sequence[Mention]) -> Iterator[bool]:
    """Whether each of some mentions, in text order and the wider first, stands in no other."""
    end, last = -1, len(mentions) - 1
    for n, m in enumerate(mentions):
        twin = n < last and (mentions[n + 1].start, mentions[n + 1].end) == (m.start, m.end)
        yield m.end > end and not twin
        end = max(end, m.end)


def _colon(read: Read) -> int:
    """The first colon; a semicolon is one where no verb stands before it (`NAME; TEXT`)."""
    told = False
    for i, token in enumerate(read.sent.tokens):
        if token.norm == _COLON or (token.norm == _SEMICOLON and not told):
            return i
        told = told or read.words[i].finite
    return -1
