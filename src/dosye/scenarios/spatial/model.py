"""KTAB's Spatial Model of Politics in its deterministic defaults, in one dimension or several."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dosye.scenarios.agents import Agents, Floats, Play, Stop, find_cycle
from dosye.scenarios.median.model import find_weighted_median
from dosye.scenarios.spatial.agents import (
    find_distances,
    find_estimates,
    find_risk,
    find_utility,
    find_victories,
)

FLOOR = 1e-10
WORTH_A_CHALLENGE = 1e-5
OWN_PULL = 1e-6
STRONGEST = 100.0
"""The model's floors are absolute; with this unit of capability they do not matter."""
MIN_ROUNDS, MAX_ROUNDS = 2, 100
SMALL_SHARE, SMALL_MOVE = 0.02, 1e-4
CELLS = 200_000
"""Agents cubed times draws that are played at once: fits the processor's cache."""


@dataclass(frozen=True, slots=True)
class State:
    """Where all stand. position, salience: (draws, agents, dimensions), 0-1; capability: (draws, agents)."""

    position: Floats
    salience: Floats
    capability: Floats

    def only(self, rows: NDArray[np.bool_] | slice) -> State:
        """The draws `rows`."""
        return State(self.position[rows], self.salience[rows], self.capability[rows])


@dataclass(frozen=True, slots=True)
class Bargains:
    """What each agent proposes to its target, one bargain an initiator.

    real: (draws, agents), whether i challenges anyone. target: (draws, agents), whom.
    mine, theirs: (draws, agents, dimensions), where i and its target would stand.
    """

    real: NDArray[np.bool_]
    target: NDArray[np.int64]
    mine: Floats
    theirs: Floats


def step(state: State) -> Floats:
    """One round; (draws, agents, dimensions), the new positions."""
    distance = find_distances(state.position, state.position, state.salience)
    risk = find_risk(distance, state.capability)
    bargains = find_bargains(state, distance, risk)
    utility = value_bargains(state, bargains, distance, risk)
    return resolve(state, bargains, find_victories(utility, state.capability))


def find_bargains(state: State, distance: Floats, risk: Floats) -> Bargains:
    """Each agent's best challenge, if any is worth it, and the bargain that it would strike."""
    power = state.salience.sum(axis=2)
    share = find_shares(power * state.capability, distance, find_estimates(risk))
    loss = 1 - find_utility(distance, risk[:, :, None])
    gain = loss * (1 - 2 * power[:, None, :] * (1 - share))
    gain = np.where(np.eye(gain.shape[1], dtype=bool), -np.inf, gain)
    target = gain.argmax(axis=2)
    best = np.take_along_axis(gain, target[:, :, None], axis=2)[:, :, 0]
    won = np.take_along_axis(share, target[:, :, None], axis=2)
    pick = target[:, :, None]
    there = np.take_along_axis(state.position, pick, axis=1)
    mine = state.salience**2 * won**2
    theirs = np.take_along_axis(state.salience, pick, axis=1) ** 2 * (1 - won) ** 2
    total = mine + theirs + OWN_PULL
    return Bargains(
        best > WORTH_A_CHALLENGE,
        target,
        _to_four_places(((mine + OWN_PULL) * state.position + theirs * there) / total),
        _to_four_places((mine * state.position + (theirs + OWN_PULL) * there) / total),
    )


def find_shares(pull: Floats, distance: Floats, estimate: Floats) -> Floats:
    """(d, i, j), i's share of all strength in a contest with j, in i's estimate.

    Args:
        pull: (d, i), capability times salience. distance: (d, i, j).
        estimate: (d, h, i), what h takes the risk exponents to be.
    """
    count = pull.shape[1]
    # loss[d, h, n, p]: what n loses at p's place, in h's estimate
    loss = 1 - find_utility(distance[:, None], estimate[:, :, :, None])
    own = np.arange(count)
    first = np.maximum(pull[:, :, None] * loss[:, own, own, :], FLOOR)
    second = np.maximum(pull[:, None, :] * loss[:, own[:, None], own[None, :], own[:, None]], FLOOR)
    # side by side [d, i, n, j]: what n loses if i wins, and if j wins
    at_i = np.broadcast_to(loss[:, own, :, own].transpose(1, 0, 2)[:, :, :, None], loss.shape)
    vote = _third_votes((at_i, loss), pull, (first, second))
    vote[:, own, own, :] = 0.0
    vote[:, :, own, own] = 0.0
    for_i = first + np.maximum(vote, 0.0).sum(axis=2)
    for_j = second - np.minimum(vote, 0.0).sum(axis=2)
    return np.asarray(for_i / (for_i + for_j))


def _third_votes(losses: tuple[Floats, Floats], pull: Floats, sides: tuple[Floats, Floats]) -> Floats:
    """(d, i, n, j), what third party n throws in for i (above 0) or for j (below)."""
    at_i, at_j = losses
    first, second = sides[0][:, :, None, :], sides[1][:, :, None, :]
    weight = pull[:, None, :, None]
    lean = weight * (at_j - at_i)
    chance = (first + np.maximum(lean, 0.0)) / (first + second + np.abs(lean))
    return np.asarray(weight * (chance * (at_i + at_j) - at_j))


