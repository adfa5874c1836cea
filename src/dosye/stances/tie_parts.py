"""What part the two ends of a tie have in the article: how often named, whether they act, what heads them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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
    """Who takes part in what in one article."""

    context: Context
    events: Sequence[Event]
    statements: Sequence[Statement]

    def features(self, ends: tuple[EntityId, EntityId], *, flat: bool) -> Iterator[str]:
        """Return the features of two ends; where `flat`, the tie is the same either way round."""
        for place, end in zip("00" if flat else "12", ends, strict=True):
            yield from (f"end{place}-{told}" for told in self._of[end])
        together = len(self._sents[ends[0]] & self._sents[ends[1]])
        yield f"together={_step(together, (*_FEW, 4))}"
        idle = [f"{end not in self._taking:d}" for end in ends]
        yield f"idle={''.join(sorted(idle) if flat else idle)}"
        yield from self._size

    @cached_property
    def _taking(self) -> frozenset[EntityId]:
        return frozenset(self._actors) | frozenset(self._recipients) | frozenset(self._sources)

    @cached_property
    def _actors(self) -> Counter[EntityId]:
        return Counter(a for event in self.events for a in event.actors)

    @cached_property
    def _recipients(self) -> Counter[EntityId]:
        return Counter(r for event in self.events for r in event.recipients)

    @cached_property
    def _sources(self) -> Counter[EntityId]:
        return Counter(statement.source for statement in self.statements)

    @cached_property
    def _sents(self) -> dict[EntityId, frozenset[int]]:
        found: dict[EntityId, set[int]] = {entity: set() for entity in self.context.entities}
        for m in self.context.mentions:
            found.setdefault(m.entity, set()).add(self.context.sentence_at(m.start))
        return {entity: frozenset(at) for entity, at in found.items()}

    @cached_property
    def _size(self) -> tuple[str, str]:
        sents, entities = len(self.context.sents), len(self.context.entities)
        return f"sentences={_step(sents, _SENTENCES)}", f"entities={_step(entities, _ENTITIES)}"

    @cached_property
    def _of(self) -> dict[EntityId, tuple[str, ...]]:
        """The features of each entity."""
        times = Counter(m.entity for m in self.context.mentions)
        ranks = {entity: rank for rank, (entity, _) in enumerate(times.most_common())}
        heads = self._heads()
        return {
            entity: (
                f"times={_step(times[entity], _TIMES)}",
                f"rank={_step(ranks.get(entity, _RANKS[-1]), _RANKS)}",
                f"first={_step(min(self._sents[entity], default=_FIRST[-1]), _FIRST)}",
                f"part={self._actors[entity] > 0:d}{self._recipients[entity] > 0:d}",
                f"says={_step(self._sources[entity], _FEW)}",
                *(f"head={stem}" for stem in sorted(heads.get(entity, ()))),
            )
            for entity in self.context.entities
        }

    def _heads(self) -> dict[EntityId, set[str]]:
        """The first words of what is called by a noun."""
        found: dict[EntityId, set[str]] = {}
        for m in self.context.mentions:
            if m.type in _HEADED:
                words = self.context.document.text[m.start : m.end].split()[:_HEAD]
                found.setdefault(m.entity, set()).update(shortest_stem(lookup_key(w)) for w in words)
        return found


def _step(count: int, steps: Sequence[int]) -> int:
    """How many of the steps, in their order, a count has reached."""
    return bisect_right(steps, count)
