"""What an agent is to a median voter model: a ballot of its weight at its place in the line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dosye.scenarios.agents import Floats


def order(position: Floats) -> NDArray[np.int64]:
    """The agents of each row from the low end to the high end; (draws, agents) of agent numbers.

    The number of the agent is written into the lowest bits of its position and the whole sorted as
    integers: three times as fast as an argsort. Positions that differ by less than a part in 10**13
    may stand in either order.
    """
    count = position.shape[1]
    bits = max(1, (count - 1).bit_length())
    mask = np.int64((1 << bits) - 1)
    lowest = min(0.0, float(position.min()))  # below zero the bits of a float sort the wrong way round
    keys = np.subtract(position, lowest, order="C").view(np.int64)
    keys &= ~mask
    keys |= np.arange(count)
    keys.sort(axis=1)
    keys &= mask
    return keys


def ballots(weight: Floats, places: NDArray[np.int64]) -> Floats:
    """The weights in the order of the line; (draws, agents)."""
    return np.take_along_axis(np.ascontiguousarray(weight), places, axis=1)
