"""Numbers to words and back."""

from __future__ import annotations

import pytest
from any_text import TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from dosye.language.ckb import find_tokens
from dosye.language.ckb.numerals import find_numerals, parse_number, say_number


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**15 - 1) | st.integers(0, 20_000))
def test_spoken_number_reads_back(value: int) -> None:
    assert parse_number(say_number(value)) == value


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_numerals_lie_in_order_in_any_text(text: str) -> None:
    last = 0
    for numeral in find_numerals(find_tokens(text)):
        assert last <= numeral.start < numeral.end <= len(text)
        last = numeral.end


@pytest.mark.parametrize("value", [-1, 10**15])
def test_number_without_words_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="only whole numbers"):
        say_number(value)


@pytest.mark.parametrize("text", ["", "هەولێر", "5 و 6", "دە کەس هاتن"])
def test_parse_number_of_other_text_is_none(text: str) -> None:
    assert parse_number(text) is None
