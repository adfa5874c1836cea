"""Chains: what the articles say would follow, with its words, and nothing beyond."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dosye.dossier import Dossier, open_dossier
from dosye.errors import ScenarioError
from dosye.records import (
    Condition,
    DocId,
    Entity,
    EntityId,
    EntityType,
    Event,
    EventId,
    EventType,
    Mention,
    Modality,
    Reading,
    Relation,
    RelationType,
    Span,
    Statement,
    StatementId,
)
from dosye.scenarios.chains import find_start, follow_back, follow_on, replay_night
from dosye.scenarios.chains.agents import LinkKind, Weight

TEXT = (
    "کازمی فەرماندەی پاسەوانانە. سەرکردەیەک فەرمانی بە پاسەوانان دا. چەکدارەکان ناوچەی سەوزیان گەمارۆ دا. "
    "ئەگەر پاسەوانان شەڕ بکەن، چەکدارەکان هێرش دەکەن. ئەگەر چەکدارەکان هێرش بکەن، کازمی دەکەوێت."
)
KADHIMI, LEADER, GUARD, GUNMEN, ZONE = (EntityId(x) for x in ("kadhimi", "leader", "guard", "gunmen", "zone"))


def at(words: str, n: int = 0) -> Span:
    start = -1
    for _ in range(n + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def mention(words: str, entity: EntityId, type_: EntityType, n: int = 0) -> Mention:
    return Mention(*at(words, n), type_, entity)


def act(
    id_: str, type_: EventType, trigger: Span, who: EntityId, *whom: EntityId, real: bool = True
) -> Event:
    modality = Modality.ASSERTED if real else Modality.HYPOTHETICAL
    time = "2020-06-25TNI" if real else None
    return Event(EventId(id_), type_, None, trigger, (who,), whom, time=time, modality=modality)


READING = Reading(
    DocId("night"),
    TEXT,
    "2020-10",
    entities={
        KADHIMI: Entity(EntityType.PERSON, "کازمی", "Mustafa al-Kadhimi", key="mustafa-al-kadhimi"),
        LEADER: Entity(EntityType.PERSON, "سەرکردەیەک", "a leader", named=False),
        GUARD: Entity(EntityType.GROUP, "پاسەوانان", "guards"),
        GUNMEN: Entity(EntityType.GROUP, "چەکدارەکان", "gunmen"),
        ZONE: Entity(EntityType.PLACE, "ناوچەی سەوز", "Green Zone", key="green-zone"),
    },
    mentions=(
        mention("کازمی", KADHIMI, EntityType.PERSON),
        mention("سەرکردەیەک", LEADER, EntityType.ROLE),
        mention("پاسەوانان", GUARD, EntityType.GROUP, 1),
        mention("چەکدارەکان", GUNMEN, EntityType.GROUP),
        mention("ناوچەی سەوزیان", ZONE, EntityType.PLACE),
    ),
    events=(
        act("order", EventType.REQUEST, at("فەرمانی"), LEADER, GUARD),
        act("siege", EventType.COERCE, at("گەمارۆ دا"), GUNMEN, ZONE),
        act("fight", EventType.ASSAULT, at("شەڕ بکەن"), GUARD, GUNMEN, real=False),
        act("attack", EventType.ASSAULT, at("هێرش دەکەن"), GUNMEN, GUARD, real=False),
        act("attack2", EventType.ASSAULT, at("هێرش بکەن"), GUNMEN, real=False),
        act("fall", EventType.RETREAT, at("دەکەوێت"), KADHIMI, real=False),
    ),
    statements=(
        Statement(StatementId("s1"), GUNMEN, at("چەکدارەکان"), at("دەکەوێت"), denies=(EventId("fall"),)),
    ),
    relations=(
        Relation(RelationType.COMMANDS, KADHIMI, GUARD, "formal", at("کازمی فەرماندەی پاسەوانانە")),
        Relation(RelationType.COMMANDS, LEADER, GUARD, "actual", at("سەرکردەیەک فەرمانی بە پاسەوانان دا")),
    ),
    conditions=(
        Condition("c1", at("پاسەوانان شەڕ بکەن"), at("چەکدارەکان هێرش دەکەن"), LEADER),
        Condition("c2", at("چەکدارەکان هێرش بکەن"), at("کازمی دەکەوێت"), None),
    ),
)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with open_dossier(tmp_path / "a.dosye", create=True) as opened:
        opened.add([READING])
        yield opened


def test_condition_leads_on_to_the_next_and_is_as_strong_as_its_weakest_source(dossier: Dossier) -> None:
    parts = dossier.parts()
    run = follow_on(find_start("night#guard ASSAULT night#gunmen", parts, str), parts)
    assert [[link.end.id for link in b.links] for b in run.branches] == [
        ["night/conditions/c1/then", "night/conditions/c2/then"]
    ]
    branch = run.branches[0]
    assert branch.stops == "sources"
    assert branch.links[0].weight is Weight.ANONYMOUS
    assert branch.links[1].denied_by == ("gunmen",)
    assert branch.weight is Weight.CONTESTED
    assert branch.links[0].words[0].text == "پاسەوانان شەڕ بکەن"


def test_what_leads_there_is_followed_back(dossier: Dossier) -> None:
    parts = dossier.parts()
    run = follow_back(find_start("whatif:2", parts, str, half="then"), parts)
    assert [link.start.id for link in run.branches[0].links] == [
        "night/conditions/c2/if",
        "night/conditions/c1/if",
    ]


def test_both_commands_stand_beside_what_the_commanded_do(dossier: Dossier) -> None:
    parts = dossier.parts()
    run = follow_on(find_start("night#guard ASSAULT -", parts, str), parts)
    assert {link.kind for link in run.beside} == {LinkKind.FORMAL, LinkKind.ACTUAL}


def test_unheard_of_act_has_no_branch(dossier: Dossier) -> None:
    parts = dossier.parts()
    assert follow_on(find_start("mustafa-al-kadhimi AID -", parts, str), parts).branches == ()


@pytest.mark.parametrize(("obeys", "holds"), [("actual", [True, True]), ("formal", [False, False])])
def test_night_runs_by_the_command_that_is_obeyed(dossier: Dossier, obeys: str, holds: list[bool]) -> None:
    replay = replay_night("2020-06-25", dossier.parts(), obeys=obeys)
    assert [step.act.id for step in replay.steps] == ["night/events/order", "night/events/siege"]
    assert [step.holds for step in replay.steps] == holds
    assert replay.disputed == ("night#guard",)
    assert bool(replay.conditions) == (obeys == "formal")


def test_cycle_of_conditions_is_named_and_ends(dossier: Dossier) -> None:
    back = Condition("c3", at("چەکدارەکان هێرش بکەن"), at("پاسەوانان شەڕ بکەن"), None)
    dossier.add([replace(READING, conditions=(*READING.conditions, back))])
    parts = dossier.parts()
    run = follow_on(find_start("night#guard ASSAULT night#gunmen", parts, str), parts)
    assert "cycle" in {branch.stops for branch in run.branches}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("whatif:9", "what-ifs 1 to 2"),
        ("kadhimi", "ACTOR TYPE RECIPIENT"),
        ("nobody ASSAULT -", "takes part in no act"),
    ],
)
def test_question_that_leads_nowhere_says_what_is_there(dossier: Dossier, asked: str, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        find_start(asked, dossier.parts(), str)


def test_day_without_acts_names_the_days_that_have_some(dossier: Dossier) -> None:
    with pytest.raises(ScenarioError, match="2020-06-25"):
        replay_night("2021-01-01", dossier.parts(), obeys="actual")
    with pytest.raises(ScenarioError, match="--obey"):
        replay_night("2020-06-25", dossier.parts(), obeys="nobody")
