"""What an agent is to Nash bargaining: a gain over what holds if nothing is agreed."""

from __future__ import annotations

import numpy as np

from dosye.scenarios.agents import Floats


def slope(gains_at: Floats, position: Floats, weight: Floats) -> Floats:
    """Derivative of the sum of weight times log gain, with all agents above a reference at 0.

    Args:
        gains_at: (draws,), the agreement looked at, above 0.
        position: (draws, agents), all above 0.
        weight: (draws, agents).

    Returns:
        (draws,); falls as the agreement rises, so its zero is the solution.
    """
    here = gains_at[:, None]
    rising = position >= here
    gain = np.where(rising, here, 2 * position - here)
    return np.asarray((np.where(rising, weight, -weight) / np.maximum(gain, 1e-300)).sum(axis=1))
