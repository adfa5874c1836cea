"""Who and what could move the outcome: one number at a time, the rest at its best value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from dosye.scenarios.agents import Agents, Model
from dosye.scenarios.draws import best_agents, estimates_of
from dosye.scenarios.outcome import Lever, LeverKind
from dosye.scenarios.question import INPUTS, Question, Scale


@dataclass(frozen=True, slots=True)
class _Push:
    """A number of one player that goes to two values."""

    kind: LeverKind
    row: int
    which: int
    low: float
    high: float


def find_levers(question: Question, scale: Scale, *, model: Model) -> tuple[Lever, ...]:
    """All levers of one model, the longest first within each kind; none where it has no outcome."""
    best = best_agents(question, scale)
    centre = float(model(best).outcome[0])
    if np.isnan(centre):
        return ()
    pushes = _find_pushes(question, scale)
    levers = _play_pushes(question, best, pushes, model=model) + _leave_out(question, scale, model=model)
    order = list(LeverKind)
    return tuple(sorted(levers, key=lambda lever: (order.index(lever.kind), -lever.swing, lever.actor)))


def _find_pushes(question: Question, scale: Scale) -> list[_Push]:
    pushes = []
    for row, player in enumerate(question.players):
        for which, estimate in enumerate(estimates_of(player)):
            if estimate.low < estimate.high:
                pushes.append(_Push(LeverKind.RANGE, row, which, estimate.low, estimate.high))
        pushes.append(_Push(LeverKind.REACH, row, 0, scale.low, scale.high))
    return pushes


def _play_pushes(question: Question, best: Agents, pushes: list[_Push], *, model: Model) -> list[Lever]:
    """Both values of every push as draws of one play."""
    inputs = [
        np.repeat(column, 2 * len(pushes), axis=0)
        for column in (best.position, best.salience, best.capability)
    ]
    for number, push in enumerate(pushes):
        inputs[push.which][2 * number, push.row] = push.low
        inputs[push.which][2 * number + 1, push.row] = push.high
    played = model(Agents(inputs[0], inputs[1], inputs[2], best.low, best.high, best.reference)).outcome
    return [
        Lever(
            kind=push.kind,
            actor=question.players[push.row].key,
            name=question.players[push.row].name,
            input=INPUTS[push.which],
            low=push.low,
            high=push.high,
            outcome_low=float(played[2 * number]),
            outcome_high=float(played[2 * number + 1]),
        )
        for number, push in enumerate(pushes)
    ]


def _leave_out(question: Question, scale: Scale, *, model: Model) -> list[Lever]:
    """Each player gone in turn: `outcome_low` is with it, `outcome_high` without."""
    levers = []
    centre = float(model(best_agents(question, scale)).outcome[0])
    for player in question.players:
        rest = tuple(other for other in question.players if other is not player)
        agents = best_agents(replace(question, players=rest), scale) if rest else None
        if agents is None or agents.weight.sum() == 0:
            continue
        gone = float(model(agents).outcome[0])
        levers.append(Lever(LeverKind.ABSENCE, player.key, player.name, "presence", 1, 0, centre, gone))
    return levers
