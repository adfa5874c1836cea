"""What an article ties together as if and then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dosye.events import find_conditions
from dosye.events.context import Context

Make = Callable[..., Context]


@pytest.mark.parametrize(
    ("text", "if_", "then"),
    [
        (
            "ئەگەر حکومەت مووچە نەدات، مامۆستایان مان دەگرن.",
            "حکومەت مووچە نەدات",
            "مامۆستایان مان دەگرن",
        ),
        (
            "ئەگەر هێزەکان بکشێنەوە، ئەوا شارەکە ئارام دەبێت.",
            "هێزەکان بکشێنەوە",
            "شارەکە ئارام دەبێت",
        ),
        (
            "پێویستە هێزەکان بکشێنەوە، ئەگەرنا شەڕ دەست پێ دەکات.",
            "پێویستە هێزەکان بکشێنەوە، ئەگەرنا",
            "شەڕ دەست پێ دەکات",
        ),
        (
            "ئەگەر موچە نەدرێت، مامۆستایان مان دەگرن، ئەمە قسەی سەندیکایە.",
            "موچە نەدرێت",
            "مامۆستایان مان دەگرن",
        ),
        (
            "حکومەت بەبێ ڕەزامەندی پەرلەمان ناتوانێت پارە بنێرێت.",
            "بەبێ ڕەزامەندی پەرلەمان",
            "ناتوانێت پارە بنێرێت",
        ),
        (
            "تا شەڕ بەردەوام بێت، ئاوارەکان ناگەڕێنەوە ماڵەکانیان.",
            "شەڕ بەردەوام بێت",
            "ئاوارەکان ناگەڕێنەوە ماڵەکانیان",
        ),
        (
            "سەرۆک هەڕەشە دەکات لە شارەکە بە ڕاگرتنی هاوکاری، داخستنی باڵیۆزخانەکە، ئەگەر هێرشەکان نەوەستن.",
            "هێرشەکان نەوەستن",
            "داخستنی باڵیۆزخانەکە",
        ),
        (
            "خۆپیشاندەران ماڵەوە دەچنەوە ئەگەر وەزیر لە کار دوور بخرێتەوە و تۆمەتبارەکان بگیرێن.",
            "وەزیر لە کار دوور بخرێتەوە و تۆمەتبارەکان بگیرێن",
            "خۆپیشاندەران ماڵەوە دەچنەوە",
        ),
        (
            "تا مووچەکان نەدرێن، مامۆستایان ناگەڕێنەوە بۆ قوتابخانەکان.",
            "مووچەکان نەدرێن",
            "مامۆستایان ناگەڕێنەوە بۆ قوتابخانەکان",
        ),
        (
            "ئەگەر هێزەکان بکشێنەوە، شارەکە ئارام دەبێت، بەڵام کەس باوەڕ ناکات.",
            "هێزەکان بکشێنەوە",
            "شارەکە ئارام دەبێت",
        ),
        (
            "ئەگەر هێرشەکان نەوەستن، یان هێزەکان نەکشێنەوە، باڵیۆزخانەکە دادەخرێت.",
            "هێرشەکان نەوەستن، یان هێزەکان نەکشێنەوە",
            "باڵیۆزخانەکە دادەخرێت",
        ),
    ],
)
def test_condition_has_its_two_parts(article: Make, text: str, if_: str, then: str) -> None:
    (found,) = find_conditions(article(text), ())
    assert text[found.if_.start : found.if_.end] == if_
    assert text[found.then.start : found.then.end] == then


def test_condition_is_by_the_one_before_the_colon(article: Make) -> None:
    text = "کازمی: ئەگەر هێرشەکان نەوەستن، دۆخەکە خراپتر دەبێت"
    (found,) = find_conditions(article(text, {"کازمی": "PERSON"}), ())
    assert found.by == "کازمی"
    assert found.found.rule


@pytest.mark.parametrize(
    "text",
    [
        "دەرگاکان داخران تا خۆپیشاندەران نەچنە ناو بینایەکە.",
        "بەرپرسێک، بەو مەرجەی ناوی نەهێنین، گوتی کۆبوونەوەکە دواخرا.",
        "بەرپرسێک بە مەرجی نهێنیبوون قسەی بۆ ئاژانسەکە کرد و گوتی کۆبوونەوەکە دواخرا.",
    ],
)
def test_purpose_and_a_hidden_name_are_no_conditions(article: Make, text: str) -> None:
    assert find_conditions(article(text), ()) == ()


def test_concession_is_no_condition(article: Make) -> None:
    assert find_conditions(article("ئەگەرچی باران باری، خۆپیشاندانەکە بەردەوام بوو."), ()) == ()
