from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosye.errors import RecordError
from dosye.times import Precision, TimeKind, format_value, parse_value


@pytest.mark.parametrize(
    ("text", "kind", "precision", "earliest", "latest"),
    [
        ("2020", TimeKind.DATE, Precision.YEAR, "2020-01-01T00:00:00", "2020-12-31T23:59:59"),
        ("2020-06", TimeKind.DATE, Precision.MONTH, "2020-06-01T00:00:00", "2020-06-30T23:59:59"),
        ("2020-06-25", TimeKind.DATE, Precision.DAY, "2020-06-25T00:00:00", "2020-06-25T23:59:59"),
        ("2020-06-25TNI", TimeKind.DATE, Precision.PART, "2020-06-25T18:00:00", "2020-06-26T06:00:00"),
        ("2020-W33", TimeKind.DATE, Precision.WEEK, "2020-08-10T00:00:00", "2020-08-16T23:59:59"),
        ("2019-WI", TimeKind.DATE, Precision.SEASON, "2019-12-01T00:00:00", "2020-02-29T23:59:59"),
        ("199", TimeKind.DATE, Precision.DECADE, "1990-01-01T00:00:00", "1999-12-31T23:59:59"),
        ("2021-02-24T09:57", TimeKind.CLOCK, Precision.MINUTE, "2021-02-24T09:57:00", "2021-02-24T09:57:00"),
        (
            "2020-07-22/2020-08-21",
            TimeKind.DATE,
            Precision.RANGE,
            "2020-07-22T00:00:00",
            "2020-08-21T23:59:59",
        ),
    ],
)
def test_value_knows_its_bounds(
    text: str, kind: TimeKind, precision: Precision, earliest: str, latest: str
) -> None:
    value = parse_value(text)
    assert (value.kind, value.precision) == (kind, precision)
    assert value.earliest == datetime.fromisoformat(earliest)
    assert value.latest == datetime.fromisoformat(latest)


@pytest.mark.parametrize("text", ["P5M", "PXD", "PT24H", "P100D", "P15Y/P20Y", "P1W"])
def test_length_has_no_date(text: str) -> None:
    value = parse_value(text)
    assert value.kind is TimeKind.LENGTH
    assert value.earliest is None


@pytest.mark.parametrize("text", ["", "yesterday", "2020-13", "2020-02-30", "2020-06-25TXX", "P", "XXXX"])
def test_value_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match="time value"):
        parse_value(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["", "TMO", "TEV", "TNI", "T21:30"]))
def test_value_comes_back_as_it_was_written(day: date, part: str) -> None:
    value = parse_value(f"{day.isoformat()}{part}")
    assert format_value(value) == f"{day.isoformat()}{part}"
    assert value.earliest is not None
    assert value.latest is not None
    assert value.earliest <= value.latest
    assert value.earliest.date() == day
