from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dosye.times.calendars import MonthName, month_day, month_window, years_near


def test_kurdish_solar_month_straddles_two() -> None:
    window = month_window(MonthName("kurdish", 5, False), 2720)
    assert window is not None
    assert window.text == "2020-07-22/2020-08-21"


def test_gregorian_month_is_written_as_a_month() -> None:
    window = month_window(MonthName("gregorian", 12, True), 2020)
    assert window is not None
    assert window.text == "2020-12"


def test_day_that_a_month_has_not_is_none() -> None:
    assert month_day(MonthName("gregorian", 2, True), 2021, 29) is None
    assert month_day(MonthName("kurdish", 12, True), 2720, 31) is None


def test_ramadan_of_1441_began_in_april() -> None:
    window = month_window(MonthName("hijri", 9, True), 1441)
    assert window is not None
    assert window.first == date(2020, 4, 24)


@given(
    st.sampled_from(["gregorian", "kurdish", "persian", "hijri"]),
    st.integers(1, 12),
    st.dates(date(1950, 1, 1), date(2060, 1, 1)),
)
def test_years_near_a_day_hold_windows_on_both_sides(calendar: str, number: int, day: date) -> None:
    month = MonthName(calendar, number, True)
    windows = [w for y in years_near(month, day) if (w := month_window(month, y))]
    assert min(w.first for w in windows) <= day <= max(w.last for w in windows)
