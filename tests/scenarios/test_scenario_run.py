"""Runs: seeds, spreads, levers, differences, notes, and the answers to odd questions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_facts import emission_question

from dosye.scenarios import Estimate, LeverKind, Question, Scale, ScenarioError, exactly, run
from dosye.scenarios.agents import Stop
from dosye.scenarios.draws import draw_agents
from dosye.scenarios.models import MODELS

FAST = "compromise"


def wide_question() -> Question:
    """Emission standards with doubt in every salience and capability, and in one position."""

    def doubt(value: float, top: float) -> Estimate:
        return Estimate(value, 0.9 * value, min(top, 1.1 * value))

    question = emission_question()
    players = tuple(
        replace(
            player,
            salience=doubt(player.salience.value, 1),
            capability=doubt(player.capability.value, 9),
            position=Estimate(7, 4, 10) if player.key == "greece" else player.position,
        )
        for player in question.players
    )
    return replace(question, players=players)


@settings(max_examples=5)
@given(st.integers(0, 2**40))
def test_same_seed_gives_the_same_run(seed: int) -> None:
    question = wide_question()
    assert run(question, draws=20, seed=seed) == run(question, draws=20, seed=seed)


def test_other_seed_gives_other_draws() -> None:
    one, two = (run(wide_question(), model=FAST, draws=50, seed=seed).results[0] for seed in (1, 2))
    assert one.outcome == two.outcome
    assert one.spread != two.spread


def test_all_models_stand_beside_the_headline() -> None:
    outcome = run(wide_question(), draws=20)
    assert outcome.headline == "compromise"
    assert {result.model for result in outcome.results} == set(MODELS)
    assert outcome.results[0].outcome == pytest.approx(7.389955686853767)


def test_named_model_leads_and_the_compromise_stands_beside() -> None:
    outcome = run(wide_question(), model="spatial", draws=5)
    assert [result.model for result in outcome.results] == ["spatial", "compromise"]


def test_half_of_the_draws_fall_on_either_side_of_the_value() -> None:
    question = replace(
        emission_question(), players=(replace(emission_question().players[0], position=Estimate(5, 4, 10)),)
    )
    parts = list(draw_agents(question, Scale(4, 10), draws=20_000, seed=1))
    drawn = np.concatenate([part.position[:, 0] for part in parts])
    assert len(drawn) == 20_000
    assert (drawn < 5).mean() == pytest.approx(0.5, abs=0.02)
    assert drawn.min() >= 4
    assert drawn.max() <= 10


def test_draws_of_one_actor_do_not_depend_on_the_others() -> None:
    question = wide_question()
    fewer = replace(question, players=question.players[5:])
    scale = Scale(4, 10)
    one = next(draw_agents(question, scale, draws=50, seed=4))
    two = next(draw_agents(fewer, scale, draws=50, seed=4))
    assert (one.salience[:, 5:] == two.salience).all()


def test_spread_holds_all_draws_and_the_best_values() -> None:
    spread = run(wide_question(), model=FAST, draws=500).results[0].spread
    assert spread is not None
    assert sum(spread.counts) == 500
    assert spread.low < spread.middle < spread.high
    assert spread.low < 7.39 < spread.high


def test_no_draws_give_no_spread() -> None:
    result = run(wide_question(), model=FAST, draws=0).results[0]
    assert result.spread is None
    assert result.outcome is not None


def test_levers_put_the_longest_first_and_are_right_for_the_mean() -> None:
    levers = [
        lever for lever in run(wide_question(), model=FAST, draws=0).levers if lever.kind is LeverKind.REACH
    ]
    assert [lever.swing for lever in levers] == sorted((lever.swing for lever in levers), reverse=True)
    assert levers[0].actor == "uk"
    assert levers[0].swing == pytest.approx(6 * 0.144 / 0.677)


def test_range_levers_name_only_what_is_in_doubt() -> None:
    levers = run(wide_question(), model=FAST, draws=0).levers
    asked = {(lever.actor, lever.input) for lever in levers if lever.kind is LeverKind.RANGE}
    assert ("greece", "position") in asked
    assert ("france", "position") not in asked


def test_absence_shows_the_outcome_without_the_actor() -> None:
    question = emission_question()
    gone = run(question, model=FAST, draws=0, without=["uk"]).results[0].outcome
    levers = run(question, model=FAST, draws=0).levers
    (uk,) = (lever for lever in levers if lever.kind is LeverKind.ABSENCE and lever.actor == "uk")
    assert uk.outcome_high == pytest.approx(gone)


def test_difference_is_taken_draw_by_draw() -> None:
    outcome = run(wide_question(), model=FAST, draws=300, set={"france.position": 7})
    (row,) = outcome.differences
    assert row.before == pytest.approx(7.389955686853767)
    assert row.after == pytest.approx(7.389955686853767 - 3 * 0.096 / 0.677)
    assert row.down == 1
    assert row.high is not None
    assert row.high < 0
    assert outcome.changes == ("france.position=7",)


def test_setting_a_number_to_itself_makes_no_difference() -> None:
    outcome = run(emission_question(), draws=5, set={"france.position": 10})
    for row in outcome.differences:
        assert (row.up, row.down) == (0, 0)
        assert row.before == row.after


def test_one_actor_gets_what_it_wants_in_every_model() -> None:
    question = replace(emission_question(), players=emission_question().players[1:2], reference=10.0)
    outcome = run(question, draws=3)
    assert [result.outcome for result in outcome.results] == pytest.approx([7.0] * len(MODELS))
    assert any("alone" in note for note in outcome.notes)


def test_all_at_one_place_stay_there() -> None:
    question = emission_question()
    together = tuple(replace(player, position=exactly(6)) for player in question.players)
    outcome = run(replace(question, players=together), draws=3)
    defined = [result.outcome for result in outcome.results if result.outcome is not None]
    assert defined == pytest.approx([6.0] * (len(MODELS) - 1))
    assert any("one place" in note for note in outcome.notes)


def test_actor_without_salience_is_played_without_harm() -> None:
    question = emission_question()
    idle = replace(question.players[0], salience=exactly(0))
    outcome = run(replace(question, players=(idle, *question.players[1:])), draws=3)
    assert all(result.outcome is not None for result in outcome.results if result.model != "nash")


def test_nash_says_why_it_gives_no_outcome() -> None:
    (nash,) = (result for result in run(emission_question(), draws=2).results if result.model == "nash")
    assert nash.outcome is None
    assert "reference" in nash.reason


def test_notes_tell_knife_edges_moving_runs_and_scales() -> None:
    notes = " ".join(run(emission_question(), draws=2).notes)
    assert "knife edge" in notes
    assert "still moving after 8 rounds" in notes
    assert "scale twice as long" in notes


def test_every_draw_says_why_it_ended() -> None:
    for result in run(wide_question(), draws=30).results:
        assert sum(share for _, share in result.stops) == pytest.approx(1)
        if result.model in ("compromise", "median"):
            assert result.stop is Stop.AT_ONCE


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"model": "oracle"}, "no model 'oracle'"),
        ({"draws": -1}, "-1 draws"),
        ({"draws": 10**7}, "10000000 draws"),
        ({"seed": -3}, "negative"),
        ({"set": {"uk.position": 40.0}}, "outside the scale"),
        ({"without": [p.key for p in emission_question().players]}, "nobody has a position"),
    ],
)
def test_impossible_wish_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        run(emission_question(), **options)  # type: ignore[arg-type]


def test_question_without_axis_is_refused_and_sent_to_run() -> None:
    with pytest.raises(ScenarioError, match="dosye run"):
        run(replace(emission_question(), scale=None))
