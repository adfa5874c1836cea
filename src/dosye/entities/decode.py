"""The likeliest labels of sentences in a linear chain, and how likely each label is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dosye.entities.fields import Field, Scores

OUTSIDE = "O"
_STEADY = 4  # steps after which the sums are brought back to one
_HALF = 0.5  # what is likelier than this is the likeliest
_NEAR = 1e-6  # share of a chance that rounding may have taken

Labels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The best labels in each layer, (layers, tokens), and how likely each label is: (tokens, labels)."""

    labels: Labels
    shares: Scores


class Decoder:
    """Several fields over the same tokens: the labels of one stand after those of another in the scores.

    All sentences are summed over as one chain, with a label for each layer that only stands between two.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        sizes = [len(field.labels) for field in fields]
        ends = np.cumsum(sizes).tolist()
        self.blocks = [slice(a, b) for a, b in pairwise([0, *ends])]
        self.names = [label for field in fields for label in field.labels]
        self.outside = np.array(
            [b.start + f.labels.index(OUTSIDE) for b, f in zip(self.blocks, fields, strict=True)]
        )
        self._size, width = ends[-1], ends[-1] + len(fields)
        self._of_layer = np.repeat(self.outside, sizes)
        self.steps, ahead = np.full((ends[-1], ends[-1]), -np.inf), np.zeros((width, width))
        same = np.zeros((width, width))
        for number, (field, block) in enumerate(zip(fields, self.blocks, strict=True)):
            self.steps[block, block] = field.steps
            between = ends[-1] + number
            for table in (ahead, same):
                table[block, block] = table[block, between] = table[between, block] = 1.0
                table[between, between] = 1.0
            ahead[block, block] = np.exp(field.steps)
        self._odds, self._same = ahead[: ends[-1], : ends[-1]].copy(), same[: ends[-1], : ends[-1]].copy()
        self._ones = np.ones(self._size)
        self._ahead, self._all = _twice(ahead, ahead.T), _twice(same, same)

    def decode(self, scores: Scores, starts: Sequence[int]) -> Decoded:
        """Return the best labels of some sentences and the shares of all labels.

        Args:
            scores: of the tokens: (tokens, labels).
            starts: the first token of each sentence.
        """
        shares, after = self._shares(scores, starts)
        labels = np.array([shares[:, b].argmax(axis=1) + b.start for b in self.blocks])
        wholes = np.multiply.reduceat(self._chances(labels, shares, after, starts), starts, axis=1)
        for layer, number in zip(*(row.tolist() for row in (wholes <= _HALF).nonzero()), strict=True):
            start, end = starts[number], starts[number + 1] if number + 1 < len(starts) else len(scores)
            columns = self.blocks[layer]
            likely = shares[start:end, columns] >= wholes[layer, number] * (1 - _NEAR)
            labels[layer, start:end] = self._path(scores[start:end, columns], likely, columns)
        return Decoded(labels, shares)

    def _shares(self, scores: Scores, starts: Sequence[int]) -> tuple[Scores, Scores]:
        """How likely each label is, and the sums over all paths that go on from it."""
        size, places = self._size, np.arange(len(scores))
        odds = np.exp(scores - scores.take(self._of_layer, axis=1))
        weights = np.zeros((len(scores) + len(starts) - 1, len(self._ahead)))
        width = weights.shape[1] // 2
        if len(starts) > 1:
            places += np.repeat(np.arange(len(starts)), np.diff([*starts, len(scores)]))
            weights[:, size:width] = 1.0
            weights[places, size:width] = 0.0
        weights[places, :size] = odds
        weights[:, width:] = weights[::-1, :width]
        sums = self._sums(weights)
        after = sums[::-1, width : width + size][places]
        shares = sums[places, :size] * after / odds
        shares /= shares.dot(self._same)
        return shares, after

    def _sums(self, weights: Scores) -> Scores:
        """The sums over all paths from both ends to each label, up to a factor for each layer."""
        ahead, rows = self._ahead, iter(weights)
        before = next(rows)
        for at, here in enumerate(rows):
            np.multiply(here, before.dot(ahead), out=here)
            if at % _STEADY == 0:
                np.divide(here, here.dot(self._all), out=here)
            before = here
        return weights

    def _chances(self, labels: Labels, shares: Scores, after: Scores, starts: Sequence[int]) -> Scores:
        """How likely each label is after the one before it, or as the first: (layers, tokens)."""
        chances = np.empty(labels.shape)
        onward = self._odds[labels[:, :-1]] * after[1:]
        flat = onward.reshape(-1, self._size)
        chosen = flat[np.arange(len(flat)), labels[:, 1:].ravel()] / flat.dot(self._ones)
        chances[:, 1:] = chosen.reshape(len(labels), -1)
        chances[:, starts] = shares[starts, labels[:, starts]]
        return chances

    def _path(self, scores: Scores, likely: NDArray[np.bool_], columns: slice) -> list[int]:
        """The best path of a sentence; a label less likely than some whole path is on no best one."""
        steps: list[list[float]] = self.steps[columns, columns].tolist()
        rows: list[list[float]] = scores.tolist()
        open_labels: list[list[int]] = [row.nonzero()[0].tolist() for row in likely]
        reached = {y: rows[0][y] for y in open_labels[0]}
        back: list[dict[int, int]] = []
        for row, labels in zip(rows[1:], open_labels[1:], strict=True):
            ranked = [(max((score + steps[p][y], -p) for p, score in reached.items()), y) for y in labels]
            back.append({y: -p for (_, p), y in ranked})
            reached = {y: score + row[y] for (score, _), y in ranked}
        path = [max(reached, key=lambda y: reached[y])]
        for before in reversed(back):
            path.append(before[path[-1]])
        return [columns.start + y for y in reversed(path)]


def _twice(first: Scores, second: Scores) -> Scores:
    """A table that works on two rows side by side."""
    size = len(first)
    both = np.zeros((2 * size, 2 * size))
    both[:size, :size], both[size:, size:] = first, second
    return both
