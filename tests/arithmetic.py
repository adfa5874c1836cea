"""What a recurrent network does, a number after the other, to hold its fast arithmetic against."""

from __future__ import annotations

import math

import numpy as np

Row = list[float]


def both_states(gates: list[Row], again: np.ndarray) -> list[Row]:
    """The states of a sentence in both directions; `again` as `dosye.entities.recurrent` has it."""
    half = 4 * again.shape[1]
    onward = _states([row[:half] for row in gates], again[0])
    back = _states([row[half:] for row in gates[::-1]], again[1])[::-1]
    return [left + right for left, right in zip(onward, back, strict=True)]


def _states(gates: list[Row], again: np.ndarray) -> list[Row]:
    units = len(again)
    state, cell, found = [0.0] * units, [0.0] * units, []
    for row in gates:
        gate = sum_of(row, times(state, again))
        let_in, forget, new, let_out = (gate[n * units : (n + 1) * units] for n in range(4))
        cell = [
            _opened(f) * c + _opened(i) * math.tanh(n)
            for f, c, i, n in zip(forget, cell, let_in, new, strict=True)
        ]
        state = [_opened(o) * math.tanh(c) for o, c in zip(let_out, cell, strict=True)]
        found.append(state)
    return found


def _opened(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def times(row: Row, table: np.ndarray) -> Row:
    """A row times a table."""
    return [sum(x * y for x, y in zip(row, column, strict=True)) for column in table.T.tolist()]


def sum_of(*rows: Row) -> Row:
    """The sums of numbers that stand in one place."""
    return [sum(numbers) for numbers in zip(*rows, strict=True)]