def _to_four_places(value: Floats) -> Floats:
    """Rounded half up, as the original does."""
    return np.floor(value * 10_000 + 0.5) / 10_000


def value_bargains(state: State, bargains: Bargains, distance: Floats, risk: Floats) -> Floats:
    """(d, k, 1 + i), utility to k of the status quo and of each agent's bargain."""
    count = risk.shape[1]
    now = find_utility(distance, risk[:, :, None])
    kept = now.sum(axis=2, keepdims=True)
    mine, theirs = (
        find_utility(find_distances(state.position, place, state.salience), risk[:, :, None])
        for place in (bargains.mine, bargains.theirs)
    )
    left = np.take_along_axis(now, np.broadcast_to(bargains.target[:, None, :], now.shape), axis=2)
    after = kept - now - left + mine + theirs
    return np.asarray(np.concatenate([kept, after], axis=2) / count)


def resolve(state: State, bargains: Bargains, victory: Floats) -> Floats:
    """Each agent takes the likeliest of the status quo and the bargains that name it."""
    count = victory.shape[1] - 1
    initiates = np.eye(count, dtype=bool) & bargains.real[:, None, :]
    receives = (bargains.target[:, None, :] == np.arange(count)[:, None]) & bargains.real[:, None, :]
    always = np.ones((*bargains.real.shape, 1), dtype=bool)
    queue = np.concatenate([always, initiates | receives], axis=2)
    likely = np.log(victory) @ queue.transpose(0, 2, 1).astype(float)
    likely = np.where(queue, likely.transpose(0, 2, 1), -np.inf)
    choice = likely.argmax(axis=2)
    taken = np.maximum(choice - 1, 0)[:, :, None]
    agent = np.arange(count)[None, :, None]
    mine = np.take_along_axis(bargains.mine, taken, axis=1)
    theirs = np.take_along_axis(bargains.theirs, taken, axis=1)
    struck = np.where(taken == agent, mine, theirs)
    return np.where((choice == 0)[:, :, None], state.position, struck)


def play_states(state: State, *, max_rounds: int = MAX_ROUNDS) -> tuple[list[Floats], NDArray[np.int64]]:
    """Positions round by round, the start first, and at which round each draw stopped.

    A draw stops by the model's own rule: all moves of a round together are below 2% of those of the
    first. Afterwards its positions stay as they are.
    """
    states = [state.position]
    running = np.ones(len(state.position), dtype=bool)
    ended = np.full(len(running), max_rounds, dtype=np.int64)
    first = np.zeros(len(running))
    for number in range(1, max_rounds + 1):
        after = states[-1].copy()
        current = State(states[-1], state.salience, state.capability)
        after[running] = step(current.only(running))
        moved = np.sqrt(((after - states[-1]) ** 2).sum(axis=2)).sum(axis=1)
        states.append(after)
        if number == 1:
            first = moved
        small = moved < SMALL_SHARE * first + SMALL_MOVE
        done = running & small if number >= MIN_ROUNDS else np.zeros_like(running)
        ended[done] = number
        running = running & ~done
        if not running.any():
            break
    return states, ended


def spatial(agents: Agents, /) -> Play:
    """Play KTAB's model on one axis; the outcome is the weighted median of the last positions.

    Positions are taken as shares of the scale, so the model depends on where the scale's ends lie.
    """
    width = agents.high - agents.low
    start = (agents.position - agents.low) / width
    strongest = agents.capability.max(axis=1, keepdims=True)
    capability = agents.capability * (STRONGEST / strongest)
    everything = State(start[:, :, None], agents.salience[:, :, None], capability)
    size = max(1, CELLS // start.shape[1] ** 3)
    plays = [play_states(everything.only(slice(row, row + size))) for row in range(0, len(start), size)]
    longest = max(len(states) for states, _ in plays)
    rounds = tuple(
        agents.low + width * np.concatenate([states[min(n, len(states) - 1)][:, :, 0] for states, _ in plays])
        for n in range(longest)
    )
    stop, period = _say_why(plays)
    return Play(find_weighted_median(rounds[-1], agents.weight), rounds, stop, period)


def _say_why(
    plays: list[tuple[list[Floats], NDArray[np.int64]]],
) -> tuple[tuple[Stop, ...], tuple[int, ...]]:
    """Per draw the reason to stop, and the length of a cycle that its last state closes."""
    reasons: list[Stop] = []
    periods: list[int] = []
    for states, ended in plays:
        line = np.stack(states)[:, :, :, 0]
        for row, last in enumerate(ended):
            settled, back = find_cycle(list(line[: last + 1, row : row + 1]), width=1.0)
            periods.append(int(back[0]))
            limit = Stop.ROUND_LIMIT if last >= MAX_ROUNDS else Stop.SMALL_MOVES
            reasons.append(Stop.SETTLED if settled[0] else Stop.CYCLE if back[0] else limit)
    return tuple(reasons), tuple(periods)
