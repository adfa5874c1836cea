"""What learning the networks with PyTorch has in common; never used when reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

_SORTED_AT_ONCE = 4000  # rows
_LARGEST_STEP = 5.0
_LATER = 3.0  # how much more later steps weigh in the mean
Batch = TypeVar("Batch")


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast is learnt: each of the last rounds takes `smaller` steps than the one before.

    `held`: how much of the mean of all steps so far each step keeps at most; the mean is what is learnt
    (Polyak and Juditsky 1992; while it is short, later steps weigh more, Shamir and Zhang 2013). 0: the last
    step is.
    """

    rounds: int
    last: int
    rate: float
    smaller: float
    held: float = 0.0


def descend(
    net: nn.Module,
    batches: Callable[[], Iterator[Batch]],
    cost: Callable[[Batch], Tensor],
    *,
    course: Course,
    tell: Callable[[str], None],
) -> None:
    """Learn by steps down the cost of batches, which are made anew for each round."""
    steps = torch.optim.Adam(net.parameters(), lr=course.rate)
    net.train()
    weights = list(net.parameters())
    means, made = [weight.detach().clone() for weight in weights], 0
    for n in range(course.rounds):
        if n >= course.rounds - course.last:
            for group in steps.param_groups:
                group["lr"] *= course.smaller
        costs = []
        for batch in batches():
            steps.zero_grad()
            here = cost(batch)
            here.backward()
            nn.utils.clip_grad_norm_(net.parameters(), _LARGEST_STEP)
            steps.step()
            made += 1
            for mean, weight in zip(means, weights, strict=True):
                mean.lerp_(weight.detach(), max(1.0 - course.held, _LATER / (made + _LATER - 1.0)))
            costs.append(here.item())
        tell(f"round {n + 1}: cost of a batch {sum(costs) / max(1, len(costs)):.4f}")
    for mean, weight in zip(means, weights, strict=True):
        weight.data.copy_(mean)


def numbered(names: Iterable[str], least: int) -> dict[str, int]:
    """Number the names that are seen at least so often, from 1 on."""
    seen = Counter(name for name in names if "\n" not in name)
    return {name: n for n, name in enumerate(sorted(w for w, k in seen.items() if k >= least), start=1)}


def drawn_batches(sizes: Sequence[int], most: int, draw: np.random.Generator) -> Iterator[list[int]]:
    """All rows of words once, by number, in an order drawn by chance, those of like length together.

    Args:
        sizes: words of each row.
        most: words of a batch, from which on it takes no further row.
        draw: the chance.
    """
    order = draw.permutation(len(sizes))
    for start in range(0, len(order), _SORTED_AT_ONCE):
        near = sorted(order[start : start + _SORTED_AT_ONCE], key=lambda n: sizes[n])
        groups: list[list[int]] = [[]]
        for n in near:
            if len(groups[-1]) * sizes[n] >= most:
                groups.append([])
            groups[-1].append(n)
        for at in draw.permutation(len(groups)):
            yield groups[at]
