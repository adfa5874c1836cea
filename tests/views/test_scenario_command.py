"""The command `scenario`: what it prints, writes and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dosye.errors import ScenarioError
from dosye.views.cli.scenario import parse_changes, scenario

QUESTION = """
issue = "forces"
title = "How many forces stay"
[scale]
low = 0
high = 100
[[actor]]
key = "krg"
position = [60, 80, 100]
salience = 0.8
capability = 2
evidence = ["own:10-20"]
[[actor]]
key = "militias"
position = 10
salience = 0.9
capability = 3
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "forces.toml"
    path.write_text(QUESTION, encoding="utf-8")
    return str(path)


def call(*words: str) -> str:
    app = typer.Typer()
    app.command()(scenario)
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_scenario_shows_models_levers_and_notes(file: str) -> None:
    told = call(file, "--draws", "20", "--seed", "4")
    for part in ("How many forces stay", "compromise", "Who could move the outcome", "20 draws, seed 4"):
        assert part in told


def test_scenario_shows_the_difference_of_a_change(file: str) -> None:
    told = call(file, "--draws", "20", "--set", "militias.position=90", "--model", "compromise")
    assert "changed: militias.position=90" in told
    assert "8 of 10 differences" in told


def test_scenario_prints_json_with_evidence(file: str) -> None:
    outcome = json.loads(call(file, "--draws", "5", "--json", "--without", "militias"))
    assert outcome["changes"] == ["without militias"]
    assert outcome["question"]["players"][0]["position"]["evidence"] == ["own:10-20"]
    assert outcome["results"][0]["stop"] == "no rounds"


def test_scenario_shows_what_went_in(file: str) -> None:
    assert "own:10-20" in call(file, "--draws", "5", "--evidence")


def test_scenario_writes_pictures(file: str, tmp_path: Path) -> None:
    call(file, "--draws", "5", "--pictures", str(tmp_path / "out"))
    assert (tmp_path / "out" / "models.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("text", ["krg.position", "krg.position=high", ""])
def test_change_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match=r"ACTOR\.position=NUMBER"):
        parse_changes([text])


def test_change_may_have_any_number() -> None:
    assert parse_changes(["a.position=-1.5", "b=c.salience = 1"]) == {"a.position": -1.5, "b=c.salience": 1}


def test_dossier_without_issue_is_refused() -> None:
    with pytest.raises(ScenarioError, match="which issue"):
        call("my.dosye")
