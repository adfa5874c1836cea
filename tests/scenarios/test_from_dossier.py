"""Questions from standings: what an article's stances, words and ties become."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dosye.dossier import Dossier
from dosye.dossier.store import open_engine
from dosye.knowledge import Knowledge
from dosye.knowledge.records import IssueLine
from dosye.records import (
    DocId,
    Entity,
    EntityId,
    EntityType,
    Event,
    EventId,
    EventType,
    Position,
    Reading,
    Span,
    Stance,
)
from dosye.scenarios import Origin, Scale, ScenarioError, run
from dosye.scenarios.from_dossier import Standing, question_from_dossier, question_from_standings

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


TEXT = (
    "میلیشیاکان داوا دەکەن هێزەکانی ئەمریکا لە عێراق دەربچن. "
    "حکوومەتی هەرێم پێی باشە هێزەکان بمێننەوە. "
    "میلیشیاکان بە مووشەک هێرشیان کردە سەر باڵیۆزخانە."
)


def reading() -> Reading:
    """Militias want the forces out and attack an embassy; the Region's government wants them to stay."""
    first, second, third = (Span(*span) for span in sentences(TEXT))
    militias, region, embassy = EntityId("e1"), EntityId("e2"), EntityId("e3")
    attack = Event(EventId("v1"), EventType.ASSAULT, None, third, (militias,), recipients=(embassy,))
    return Reading(
        DocId("own"),
        TEXT,
        entities={
            militias: Entity(EntityType.GROUP, "میلیشیاکان", "the militias"),
            region: Entity(EntityType.ORG, "حکوومەتی هەرێم", "the Region's government"),
            embassy: Entity(EntityType.ORG, "باڵیۆزخانە", "the embassy"),
        },
        events=(attack,),
        stances=(
            Stance(militias, "us-forces-in-iraq", Position.AGAINST, first),
            Stance(region, "us-forces-in-iraq", Position.FOR, second),
        ),
    )


def sentences(text: str) -> list[tuple[int, int]]:
    ends = [place for place, letter in enumerate(text) if letter == "."]
    return [(start, end) for start, end in zip([0, *(end + 2 for end in ends)], ends, strict=False)]


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    line = IssueLine("us-forces-in-iraq", "US forces stay in Iraq", "", "all leave", "all stay", "test:1")
    engine = open_engine(tmp_path / "own.dosye", create=True)
    with Dossier(engine, Knowledge(issues={line.slug: line}), "own.dosye") as opened:
        opened.add([reading()])
        yield opened


def test_dossier_gives_positions_and_salience_with_their_words(dossier: Dossier) -> None:
    question = question_from_dossier(dossier, "us-forces-in-iraq")
    players = {player.name: player for player in question.players}
    militias, region = players["the militias"], players["the Region's government"]
    assert militias.position.value < 50 < region.position.value
    assert (militias.salience.value, region.salience.value) == (0.5, 1.0)
    for player in (militias, region):
        (where,) = player.position.evidence
        doc, span = where.split(":")
        start, end = map(int, span.split("-"))
        assert doc == "own"
        assert (start, end) in sentences(TEXT)


def test_dossier_question_runs(dossier: Dossier) -> None:
    outcome = run(question_from_dossier(dossier, "us-forces-in-iraq"), draws=20)
    assert outcome.question.title == "US forces stay in Iraq"
    assert outcome.results[0].outcome is not None


def test_ends_can_be_named_where_no_table_does(dossier: Dossier) -> None:
    dossier.knowledge = Knowledge()
    question = question_from_dossier(dossier, "us-forces-in-iraq", ends=("all go", "none goes"))
    assert question.scale == Scale(0, 100, "all go", "none goes")


def test_dossier_names_the_issues_it_knows(dossier: Dossier) -> None:
    with pytest.raises(ScenarioError, match="issues with stances: us-forces-in-iraq"):
        question_from_dossier(dossier, "oil-law")


def test_dossier_issue_without_ends_is_sent_to_run(dossier: Dossier) -> None:
    dossier.knowledge = Knowledge()
    with pytest.raises(ScenarioError, match="dosye run"):
        run(question_from_dossier(dossier, "us-forces-in-iraq"))
