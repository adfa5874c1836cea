"""Compromise, medians and Nash: published numbers and what always holds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario_facts import agents, emission_agents

from dosye.scenarios.agents import Agents
from dosye.scenarios.compromise.agents import shares
from dosye.scenarios.compromise.model import compromise
from dosye.scenarios.median.model import find_margin, median, weighted_median
from dosye.scenarios.nash.model import nash

WHOLE = st.integers(0, 100)


@st.composite
def crowds(draw: st.DrawFn) -> Agents:
    """One to twelve agents on 0-100 with whole numbers, at least one with weight."""
    count = draw(st.integers(1, 12))
    position = [draw(WHOLE) for _ in range(count)]
    salience = [draw(st.integers(1, 10)) / 8 for _ in range(count)]
    capability = [draw(st.integers(0, 20)) for _ in range(count)]
    capability[0] += 1
    return agents(position, salience, capability)


def value(model: object, crowd: Agents) -> float:
    return float(model(crowd).outcome[0])  # type: ignore[operator]


def test_compromise_gives_the_published_mean() -> None:
    assert value(compromise, emission_agents()) == pytest.approx(7.389955686853767, rel=1e-15)


def test_weighted_median_gives_the_published_median() -> None:
    assert value(weighted_median, emission_agents()) == 7.0


@given(crowds())
def test_weighted_median_loses_to_no_other_position(crowd: Agents) -> None:
    winner = value(weighted_median, crowd)
    weight, place = crowd.weight[0], crowd.position[0]
    for other in place:
        votes = weight * (np.abs(place - other) - np.abs(place - winner))
        assert votes.sum() >= -1e-9


@given(crowds(), st.sampled_from([1, 2, 5, 10]), st.integers(-50, 50))
def test_baselines_follow_a_change_of_unit(crowd: Agents, stretch: int, shift: int) -> None:
    moved = replace(
        crowd, position=stretch * crowd.position + shift, low=float(shift), high=stretch * 100.0 + shift
    )
    for model in (compromise, weighted_median, median):
        assert value(model, moved) == pytest.approx(stretch * value(model, crowd) + shift)


@given(crowds())
def test_compromise_and_median_are_mirrored_with_the_scale(crowd: Agents) -> None:
    turned = replace(crowd, position=100 - crowd.position)
    for model in (compromise, median):
        assert value(model, turned) == pytest.approx(100 - value(model, crowd))


@given(crowds())
def test_weighted_median_is_mirrored_except_on_a_tie(crowd: Agents) -> None:
    if find_margin(crowd.position, crowd.weight)[0] > 1e-9:
        turned = replace(crowd, position=100 - crowd.position)
        assert value(weighted_median, turned) == 100 - value(weighted_median, crowd)


@given(crowds(), st.sampled_from([0.25, 3.0, 1000.0]))
def test_baselines_do_not_care_for_the_unit_of_capability(crowd: Agents, unit: float) -> None:
    other = replace(crowd, capability=crowd.capability * unit)
    for model in (compromise, weighted_median, median):
        assert value(model, other) == pytest.approx(value(model, crowd))


@given(crowds())
def test_shares_are_the_derivatives_of_the_compromise(crowd: Agents) -> None:
    pushed = crowd.position.copy()
    pushed[0, 0] += 1
    change = value(compromise, replace(crowd, position=pushed)) - value(compromise, crowd)
    assert change == pytest.approx(float(shares(crowd)[0, 0]))


def test_weighted_median_takes_the_lower_position_on_a_tie() -> None:
    assert value(weighted_median, agents([10, 90], [1, 1], [1, 1])) == 10


def test_weighted_median_orders_positions_below_zero() -> None:
    crowd = agents([-5, -80, 3], [1, 1, 1], [1, 1, 1], low=-100.0)
    assert value(weighted_median, crowd) == -5


def test_margin_tells_a_knife_edge() -> None:
    crowd = emission_agents()
    assert find_margin(crowd.position, crowd.weight)[0] == pytest.approx(0.341 / 0.677 - 0.5)


def test_nash_is_not_defined_without_a_reference() -> None:
    assert math.isnan(value(nash, emission_agents()))


def test_nash_keeps_the_reference_where_not_all_can_gain() -> None:
    assert value(nash, agents([20, 80], [1, 1], [1, 1], reference=50.0)) == 50


def test_nash_of_one_agent_is_its_position() -> None:
    assert value(nash, agents([70], [1], [1], reference=20.0)) == pytest.approx(70)


def test_nash_makes_the_product_of_gains_largest() -> None:
    crowd = agents([30, 60, 90], [0.5, 1, 0.8], [2, 1, 3], reference=10.0)
    grid = np.linspace(10, 50, 400_001)[1:-1, None]
    gain = np.abs(crowd.position - 10) - np.abs(crowd.position - grid)
    with np.errstate(invalid="ignore", divide="ignore"):
        score = (crowd.weight * np.log(gain)).sum(axis=1)
    assert value(nash, crowd) == pytest.approx(float(grid[np.nanargmax(score), 0]), abs=1e-3)


def test_nash_mirrors_below_the_reference() -> None:
    crowd = agents([30, 60, 90], [0.5, 1, 0.8], [2, 1, 3], reference=10.0)
    turned = replace(crowd, position=100 - crowd.position, reference=90.0)
    assert value(nash, turned) == pytest.approx(100 - value(nash, crowd))
