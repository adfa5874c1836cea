"""Fitting a small logistic decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

_POWER = 20  # rounds to find the largest curvature


def fit(rows: Sequence[tuple[list[str], bool]], *, strength: float, steps: int) -> dict[str, float]:
    """Fit a logistic decision: full-batch gradient steps, the same rows give the same weights."""
    seen = Counter(f for features, _ in rows for f in set(features))
    names = sorted(f for f, n in seen.items() if n > 1)
    column = {f: i for i, f in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for at, (features, _) in enumerate(rows):
        matrix[at, [column[f] for f in set(features) if f in column]] = 1.0
    truth = np.array([float(label) for _, label in rows])
    ahead = np.ones(len(names))
    for _ in range(_POWER):  # the largest curvature, for the size of the steps
        ahead = matrix.T @ (matrix @ ahead)
        ahead /= np.linalg.norm(ahead)
    size = 1 / (0.25 * float(ahead @ (matrix.T @ (matrix @ ahead))) + strength)
    weights, lead = np.zeros(len(names)), np.zeros(len(names))
    for step in range(steps):
        guess = 1 / (1 + np.exp(-matrix @ lead))
        new = lead - size * (matrix.T @ (guess - truth) + strength * lead)
        lead, weights = new + step / (step + 3) * (new - weights), new
    return {f: round(float(w), 4) for f, w in zip(names, weights, strict=True) if abs(w) > 1e-3}
