"""What an agent is to the expected utility model: utilities, risk attitude, a view of each challenge.

Source: Scholz, Calbert & Smith 2011, doi 10.5220/0003121500180030; the numbers in brackets are its
equations. Shapes: d draws, i the challenger, j the challenged, k a voter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dosye.scenarios.agents import Floats


@dataclass(frozen=True, slots=True)
class Preset:
    """One reading of the paper where its text and its printed results disagree.

    all_pairs: the probability of success is divided by the votes over all pairs of agents and not of
        this pair; risky_votes: voters weigh distance by their own risk exponent; own_eyes: an agent
        judges its rival's expected utility by its own exponent; lowest_compromise: of several
        compromises it takes the one with the lowest weighted average and not the nearest;
        capitulates: an agent with nothing better gives in to a stronger rival.
    stay: probability that a challenged agent stays where it is if left alone (Q).
    others_move: whether the (1 - Q) term of (25) is there.
    """

    all_pairs: bool
    risky_votes: bool
    own_eyes: bool
    lowest_compromise: bool
    capitulates: bool
    others_move: bool
    stay: float = 1.0


def find_distances(position: Floats, width: Floats) -> Floats:
    """(d, i, j), distance of i and j as a share of `width` (d,), 0-1.

    Cut at 1: a hair more, by rounding, would leave a negative base of a power.
    """
    gap = np.abs(position[:, :, None] - position[:, None, :])
    return np.minimum(gap / width[:, None, None], 1.0)


def find_success(distance: Floats, weight: Floats, risk: Floats, preset: Preset) -> Floats:
    """(d, i, j), probability that i prevails over j [30, 31]; 0 where nobody cares."""
    loss = distance ** risk[:, :, None] if preset.risky_votes else distance
    votes = _count_votes(loss, weight)
    both = votes + votes.transpose(0, 2, 1)
    total = both.sum(axis=(1, 2), keepdims=True) if preset.all_pairs else both
    return np.divide(votes, total, out=np.zeros_like(votes), where=total > 0)


def _count_votes(loss: Floats, weight: Floats) -> Floats:
    """(d, i, j), votes of those nearer to i than to j; loss: (d, k, place)."""
    pull = loss * weight[:, :, None]
    lead = pull[:, :, None, :] - pull[:, :, :, None]
    np.maximum(lead, 0.0, out=lead)
    return np.asarray(lead.sum(axis=1))


def find_utility(distance: Floats, success: Floats, salience: Floats, risk: Floats) -> Floats:
    """(d, i, j), expected utility of i's challenge to j without what j does if left alone [5-7, 25a]."""
    won = 2 - 4 * (0.5 - 0.5 * distance) ** risk
    lost = 2 - 4 * (0.5 + 0.5 * distance) ** risk
    resists = salience[:, None, :]
    return resists * (success * won + (1 - success) * lost) + (1 - resists) * won


def find_idle_utility(to_median: Floats, distance: Floats, risk: Floats, preset: Preset) -> Floats:
    """What i may expect if it leaves j alone: j stays, or moves to the median [22-24].

    Args:
        to_median: (d, i, 1), distance of i from the median as a share of the scale.
        distance: (d, i, j). risk: an exponent that broadcasts to (d, i, j).
        preset: says with what probability j stays, and whether it may move at all.

    Returns:
        (d, i, j), without s_j; part of (25).
    """
    stays = 2 - 4 * 0.5**risk
    if not preset.others_move or preset.stay == 1:
        return np.broadcast_to(preset.stay * stays, distance.shape)
    spread = to_median + distance
    gain = 2 - 4 * np.maximum(0.5 - 0.25 * spread, 0.0) ** risk
    loss = 2 - 4 * (0.5 + 0.25 * spread) ** risk
    moved = np.where(to_median < distance, gain, loss)
    return np.asarray(preset.stay * stays + (1 - preset.stay) * moved)


def find_risk(danger: Floats) -> Floats:
    """(d, i), risk exponent 0.5 (bold) to 2 (most secure) from the sum of challenges [32-34].

    Where all stand in the same danger the formula divides by zero; all are then neutral, 1.
    """
    top = danger.max(axis=1, keepdims=True)
    bottom = danger.min(axis=1, keepdims=True)
    width = top - bottom
    even = width <= 1e-12
    share = np.where(even, 0.0, (2 * danger - top - bottom) / np.where(even, 1.0, width))
    return np.asarray((1 - share / 3) / (1 + share / 3))
