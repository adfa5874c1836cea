"""Modality learnt on top of the rules: nothing learnt is the rule, and enough examples move it."""

from __future__ import annotations

from dosye.events.candidates import Candidate
from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.learn_moods import fit_moods
from dosye.events.logistic import Logistic
from dosye.events.moods import MOODS, mood_features, mood_of
from dosye.events.scene import Scene, scenes_of
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import DocId, Document, Modality

TODAY = "ئەمڕۆ پەرلەمان کۆدەبێتەوە"
MET = "پەرلەمان دوێنێ لە هەولێر کۆبووەوە"
NOTHING = {mood: Logistic({}) for mood in MOODS}


def drafted(text: str) -> tuple[Candidate, tuple[Scene, ...]]:
    context = Context(Document(DocId("mood"), text), analyse(text), (), {}, (), load_knowledge())
    scenes = scenes_of(context)
    return drafts_of(context, scenes)[0].candidate, scenes


def modality(text: str, weights: dict[Modality, Logistic]) -> tuple[Modality, str]:
    return mood_of(*drafted(text), weights)


def test_modality_without_weights_is_that_of_the_rule() -> None:
    assert modality("ئەگەر سوپا هێرش بکات، شەڕ دەبێت", NOTHING)[0] is Modality.HYPOTHETICAL
    assert modality(MET, NOTHING) == (Modality.ASSERTED, "asserted")


def test_modality_learns_against_the_rule_from_examples() -> None:
    assert modality(TODAY, NOTHING)[0] is Modality.ASSERTED
    examples = [
        (mood_features(*drafted(TODAY)), Modality.PLANNED),
        (mood_features(*drafted(MET)), Modality.ASSERTED),
    ] * 20
    learnt = fit_moods(examples)
    weights = {mood: Logistic(learnt[mood.value]) for mood in MOODS}
    assert modality(TODAY, weights) == (Modality.PLANNED, "learnt")
    assert modality(MET, weights)[0] is Modality.ASSERTED


def test_modality_weights_are_the_same_for_the_same_examples() -> None:
    examples = [(mood_features(*drafted(TODAY)), Modality.PLANNED)] * 5
    assert fit_moods(examples) == fit_moods(examples)
