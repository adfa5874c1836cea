"""Nash bargaining on a line with linear loss, where a reference point is given."""

from __future__ import annotations

import numpy as np

from dosye.scenarios.agents import Agents, Floats, Play, at_once
from dosye.scenarios.nash.agents import slope

HALVINGS = 52


def nash(agents: Agents) -> Play:
    """The agreement of the largest product of gains over the reference, weighted; (draws,).

    Agents with weight on both sides of the reference, or at it, cannot all gain: the reference stays.
    Without a reference the outcome is NaN: the model is not defined.

    Source: Nash 1950; the weighted form as in Schneider, Finke & Bailer 2010.
    """
    if agents.reference is None:
        return at_once(np.full(len(agents.position), np.nan))
    weight = agents.weight
    offset = agents.position - agents.reference
    counts = weight > 0
    upward = (np.where(counts, offset, np.inf) > 0).all(axis=1)
    downward = (np.where(counts, -offset, np.inf) > 0).all(axis=1)
    side = np.where(upward, 1.0, np.where(downward, -1.0, 0.0))
    mirrored = np.where(counts, offset * side[:, None], np.inf)
    gain = np.zeros(len(offset))
    free = side != 0
    gain[free] = _best_gain(mirrored[free], weight[free])
    return at_once(agents.reference + side * gain)


def _best_gain(position: Floats, weight: Floats) -> Floats:
    """Halve the interval between 0 and the last agreement from which all still gain."""
    low = np.zeros(len(position))
    high = 2 * position.min(axis=1, initial=np.inf)
    finite = np.where(np.isfinite(position), position, high[:, None])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        rising = slope(middle, finite, weight) > 0
        low = np.where(rising, middle, low)
        high = np.where(rising, high, middle)
    return np.asarray((low + high) / 2)
