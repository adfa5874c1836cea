"""Questions from standings: what an article's stances, words and ties become."""

from __future__ import annotations

import pytest

from dosye.scenarios import Origin, Scale, ScenarioError, run
from dosye.scenarios.from_dossier import Standing, question_from_standings

SCALE = Scale(0, 100, "all leave", "all stay")
ROWS = (
    Standing("kurds", "Kurds", ("for", "for"), ("a:1-9", "a:20-30"), 3, 4, 2),
    Standing("militias", "Militias", ("against",), ("b:5-9",), 2, 10, 8),
    Standing("premier", "The premier", ("for", "against"), ("a:40-50", "b:60-70"), 2, 20, 4),
    Standing("silent", "Silent", (), (), 0, 0, 0),
)


def make(scale: Scale | None = SCALE) -> dict[str, object]:
    question = question_from_standings(ROWS, scale=scale, names=("forces", "Forces stay"), source="x.dosye")
    return {"question": question} | {player.key: player for player in question.players}


def test_stance_is_a_stretch_of_the_scale() -> None:
    kurds = make()["kurds"]
    assert (kurds.position.low, kurds.position.value, kurds.position.high) == (60, 80, 100)  # type: ignore[attr-defined]
    assert kurds.position.evidence == ("a:1-9", "a:20-30")  # type: ignore[attr-defined]


def test_contrary_stances_leave_the_whole_between_open() -> None:
    premier = make()["premier"]
    assert (premier.position.low, premier.position.value, premier.position.high) == (0, 50, 100)  # type: ignore[attr-defined]


def test_no_stance_and_no_words_are_unknown_and_wide() -> None:
    silent = make()["silent"]
    assert silent.position.origin is Origin.UNKNOWN  # type: ignore[attr-defined]
    assert (silent.salience.low, silent.salience.high) == (0, 1)  # type: ignore[attr-defined]


def test_salience_is_a_share_and_wider_the_fewer_the_words() -> None:
    made = make()
    kurds, militias = made["kurds"], made["militias"]
    assert kurds.salience.value == 0.75  # type: ignore[attr-defined]
    assert militias.salience.value == 0.2  # type: ignore[attr-defined]
    widths = [p.salience.high - p.salience.low for p in (kurds, militias)]  # type: ignore[attr-defined]
    assert widths[0] > widths[1]


def test_capability_is_only_a_proposal() -> None:
    militias = make()["militias"]
    assert militias.capability.origin is Origin.PROPOSED  # type: ignore[attr-defined]
    assert militias.capability.value == 1  # type: ignore[attr-defined]


def test_question_runs_and_says_what_nobody_checked() -> None:
    outcome = run(make()["question"], draws=20)  # type: ignore[arg-type]
    assert any("proposal that nobody has checked" in note for note in outcome.notes)
    assert any("Silent" in note and "left wide" in note for note in outcome.notes)


def test_issue_without_ends_is_refused_when_run() -> None:
    with pytest.raises(ScenarioError, match="no axis"):
        run(make(None)["question"])  # type: ignore[arg-type]
