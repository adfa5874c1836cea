"""What the later stages know of one article: its sentences, mentions, entities and times, looked up fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dosye.entities.network import WordOdds
from dosye.events.known import known_of
from dosye.knowledge import Knowledge
from dosye.language.ckb import Sentence
from dosye.language.ckb.clauses import Clause, find_clauses
from dosye.records import Document, Entity, EntityId, Mention, Timex


@dataclass(frozen=True, eq=False)
class Context:
    """One article after the entity and time stages; mentions and times are in text order.

    `acts` and `said`: how likely each word is one of an act, and reports or is reported, if a network says.

    Two contexts are the same only where they are one object, so that what is made of one can be kept.
    """

    document: Document
    sents: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    entities: Mapping[EntityId, Entity]
    times: tuple[Timex, ...]
    knowledge: Knowledge
    acts: WordOdds | None = None
    said: WordOdds | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [sent.start for sent in self.sents]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that an offset lies in (the last that starts before it)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def mentions_by_sentence(self) -> tuple[tuple[Mention, ...], ...]:
        """The mentions of each sentence, in text order."""
        rows: list[list[Mention]] = [[] for _ in self.sents]
        for mention in self.mentions:
            rows[self.sentence_at(mention.start)].append(mention)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def times_by_sentence(self) -> tuple[tuple[Timex, ...], ...]:
        """The time expressions of each sentence, in text order."""
        rows: list[list[Timex]] = [[] for _ in self.sents]
        for timex in self.times:
            rows[self.sentence_at(timex.start)].append(timex)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def clauses(self) -> tuple[tuple[Clause, ...], ...]:
        """The clauses of each sentence."""
        known = zip(self.sents, self.mentions_by_sentence, self.times_by_sentence, strict=True)
        return tuple(find_clauses(sent, known_of(sent, names, times)) for sent, names, times in known)
