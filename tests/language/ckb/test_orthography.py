"""Canonical letters and the way back to the raw text, for any text."""

from __future__ import annotations

import time

import pytest
from any_text import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from dosye.language.ckb import joined_key, lookup_key, normalise


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_normalise_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_normalise_maps_there_and_back(text: str, data: st.DataObject) -> None:
    norm = normalise(text)
    start = data.draw(st.integers(0, len(norm.text)))
    end = data.draw(st.integers(start, len(norm.text)))
    a, b = norm.raw_range(start, end)
    assert 0 <= a <= b <= len(text)
    if start < end:
        back = norm.text_range(a, b)
        assert back[0] <= start
        assert back[1] >= end


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_raw_range_maps_there_and_back(text: str, data: st.DataObject) -> None:
    norm = normalise(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = norm.text_range(start, end)
    assert 0 <= a <= b <= len(norm.text)
    if a < b:
        raw = norm.raw_range(a, b)
        assert raw[0] < end
        assert raw[1] > start


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_lookup_key_of_a_key_is_itself(text: str) -> None:
    key = lookup_key(text)
    assert lookup_key(key) == key
    assert " " not in joined_key(text)


def test_ranges_of_a_word_quote_the_raw_text() -> None:
    raw = "له‌ هه‌رێمی كوردستان"
    norm = normalise(raw)
    assert norm.text == "لە هەرێمی کوردستان"
    at = norm.text.index("هەرێمی")
    start, end = norm.raw_range(at, at + len("هەرێمی"))
    assert raw[start:end] == "هه‌رێمی"
    assert norm.text_range(start, end) == (at, at + len("هەرێمی"))


@pytest.mark.parametrize(
    "unit", ["ك", "ه\u200c", "وو", "\u064e", "\u0640", "\u200c", "x", "ى\u0654", "\ud800", "\x00"]
)
def test_normalise_of_long_runs_ends(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.process_time()
    normalise(text)
    assert time.process_time() - begun < 10


def test_keys_of_joined_and_spaced_spellings_meet() -> None:
    assert joined_key("سەرۆک وەزیران") == joined_key("سەرۆکوەزیران")
    assert lookup_key("سەرۆک وەزیران") != lookup_key("سەرۆکوەزیران")


LOST_JOINERS = {
    "پهرلهمانی ئهمهریکا": "پەرلەمانی ئەمەریکا",
    "ڕایگهیاند دهرهوهی شار چۆڵ دهکهین": "ڕایگەیاند دەرەوەی شار چۆڵ دەکەین",
    "ههرێم بهرههم مههدی بههایان": "هەرێم بەرهەم مەهدی بەهایان",
    "وهزارهتی نهوت یهکهم": "وەزارەتی نەوت یەکەم",
    "ڕاگهیهندراوهکهدا دهیهوێت": "ڕاگەیەندراوەکەدا دەیەوێت",
    "ناحیهی سیاسییهکان کۆمهڵایهتی": "ناحیەی سیاسییەکان کۆمەڵایەتی",
    "هاوپهیمانی لهوبارهوه": "هاوپەیمانی لەوبارەوە",
}


@pytest.mark.parametrize(("raw", "text"), LOST_JOINERS.items(), ids=str)
def test_vowels_of_a_page_that_lost_its_joiners_are_read(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@pytest.mark.parametrize(
    "word", ["جیهان", "فیقهی", "گەوهەر", "شیهاب", "مەشهور", "داهات", "ئیهتیمام", "تەوجیهی", "کەیهان"]
)
def test_the_consonant_stays_where_a_word_has_it(word: str) -> None:
    assert normalise(word).text == word
