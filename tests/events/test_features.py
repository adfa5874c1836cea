"""Features that tell acts from other words: named once for all texts and once for those of their length."""

from __future__ import annotations

from dataclasses import replace

from dosye.events import find_events
from dosye.events.context import Context
from dosye.events.features import is_short
from dosye.events.find import drafts_of
from dosye.events.logistic import Logistic, load_model
from dosye.events.scene import scenes_of
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import DocId, Document, Entity, EntityId, EntityType, Mention

SENTENCE = "تورکیا بنکەکەی بۆردومان کرد. "
TURKEY = EntityId("t")


def read_context(times: int) -> Context:
    text = SENTENCE * times
    entity = Entity(EntityType.GPE, "تورکیا", "Turkey")
    mention = Mention(0, 6, EntityType.GPE, TURKEY)
    document = Document(DocId("length"), text)
    return Context(document, analyse(text), (mention,), {TURKEY: entity}, (), load_knowledge())


def lengths(times: int) -> set[str]:
    context = read_context(times)
    scenes = scenes_of(context)
    found = drafts_of(context, scenes)[0].features
    return {f[0] for f in found if f[1:] == "t=ASSAULT"}


def test_features_are_named_again_by_length_of_the_text() -> None:
    assert is_short(scenes_of(read_context(15)))
    assert not is_short(scenes_of(read_context(30)))
    assert lengths(2) == {"S"}
    assert lengths(30) == {"L"}


def test_acts_of_short_texts_need_their_own_share() -> None:
    model = replace(load_model(), keep=Logistic({"bias": 0.0}))
    strict = replace(model, thresholds={**model.thresholds, "keep": 0.4, "keep_short": 0.6})
    assert not find_events(read_context(1), strict)
    assert find_events(read_context(30), strict)
