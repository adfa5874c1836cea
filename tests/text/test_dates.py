"""Dates of files, feeds and pages."""

import pytest

from dosye.text.dates import clean_date, date_in_name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-06-25", "2020-06-25"),
        ("2020-06", "2020-06"),
        ("2020", "2020"),
        ("٢٠٢٠-٠٦-٢٥", "2020-06-25"),
        ("2020/06/25", "2020-06-25"),
        ("25/06/2020", "2020-06-25"),
        ("2020-06-25T22:30:00Z", "2020-06-26T01:30:00+03:00"),
        ("2021-02-25T14:59:54+03:00", "2021-02-25T14:59:54+03:00"),
        ("2021-02-25T14:59:54", "2021-02-25T14:59:54"),
        ("Thu, 25 Jun 2020 22:30:00 GMT", "2020-06-26T01:30:00+03:00"),
        ("2020-13-25", None),
        ("yesterday", None),
        ("0000", None),
    ],
)
def test_date_is_cleaned_or_refused(written: str, expected: str | None) -> None:
    assert clean_date(written) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("knn-2020-06-25-2", "2020-06-25"),
        ("20200625_news", "2020-06-25"),
        ("25.6.2020", "2020-06-25"),
        ("٢٠٢٠-٠٦-٢٥", "2020-06-25"),
        ("archive-2020-06", "2020-06"),
        ("2020-06-25 to 2020-06-26", None),
        ("post-4951", None),
        ("1234567890", None),
    ],
)
def test_date_in_a_name_is_found_where_it_is_one(name: str, expected: str | None) -> None:
    assert date_in_name(name) == expected
