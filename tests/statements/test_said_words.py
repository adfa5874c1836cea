"""What the network that labels words says of cues and of reported words weighs in on what is a statement."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dosye.entities.network import CUE, SAID, SOURCE
from dosye.events.context import Context
from dosye.knowledge import load_knowledge
from dosye.pipeline import prepare
from dosye.records import DocId, Document
from dosye.statements import find_statements

TEXT = "مستەفا کازمی ڕایگەیاند، حکومەت هێرشەکان قبوڵ ناکات."


@pytest.fixture(name="saying")
def _saying() -> Context:
    return prepare(Document(DocId("d"), TEXT, "2021-02-16"), load_knowledge())[0]


def with_odds(context: Context, *, cue: float, said: float) -> Context:
    """The article with a network that gives each of its words the same odds."""
    assert context.said is not None
    odds = np.zeros_like(context.said.odds)
    odds[:, context.said.labels[CUE]], odds[:, context.said.labels[SAID]] = cue, said
    return replace(context, said=replace(context.said, odds=odds))


def test_a_statement_needs_words_that_report(saying: Context) -> None:
    (found,) = find_statements(with_odds(saying, cue=4.0, said=4.0), ())
    assert TEXT[found.cue.start : found.cue.end] == "ڕایگەیاند"
    assert not find_statements(with_odds(saying, cue=-12.0, said=-12.0), ())


def test_either_of_both_may_speak_for_a_statement(saying: Context) -> None:
    shares = [
        found.found.confidence or 0.0
        for cue, said in ((0.0, 0.0), (4.0, 0.0), (0.0, 4.0), (4.0, 4.0))
        for found in find_statements(with_odds(saying, cue=cue, said=said), ())
    ]
    assert len(shares) == 4
    assert shares[0] < min(shares[1:3])
    assert max(shares[1:3]) < shares[3]


def test_without_a_network_the_features_decide(saying: Context) -> None:
    without = find_statements(replace(saying, said=None), ())
    even = find_statements(with_odds(saying, cue=0.0, said=0.0), ())
    assert without == even


def told(context: Context, label: str, words: dict[str, float]) -> Context:
    """The article with a network that is sure of its cue, and gives some words their odds of a label."""
    assert context.said is not None
    odds = np.zeros_like(context.said.odds)
    for n, token in enumerate(context.sents[0].tokens):
        odds[n, context.said.labels[CUE]] = 6.0 if token.norm == "ڕایگەیاند" else -6.0
        odds[n, context.said.labels[label]] = words.get(token.norm, 0.0)
    return replace(context, said=replace(context.said, odds=odds))


@pytest.mark.parametrize(("odds", "end"), [(12.0, "دەجووڵێت"), (-12.0, "ناکات")])
def test_words_go_on_as_long_as_the_network_takes_them_for_reported(odds: float, end: str) -> None:
    text = "مستەفا کازمی ڕایگەیاند، حکومەت هێرشەکان قبوڵ ناکات، هێزێکی سوپا بەرەو بەسرە دەجووڵێت."
    context = prepare(Document(DocId("d"), text, "2021-02-16"), load_knowledge())[0]
    after = dict.fromkeys(("هێزێکی", "سوپا", "بەرەو", "بەسرە", "دەجووڵێت"), odds)
    (found,) = find_statements(told(context, SAID, after), ())
    assert text[found.content.start : found.content.end].endswith(end)


@pytest.mark.parametrize(("speaker", "other"), [("کازمی", "عامری"), ("عامری", "کازمی")])
def test_who_speaks_is_whom_the_network_takes_for_it(speaker: str, other: str) -> None:
    text = "دوای کۆبوونەوەی لەگەڵ هادی عامری لە بەغدا، مستەفا کازمی بە درێژی ڕایگەیاند، هێرشەکان قبوڵ ناکرێن."
    context = prepare(Document(DocId("d"), text, "2021-02-16"), load_knowledge())[0]
    (found,) = find_statements(told(context, SOURCE, {speaker: 20.0, other: -20.0}), ())
    assert context.entities[found.source].name.endswith(speaker)
