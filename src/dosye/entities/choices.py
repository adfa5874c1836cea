"""Fitting a choice of one among several: a softmax over features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Choice = tuple[Sequence[Sequence[str]], int]  # the features of each, and which is right
_POWER = 20  # rounds to find the largest curvature
_SMALLEST = 0.005

Vector = NDArray[np.float64]


def fit_choices(choices: Sequence[Choice], *, strength: float, steps: int) -> dict[str, float]:
    """Fit weights by which the right one of each choice wins; the same choices give the same weights.

    Args:
        choices: each with at least one to choose.
        strength: of the penalty on large weights.
        steps: of the descent, by the gradient of all choices.
    """
    rows = [frozenset(features) for group, _ in choices for features in group]
    seen = Counter(f for row in rows for f in row)
    names = sorted(f for f, n in seen.items() if n > 1)
    column = {f: i for i, f in enumerate(names)}
    pairs = np.array([(r, column[f]) for r, row in enumerate(rows) for f in sorted(row) if f in column])
    sizes = np.array([len(group) for group, _ in choices])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    right = starts + np.array([number for _, number in choices])
    fitted = _descend(pairs, (starts, sizes), right, (strength, steps), size=len(names))
    return {f: round(float(w), 3) for f, w in zip(names, fitted, strict=True) if abs(w) > _SMALLEST}


def _descend(
    pairs: NDArray[np.int64],
    groups: tuple[NDArray[np.int64], NDArray[np.int64]],
    right: NDArray[np.int64],
    settings: tuple[float, int],
    *,
    size: int,
) -> Vector:
    """Weights, (size,), by accelerated steps; pairs: (n_on, 2), row and column of what is seen."""
    (starts, sizes), (strength, steps) = groups, settings
    at, on, n = pairs[:, 0], pairs[:, 1], int(sizes.sum())

    def over(weights: Vector) -> Vector:
        return np.asarray(np.bincount(at, weights[on], minlength=n), dtype=np.float64)

    def back(scores: Vector) -> Vector:
        return np.asarray(np.bincount(on, scores[at], minlength=size), dtype=np.float64)

    ahead = np.ones(size)
    for _ in range(_POWER):  # the largest curvature, for the size of the steps
        ahead = back(over(ahead))
        ahead /= np.linalg.norm(ahead)
    most = float(ahead @ back(over(ahead)))
    step_size = 1 / (0.5 * most + strength)
    weights, lead = np.zeros(size), np.zeros(size)
    for step in range(steps):
        scores = over(lead)
        shares = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares /= np.repeat(np.add.reduceat(shares, starts), sizes)
        shares[right] -= 1.0
        new = lead - step_size * (back(shares) + strength * lead)
        lead, weights = new + step / (step + 3) * (new - weights), new
    return weights
