"""What part the two ends of a tie have in the article: how often named, whether they act, what heads them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dosye.entities.stems import shortest_stem
from dosye.events.context import Context
from dosye.language.ckb import lookup_key
from dosye.records import EntityId, EntityType, Event, Statement

_TIMES = (2, 3, 5, 9)
_RANKS = (1, 3, 6, 12)
_FIRST = (1, 2, 4, 8)
_FEW = (1, 2, 3)
_SENTENCES = (3, 6, 9, 13, 20)
_ENTITIES = (5, 10, 20, 30)
_HEADED = (EntityType.GROUP, EntityType.ORG, EntityType.PLACE, EntityType.ROLE)
_HEAD = 3  # words of a name among which its noun stands, after numerals and `one of`


@dataclass(frozen=True, eq=False)
class Parts:
    """What the ends of ties do in one article: features and sentences of each, who takes part, its size."""

    told: Mapping[EntityId, tuple[str, ...]]
    sents: Mapping[EntityId, frozenset[int]]
    taking: frozenset[EntityId]
    size: tuple[str, str]

    def features(self, ends: tuple[EntityId, EntityId], *, flat: bool) -> Iterator[str]:
        """Return the features of two ends; where `flat`, the tie is the same either way round."""
        for place, end in zip("00" if flat else "12", ends, strict=True):
            yield from (f"end{place}-{told}" for told in self.told[end])
        together = len(self.sents[ends[0]] & self.sents[ends[1]])
        yield f"together={_step(together, (*_FEW, 4))}"
        idle = [f"{end not in self.taking:d}" for end in ends]
        yield f"idle={''.join(sorted(idle) if flat else idle)}"
        yield from self.size


def parts_of(context: Context, events: Sequence[Event], statements: Sequence[Statement]) -> Parts:
    """Look at who takes part in what in an article."""
    actors = Counter(a for event in events for a in event.actors)
    recipients = Counter(r for event in events for r in event.recipients)
    sources = Counter(statement.source for statement in statements)
    times = Counter(m.entity for m in context.mentions)
    ranks = {entity: rank for rank, (entity, _) in enumerate(times.most_common())}
    sents, heads = _sents(context), _heads(context)
    told = {
        entity: (
            f"times={_step(times[entity], _TIMES)}",
            f"rank={_step(ranks.get(entity, _RANKS[-1]), _RANKS)}",
            f"first={_step(min(sents[entity], default=_FIRST[-1]), _FIRST)}",
            f"part={actors[entity] > 0:d}{recipients[entity] > 0:d}",
            f"says={_step(sources[entity], _FEW)}",
            *(f"head={stem}" for stem in sorted(heads.get(entity, ()))),
        )
        for entity in context.entities
    }
    size = (
        f"sentences={_step(len(context.sents), _SENTENCES)}",
        f"entities={_step(len(context.entities), _ENTITIES)}",
    )
    return Parts(told, sents, frozenset(actors) | frozenset(recipients) | frozenset(sources), size)


def _sents(context: Context) -> dict[EntityId, frozenset[int]]:
    """The sentences that name each entity."""
    found: dict[EntityId, set[int]] = {entity: set() for entity in context.entities}
    for m in context.mentions:
        found.setdefault(m.entity, set()).add(context.sentence_at(m.start))
    return {entity: frozenset(at) for entity, at in found.items()}


def _heads(context: Context) -> dict[EntityId, set[str]]:
    """The first words of what is called by a noun."""
    found: dict[EntityId, set[str]] = {}
    for m in context.mentions:
        if m.type in _HEADED:
            words = context.document.text[m.start : m.end].split()[:_HEAD]
            found.setdefault(m.entity, set()).update(shortest_stem(lookup_key(w)) for w in words)
    return found


def _step(count: int, steps: Sequence[int]) -> int:
    """How many of the steps, in their order, a count has reached."""
    return bisect_right(steps, count)
