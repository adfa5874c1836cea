"""Draw agents from the ranges of a question: every number has a stream of its own.

So a draw of one actor stays the same when another is changed or left out, and two runs of one seed can
be compared draw by draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np

from dosye.scenarios.agents import Agents, Floats
from dosye.scenarios.question import INPUTS, Estimate, Player, Question, Scale

CHUNK = 8192
"""Draws in memory at once."""


def estimates_of(player: Player) -> tuple[Estimate, Estimate, Estimate]:
    """Position, salience, capability: in the order of INPUTS."""
    return player.position, player.salience, player.capability


def best_agents(question: Question, scale: Scale) -> Agents:
    """One draw: the best value of every number."""
    rows = [[estimate.value for estimate in estimates_of(player)] for player in question.players]
    columns = np.array(rows, dtype=np.float64).T[:, None, :]
    return Agents(columns[0], columns[1], columns[2], scale.low, scale.high, question.reference)


def draw_agents(question: Question, scale: Scale, *, draws: int, seed: int) -> Iterator[Agents]:
    """Draw every number from its range, some thousand draws at a time.

    Half of the draws fall evenly between `low` and the value, half evenly between the value and `high`.
    """
    streams = [[_stream(seed, player.key, name) for name in INPUTS] for player in question.players]
    for start in range(0, draws, CHUNK):
        count = min(CHUNK, draws - start)
        columns = np.empty((len(INPUTS), len(question.players), count))
        for row, player in enumerate(question.players):
            for which, estimate in enumerate(estimates_of(player)):
                _draw(estimate, streams[row][which], out=columns[which, row])
        yield Agents(columns[0].T, columns[1].T, columns[2].T, scale.low, scale.high, question.reference)


def _stream(seed: int, key: str, name: str) -> np.random.Generator:
    """The source of chance of one number; the same on every machine."""
    digest = hashlib.sha256(f"{key}.{name}".encode()).digest()
    words = np.frombuffer(digest[:16], dtype="<u4").tolist()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


def _draw(estimate: Estimate, stream: np.random.Generator, *, out: Floats) -> None:
    """Fill `out` with draws of one number."""
    if estimate.low == estimate.high:
        out[:] = estimate.value
        return
    stream.random(out=out)
    out -= 0.5
    below, above = 2 * (estimate.value - estimate.low), 2 * (estimate.high - estimate.value)
    out *= above if below == above else np.where(out < 0, below, above)
    out += estimate.value
