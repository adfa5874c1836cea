"""Where actors stand in the network: forces between them, the same places for the same dossier."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

STEPS = 160
GOLDEN = math.pi * (3 - math.sqrt(5))


def lay_out(groups: Sequence[str], weights: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """Return places in the unit square, one for each node.

    Args:
        groups: the camp of each node; camps start out together, round a circle.
        weights: how strongly two nodes, by index, draw each other.
    """
    count = len(groups)
    if count < 2:
        return [(0.5, 0.5)] * count
    places = _start(groups)
    pull = np.zeros((count, count))
    for (a, b), weight in weights.items():
        pull[a, b] += weight
        pull[b, a] += weight
    pull = np.log1p(pull)
    same = np.array([[a == b for b in groups] for a in groups], dtype=float) * 0.15
    ideal = 1.1 / math.sqrt(count)
    for step in range(STEPS):
        places += _forces(places, pull + same, ideal) * (0.06 * (1 - step / STEPS) + 0.002)
    low, high = places.min(axis=0), places.max(axis=0)
    scaled = (places - low) / np.maximum(high - low, 1e-9)
    return [(float(x), float(y)) for x, y in scaled]


def _start(groups: Sequence[str]) -> NDArray[np.float64]:
    order = list(dict.fromkeys(groups))
    places = []
    for n, group in enumerate(groups):
        turn = 2 * math.pi * order.index(group) / len(order)
        inner = 0.05 + 0.012 * n
        places.append(
            (math.cos(turn) + inner * math.cos(n * GOLDEN), math.sin(turn) + inner * math.sin(n * GOLDEN))
        )
    return np.array(places)


def _forces(places: NDArray[np.float64], pull: NDArray[np.float64], ideal: float) -> NDArray[np.float64]:
    """Fruchterman and Reingold's: all push, the tied pull, and all are drawn a little to the middle."""
    gap = places[:, None, :] - places[None, :, :]
    distance = np.maximum(np.linalg.norm(gap, axis=2), 1e-3)
    push = ideal**2 / distance**2
    draw = pull * distance / ideal * 0.35
    force = (gap * (push - draw)[:, :, None] / distance[:, :, None]).sum(axis=1) - 0.35 * places
    length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
    moved: NDArray[np.float64] = force / length * np.minimum(length, 1.0)
    return moved
