"""Descend a slope with Adam (Kingma and Ba 2015) over the whole set, in steps that become smaller."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

_MEAN, _SQUARE = 0.9, 0.999
_LEAST = 1e-8


def descend(slope: Callable[[np.ndarray], np.ndarray], *, size: int, steps: int, rate: float) -> np.ndarray:
    """Return the weights, (size,), that the slope leads to from zero.

    Args:
        slope: of the error at some weights, (size,) to (size,).
        size: how many weights there are.
        steps: how many steps to make.
        rate: of the first step; the last are nearly zero.
    """
    w, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        grad = slope(w)
        mean = _MEAN * mean + 0.1 * grad
        square = _SQUARE * square + 0.001 * grad * grad
        now = rate * (1 - step / (steps + 1)) ** 0.5
        w = w - now * (mean / (1 - _MEAN**step)) / (np.sqrt(square / (1 - _SQUARE**step)) + _LEAST)
    return w
