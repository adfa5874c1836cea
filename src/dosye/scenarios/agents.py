"""The agents of a run as arrays, one row a draw: what every model takes and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SAME_PLACE = 1e-9
"""Positions closer than this share of the scale are one state of a trajectory."""


@dataclass(frozen=True, slots=True)
class Agents:
    """What the agents want, how much they care and how much they can do, over all draws.

    position: (draws, agents), in the question's own unit, inside the scale.
    salience: (draws, agents), 0-1. capability: (draws, agents), 0 or more, any unit.
    low, high: ends of the scale. reference: what holds if nothing is agreed, or None where nobody says.
    """

    position: Floats
    salience: Floats
    capability: Floats
    low: float
    high: float
    reference: float | None = None

    @property
    def weight(self) -> Floats:
        """(draws, agents), capability times salience: the pull of an agent in every model here."""
        return self.capability * self.salience

    def rows(self, start: int, stop: int) -> Agents:
        """The draws `start` to `stop` (half-open)."""
        parts = (self.position, self.salience, self.capability)
        position, salience, capability = (np.ascontiguousarray(part[start:stop]) for part in parts)
        return Agents(position, salience, capability, self.low, self.high, self.reference)


class Stop(Enum):
    """Why a run ended. Only SETTLED means that another round would change nothing."""

    AT_ONCE = "no rounds"  # a formula, not a process
    SETTLED = "settled"  # the next round gives the same positions
    CYCLE = "cycle"  # an earlier state came back
    SMALL_MOVES = "small moves"  # the model's own rule: little happens any more
    ROUND_LIMIT = "round limit"  # still moving when the rounds ran out


@dataclass(frozen=True, slots=True)
class Play:
    """What a model made of its agents.

    outcome: (draws,), in the question's unit; NaN where the model defines none.
    rounds: per round the positions (draws, agents), the start first; empty for formulas.
    stop: per draw. period: per draw the length of its cycle, 0 where there is none.
    """

    outcome: Floats
    rounds: tuple[Floats, ...]
    stop: tuple[Stop, ...]
    period: tuple[int, ...]


class Model(Protocol):
    """A model of collective decision: a pure function of the agents."""

    def __call__(self, agents: Agents, /) -> Play:
        """Play the model on every draw."""
        ...


def at_once(outcome: Floats) -> Play:
    """The play of a model that is a formula."""
    return Play(outcome, (), (Stop.AT_ONCE,) * len(outcome), (0,) * len(outcome))


def find_cycle(states: list[Floats], *, width: float) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Compare the last state with all earlier ones.

    Args:
        states: per round (draws, agents), the last one newest.
        width: length of the scale, to say what "the same place" is.

    Returns:
        (draws,) whether nothing moved in the last round; (draws,) the length of the cycle that the
        last state closes, 0 where it closes none.
    """
    last = states[-1]
    near = SAME_PLACE * max(width, SAME_PLACE)
    settled = np.asarray((np.abs(last - states[-2]) <= near).all(axis=1))
    period = np.zeros(len(last), dtype=np.int64)
    for back in range(len(states) - 1, 1, -1):
        same = (np.abs(last - states[-1 - back]) <= near).all(axis=1)
        period[same] = back
    period[settled] = 0
    return settled, period
