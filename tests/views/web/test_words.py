"""The page's own words, numbers and days in both languages, and text that would hide something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dosye.views.pictures.words import digits
from dosye.views.web import words
from dosye.views.web.marks import Mark, cut
from dosye.views.web.words import plain, say_count, say_day, word

WEB = Path(words.__file__).parent


def test_day_is_written_as_each_language_writes_it() -> None:
    assert say_day("2020-06-25TNI", "en") == "25 Jun 2020"
    assert say_day("2020-06-25", "ckb") == "٢٥ی حوزەیرانی ٢٠٢٠"
    assert say_day("2020-06", "en") == "June 2020"
    assert say_day("2020", "ckb") == "٢٠٢٠"


def test_count_has_its_thousands_apart() -> None:
    assert say_count(4951, "ckb") == "٤٬٩٥١"
    assert digits(say_count(4951, "en"), "en") == "4\u20099" + "51"


def test_what_hides_text_is_shown() -> None:
    assert plain("a\u202eb\x00c\ud800") == "a[RLO]b\u2400c\ufffd"
    assert plain("نیم\u200cفاصله") == "نیم\u200cفاصله"


def test_every_message_is_there_in_both_languages_with_the_same_parts() -> None:
    for key, both in words._words().items():
        fields = [sorted(re.findall(r"{(\w+)}", both[lang])) for lang in ("en", "ckb")]
        assert fields[0] == fields[1], key
        assert all(both.values()), key


def test_every_message_that_a_template_names_is_there() -> None:
    for path in sorted((WEB / "templates").glob("*.html")):
        for key in re.findall(r"\bw\('([\w.]+)'[,)]", path.read_text(encoding="utf-8")):
            assert words.has_word(key), f"{path.name}: {key}"


def test_missing_message_is_no_silence() -> None:
    with pytest.raises(KeyError):
        word("no such message", "en")


def test_cut_text_is_whole_under_marks_that_lie_over_each_other() -> None:
    text = "one two three\nfour five"
    marks = [Mark(0, 7, "a"), Mark(4, 18, "b", ("f1",)), Mark(4, 13, "c")]
    paragraphs = cut(text, marks)
    assert ["".join(piece.text for piece in p) for p in paragraphs] == text.split("\n")
    two = next(piece for piece in paragraphs[0] if piece.text == "two")
    assert two.looks == "a b c"
    assert two.links == "f1"
