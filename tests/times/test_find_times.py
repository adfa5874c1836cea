import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosye.knowledge.records import Knowledge
from dosye.language.ckb import analyse
from dosye.records import DocId, Document
from dosye.times import find_times, parse_value

KNOWLEDGE = Knowledge()
WORDS = [
    "ئەمڕۆ", "دوێنێ", "شەوی", "ڕابردوو", "١٠ی", "ئادار", "مانگی", "2", "(", ")ی", "ساڵی", "2014", "لە", "تا",
    "کاتژمێر", "9:30", "چەند", "ڕۆژ", "دواتر", "هەفتەی", "داهاتوو", "سەرەتای", "ئەو", "لەمەوبەر", "20/2/2021",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.sampled_from([None, "2021-02", "2021-02-16"]),
)
def test_times_are_in_order_apart_and_well_formed(text: str, published: str | None) -> None:
    found = find_times(Document(DocId("d"), text, published), analyse(text), KNOWLEDGE).times
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start
    for timex in found:
        assert text[timex.start : timex.end].strip()
        parse_value(timex.value)


def test_month_precision_never_becomes_a_day() -> None:
    text = "دوێنێ و ئەمڕۆ و سبەینێ"
    found = find_times(Document(DocId("d"), text, "2020-10"), analyse(text), KNOWLEDGE).times
    assert [t.value for t in found] == ["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("٢٠١٤ ساڵ لەمەوبەر", "0007"), ("٢٠٢٥ ساڵ لەمەوبەر", "PAST_REF"), ("٩٩٩٩٩٩ ڕۆژ لەمەوبەر", "PAST_REF")],
)
def test_lengths_beyond_any_calendar_stay_references(words: str, value: str) -> None:
    text = f"{words} ئەو شارە ئاوەدان بوو."
    document = Document(DocId("d"), text, "2021-02-16")
    found = find_times(document, analyse(text), KNOWLEDGE).times
    assert [str(time.value) for time in found] == [value]
