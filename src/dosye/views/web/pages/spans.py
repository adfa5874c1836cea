"""Spans of time: how long a bar is, where the line begins and ends, and where zooming leads."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LENGTHS = {"year": 4, "month": 7, "day": 10}
MOST_BARS = 60
RECENT = 0.98
"""A few acts of long ago would leave the rest without room: so many of all, from the end, count."""


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both inside, as ISO text."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def zoom_of(days: Sequence[str]) -> str:
    """Return what one bar stands for: a day within two months, a month within a few years, else a year."""
    if not days:
        return "year"
    length = Span(days[0], days[-1]).days
    return "day" if length <= MOST_BARS else "month" if length <= MOST_BARS * 30 else "year"


def steps(first: str, last: str, zoom: str) -> list[str]:
    """Return every year, month or day from one to another, also the empty ones."""
    if zoom == "day":
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        return [(start + timedelta(n)).isoformat() for n in range((end - start).days + 1)]
    if zoom == "month":
        months = range(_month_number(first), _month_number(last) + 1)
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in months]
    return [f"{n:04d}" for n in range(int(first[:4]), int(last[:4]) + 1)]


def _month_number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def first_of(part: str) -> str:
    """Return the first day of a year, month or day."""
    return {4: f"{part}-01-01", 7: f"{part}-01"}.get(len(part), part)


def last_of(part: str) -> str:
    """Return the last day of a year, month or day."""
    if len(part) == LENGTHS["year"]:
        return f"{part}-12-31"
    if len(part) == LENGTHS["month"]:
        return f"{part}-{calendar.monthrange(int(part[:4]), int(part[5:]))[1]:02d}"
    return part


def whole_span(days: Sequence[str]) -> Span | None:
    """Return the span of all days, without the few of long ago; `days` are in order."""
    if not days:
        return None
    recent = days[min(len(days) - int(len(days) * RECENT), len(days) - 1)]
    oldest = f"{max(1, int(recent[:4]) - 2 * MOST_BARS):04d}-01-01"
    return Span(max(days[0], oldest), days[-1])


def moves(shown: Span, whole: Span) -> dict[str, Span | None]:
    """Return where the ways of moving lead, None where a way leads nowhere.

    `in` is the middle half, `out` twice as long (all of it is None of both ends), `earlier` and `later` half
    a span away.
    """
    quarter, half = max(1, shown.days // 4), max(1, shown.days // 2)
    found: dict[str, Span | None] = dict.fromkeys(("in", "out", "earlier", "later"))
    if shown.days > 1:
        found["in"] = _moved(shown, quarter, -quarter) if shown.days > 2 else Span(shown.first, shown.first)
    if shown.first > whole.first or shown.last < whole.last:
        found["out"] = clamp(_moved(shown, -half, half), whole)
    if shown.first > whole.first:
        found["earlier"] = _moved(shown, -half, -half)
    if shown.last < whole.last:
        found["later"] = _moved(shown, half, half)
    return found


def _moved(span: Span, first: int, last: int) -> Span:
    days = (date.fromisoformat(span.first), date.fromisoformat(span.last))
    moved = (
        min(max(day.toordinal() + by, 1), date.max.toordinal())
        for day, by in zip(days, (first, last), strict=True)
    )
    return Span(*(date.fromordinal(day).isoformat() for day in moved))


def clamp(span: Span, whole: Span) -> Span:
    """Return the part of a span that lies inside the whole."""
    return Span(max(span.first, whole.first), min(span.last, whole.last))
