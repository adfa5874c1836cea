"""What PyTorch learns is what NumPy reads; skipped without PyTorch (pip install ".[train]")."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.looks import look_at, word_names
from dosye.events.network import network_of
from dosye.events.pairs import choices_for
from dosye.events.scene import scenes_of

learn = pytest.importorskip("dosye.events.learn_network", reason="needs PyTorch")

TOLD = "سوپای عێراق دوێنێ لە تکریت هێرشی کردە سەر داعش."
NAMES = {"سوپای عێراق": "ORG", "داعش": "ORG", "تکریت": "GPE"}
TIMES = {"دوێنێ": "2021-02-28"}


def test_network_tells_what_it_was_shown(article: Callable[..., Context]) -> None:
    scene = scenes_of(article(TOLD, NAMES, TIMES))[0]
    c = next(
        d.candidate
        for d in drafts_of(article(TOLD, NAMES, TIMES), [scene])
        if d.candidate.line.type == "ASSAULT"
    )
    choices = choices_for(c, scene, None)
    look, who = look_at(c, scene, None, choices), [choice.side.entity for choice in choices]
    sides = [{"سوپای عێراق": 1, "داعش": 2}.get(name, 0) for name in who] + [0]
    right = [name == "تکریت" for name in who] + [True]
    shown = [learn.Example(look, word_names(scene), sides, right)] * 2000
    odds = network_of(learn.fit_network(shown, [word_names(scene)] * 9, tell=lambda _: None)).odds([look])[0]
    actor, recipient, place = (who.index(name) for name in ("سوپای عێراق", "داعش", "تکریت"))
    assert odds[actor, 0] > max(0, odds[actor, 1])
    assert odds[recipient, 1] > max(0, odds[recipient, 0])
    assert odds[place, 2] > 0 > odds[place, :2].max()
    assert odds[len(who), 3] > 0
    again = network_of(learn.fit_network(shown, [word_names(scene)] * 9, tell=lambda _: None)).odds([look])[0]
    assert (again == odds).all()
