"""KTAB's spatial model: printed positions and what always holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scenario_facts import (
    EMISSION,
    KTAB_3D_INPUT,
    KTAB_3D_LAST,
    KTAB_3D_STATES,
    KTAB_TENFOLD,
    KTAB_TENFOLD_STATES,
    agents,
    emission_agents,
)

from dosye.scenarios.agents import Agents, Stop
from dosye.scenarios.spatial.agents import find_utility, find_victories
from dosye.scenarios.spatial.model import State, play_states, spatial

PRINTED = 0.05 + 1e-9


def tenfold() -> Agents:
    _, position, salience, capability = zip(*EMISSION, strict=True)
    return agents(np.multiply(position, 10), np.divide(salience, 100), capability)


def test_one_dimension_repeats_the_printed_positions() -> None:
    rounds = spatial(tenfold()).rounds
    assert len(rounds) == KTAB_TENFOLD_STATES
    for number, printed in KTAB_TENFOLD.items():
        assert np.abs(rounds[number][0] - printed).max() <= PRINTED


def test_three_dimensions_repeat_the_printed_positions() -> None:
    table = np.array(KTAB_3D_INPUT)
    state = State(table[None, :, 1::2] / 100, table[None, :, 2::2] / 100, table[None, :, 0])
    states, ended = play_states(state)
    assert len(states) == KTAB_3D_STATES
    assert ended[0] == KTAB_3D_STATES - 1
    assert np.abs(states[-1][0].T * 100 - KTAB_3D_LAST).max() <= PRINTED


def test_mirror_turns_every_round() -> None:
    crowd = emission_agents()
    there = spatial(crowd).rounds
    back = spatial(replace(crowd, position=14 - crowd.position)).rounds
    assert len(there) == len(back)
    assert max(float(np.abs(a - (14 - b)).max()) for a, b in zip(there, back, strict=True)) < 1e-9


def test_unit_of_capability_does_not_matter() -> None:
    crowd = emission_agents()
    other = replace(crowd, capability=crowd.capability * 1000)
    assert spatial(other).outcome[0] == pytest.approx(spatial(crowd).outcome[0])


def test_ends_of_the_scale_matter() -> None:
    crowd = emission_agents()
    wider = replace(crowd, low=0.0, high=10.0)
    assert abs(spatial(wider).outcome[0] - spatial(crowd).outcome[0]) > 1


def test_small_moves_are_not_called_settled() -> None:
    assert spatial(emission_agents()).stop == (Stop.SMALL_MOVES,)


def test_alone_or_at_one_place_nobody_moves() -> None:
    for crowd in (agents([30], [0.5], [2]), agents([30, 30, 30], [0.5, 0.2, 1], [2, 1, 7])):
        play = spatial(crowd)
        assert play.outcome[0] == pytest.approx(30)
        assert play.stop == (Stop.SETTLED,)


def test_many_draws_are_played_as_each_alone() -> None:
    chance = np.random.default_rng(5)
    columns = [chance.uniform(low, high, (40, 20)) for low, high in ((0, 100), (0.1, 1), (1, 5))]
    crowd = Agents(columns[0], columns[1], columns[2], 0.0, 100.0)
    together = spatial(crowd).outcome
    alone = [spatial(crowd.rows(n, n + 1)).outcome[0] for n in (0, 25, 39)]
    assert together[[0, 25, 39]].tolist() == alone


def test_victories_of_two_options_add_up_to_one() -> None:
    chance = np.random.default_rng(1)
    victory = find_victories(chance.uniform(-1, 1, (3, 5, 4)), chance.uniform(0, 2, (3, 5)))
    assert victory + victory.transpose(0, 2, 1) == pytest.approx(1)


def test_utility_falls_from_one_to_zero() -> None:
    line = find_utility(np.linspace(0, 1, 11), np.float64(0.3))
    assert line[0] == 1
    assert line[-1] == 0
    assert (np.diff(line) < 0).all()
