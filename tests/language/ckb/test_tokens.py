"""Tokens and sentences hold every code point of any text, in order."""

from __future__ import annotations

import time

import pytest
from any_text import TEXTS
from hypothesis import given, settings

from dosye.language.ckb import TokenKind, analyse, find_sentences, find_tokens, normalise


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_tokens_cover_the_text(text: str) -> None:
    covered: set[int] = set()
    last = 0
    for token in find_tokens(text):
        assert last <= token.start < token.end
        covered.update(range(token.start, token.end))
        last = token.end
        for part in token.parts:
            assert token.start <= part.start < part.end <= token.end
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_hold_all_tokens_in_order(text: str) -> None:
    sents = find_sentences(text)
    assert tuple(token for sent in sents for token in sent.tokens) == find_tokens(text)
    for index, sent in enumerate(sents):
        assert (sent.start, sent.end) == (sent.tokens[0].start, sent.tokens[-1].end)
        assert sent.copy_of is None or sent.copy_of < index


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_analyse_changes_no_token(text: str) -> None:
    plain = [(t.start, t.end, t.norm, t.key) for s in find_sentences(text) for t in s.tokens]
    assert [(t.start, t.end, t.norm, t.key) for s in analyse(text) for t in s.tokens] == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ساڵی 2020ی زایینی", ["ساڵی", "2020ی", "زایینی"]),
        ("لیستی (86) ی", ["لیستی", "(", "86", ")", "ی"]),
        ("36ـەمین ساڵیاد", ["36ـەمین", "ساڵیاد"]),
        ("د. ئازاد و د.کاوە", ["د.", "ئازاد", "و", "د.", "کاوە"]),
        ("(ش.ش.م)", ["(", "ش.ش.م", ")"]),
        ("کاتژمێر 9:30ی شەو", ["کاتژمێر", "9:30ی", "شەو"]),
        ("لە 2021/2/15دا", ["لە", "2021/2/15دا"]),
        ("www.example.org ببینە", ["www.example.org", "ببینە"]),
        ("#هەولێر_باران..", ["#هەولێر_باران", ".."]),
        ("مرۆڤ‌و ژینگە", ["مرۆڤ\u200c", "و", "ژینگە"]),
        ("له‌و شاره‌", ["له‌و", "شاره‌"]),
        ("1.5% و ٪٢٥", ["1.5", "%", "و", "٪", "٢٥"]),
    ],
)
def test_tokens_of_news_text(text: str, expected: list[str]) -> None:
    assert [text[t.start : t.end] for t in find_tokens(text)] == expected


def test_tokens_have_their_kinds_and_suffixes() -> None:
    year, time_, date, link, tag = find_tokens("2020ی 9:30 2021/2/15 https://example.org #باران")
    assert [t.kind for t in (year, time_, date, link, tag)] == [
        TokenKind.NUMBER,
        TokenKind.TIME,
        TokenKind.DATE,
        TokenKind.LINK,
        TokenKind.HASHTAG,
    ]
    assert [(part.norm, part.kind) for part in year.parts] == [("2020", "number"), ("ی", "suffix")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زیادیکردووە", [("زیاد", "host"), ("ی", "clitic"), ("کردووە", "verb")]),
        ("لەشارێکەوە", [("لە", "preposition"), ("شارێکەوە", "word")]),
        ("تونێلەکەو", [("تونێلەکە", "word"), ("و", "conjunction")]),
        ("ئاشکراده‌كات", [("ئاشکرا", "host"), ("دەکات", "verb")]),
        ("کوردستان", []),
    ],
)
def test_parts_show_words_written_together(text: str, expected: list[tuple[str, str]]) -> None:
    (token,) = (t for s in analyse(text) for t in s.tokens)
    assert [(part.norm, part.kind) for part in token.parts] == expected
    for part in token.parts:
        assert normalise(text[part.start : part.end]).text == part.norm


@pytest.mark.parametrize(
    "unit", ["ك", "a.", "a-", "1", "1.", "\u200c", "ه\u200c", ".", "ا.", "\ud800", "\x00", "@", "a@"]
)
def test_tokens_of_long_runs_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    analyse(text)
    assert time.process_time() - begun < 20
