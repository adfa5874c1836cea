"""Learn whether acts happened: one decision among the modalities, added to what the rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from dosye.events.adam import descend
from dosye.events.moods import MOODS, RULE
from dosye.records import Modality

MoodExample = tuple[list[str], Modality]
_STEPS = 250
_RATE = 0.05
_STRENGTH = 0.004
_LEAST = 3  # acts that a feature must be seen with
_SMALLEST = 0.02
_RULED = "rule="


def fit_moods(examples: Sequence[MoodExample]) -> dict[str, dict[str, float]]:
    """Fit the weights of each modality by its name; the same examples give the same weights."""
    counts = Counter(f for features, _ in examples for f in set(features))
    place = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= _LEAST))}
    pairs = [(n, place[f]) for n, (features, _) in enumerate(examples) for f in features if f in place]
    rows, cols = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    truth = np.array([[mood is m for m in MOODS] for _, mood in examples], dtype=float).reshape(
        -1, len(MOODS)
    )
    ruled = np.array([[RULE * (_RULED + m.value in features) for m in MOODS] for features, _ in examples])
    weights = _descend(rows, cols, truth, ruled.reshape(truth.shape), len(place))
    return {
        mood.value: {f: w for f, i in place.items() if abs(w := round(float(weights[i, k]), 3)) >= _SMALLEST}
        for k, mood in enumerate(MOODS)
    }


def _descend(
    rows: np.ndarray, cols: np.ndarray, truth: np.ndarray, ruled: np.ndarray, size: int
) -> np.ndarray:
    """Weights, (size, n_moods); truth and ruled: (n_examples, n_moods), 0 or 1 and what the rule counts."""
    n, moods = max(1, len(truth)), len(MOODS)

    def slope(flat: np.ndarray) -> np.ndarray:
        w = flat.reshape(size, moods)
        z = ruled + np.stack(
            [np.bincount(rows, weights=w[cols, k], minlength=len(truth)) for k in range(moods)], axis=1
        )
        odds = np.exp(z - z.max(axis=1, keepdims=True, initial=0.0))
        error = (odds / odds.sum(axis=1, keepdims=True) - truth) / n
        grad = np.stack(
            [np.bincount(cols, weights=error[rows, k], minlength=size) for k in range(moods)], axis=1
        )
        return (grad + _STRENGTH * w).ravel()

    return descend(slope, size=size * moods, steps=_STEPS, rate=_RATE).reshape(size, moods)
