"""What PyTorch learns is what NumPy reads; skipped without PyTorch (pip install ".[train]")."""

from __future__ import annotations

import pytest

from dosye.entities.network import network_of
from dosye.entities.seen import lines_of
from dosye.entities.training import Labelled
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse

learn = pytest.importorskip("dosye.entities.learn_network", reason="needs PyTorch")

TEXT = "وەزیری بەرگری دوێنێ لە تکریت هێرشی کردە سەر داعش."


def test_network_tells_what_it_was_shown() -> None:
    place, act, role, told_by = (TEXT.index(word) for word in ("تکریت", "هێرشی", "وەزیری", "دوێنێ"))
    labels = ((place, place + 5, "GPE"), (role, role + 13, "ROLE"))
    said = ((place, len(TEXT), "content"), (told_by, told_by + 5, "cue"))
    article = Labelled("d", TEXT, labels, ("e1", "e2"), ((act, act + 5, "ASSAULT"),), said)
    shown = learn.all_examples([article] * 1200, load_knowledge())
    known = network_of(learn.fit_network(shown, tell=lambda _: None))
    lines = lines_of(analyse(TEXT), load_knowledge())
    told = known.read(lines)
    words = [TEXT[token.start : token.end] for token in lines[0].tokens]

    def label(layer: str, word: str) -> str:
        return known.labels[layer][told[layer][words.index(word)].argmax()]

    assert label("names", "تکریت") == "B-GPE"
    assert (label("roles", "وەزیری"), label("roles", "بەرگری")) == ("B-ROLE", "I-ROLE")
    assert (label("acts", "هێرشی"), label("acts", "تکریت")) == ("ASSAULT", "O")
    assert (label("said", "دوێنێ"), label("said", "داعش"), label("said", "وەزیری")) == ("cue", "content", "O")
    again = network_of(learn.fit_network(shown, tell=lambda _: None)).read(lines)
    assert all((again[layer] == told[layer]).all() for layer in told)
