"""A quote with the rest of its sentence around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosye.dossier.query.fetch import quote_in_sentence

TEXT = "کازمی گەیشتە بەغدا. سەدر هەڕەشەی لە میلیشیاکان کرد؟ پێر 16:00 بوو\nهادی عامری گەڕایەوە"
LONG = "وشە " * 60 + "سەدر هەڕەشەی کرد" + " وشە" * 60


@pytest.mark.parametrize(
    ("word", "before", "after"),
    [
        ("گەیشتە", "کازمی ", " بەغدا."),
        ("هەڕەشەی", "سەدر ", " لە میلیشیاکان کرد؟"),
        ("بوو", "پێر 16:00 ", ""),
        ("گەڕایەوە", "هادی عامری ", ""),
    ],
)
def test_words_stand_in_their_sentence(word: str, before: str, after: str) -> None:
    start = TEXT.index(word)
    quote = quote_in_sentence({"a": TEXT}, "a", start, start + len(word))
    assert (quote.before, quote.text, quote.after) == (before, word, after)


def test_long_sentence_is_cut_between_words() -> None:
    start = LONG.index("هەڕەشەی")
    quote = quote_in_sentence({"a": LONG}, "a", start, start + len("هەڕەشەی"))
    assert quote.before.startswith("…وشە ")
    assert quote.before.endswith(" سەدر ")
    assert quote.after.endswith(" وشە…")
    assert len(quote.before) <= 101


@given(st.text(alphabet="اب .\n؟", max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_what_stands_around_is_of_the_text(text: str, at: int, length: int) -> None:
    start = min(at, len(text))
    end = min(start + length, len(text))
    quote = quote_in_sentence({"a": text}, "a", start, end)
    assert text[start:end] == quote.text
    assert text[:start].endswith(quote.before.removeprefix("…"))
    assert text[end:].startswith(quote.after.removesuffix("…"))
