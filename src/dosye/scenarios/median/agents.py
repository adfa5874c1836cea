"""What an agent is to a median voter model: a ballot of its weight at its place in the line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..agents import Floats


def order(position: Floats) -> NDArray[np.int64]:
    """The agents of each row from the low end to the high end; (draws, agents) of agent numbers.

    The number of the agent is written into the lowest bits of its position and the whole sorted as
    integers: three times as fast as an argsort. Positions that differ by less than a part in 10**13
    may stand in either order.
    """
    count = position.shape[1]
    bits = max(1, (count - 1).bit_length())
    mask = np.int64((1 << bits) - 1)
    keys = (position + 0.0).view(np.int64)  # + 0.0: no negative zero
    keys = np.where(keys < 0, keys ^ np.int64(0x7FFF_FFFF_FFFF_FFFF), keys)
    keys = (keys & ~mask) | np.arange(count)
    keys.sort(axis=1)
    return np.asarray(keys & mask)


def ballots(weight: Floats, places: NDArray[np.int64]) -> Floats:
    """The weights in the order of the line; (draws, agents)."""
    return np.take_along_axis(weight, places, axis=1)
