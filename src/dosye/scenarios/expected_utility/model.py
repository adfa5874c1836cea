"""The expected utility model of Scholz, Calbert & Smith 2011, in two presets.

`scholz-2011-code` gives the paper's printed results, `scholz-2011-text` follows its equations. They are not
the same model, and neither is "the" model of Bueno de Mesquita, which was never fully published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from dosye.scenarios.agents import Agents, Floats, Play, Stop, find_cycle
from dosye.scenarios.expected_utility.agents import (
    Preset,
    find_distances,
    find_idle_utility,
    find_risk,
    find_success,
    find_utility,
)
from dosye.scenarios.median.model import find_weighted_median

CODE = Preset(
    all_pairs=True,
    risky_votes=True,
    own_eyes=True,
    lowest_compromise=True,
    capitulates=False,
    others_move=False,
)
TEXT = Preset(
    all_pairs=False,
    risky_votes=False,
    own_eyes=False,
    lowest_compromise=False,
    capitulates=True,
    others_move=True,
)
ROUNDS = 8
"""As many as the paper's Table 2 prints. The paper says that the results do not settle."""
CELLS = 200_000
"""Agents cubed times draws that are played at once: fits the processor's cache."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Round:
    """One round seen from inside.

    success_neutral, success: (draws, i, j), before and after the risk exponents.
    neutral: (draws, i, j), expected utility of i's challenge to j at exponent 1. risk: (draws, i).
    own: (draws, i, j), what i expects of challenging j. rival: what j expects of challenging i, in i's eyes.
    position: (draws, i), after the moves.
    """

    success_neutral: Floats
    success: Floats
    neutral: Floats
    risk: Floats
    own: Floats
    rival: Floats
    position: Floats


def play_round(agents: Agents, width: Floats, preset: Preset) -> Round:
    """All agents look at each other, make offers, and each takes one; (draws,) `width` of the scale."""
    position, weight = agents.position, agents.weight
    distance = find_distances(position, width)
    median = find_weighted_median(position, weight)
    to_median = (np.abs(position - median[:, None]) / width[:, None])[:, :, None]

    def challenge(success: Floats, risk: Floats) -> Floats:
        """(draws, i, j), i's challenge to j; `risk` (draws, i, 1) or (draws, 1, j)."""
        gain = find_utility(distance, success, agents.salience, risk)
        expected = gain - find_idle_utility(to_median, distance, risk, preset)
        return np.where(distance == 0, expected * (preset.stay < 1), expected)

    even = np.ones_like(position)
    success_neutral = find_success(distance, weight, even, preset)
    neutral = challenge(success_neutral, even[:, :, None])
    risk = find_risk(_without_self(neutral).sum(axis=1))
    success = find_success(distance, weight, risk, preset) if preset.risky_votes else success_neutral
    own = challenge(success, risk[:, :, None])
    seen = challenge(success, risk[:, None, :]) if preset.own_eyes else own
    rival = seen.transpose(0, 2, 1)
    moved = _take_offers(position, own, rival, preset)
    return Round(success_neutral, success, neutral, risk, own, rival, moved)


def _without_self(matrix: Floats) -> Floats:
    """The same with a zero diagonal."""
    return np.asarray(matrix * (1 - np.eye(matrix.shape[1])))


def _take_offers(position: Floats, own: Floats, rival: Floats, preset: Preset) -> Floats:
    """(draws, i), where each agent is after the one offer that it takes [fig. 6, 6.2]."""
    here, there = position[:, :, None], position[:, None, :]
    others = here != there  # who stands at the same place has nothing to offer
    weaker = (own < 0) & (rival > 0) & others
    confronted = (own > 0) & (rival > own) & others
    compromising = weaker & (rival > -own)
    capitulating = weaker & (rival < -own)
    ratio = np.divide(-own, rival, out=np.zeros_like(own), where=compromising)
    partway = here + (there - here) * ratio
    near = np.abs(there - here)
    average = (here * -own + there * rival) / np.where(compromising, rival - own, 1.0)
    wish = average if preset.lowest_compromise else np.abs(partway - here)
    moved = position
    for mask, cost, target in (  # the last that applies wins
        (capitulating & preset.capitulates, near, there + 0 * own),
        (compromising, wish, partway),
        (confronted, near, there + 0 * own),
    ):
        moved = _move(moved, mask, (cost, rival), target)
    return moved


def _move(position: Floats, mask: Mask, rank: tuple[Floats, Floats], target: Floats) -> Floats:
    """Move each agent that has an offer to the cheapest; among equals to that of the keenest rival."""
    cost, keen = rank
    price = np.where(mask, cost, np.inf)
    lowest = price.min(axis=2, keepdims=True)
    best = mask & (price <= lowest + 1e-12)
    choice = np.where(best, keen, -np.inf).argmax(axis=2)
    chosen = np.take_along_axis(target, choice[:, :, None], axis=2)[:, :, 0]
    return np.where(mask.any(axis=2), chosen, position)


def rounds_of(agents: Agents, preset: Preset) -> Iterator[Round]:
    """Round after round without end; the width of the scale stays that of the first positions."""
    width = np.ptp(agents.position, axis=1)
    width = np.where(width > 0, width, 1.0)
    while True:
        played = play_round(agents, width, preset)
        yield played
        agents = Agents(played.position, agents.salience, agents.capability, agents.low, agents.high)


def expected_utility(agents: Agents, /, *, preset: Preset, rounds: int = ROUNDS) -> Play:
    """Play a fixed number of rounds; the outcome is the weighted median after the last.

    Rounds end early for no draw, so that the median of a given round can be compared. A run whose
    positions come back is reported as a cycle, one that still moves as such: neither has converged.
    """
    size = max(1, CELLS // agents.position.shape[1] ** 3)
    parts = [
        _play_part(agents.rows(start, start + size), preset, rounds)
        for start in range(0, len(agents.position), size)
    ]
    states = tuple(np.concatenate([part[0][n] for part in parts]) for n in range(rounds + 1))
    stop = tuple(reason for part in parts for reason in part[1])
    period = tuple(length for part in parts for length in part[2])
    return Play(find_weighted_median(states[-1], agents.weight), states, stop, period)


def _play_part(agents: Agents, preset: Preset, rounds: int) -> tuple[list[Floats], list[Stop], list[int]]:
    """States, reasons to stop and cycle lengths of some draws."""
    states = [agents.position]
    settled = np.zeros(len(agents.position), dtype=bool)
    period = np.zeros(len(agents.position), dtype=np.int64)
    for played, _ in zip(rounds_of(agents, preset), range(rounds), strict=False):
        states.append(played.position)
        still, back = find_cycle(states, width=agents.high - agents.low)
        settled |= still
        period = np.where(period > 0, period, back)
    reasons = [
        Stop.SETTLED if done else Stop.CYCLE if back else Stop.ROUND_LIMIT
        for done, back in zip(settled, period, strict=True)
    ]
    return states, reasons, [int(back) for back in period]


scholz_2011_code = partial(expected_utility, preset=CODE)
scholz_2011_text = partial(expected_utility, preset=TEXT)
