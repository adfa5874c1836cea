"""Names in spellings that no table has."""

from __future__ import annotations

import pytest

from dosye.entities.loose import find_loose, fold, near
from dosye.knowledge import load_knowledge
from dosye.language.ckb import lookup_key
from dosye.records import EntityType


def keys_of(name: str, kind: EntityType = EntityType.PERSON) -> list[str]:
    names, _ = find_loose(lookup_key(name).split(), kind, load_knowledge())
    return [found.key for found in names]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("جۆ بایدێن", "joe-biden"),
        ("مەزلوم عەبدی", "mazloum-abdi"),
        ("نوری ئەلمالکی", "nouri-al-maliki"),
        ("ڕەجەب تەیب ئەردۆگان", "recep-tayyip-erdogan"),
    ],
)
def test_a_vowel_or_a_like_letter_makes_no_other_name(name: str, key: str) -> None:
    assert keys_of(name) == [key]


@pytest.mark.parametrize("name", ["مالکی", "کەرەم عەلی", "مستەفا کازمە", "ئازاد خدر"])
def test_one_word_another_vowel_and_a_womans_ending_are_no_spelling(name: str) -> None:
    assert keys_of(name) == []


@pytest.mark.parametrize(("name", "key"), [("شەنگاڵ", "sinjar"), ("هەولیر", "erbil"), ("هەلەبجە", "halabja")])
def test_a_place_is_known_with_like_letters(name: str, key: str) -> None:
    assert keys_of(name, EntityType.GPE) == [key]


def test_words_are_near_by_one_vowel_only() -> None:
    assert near(fold("بایدێن"), fold("بایدن"))
    assert not near(fold("حەسەن"), fold("حوسێن"))
    assert not near(fold("سەمیر"), fold("سەمیرە"))


def test_bodies_are_one_where_letters_stand_for_one_another() -> None:
    assert keys_of("ئەنجوومەنی نوێنەرانی عیراق", EntityType.ORG) == ["iraqi-parliament"]
    assert keys_of("ئەنجوومەنی نوێنەرانی عەراق", EntityType.ORG) == []
