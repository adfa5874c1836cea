"""The value of a time expression: one type, written as in the guide (`2020-06-25TNI`, `P5M`, `PAST_REF`)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from dosye.errors import RecordError


class TimeKind(Enum):
    """What a time expression does."""

    DATE = "date"
    CLOCK = "clock"
    LENGTH = "length"
    PRESENT = "present"
    PAST = "past"
    FUTURE = "future"


class Precision(Enum):
    """How exactly a date is known."""

    MINUTE = "minute"
    PART = "part"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeValue:
    """Kind, earliest and latest moment (Baghdad time, both inside; None: open), precision, text form."""

    kind: TimeKind
    text: str
    earliest: datetime | None = None
    latest: datetime | None = None
    precision: Precision = Precision.NONE


PARTS = {"TMO": (5, 11), "TMI": (11, 14), "TAF": (12, 17), "TEV": (16, 21), "TNI": (18, 30)}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_REFS = {"PRESENT_REF": TimeKind.PRESENT, "PAST_REF": TimeKind.PAST, "FUTURE_REF": TimeKind.FUTURE}
_LENGTH = re.compile(r"P(?=.)(?:(?:\d+|X+)[YMWDEC])*(?:T(?=.)(?:(?:\d+|X+)[HMS])+)?")
_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)|(?P<season>SP|SU|FA|WI)|H(?P<half>[12])|Q(?P<quarter>[1-4])|"
    r"(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<hour>\d\d):(?P<minute>\d\d)|(?P<part>MO|MI|AF|EV|NI)))?)?))?"
)
_UNKNOWN = re.compile(r"XXXX-\d\d(?:-\d\d)?(?:T(?:\w\w|\d\d:\d\d))?|XXXX-WXX-\d|\d{3}|\d\d")


def parse_value(text: str) -> TimeValue:
    """Return the value that a text form stands for.

    Raises:
        RecordError: the text is no value of the guide.
    """
    if text in _REFS:
        return TimeValue(_REFS[text], text)
    first, slash, second = text.partition("/")
    if _LENGTH.fullmatch(first) and (not slash or _LENGTH.fullmatch(second)):
        return TimeValue(TimeKind.LENGTH, text)
    if slash:
        a, b = parse_value(first), parse_value(second)
        return TimeValue(TimeKind.DATE, text, a.earliest, b.latest, Precision.RANGE)
    try:
        return _parse_date(text)
    except ValueError as error:
        raise RecordError(
            f"time value {text!r}: {error}; write it as 2020-06-25, 2020-W33, P5M or PAST_REF"
        ) from None


def format_value(value: TimeValue) -> str:
    """Return the text form of a value, as the guide writes it."""
    return value.text


def _parse_date(text: str) -> TimeValue:
    found = _FORM.fullmatch(text)
    if found is None:
        return _parse_unknown(text)
    part = {key: value for key, value in found.groupdict().items() if value}
    year = int(part["year"])
    kind = TimeKind.CLOCK if "hour" in part else TimeKind.DATE
    earliest, latest, precision = _bounds(year, part)
    return TimeValue(kind, text, earliest, latest, precision)


def _bounds(year: int, part: dict[str, str]) -> tuple[datetime, datetime, Precision]:
    if "day" in part:
        return _day_bounds(date(year, int(part["month"]), int(part["day"])), part)
    if "week" in part:
        monday = date.fromisocalendar(year, int(part["week"]), 1)
        return _start(monday), _end(monday + timedelta(days=6)), Precision.WEEK
    first, last, precision = _months(part)
    return _start(date(year, first, 1)), _end(last_day(year, last)), precision


def _months(part: dict[str, str]) -> tuple[int, int, Precision]:
    """First and last month of what is said of a year."""
    if "month" in part:
        return int(part["month"]), int(part["month"]), Precision.MONTH
    if "season" in part:
        return *SEASONS[part["season"]], Precision.SEASON
    if "half" in part:
        return 6 * int(part["half"]) - 5, 6 * int(part["half"]), Precision.RANGE
    if "quarter" in part:
        return 3 * int(part["quarter"]) - 2, 3 * int(part["quarter"]), Precision.RANGE
    return 1, 12, Precision.YEAR


def _day_bounds(day: date, part: dict[str, str]) -> tuple[datetime, datetime, Precision]:
    if "hour" in part:
        moment = datetime.combine(day, time(int(part["hour"]), int(part["minute"])))
        return moment, moment, Precision.MINUTE
    if "part" in part:
        first, last = PARTS["T" + part["part"]]
        return _start(day) + timedelta(hours=first), _start(day) + timedelta(hours=last), Precision.PART
    return _start(day), _end(day), Precision.DAY


def _parse_unknown(text: str) -> TimeValue:
    if not _UNKNOWN.fullmatch(text):
        raise ValueError("not a form that dosye knows")
    if text[0] == "X":
        return TimeValue(TimeKind.DATE, text)
    low, high = int(text.ljust(4, "0")), int(text.ljust(4, "9"))
    precision = Precision.DECADE if len(text) == len("199") else Precision.CENTURY
    return TimeValue(
        TimeKind.DATE, text, _start(date(max(low, 1), 1, 1)), _end(date(high, 12, 31)), precision
    )


def last_day(year: int, month: int) -> date:
    """Return the last day of a month; months over 12 run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59))
