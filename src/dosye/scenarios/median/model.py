"""Median voters: the position that no other beats, with weights and without."""

from __future__ import annotations

import numpy as np

from dosye.scenarios.agents import Agents, Floats, Play, at_once
from dosye.scenarios.median.agents import ballots, order

CHUNK = 8192
"""Draws at a time: small enough that a chunk stays in the processor's cache."""


def weighted_median(agents: Agents) -> Play:
    """The position where the weight (capability times salience) from the low end reaches one half.

    With proportional votes and linear loss this is the Condorcet winner. Where one half falls exactly
    between two positions, the lower one is taken.
    """
    weights = agents.weight
    out = np.empty(len(weights))
    for start in range(0, len(weights), CHUNK):
        part = slice(start, start + CHUNK)
        out[part] = find_weighted_median(agents.position[part], weights[part])
    return at_once(out)


def find_weighted_median(position: Floats, weight: Floats) -> Floats:
    """Lower weighted median of each row; `position`, `weight`: (draws, agents) -> (draws,)."""
    places = order(position)
    cumulated = np.cumsum(ballots(weight, places), axis=1)
    half = cumulated[:, -1:] * (0.5 * (1 - 1e-12))
    first = (cumulated >= half).argmax(axis=1)
    rows = np.arange(len(position))
    return np.asarray(position[rows, places[rows, first]])


def median(agents: Agents) -> Play:
    """The middle position, every agent counted once; with an even number the mean of the middle two."""
    position = agents.position
    count = position.shape[1]
    out = np.empty(len(position))
    for start in range(0, len(position), CHUNK):
        part = slice(start, start + CHUNK)
        line = np.sort(position[part], axis=1)
        out[part] = (line[:, (count - 1) // 2] + line[:, count // 2]) / 2
    return at_once(out)


def find_margin(position: Floats, weight: Floats) -> Floats:
    """How far the weighted median is from jumping, as a share of all weight; (draws,).

    0 is a knife edge: the smallest change of weight gives another median.
    """
    places = order(position)
    line = np.take_along_axis(position, places, axis=1)
    cumulated = np.cumsum(ballots(weight, places), axis=1)
    shares = cumulated / cumulated[:, -1:]
    centre = find_weighted_median(position, weight)[:, None]
    below = np.where(line < centre, shares, 0.0).max(axis=1)
    upto = np.where(line <= centre, shares, 0.0).max(axis=1)
    above_exists = (line > centre).any(axis=1)
    up = np.where(above_exists, np.abs(upto - 0.5), np.inf)
    down = np.where(below > 0, np.abs(0.5 - below), np.inf)
    return np.minimum(np.minimum(up, down), 0.5)
