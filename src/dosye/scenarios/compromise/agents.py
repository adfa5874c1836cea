"""What an agent is to the compromise model: a pull of its weight towards its position."""

from __future__ import annotations

import numpy as np

from dosye.scenarios.agents import Agents, Floats


def shares(agents: Agents) -> Floats:
    """(draws, agents), each agent's share of all weight, 0-1; the derivative of the outcome by position."""
    weight = agents.weight
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))
