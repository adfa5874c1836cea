"""Learn who acts and on whom: weights under which the right pair of sets is the likeliest of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np

from dosye.events.adam import descend
from dosye.events.candidates import Candidate
from dosye.events.scene import Scene
from dosye.events.sets import (
    LARGEST,
    MOST,
    Bearing,
    both_features,
    same_features,
    size_features,
)

_STEPS = 60
_RATE = 0.12
_STRENGTH = 0.0014
_NEVER = -1e9
_SETS = [s for n in range(LARGEST + 1) for s in combinations(range(MOST), n)]
_PAIRS = list(combinations(range(MOST), 2))
_SIZES = [(n, m) for n in range(LARGEST + 1) for m in range(LARGEST + 1)]
_HOLDS = np.array([[i in s for i in range(MOST)] for s in _SETS], dtype=float)  # (n_sets, MOST)
_SIZE_OF = np.array([[_SIZES.index((len(a), len(r))) for r in _SETS] for a in _SETS])
_OF_SIZE = (_SIZE_OF.reshape(-1, 1) == np.arange(len(_SIZES))).astype(float)
_TWO = slice(1 + MOST, None)  # the sets of two
_BLOCK = len(_SIZES) + MOST * MOST + 2 * len(_PAIRS)  # rows of features about sets, an act


@dataclass(frozen=True, slots=True)
class SideExample:
    """An act told by the annotation, the entities near it, which are its sides or place; `act` as in View."""

    candidate: Candidate
    scene: Scene
    bearings: list[Bearing]
    features: list[list[str]]
    actors: list[bool]
    recipients: list[bool]
    act: list[str]
    places: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of named features: `names` by column, each feature as its row and column."""

    names: list[str]
    rows: np.ndarray
    cols: np.ndarray
    size: int

    def totals(self, weights: np.ndarray) -> np.ndarray:
        return np.bincount(self.rows, weights=weights[self.cols], minlength=self.size)

    def back(self, errors: np.ndarray) -> np.ndarray:
        return np.bincount(self.cols, weights=errors[self.rows], minlength=len(self.names))


def _rows(lists: Sequence[list[str]]) -> _Rows:
    counts = Counter(f for features in lists for f in set(features))
    names = sorted(f for f, n in counts.items() if n > 1)
    place = {f: i for i, f in enumerate(names)}
    both = [(n, place[f]) for n, features in enumerate(lists) for f in features if f in place]
    found = np.array(both, dtype=np.int64).reshape(-1, 2)
    return _Rows(names, found[:, 0].copy(), found[:, 1].copy(), len(lists))


def fit_sides(
    examples: Sequence[SideExample], first: tuple[dict[str, float], dict[str, float]]
) -> dict[str, dict[str, float]]:
    """Fit the weights of actors, recipients and sets of both.

    `first`: weights of a plain decision about each actor and recipient; they say which entities of an
    act to weigh.
    """
    examples = [e for e in examples if _is_told(e)]
    leading = [[_leading(e, told, w) for e in examples] for told, w in zip(_TOLD, first, strict=True)]
    ones = _rows([features for e in examples for features in e.features])
    sets = _rows([f for e, a, r in zip(examples, *leading, strict=True) for f in _set_features(e, a, r)])
    starts = np.cumsum([0] + [len(e.features) for e in examples[:-1]])
    tops = [_places(found, starts, pad=ones.size) for found in leading]
    right = _right(examples, leading)
    found = _descend((ones, ones, sets), tops, right)
    names = ("actor", "recipient", "sets")
    return {
        name: {f: round(float(w), 3) for f, w in zip(rows.names, weights, strict=True) if abs(w) >= 0.005}
        for name, rows, weights in zip(names, (ones, ones, sets), found, strict=True)
    }


_TOLD = ("actors", "recipients")


def _is_told(e: SideExample) -> bool:
    """Whether the sides stand near the act, are few and apart, so that the reader could choose them."""
    few = max(sum(e.actors), sum(e.recipients)) <= LARGEST
    both = any(a and r for a, r in zip(e.actors, e.recipients, strict=True))
    return few and not both and (any(e.actors) or any(e.recipients))


def _leading(e: SideExample, told: str, weights: dict[str, float]) -> list[int]:
    """The entities to weigh: the right ones and the likeliest others."""
    right: list[bool] = getattr(e, told)
    totals = [sum(weights.get(f, 0.0) for f in features) for features in e.features]
    return sorted(range(len(totals)), key=lambda i: (not right[i], -totals[i]))[:MOST]


