"""Questions and their files: what is refused, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from scenario_facts import emission_question

from dosye.scenarios import Origin, ScenarioError, parse_question, read_question
from dosye.scenarios.question import change_question, check_question, exactly, find_player

HEAD = """
issue = "forces"
[scale]
low = 0
high = 100
low_means = "all leave"
high_means = "all stay"
"""
TWO = """
[[actor]]
key = "one"
name = "One"
position = [10, 20, 40]
salience = 0.5
capability = { value = 3, low = 2, high = 5, evidence = ["a:1-9"] }
evidence = ["a:20-30"]
[[actor]]
key = "two"
position = 90
salience = "unknown"
"""


def refuse(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse_question(text, source="forces.toml")
    message = str(caught.value)
    assert message.startswith("forces.toml")
    return message


def test_file_gives_ranges_evidence_and_what_is_unknown() -> None:
    question = parse_question(HEAD + TWO, source="forces.toml")
    one, two = question.players
    assert (one.position.low, one.position.value, one.position.high) == (10, 20, 40)
    assert one.position.evidence == ("a:20-30",)
    assert one.capability.evidence == ("a:1-9",)
    assert two.name == "two"
    assert (two.salience.low, two.salience.high, two.salience.origin) == (0, 1, Origin.UNKNOWN)
    assert (two.capability.value, two.capability.origin) == (3, Origin.UNKNOWN)


def test_unknown_position_is_the_whole_scale() -> None:
    question = parse_question(HEAD + '[[actor]]\nkey = "one"\nsalience = 1\n', source="x")
    position = question.players[0].position
    assert (position.low, position.value, position.high) == (0, 50, 100)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("issue = ", "not TOML"),
        ('issue = "x"\n[[actor]]\nkey = "a"\nposition = 0.5\n', "no axis"),
        (HEAD, "nobody has a position"),
        (HEAD + TWO.replace("90", "120"), "two: position 120 is outside the scale 0 to 100"),
        (HEAD + TWO.replace("0.5", "50"), "divide percentages by 100"),
        (HEAD + TWO.replace("[10, 20, 40]", "[40, 20, 10]"), "low, best, high"),
        (HEAD + TWO.replace("[10, 20, 40]", "[20, 40]"), "has 2 numbers"),
        (HEAD + TWO.replace("[10, 20, 40]", '"left"'), "actor 1 (one): position must be a number"),
        (HEAD + TWO.replace('"two"', '"one"'), "one stands there twice"),
        (HEAD + TWO.replace("value = 3, low = 2", "value = -3, low = -4"), "below 0"),
        (HEAD + TWO.replace("salience = 0.5", "weight = 0.5"), "unknown key 'weight'"),
        (HEAD + TWO.replace('["a:20-30"]', '"a:20-30"'), "list of texts"),
        (HEAD.replace("low = 0", "low = 100") + TWO, "low must be below high"),
        (HEAD.replace("low = 0\n", "") + TWO, "[scale]: low is missing"),
        (HEAD.replace('issue = "forces"', "reference = 500\nissue = 'x'") + TWO, "reference 500 is outside"),
        (HEAD.replace('issue = "forces"', "") + TWO, "issue is missing"),
        (HEAD + '[actor]\nkey = "a"\n', "two brackets"),
        (HEAD + '[[actor]]\nkey = "a"\nposition = nan\n', "not all numbers"),
    ],
)
def test_broken_file_is_refused_with_place_and_way_out(text: str, said: str) -> None:
    assert said in refuse(text)


def test_no_axis_points_to_run() -> None:
    assert "dosye run" in refuse('issue = "x"\n[[actor]]\nkey = "a"\n')


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"gone\.toml: cannot be read"):
        read_question(tmp_path / "gone.toml")


def test_zero_weights_are_refused() -> None:
    question = emission_question()
    idle = tuple(replace(player, salience=exactly(0)) for player in question.players)
    with pytest.raises(ScenarioError, match="nobody decides"):
        check_question(replace(question, players=idle))


def test_change_sets_a_number_and_leaves_the_rest() -> None:
    changed = change_question(emission_question(), changes={"france.position": 7}, without=["uk"])
    assert find_player(changed, "france").position.origin is Origin.CHANGED
    assert find_player(changed, "france").position.value == 7
    assert [player.key for player in changed.players].count("uk") == 0
    assert len(changed.players) == 9


def test_actor_is_also_known_by_its_name() -> None:
    assert find_player(emission_question(), "Uk").key == "uk"


@pytest.mark.parametrize(
    ("changes", "without", "said"),
    [
        ({"frence.position": 5}, [], "do you mean france"),
        ({"france.mood": 5}, [], "ACTOR.position"),
        ({"france": 5}, [], "ACTOR.position"),
        ({}, ["nobody-at-all"], "there are netherlands"),
    ],
)
def test_unknown_name_is_refused(changes: dict[str, float], without: list[str], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        change_question(emission_question(), changes=changes, without=without)
