import pytest

from dosye.entities import find_entities
from dosye.entities.antecedents import load_joins
from dosye.entities.choices import fit_choices
from dosye.entities.taggers import MODELS
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import DocId, Document, EntityType


def groups(text: str) -> dict[str, set[str]]:
    """The words of the groups of a text, by entity."""
    found = find_entities(Document(DocId("d"), text, None, None), analyse(text), load_knowledge())
    out: dict[str, set[str]] = {}
    for m in found.mentions:
        if m.type is EntityType.GROUP:
            out.setdefault(m.entity, set()).add(text[m.start : m.end])
    return out


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "دوو بەرپرسی ئەمنیی عێراق بە ڕۆیتەرزیان گوت هێرشەکە ڕاگیرا. "
            "ئەو دوو بەرپرسە گوتیان لێکۆڵینەوە دەستی پێکرد.",
            {"دوو بەرپرسی ئەمنیی", "دوو بەرپرسە"},
        ),
        (
            "خۆپیشاندەران لە ناسریە پردەکەیان داخست. پۆلیس پەلاماری خۆپیشاندەرانی دا.",
            {"خۆپیشاندەران", "خۆپیشاندەرانی"},
        ),
    ],
)
def test_group_told_again_is_one_entity(text: str, one: set[str]) -> None:
    assert any(one <= words for words in groups(text).values()), groups(text)


CLOSE = (
    "سەرکردەیەکی دیاری خاوەن پەیوەندی لەگەڵ تاران داوای لە هێزەکان کرد بکشێنەوە. "
    "دوو ئەفسەر ئەمەیان بە ڕۆیتەرز گوت. بەرپرسە نزیکەکەی ئێران وتی ڕێگە نادات شەڕ بکرێت."
)


def test_the_one_close_to_a_country_is_who_was_said_to_be() -> None:
    assert {"سەرکردەیەکی دیاری", "بەرپرسە نزیکەکەی"} in groups(CLOSE).values(), groups(CLOSE)


def test_the_one_close_to_another_country_is_another() -> None:
    other = groups(CLOSE.replace("نزیکەکەی ئێران", "نزیکەکەی ئەمریکا"))
    assert {"سەرکردەیەکی دیاری"} in other.values(), other
    assert {"بەرپرسە نزیکەکەی"} in other.values(), other


def test_those_close_to_two_men_of_one_country_are_two() -> None:
    text = (
        "سەرکردەیەکی نزیک لە موقتەدا سەدر داوای لە هێزەکان کرد بکشێنەوە. "
        "بەرپرسە نزیکەکەی نوری مالیکی وتی ڕێگە نادات شەڕ بکرێت."
    )
    found = groups(text)
    assert not any(len(words) > 1 for words in found.values()), found
    assert any("بەرپرسە نزیکەکەی" in words for words in found.values()), found


def test_another_noun_is_another_group() -> None:
    text = "چەکدارەکانی داعش هێرشیان کردە سەر کەرکووک. فەرماندەکان گوتیان هێزەکە ئامادەیە."
    found = groups(text)
    assert len(found) == 2, found


def test_choice_learns_what_wins() -> None:
    choices = [([["new"], ["same noun"]], 1), ([["new"], ["other noun"]], 0)] * 5
    weights = fit_choices(choices, strength=0.1, steps=100)
    assert weights["same noun"] > weights.get("new", 0.0) > weights["other noun"]
    assert fit_choices(choices, strength=0.1, steps=100) == weights


def test_model_of_joins_is_shipped() -> None:
    assert len(load_joins(MODELS)) > 100
