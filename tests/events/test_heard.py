"""What the networks say of an act, as names of features, and that the decisions go by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dosye.events.candidates import Candidate
from dosye.events.context import Context
from dosye.events.dates import time_of
from dosye.events.find import drafts_of
from dosye.events.grammar import grammar_of
from dosye.events.heard import Odds, side_names, size_names
from dosye.events.logistic import EventModel, Logistic, load_model
from dosye.events.scene import Scene, scenes_of
from dosye.events.sides import View, heard, sides_of, view_of

Make = Callable[..., Context]
NAMES = {"سوپای عێراق": "ORG", "داعش": "ORG"}
TIMES = {"دوێنێ": "2021-02-28", "ئەمڕۆ": "2021-03-01"}
ARMY, ISIS = 0, 1
NOBODY = Odds([(-8.0, -8.0)] * 2, [-8.0] * 2, [-8.0] * 2)


@pytest.fixture(name="attack")
def _attack(article: Make) -> tuple[Candidate, Scene, View]:
    context = article("دوێنێ و ئەمڕۆ سوپای عێراق هێرشی کردە سەر داعش.", NAMES, TIMES)
    scene = scenes_of(context)[0]
    c = next(d.candidate for d in drafts_of(context, [scene]) if d.candidate.line.type == "ASSAULT")
    return c, scene, view_of(c, scene, None)


def deaf(weights: dict[str, dict[str, float]]) -> EventModel:
    """The decisions of dosye with those of sides and times by some weights alone."""
    model = load_model()
    sides = replace(
        model.sides, **{name: Logistic(weights.get(name, {})) for name in ("actor", "recipient", "sets")}
    )
    return replace(model, sides=sides, time=Logistic(weights.get("time", {})))


def test_odds_are_told_in_whole_steps(attack: tuple[Candidate, Scene, View]) -> None:
    c, _, view = attack

    def names(odds: float) -> list[list[str]]:
        return list(side_names(c, view.bearings, replace(NOBODY, sides=[(odds, -8.0), (-8.0, -8.0)])))

    assert names(1.2) == names(0.9)
    assert names(1.6) != names(1.2)
    assert names(40.0) == names(6.0)


def test_who_leads_the_others_is_told(attack: tuple[Candidate, Scene, View]) -> None:
    c, _, view = attack
    odds = replace(NOBODY, sides=[(4.0, -5.0), (1.0, 2.0)])
    army, isis = side_names(c, view.bearings, odds)
    assert "netA=4|3" in army
    assert "netA=1|-3" in isis
    assert "netR=2|6" in isis
    assert "netR=-5|-6" in army
    assert {"netA1=4", "netA2=1", "netR1=2", "netR2=-5"} <= set(size_names(odds))


def test_sides_follow_what_the_network_says(attack: tuple[Candidate, Scene, View]) -> None:
    c, scene, view = attack
    weights = {"actor": {"netA=3": 4.0, "netA=-8": -4.0}, "recipient": {"netR=3": 4.0, "netR=-8": -4.0}}
    said = replace(NOBODY, sides=[(-8.0, 3.0), (3.0, -8.0)])
    turned = replace(NOBODY, sides=[(3.0, -8.0), (-8.0, 3.0)])
    names = [view.choices[i].side.entity for i in (ARMY, ISIS)]
    found = [sides_of(c, scene, view, deaf(weights), odds) for odds in (said, turned)]
    assert [(s.actors, s.recipients) for s in found] == [
        ((names[ISIS],), (names[ARMY],)),
        ((names[ARMY],), (names[ISIS],)),
    ]


def test_time_follows_what_the_network_says(attack: tuple[Candidate, Scene, View]) -> None:
    c, scene, _ = attack
    model = deaf({})
    for n, value in enumerate(("2021-02-28", "2021-03-01")):
        odds = replace(NOBODY, times=[8.0 if i == n else -8.0 for i in range(2)])
        found = time_of(c, scene, model, grammar_of(c, scene), odds)
        assert found is not None
        assert found.value == value
    assert time_of(c, scene, model, grammar_of(c, scene), NOBODY) is None


def test_without_a_network_nothing_is_told(attack: tuple[Candidate, Scene, View]) -> None:
    c, _, view = attack
    assert heard(c, view, None) is view
