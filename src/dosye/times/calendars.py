"""Months and days of the Kurdish solar, Persian and Hijri calendars in Gregorian dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Hijri

KURDISH_YEARS = 1321  # the Kurdish solar year counts from 700 BC, the Persian one from 622 AD
_SOLAR_YEARS = range(1178, 1634)
_SOLAR_START = 226895  # the day, counted as Python does, that year 1 would begin on
_HIJRI_YEARS = range(1343, 1501)  # what hijridate's tables cover


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month of one calendar; `alone` where its name is safe without a number, `inside` also after `in`."""

    calendar: str
    number: int
    alone: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day of a month, both inside."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """The value as the guide writes it: a month, or `start/end` where it straddles two."""
        one_month = self.first.day == 1 and (self.last + timedelta(days=1)).day == 1
        return self.first.isoformat()[:7] if one_month else f"{self.first}/{self.last}"


def month_window(month: MonthName, year: int) -> Window | None:
    """Return the Gregorian window of a month in a year of its own calendar; None if there is none."""
    first, after = _day(month, year, 1), _next_month(month, year)
    return Window(first, after - timedelta(days=1)) if first and after else None


def month_day(month: MonthName, year: int, day: int) -> date | None:
    """Return the Gregorian date of a day of a month; None if the month has no such day."""
    found, window = _day(month, year, day), month_window(month, year)
    return found if found and window and window.first <= found <= window.last else None


def years_near(month: MonthName, day: date) -> Iterator[int]:
    """Yield the years of the month's own calendar around a Gregorian day, last year's first."""
    shift = {"gregorian": 0, "kurdish": 621 - KURDISH_YEARS, "persian": 621}.get(month.calendar)
    middle = day.year - shift if shift is not None else round((day.year - 622) * 33 / 32)
    yield from range(middle - 2, middle + 3)


def _next_month(month: MonthName, year: int) -> date | None:
    if month.number == 12:
        return _day(MonthName(month.calendar, 1, True), year + 1, 1)
    return _day(MonthName(month.calendar, month.number + 1, True), year, 1)


def _day(month: MonthName, year: int, day: int) -> date | None:
    try:
        if month.calendar == "gregorian":
            return date(year, month.number, day)
        if month.calendar == "hijri":
            if year not in _HIJRI_YEARS:
                return None
            return date.fromordinal(Hijri(year, month.number, day).to_gregorian().toordinal())
        year -= KURDISH_YEARS if month.calendar == "kurdish" else 0
        return _solar_day(year, month.number, day)
    except (ValueError, OverflowError):
        return None


def _solar_day(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the Persian solar calendar; a day too many is of the next month.

    Its leap years follow 33-year rounds from 1178 to 1633 (1799 to 2254), the same as the equinox gives;
    working the equinox out takes half a second a year.
    """
    if year not in _SOLAR_YEARS or not 1 <= day <= 31:
        raise ValueError(year, month, day)
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return date.fromordinal(_SOLAR_START + 365 * (year - 1) + (8 * year + 21) // 33 + before + day - 1)
