"""Sets of actors and recipients: what is chosen follows the weights, and weights follow the examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.learn_sides import SideExample, fit_sides
from dosye.events.logistic import Logistic, SideModel
from dosye.events.scene import scenes_of
from dosye.events.sets import Sets, choose_sets, totals_of
from dosye.events.sides import view_of

Make = Callable[..., Context]

TOLD = "سوپای عێراق هێرشی کردە سەر داعش."
NAMES = {"سوپای عێراق": "ORG", "داعش": "ORG"}
ARMY, ISIS = 0, 1
BEFORE, AFTER = "w=B", "w=A"


@pytest.fixture(name="attack")
def _attack(article: Make) -> Context:
    return article(TOLD, NAMES)


def example_of(context: Context, *, turned: bool = False) -> SideExample:
    scene = scenes_of(context)[0]
    c = next(d.candidate for d in drafts_of(context, [scene]) if d.candidate.line.type == "ASSAULT")
    view = view_of(c, scene, None)
    sides = [[n == ARMY for n in (0, 1)], [n == ISIS for n in (0, 1)]]
    actors, recipients = sides[::-1] if turned else sides
    return SideExample(c, scene, view.bearings, view.features, actors, recipients, view.act)


def chosen(example: SideExample, weights: dict[str, dict[str, float]]) -> Sets:
    model = SideModel(*(Logistic(weights.get(name, {})) for name in ("actor", "recipient", "sets")))
    e = example
    totals = totals_of(e.features, model)
    return choose_sets(e.candidate, e.scene, e.bearings, totals, model, act=e.act)


def test_choose_sets_takes_the_pair_that_weighs_most(attack: Context) -> None:
    weights = {"actor": {BEFORE: 1.0, AFTER: -1.0}, "recipient": {BEFORE: -1.0, AFTER: 1.0}}
    assert chosen(example_of(attack), weights) == ((ARMY,), (ISIS,))


def test_choose_sets_puts_nobody_on_both_sides(attack: Context) -> None:
    weights = {"actor": {BEFORE: 3.0, AFTER: -9.0}, "recipient": {BEFORE: 2.0, AFTER: -9.0}}
    assert chosen(example_of(attack), weights) == ((ARMY,), ())


def test_choose_sets_leaves_no_act_without_a_side(attack: Context) -> None:
    weights = {"actor": {BEFORE: -2.0, AFTER: -9.0}, "recipient": {BEFORE: -9.0, AFTER: -9.0}}
    assert chosen(example_of(attack), weights) == ((ARMY,), ())


def test_choose_sets_weighs_how_many_there_are(attack: Context) -> None:
    weights = {"actor": {BEFORE: 1.0, AFTER: -9.0}, "recipient": {BEFORE: -9.0, AFTER: 1.0}}
    alone = {**weights, "sets": {"11t=ASSAULT": -3.0}}
    assert chosen(example_of(attack), alone) in (((ARMY,), ()), ((), (ISIS,)))


def test_fit_sides_learns_the_sides_it_is_shown(attack: Context) -> None:
    for turned, sides in ((False, ((ARMY,), (ISIS,))), (True, ((ISIS,), (ARMY,)))):
        shown = [example_of(attack, turned=turned)] * 3
        assert chosen(shown[0], fit_sides(shown, ({}, {}))) == sides


def test_fit_sides_gives_the_same_weights_again(attack: Context) -> None:
    shown = [example_of(attack)] * 3
    assert fit_sides(shown, ({}, {})) == fit_sides(shown, ({}, {}))
