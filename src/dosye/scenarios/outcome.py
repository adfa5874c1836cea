"""What a run gives back: every model beside the others, with its spread, its levers and its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dosye.scenarios.agents import Stop
from dosye.scenarios.question import Question

BINS = 40
"""Bars over the scale in a spread's counts."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the draws of one model lie. `low` and `high` hold eight draws of ten between them.

    counts: draws in each of BINS equal parts of the scale, from its low end.
    """

    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float
    mean: float
    deviation: float
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One model's answer.

    outcome: from the best values, None where the model defines none, with the `reason`.
    spread: over the draws, None where there are none.
    positions: per round (the start first) each player's position in the run of the best values; medians:
        the weighted median of each round. Empty for models that are formulas.
    stop, period: why that run ended; a cycle's length. stops: shares of all draws, 0-1, most first.
    widened: outcome if both ends of the scale lay farther out by half its length, None if it stays.
    """

    model: str
    outcome: float | None
    reason: str
    spread: Spread | None
    positions: tuple[tuple[float, ...], ...]
    medians: tuple[float, ...]
    stop: Stop
    period: int
    stops: tuple[tuple[Stop, float], ...]
    widened: float | None


class LeverKind(Enum):
    """What is moved to see how the headline answers."""

    RANGE = "range"  # a number over its own range: what not knowing it costs
    REACH = "reach"  # a position to both ends of the scale: who could move the outcome
    ABSENCE = "absence"  # the actor leaves


@dataclass(frozen=True, slots=True)
class Lever:
    """One bar of the tornado: the headline's outcome when one number goes to `low` and to `high`."""

    kind: LeverKind
    actor: str
    name: str
    input: str
    low: float
    high: float
    outcome_low: float
    outcome_high: float

    @property
    def swing(self) -> float:
        """Length of the bar."""
        return abs(self.outcome_high - self.outcome_low)


@dataclass(frozen=True, slots=True)
class Difference:
    """The run with the change against the run without it, draw by draw.

    low, high: eight of ten differences lie between. up, down: shares of draws that move that way, 0-1.
    """

    model: str
    before: float | None
    after: float | None
    low: float | None
    high: float | None
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run, with all that is needed to repeat it.

    question: as played, with the changes. headline: name of the model that leads. changes: `path=value`
        and `without actor`, as asked. results: the headline first. levers: longest first, per kind.
    margin: how much weight, as a share, separates the weighted median from its neighbour; 0 is a knife edge.
    notes: what a reader must know before believing any number. parameters: all fixed numbers of the models.
    """

    question: Question
    headline: str
    draws: int
    seed: int
    changes: tuple[str, ...]
    results: tuple[Result, ...]
    levers: tuple[Lever, ...]
    differences: tuple[Difference, ...]
    margin: float
    notes: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    version: str
