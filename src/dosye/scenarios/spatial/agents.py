"""What an agent is to the spatial model: an ideal point, a taste for risk, a view of every other agent.

Source: the deterministic defaults of KTAB's Spatial Model of Politics. Shapes: d draws, m dimensions;
positions are shares of the scale (0-1); h, i, j, k agents.
"""

from __future__ import annotations

import numpy as np

from dosye.scenarios.agents import Floats

VOTE_FLOOR = 1e-8


def find_distances(ideal: Floats, place: Floats, salience: Floats) -> Floats:
    """(d, i, p), distance of agent i's ideal from place p, weighted by i's saliences.

    Args:
        ideal: (d, i, m). place: (d, p, m). salience: (d, i, m). On one dimension salience cancels out.
    """
    if ideal.shape[2] == 1:
        return np.abs(ideal - place.transpose(0, 2, 1))
    gap = (ideal[:, :, None, :] - place[:, None, :, :]) * salience[:, :, None, :]
    total = (salience**2).sum(axis=2)
    return np.asarray(np.sqrt((gap**2).sum(axis=3) / total[:, :, None]))


def find_utility(distance: Floats, risk: Floats) -> Floats:
    """Utility of a place at `distance`; risk above 0 shuns risk, 0 is neutral. Broadcasts."""
    return np.asarray((1 - distance) * (1 + np.minimum(distance, 1.0) * risk))


def find_strength(utility: Floats, capability: Floats) -> Floats:
    """(d, a, b), capability of those who like option a better than b; utility: (d, k, option)."""
    pull = utility * capability[:, :, None]
    lead = pull[:, :, :, None] - pull[:, :, None, :]
    np.maximum(lead, 0.0, out=lead)
    return np.asarray(VOTE_FLOOR + lead.sum(axis=1))


def find_victories(utility: Floats, capability: Floats) -> Floats:
    """(d, a, b), probability that option a beats b in a vote by capability; one half on the diagonal."""
    strength = find_strength(utility, capability)
    return strength / (strength + strength.transpose(0, 2, 1))


def find_risk(distance: Floats, capability: Floats) -> Floats:
    """(d, i), taste for risk, -0.5 to 1, from the chance that i's position wins against all others.

    Where all chances are equal the formula divides by zero; all are then neutral, 0.
    """
    chance = find_victories(1 - distance, capability).prod(axis=2)
    chance = chance / chance.sum(axis=1, keepdims=True)
    top = chance.max(axis=1, keepdims=True)
    bottom = chance.min(axis=1, keepdims=True)
    width = top - bottom
    even = width <= 1e-15
    return np.where(even, 0.0, (3 * chance - top - 2 * bottom) / np.where(even, 1.0, 2 * width))


def find_estimates(risk: Floats) -> Floats:
    """(d, h, i), what h takes i's taste for risk to be: one third of the way from its own."""
    return np.asarray((2 * risk[:, :, None] + risk[:, None, :]) / 3)
