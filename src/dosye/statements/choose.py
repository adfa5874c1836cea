"""Learn to choose one of several: a softmax over the choices of each group and over none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count

import numpy as np

from dosye.events.adam import descend

Group = Sequence[tuple[Sequence[str], bool]]
_STEPS = 300
_RATE = 0.08
_SMALLEST = 0.01


def fit_choice(groups: Sequence[Group], *, strength: float) -> dict[str, float]:
    """Fit weights by which the right one of each group wins, or none where none is right.

    Args:
        groups: the choices of each, with their features and whether they are right.
        strength: of the penalty on large weights.
    """
    rows = [(n, names, right) for n, group in enumerate(groups) for names, right in group]
    counts = Counter(name for _, names, _ in rows for name in set(names))
    number = count()
    place = {name: next(number) for name in sorted(counts) if counts[name] > 1}
    on = [(i, place[f]) for i, (_, names, _) in enumerate(rows) for f in names if f in place]
    pairs = np.array(on, dtype=np.int64).reshape(-1, 2)
    group_of = np.array([n for n, _, _ in rows], dtype=np.int64)
    right = np.array([float(y) for _, _, y in rows])
    several = np.bincount(group_of, weights=right, minlength=len(groups))
    truth = right / np.maximum(1.0, several)[group_of]
    weights = _descend(pairs, group_of, truth, size=len(place), strength=strength)
    return {f: round(float(weights[i]), 3) for f, i in place.items() if abs(weights[i]) >= _SMALLEST}


def _descend(
    pairs: np.ndarray, group_of: np.ndarray, truth: np.ndarray, *, size: int, strength: float
) -> np.ndarray:
    """Weights; pairs: (n_on, 2) choice and feature; group_of, truth: (n_choices,), 0 or 1 a group in sum."""
    n = max(1, int(group_of[-1]) + 1 if len(group_of) else 1)

    def slope(w: np.ndarray) -> np.ndarray:
        z = np.exp(np.clip(np.bincount(pairs[:, 0], w[pairs[:, 1]], minlength=len(truth)), -30, 30))
        share = z / (1.0 + np.bincount(group_of, z, minlength=n))[group_of]
        return np.bincount(pairs[:, 1], (share - truth)[pairs[:, 0]], minlength=size) / n + strength * w / 10

    return descend(slope, size=size, steps=_STEPS, rate=_RATE)
