"""A recurrent layer in NumPy, both ways over rows of words, and the vocabularies of a network's names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

_HALF = np.float32(0.5)
_ROWS, _WORDS = 32, 3000  # read at once at most; shorter rows are filled up to the longest


def run_both_ways(gates: np.ndarray, sizes: Sequence[int], again: np.ndarray) -> np.ndarray:
    """Run an LSTM (Hochreiter and Schmidhuber 1997) over rows of words, in both directions.

    Args:
        gates: what each word adds to the gates input, forget, cell, output: (n, longest, 8h), the backward
            direction in the second half.
        sizes: words of each row, (n,).
        again: weights of the state before, (2, h, 4h).

    Returns:
        Forward and backward state of each word, (n, longest, 2h).
    """
    n, longest, _ = gates.shape
    units = again.shape[1]
    turned = np.zeros((n, longest), dtype=np.int64)  # the words of each row from its end
    for i, size in enumerate(sizes):
        turned[i, :size] = np.arange(size - 1, -1, -1)
    rows = np.arange(n)[:, None]
    halves = np.full(4 * units, 0.5, dtype=np.float32)  # sigmoid(x) = (tanh(x / 2) + 1) / 2: one tanh for all
    halves[2 * units : 3 * units] = 1.0
    onward, back = gates[:, :, : 4 * units], gates[rows, turned, 4 * units :]
    both = np.ascontiguousarray(np.stack((onward, back)).transpose(2, 0, 1, 3)) * halves
    weights = again * halves
    state = np.zeros((2, n, units), dtype=np.float32)
    cell = np.zeros((2, n, units), dtype=np.float32)
    found = np.empty((longest, 2, n, units), dtype=np.float32)
    for at in range(longest):
        gate = np.tanh(both[at] + state @ weights)
        let_in, forget, new, let_out = (gate[:, :, i : i + units] for i in range(0, 4 * units, units))
        cell = ((forget + 1) * cell + (let_in + 1) * new) * _HALF
        state = (let_out + 1) * np.tanh(cell) * _HALF
        found[at] = state
    forth, turned_back = found.transpose(1, 2, 0, 3)
    return np.concatenate((forth, turned_back[rows, turned]), axis=2)


def batches_of(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rows of words to be read side by side, by number: all that have words, short ones first."""
    batch: list[int] = []
    for n in sorted((n for n, size in enumerate(sizes) if size), key=lambda n: sizes[n]):
        if len(batch) == _ROWS or (batch and (len(batch) + 1) * sizes[n] > _WORDS):
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def held_names(names: np.ndarray) -> dict[str, int]:
    """Return a vocabulary written as bytes of UTF-8, a name a line: rows from 1, 0 is for unknown names."""
    return {name: row for row, name in enumerate(names.tobytes().decode().split("\n"), start=1)}


def written_names(names: Mapping[str, int]) -> np.ndarray:
    """Return the bytes of a vocabulary whose names are in the order of their rows."""
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
