"""Descend a slope with Adam (Kingma and Ba 2015), over the whole set or in batches that miss features."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

_MEAN, _SQUARE = 0.9, 0.999
_LEAST = 1e-8
_BATCH = 1024
_BATCH_RATE = 0.003
_SEED = 1
_CLIP = 30.0


class _Adam:
    """Weights, (size,), and what their slopes were so far."""

    def __init__(self, size: int) -> None:
        self.weights, self._mean, self._square = np.zeros(size), np.zeros(size), np.zeros(size)
        self._steps = 0

    def step(self, slope: np.ndarray, rate: float) -> None:
        """Make a step down a slope, (size,)."""
        self._steps += 1
        self._mean = _MEAN * self._mean + 0.1 * slope
        self._square = _SQUARE * self._square + 0.001 * slope * slope
        mean = self._mean / (1 - _MEAN**self._steps)
        self.weights = self.weights - rate * mean / (
            np.sqrt(self._square / (1 - _SQUARE**self._steps)) + _LEAST
        )


def descend(slope: Callable[[np.ndarray], np.ndarray], *, size: int, steps: int, rate: float) -> np.ndarray:
    """Return the weights, (size,), that the slope leads to from zero.

    Args:
        slope: of the error at some weights, (size,) to (size,).
        size: how many weights there are.
        steps: how many steps to make.
        rate: of the first step; the last are nearly zero.
    """
    found = _Adam(size)
    for step in range(1, steps + 1):
        found.step(slope(found.weights), rate * (1 - step / (steps + 1)) ** 0.5)
    return found.weights


def descend_dropped(
    rows: np.ndarray, cols: np.ndarray, truth: np.ndarray, *, size: int, left_out: float, rounds: int
) -> np.ndarray:
    """Return the weights, (size,), of a logistic decision learnt with a part of the features left out.

    Each batch of examples sees others of its features (dropout, Srivastava et al. 2014); the weights are
    the mean over the second half of the way. The same examples give the same weights.

    Args:
        rows: the example of each feature that is on, in order, (n_on,).
        cols: which feature it is, (n_on,).
        truth: 0 or 1, (n_examples,).
        size: how many weights there are.
        left_out: the part of the features that a batch does not see.
        rounds: how often each example is seen.
    """
    chance, found = np.random.default_rng(_SEED), _Adam(size)
    starts = np.searchsorted(rows, np.arange(len(truth) + 1))
    whole, kept = np.zeros(size), 0
    for turn in range(rounds):
        order = chance.permutation(len(truth))
        for batch in np.split(order, range(_BATCH, len(order), _BATCH)):
            own, at = _features_on(starts, batch)
            seen = chance.random(len(at)) >= left_out
            own, here = own[seen], cols[at[seen]]
            z = np.bincount(own, weights=found.weights[here], minlength=len(batch)) / (1 - left_out)
            error = (1 / (1 + np.exp(-np.clip(z, -_CLIP, _CLIP))) - truth[batch]) / len(batch)
            found.step(np.bincount(here, weights=error[own], minlength=size) / (1 - left_out), _BATCH_RATE)
            if turn >= rounds // 2:
                whole, kept = whole + found.weights, kept + 1
    return whole / max(1, kept)


def _features_on(starts: np.ndarray, batch: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each feature of the examples of a batch, its example's place in the batch and its own place."""
    lengths = starts[batch + 1] - starts[batch]
    first = np.repeat(starts[batch] - np.cumsum(lengths) + lengths, lengths)
    return np.repeat(np.arange(len(batch)), lengths), first + np.arange(lengths.sum())
