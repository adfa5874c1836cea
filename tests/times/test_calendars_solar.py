"""Days of the Persian and Kurdish solar calendars."""

from datetime import date

import pytest

from dosye.times.calendars import MonthName, month_day, month_window


@pytest.mark.parametrize(
    ("year", "start"),
    [
        (1300, date(1921, 3, 21)),
        (1358, date(1979, 3, 21)),
        (1375, date(1996, 3, 20)),
        (1395, date(2016, 3, 20)),
        (1399, date(2020, 3, 20)),
        (1400, date(2021, 3, 21)),
        (1404, date(2025, 3, 21)),
        (1405, date(2026, 3, 21)),
    ],
)
def test_solar_year_begins_at_the_equinox(year: int, start: date) -> None:
    assert month_day(MonthName("persian", 1, True), year, 1) == start
    assert month_day(MonthName("kurdish", 1, True), year + 1321, 1) == start


def test_last_month_has_thirty_days_in_a_leap_year_only() -> None:
    last = MonthName("persian", 12, True)
    assert month_day(last, 1399, 30) == date(2021, 3, 20)
    assert month_day(last, 1400, 30) is None
    window = month_window(last, 1403)
    assert window is not None
    assert (window.first, window.last) == (date(2025, 2, 19), date(2025, 3, 20))
