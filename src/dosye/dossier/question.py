"""A question to a person before it is told: what it is about, why it is asked, and how much it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asked: a line `review.<key>` of the messages and what stands in it."""

    key: str
    parts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What to look at; `ids` are one fact, or two that may be the same."""

    kind: str
    score: float
    ids: tuple[str, ...]
    reasons: tuple[Reason, ...]
    acts: tuple[str, ...] = ()

    @property
    def keys(self) -> set[frozenset[str]]:
        """What is asked about, in any order: the facts, and the acts that they tell."""
        return {frozenset(self.ids), frozenset(self.acts)} - {frozenset()}
