"""What is said of unnamed actors in English."""

import pytest

from dosye.entities import find_entities
from dosye.entities.phrases import plural, read_phrase, singular
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import Document, EntityType


def english(text: str, size: int, names: dict[int, tuple[int, str]] | None = None) -> str:
    (sent,) = analyse(text)
    phrase = read_phrase(sent.tokens, 0, size, names or {})
    return phrase.text() if phrase else ""


@pytest.mark.parametrize(
    ("text", "size", "told"),
    [
        ("دوو بەرپرسی ئەمنی عێراقی", 4, "two Iraqi security officials"),
        ("بەرپرسانی باڵای ئەمنی", 3, "senior security officials"),
        ("دیپلۆماتکارە ڕۆژئاواییەکان", 2, "Western diplomats"),
        ("سەرچاوەیەکی ئەمنی", 2, "a security source"),
        ("سەرکردەیەکی باڵا", 2, "a senior leader"),
        ("گرووپە چەکدارە شیعەکان", 3, "Shia armed groups"),
        ("هەندێک لە سیاسەتمەداران", 3, "some politicians"),
        ("یەکێک لە بەرپرسەکان", 3, "one of the officials"),
        ("زیاتر لە 20 چەکدار", 4, "more than 20 gunmen"),
        ("لایەنە سیاسییەکان", 2, "political parties"),
    ],
)
def test_number_and_adjectives_are_told(text: str, size: int, told: str) -> None:
    assert english(text, size) == told


@pytest.mark.parametrize(
    ("text", "size", "at", "told"),
    [
        ("میلیشیا پشتگیریکراوەکانی ئێران", 2, 2, "Iran-backed militias"),
        ("میلیشیاکانی سەر بە ئێران", 1, 3, "militias affiliated with Iran"),
        ("سەرچاوەکانی نزیک لە ئێران", 2, 3, "sources close to Iran"),
        ("پاسەوانەکانی ئێران", 1, 1, "guards of Iran"),
        ("شاندێکی ئێران", 1, 1, "a delegation of Iran"),
    ],
)
def test_name_that_is_tied_to_the_group_is_told(text: str, size: int, at: int, told: str) -> None:
    assert english(text, size, {at: (at + 1, "Iran")}) == told


def test_phrase_without_a_noun_of_the_tables_is_left_alone() -> None:
    assert english("کتێبەکەی ئێران", 1) == ""


@pytest.mark.parametrize(
    ("many", "one"),
    [("parties", "party"), ("gunmen", "gunman"), ("members of parliament", "member of parliament")],
)
def test_labels_change_number(many: str, one: str) -> None:
    assert (singular(many), plural(one) if one != "gunman" else many) == (one, many)


def test_unnamed_group_is_told_with_whom_it_belongs_to() -> None:
    text = "دوو ئەندامی کەتیبەکانی حیزبوڵڵا دەستگیرکران."
    document = Document("a", text, "2020-06-26")
    found = find_entities(document, analyse(text), load_knowledge())
    told = [e.name_en for e in found.entities.values() if e.type is EntityType.GROUP]
    assert told == ["two members of Kata'ib Hezbollah"]
