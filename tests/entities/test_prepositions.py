"""Names with a preposition written onto them."""

from __future__ import annotations

import pytest

from dosye.pipeline import read
from dosye.records import Document


def _mentions(text: str) -> list[tuple[str, str]]:
    reading = read(Document("a", text, "2021-03-01"))
    return [(text[m.start : m.end], m.type.value) for m in reading.mentions]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("سەرۆکوەزیران دوێنێ لەبەغدا کۆبووەوە.", ("لەبەغدا", "GPE")),
        ("وەزیری دەرەوەی ئێران لەهەرێمی کوردستان بوو.", ("لەهەرێمی کوردستان", "GPE")),
        ("دوو ئەفسەر لەسوپای عێراق کوژران.", ("لەسوپای عێراق", "ORG")),
        ("شاندەکە داوای لەحکومەتی هەرێم کرد.", ("لەحکومەتی هەرێم", "ORG")),
    ],
)
def test_a_name_after_a_joined_preposition_is_the_whole_token(text: str, mention: tuple[str, str]) -> None:
    assert mention in _mentions(text)


def test_the_entity_is_named_without_the_preposition() -> None:
    reading = read(Document("a", "شەڕەکە لەعێراق دەستی پێکرد و بەبەغدا گەیشت.", "2021-03-01"))

    assert {e.name for e in reading.entities.values()} == {"عێراق", "بەغدا"}


@pytest.mark.parametrize(
    ("text", "name"), [("مەلا لەتیف گەیشتە هەولێر.", "مەلا لەتیف"), ("کازمی چووە لەندەن.", "لەندەن")]
)
def test_a_name_that_begins_like_a_preposition_stays_whole(text: str, name: str) -> None:
    reading = read(Document("a", text, "2021-03-01"))

    assert name in {e.name for e in reading.entities.values()}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("بەشار ئەسەد لە دیمەشق هەڵات.", "bashar-al-assad"),
        ("دوێنێ سەڵاحەدین بەهادین گەیشتە هەولێر.", "salahaddin-bahaaddin"),
    ],
)
def test_a_word_of_a_known_name_is_not_parted(text: str, key: str) -> None:
    reading = read(Document("a", text, "2021-03-01"))

    assert key in {e.key for e in reading.entities.values()}
