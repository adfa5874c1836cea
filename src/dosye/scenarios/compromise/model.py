"""The compromise model: the mean position, weighted by capability times salience."""

from __future__ import annotations

import numpy as np

from dosye.scenarios.agents import Agents, Play, at_once


def compromise(agents: Agents) -> Play:
    """Sum of weight times position over the sum of weight, per draw.

    Source: Achen 2006 in The European Union Decides; Thomson et al. 2006.
    """
    weight = agents.weight
    pull = np.einsum("da,da->d", weight, agents.position)
    return at_once(np.asarray(pull / weight.sum(axis=1)))
