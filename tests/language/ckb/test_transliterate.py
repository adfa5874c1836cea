"""Latin letters there and back, and names of the press, for any text."""

from __future__ import annotations

import time

from any_text import TEXTS
from hypothesis import given, settings

from dosye.language.ckb.identify import identify
from dosye.language.ckb.romanise import romanise
from dosye.language.ckb.transliterate import to_arabic, to_latin

WORDS = (
    "کوردستان سەرۆک هەرێم پارێزگا ڕۆژنامە بزووتنەوە کردووە پیاو خوێندن زانیاریی گەنجەکان عێراق ڕۆژئاوا ئازادی"
)


def test_latin_reads_back_to_the_same_letters() -> None:
    for word in WORDS.split():
        assert to_arabic(to_latin(word)) == word


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_has_a_latin_form_a_name_and_a_language(text: str) -> None:
    assert isinstance(to_latin(text), str)
    assert isinstance(to_arabic(text), str)
    assert isinstance(romanise(text), str)
    assert identify(text) is identify(text)


def test_latin_of_a_long_run_ends() -> None:
    begun = time.process_time()
    to_latin("و" * 100_000)
    to_latin("ب" * 40)
    assert time.process_time() - begun < 10


def test_other_writing_stays_as_it_is() -> None:
    assert to_latin("AFP 2020 (%)") == "AFP 2020 (%)"
    assert to_arabic("٢٠٢٠ کورد") == "٢٠٢٠ کورد"
