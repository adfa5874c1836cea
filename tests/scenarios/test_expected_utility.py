"""The expected utility model: the paper's printed rounds, and its equations done one number at a time."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_facts import TABLE_2_MEANS, TABLE_2_MEDIANS, agents, emission_agents

from dosye.scenarios.agents import Agents, Stop, find_cycle
from dosye.scenarios.expected_utility.agents import find_distances, find_risk, find_success
from dosye.scenarios.expected_utility.model import CODE, TEXT, expected_utility, rounds_of

DOUBLE_PRECISION = {  # scholz-2011-code, emission standards: round -> median, mean
    1: (8.415932315426764, 7.461314378277189),
    4: (9.961979590401311, 7.358130531334201),
    6: (7.47204636191629, 7.414877545372958),
    8: (9.671129769802048, 7.5724470975503),
    10: (7.0, 7.242130958473938),
}
RISK_ROUND_1 = (
    1.4056527842180304,
    0.7541959272436861,
    0.5088637910269406,
    1.4056527842180304,
    1.0465238960570615,
    1.0465238960570615,
    1.9648982295073372,
    0.5,
    2.0,
    1.112124970858258,
)


@st.composite
def crowds(draw: st.DrawFn) -> Agents:
    count = draw(st.integers(2, 6))
    columns = (
        [draw(st.integers(low, high)) for _ in range(count)] for low, high in ((0, 20), (1, 16), (1, 9))
    )
    position, salience, capability = columns
    return agents(position, np.divide(salience, 16), capability)


def test_code_preset_gives_seven_of_eight_printed_medians() -> None:
    medians = expected_utility(emission_agents(), preset=CODE, rounds=8)
    own = [weighted(emission_agents(), state) for state in medians.rounds[1:]]
    cut = [math.floor(value * 10) / 10 for value in own]
    assert [a == b for a, b in zip(cut, TABLE_2_MEDIANS, strict=True)].count(True) == 7


def test_code_preset_stays_within_the_printed_means() -> None:
    crowd = emission_agents()
    states = expected_utility(crowd, preset=CODE, rounds=8).rounds[1:]
    means = [float(np.average(state[0], weights=crowd.weight[0])) for state in states]
    assert max(abs(a - b) for a, b in zip(means, TABLE_2_MEANS, strict=True)) < 0.0615


def weighted(crowd: Agents, state: np.ndarray) -> float:
    order = np.argsort(state[0])
    weight = crowd.weight[0][order].cumsum()
    return float(state[0][order][np.searchsorted(weight, weight[-1] / 2)])


def test_code_preset_repeats_double_precision_rounds() -> None:
    crowd = emission_agents()
    states = expected_utility(crowd, preset=CODE, rounds=10).rounds
    for number, (middle, mean) in DOUBLE_PRECISION.items():
        assert weighted(crowd, states[number]) == pytest.approx(middle, abs=1e-12)
        assert np.average(states[number][0], weights=crowd.weight[0]) == pytest.approx(mean, abs=1e-12)


def test_code_preset_repeats_risk_exponents() -> None:
    first = next(rounds_of(emission_agents(), CODE))
    assert first.risk[0] == pytest.approx(RISK_ROUND_1, abs=1e-12)


@pytest.mark.parametrize("preset", [CODE, TEXT])
def test_agents_at_one_place_expect_nothing_of_each_other(preset: object) -> None:
    crowd = emission_agents()
    first = next(rounds_of(crowd, preset))  # type: ignore[arg-type]
    together = crowd.position[0][:, None] == crowd.position[0][None, :]
    assert (first.own[0][together] == 0).all()


@given(crowds())
def test_one_of_two_rivals_prevails(crowd: Agents) -> None:
    width = np.array([20.0])
    distance = find_distances(crowd.position, width)
    success = find_success(distance, crowd.weight, np.ones_like(crowd.position), TEXT)
    apart = distance[0] > 0
    assert (success + success.transpose(0, 2, 1))[0][apart] == pytest.approx(1)


def test_equal_danger_leaves_all_neutral() -> None:
    assert find_risk(np.full((1, 4), -2.5)).tolist() == [[1, 1, 1, 1]]


@settings(max_examples=40)
@given(crowds())
def test_first_round_of_the_text_preset_is_what_its_equations_say(crowd: Agents) -> None:
    ours = next(rounds_of(crowd, TEXT))
    wanted_risk, wanted_own = by_the_book(crowd, stay=1.0)
    assert ours.risk[0] == pytest.approx(wanted_risk)
    assert ours.own[0] == pytest.approx(wanted_own)
    assert ours.position[0] == pytest.approx(offers_by_the_book(crowd, wanted_own))


@settings(max_examples=20)
@given(crowds())
def test_rivals_that_may_move_to_the_median_are_as_the_equations_say(crowd: Agents) -> None:
    ours = next(rounds_of(crowd, replace(TEXT, stay=0.5)))
    wanted_risk, wanted_own = by_the_book(crowd, stay=0.5)
    assert ours.risk[0] == pytest.approx(wanted_risk)
    assert ours.own[0] == pytest.approx(wanted_own)


def by_the_book(crowd: Agents, *, stay: float) -> tuple[list[float], np.ndarray]:
    """Risk exponents and expected utilities, one pair at a time, straight from the equations; `stay` is Q."""
    place, care, weight = crowd.position[0], crowd.salience[0], crowd.weight[0]
    count, width = len(place), float(np.ptp(place)) or 1.0
    middle = weighted(crowd, crowd.position)

    def success(i: int, j: int) -> float:
        for_i = against = 0.0
        for k in range(count):
            vote = weight[k] * (abs(place[k] - place[j]) - abs(place[k] - place[i])) / width
            for_i += max(vote, 0.0)
            against += max(-vote, 0.0)
        return for_i / (for_i + against) if for_i + against > 0 else 0.0

    def expect(i: int, j: int, r: float) -> float:
        if place[i] == place[j] and stay == 1:
            return 0.0
        d = abs(place[i] - place[j]) / width
        won, lost = 2 - 4 * (0.5 - 0.5 * d) ** r, 2 - 4 * (0.5 + 0.5 * d) ** r
        p = success(i, j)
        spread = (abs(place[i] - middle) + abs(place[i] - place[j])) / width
        nearer = abs(place[i] - middle) < abs(place[i] - place[j])
        moved = 2 - 4 * max(0.5 - 0.25 * spread, 0) ** r if nearer else 2 - 4 * (0.5 + 0.25 * spread) ** r
        idle = stay * (2 - 4 * 0.5**r) + (1 - stay) * moved
        return care[j] * (p * won + (1 - p) * lost) + (1 - care[j]) * won - idle

    danger = [sum(expect(j, i, 1.0) for j in range(count) if j != i) for i in range(count)]
    top, bottom = max(danger), min(danger)
    risk = []
    for value in danger:
        share = 0.0 if top - bottom <= 1e-12 else (2 * value - top - bottom) / (top - bottom)
        risk.append((1 - share / 3) / (1 + share / 3))
    own = np.array([[expect(i, j, risk[i]) for j in range(count)] for i in range(count)])
    return risk, own


def offers_by_the_book(crowd: Agents, own: np.ndarray) -> list[float]:
    """Where each goes: by class, then by least movement, then to the keenest rival."""
    place = crowd.position[0]
    moved = []
    for i, here in enumerate(place):
        offers = []
        for j, there in enumerate(place):
            a, b = own[i, j], own[j, i]
            if here == there:
                continue
            if a > 0 and b > a:
                offers.append((0, round(abs(there - here), 9), -b, there))
            elif a < 0 < b and b > -a:
                goal = here + (there - here) * abs(a / b)
                offers.append((1, round(abs(goal - here), 9), -b, goal))
            elif a < 0 < b < -a:
                offers.append((2, round(abs(there - here), 9), -b, there))
        moved.append(min(offers)[3] if offers else here)
    return moved


def test_both_presets_follow_a_change_of_unit() -> None:
    crowd = emission_agents()
    other = replace(crowd, position=10 * crowd.position + 3, low=43.0, high=103.0)
    for preset in (CODE, TEXT):
        before = expected_utility(crowd, preset=preset).outcome[0]
        after = expected_utility(other, preset=preset).outcome[0]
        assert after == pytest.approx(10 * before + 3)


def test_text_preset_is_mirrored_and_code_preset_is_not() -> None:
    crowd = emission_agents()
    turned = replace(crowd, position=14 - crowd.position)
    gaps = {}
    for name, preset in (("code", CODE), ("text", TEXT)):
        there = expected_utility(crowd, preset=preset).rounds
        back = expected_utility(turned, preset=preset).rounds
        gaps[name] = max(float(np.abs(a - (14 - b)).max()) for a, b in zip(there, back, strict=True))
    assert gaps["text"] < 1e-9
    assert gaps["code"] > 0.5


def test_many_draws_are_played_as_each_alone() -> None:
    chance = np.random.default_rng(3)
    columns = [chance.uniform(low, high, (60, 30)) for low, high in ((0, 100), (0.1, 1), (1, 5))]
    crowd = Agents(columns[0], columns[1], columns[2], 0.0, 100.0)
    together = expected_utility(crowd, preset=TEXT).outcome
    alone = [expected_utility(crowd.rows(n, n + 1), preset=TEXT).outcome[0] for n in (0, 17, 59)]
    assert together[[0, 17, 59]].tolist() == alone


def test_two_states_in_turn_are_a_cycle_and_not_a_rest() -> None:
    one, two = np.array([[1.0, 5.0]]), np.array([[5.0, 1.0]])
    settled, period = find_cycle([one, two, one], width=10)
    assert not settled[0]
    assert period[0] == 2


def test_unmoved_agents_are_settled_and_no_cycle() -> None:
    one = np.array([[1.0, 5.0]])
    settled, period = find_cycle([one, one, one], width=10)
    assert settled[0]
    assert period[0] == 0


def test_a_run_that_still_moves_says_so() -> None:
    assert expected_utility(emission_agents(), preset=CODE).stop == (Stop.ROUND_LIMIT,)