def _set_features(e: SideExample, actors: list[int], recipients: list[int]) -> list[list[str]]:
    """The features of each size, each actor with each recipient, and each two of a side."""
    c, b = e.candidate, e.bearings
    found = [size_features(e.act, size) for size in _SIZES]
    for x, y in product(range(MOST), repeat=2):
        held = x < len(actors) and y < len(recipients) and actors[x] != recipients[y]
        found.append(both_features(c, b[actors[x]], b[recipients[y]]) if held else [])
    for side, leading in (("A", actors), ("R", recipients)):
        for x, y in _PAIRS:
            two = (b[leading[x]], b[leading[y]]) if y < len(leading) else None
            found.append(same_features(c, e.scene, side, two) if two else [])
    return found


def _places(leading: Sequence[list[int]], starts: np.ndarray, *, pad: int) -> np.ndarray:
    """Rows of the leading entities, (n_examples, MOST); `pad` where there are fewer."""
    found = np.full((len(leading), MOST), pad)
    for n, places in enumerate(leading):
        found[n, : len(places)] = [starts[n] + i for i in places]
    return found


def _right(examples: Sequence[SideExample], leading: Sequence[Sequence[list[int]]]) -> np.ndarray:
    """Which pair of sets is right, (n_examples, n_sets, n_sets)."""
    found = np.zeros((len(examples), len(_SETS), len(_SETS)))
    for n, e in enumerate(examples):
        a = tuple(x for x, i in enumerate(leading[0][n]) if e.actors[i])
        r = tuple(x for x, i in enumerate(leading[1][n]) if e.recipients[i])
        found[n, _SETS.index(a), _SETS.index(r)] = 1
    return found


def _barred(tops: Sequence[np.ndarray], pad: int) -> np.ndarray:
    """Pairs of sets that cannot be: of entities that are not there, of one on both sides, of nobody."""
    actors, recipients = tops
    same = (actors[:, :, None] == recipients[:, None, :]) & (actors < pad)[:, :, None]
    found: np.ndarray = (_HOLDS @ same @ _HOLDS.T) > 0
    for top, axis in ((actors, 2), (recipients, 1)):
        found |= np.expand_dims((top == pad) @ _HOLDS.T > 0, axis)
    found[:, 0, 0] = True
    return found


def _descend(
    matrices: tuple[_Rows, _Rows, _Rows], tops: Sequence[np.ndarray], right: np.ndarray
) -> list[np.ndarray]:
    """Weights of actors, recipients and sets, with a penalty on large ones."""
    barred = _barred(tops, matrices[0].size)
    ends = np.cumsum([len(rows.names) for rows in matrices])

    def slope(whole: np.ndarray) -> np.ndarray:
        weights = np.split(whole, ends[:-1])
        return np.concatenate(_slopes(matrices, weights, tops, (barred, right))) + _STRENGTH * whole

    found = descend(slope, size=int(ends[-1]), steps=_STEPS, rate=_RATE)
    return np.split(found, ends[:-1])


def _slopes(
    matrices: tuple[_Rows, _Rows, _Rows],
    weights: Sequence[np.ndarray],
    tops: Sequence[np.ndarray],
    known: tuple[np.ndarray, np.ndarray],
) -> list[np.ndarray]:
    """How the weights should change: by what is likely less what is right."""
    barred, right = known
    ones, _, sets = matrices
    n = len(right)
    totals = [np.append(ones.totals(w), 0.0)[top] @ _HOLDS.T for w, top in zip(weights, tops, strict=False)]
    sizes, both, two_a, two_r = np.split(sets.totals(weights[2]).reshape(n, _BLOCK), _CUTS, axis=1)
    totals[0][:, _TWO] += two_a
    totals[1][:, _TWO] += two_r
    score = totals[0][:, :, None] + totals[1][:, None, :] + sizes[:, _SIZE_OF]
    score += _HOLDS @ both.reshape(n, MOST, MOST) @ _HOLDS.T
    score[barred] = _NEVER
    share = np.exp(score - score.max((1, 2), keepdims=True))
    error = (share / share.sum((1, 2), keepdims=True) - right) / n
    found = []
    sides = [error.sum(2), error.sum(1)]
    for side, top in zip(sides, tops, strict=True):
        spread = np.bincount(top.ravel(), weights=(side @ _HOLDS).ravel(), minlength=ones.size + 1)
        found.append(ones.back(spread[: ones.size]))
    parts = [
        error.reshape(n, -1) @ _OF_SIZE,
        (_HOLDS.T @ error @ _HOLDS).reshape(n, -1),
        sides[0][:, _TWO],
        sides[1][:, _TWO],
    ]
    return [*found, sets.back(np.concatenate(parts, axis=1).ravel())]


_CUTS = np.cumsum([len(_SIZES), MOST * MOST, len(_PAIRS)])
