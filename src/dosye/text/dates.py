"""The day of publication, as files, feeds and pages write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

BAGHDAD = timezone(timedelta(hours=3))  # without summer time since 2008; tables of zones are not needed
_DIGITS = {first + n: str(n) for first in (0x660, 0x6F0) for n in range(10)}  # Arabic, Persian
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])([-_./])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](0[1-9]|1[0-2])(?![-_.]?\d)")


def clean_date(value: str) -> str | None:
    """Return a date as ISO: a year, month or day as it is, a moment in Baghdad's time; None if it is none.

    A moment without a zone keeps none: it is not known where its clock stood.
    """
    value = value.strip().translate(_DIGITS)
    if _ISO.fullmatch(value):
        return value if _exists(value) else None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        from email.utils import parsedate_to_datetime  # only feeds and mails write days so

        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            return _only(value)
    return in_baghdad(moment)


def in_baghdad(moment: datetime) -> str:
    """Return a moment as ISO text, in Baghdad's time where its zone is known."""
    try:
        local = moment.astimezone(BAGHDAD) if moment.tzinfo else moment
    except OverflowError:
        local = moment
    return local.isoformat(timespec="seconds")


def from_utc(parts: tuple[int, ...]) -> str | None:
    """Return the moment of a feed (year, month, day, hour, minute, second in UTC) in Baghdad's time."""
    try:
        return in_baghdad(datetime(*parts[:6], tzinfo=UTC))  # type: ignore[misc,arg-type]
    except (ValueError, TypeError, OverflowError):
        return None


def date_in_name(name: str) -> str | None:
    """Return the one day or month that the name of a file tells (`2020-06-25`, `20200625`, `25.6.2020`)."""
    name = name.translate(_DIGITS)
    days = {_iso(*m.group(1, 3, 4)) for m in _YEAR_FIRST.finditer(name)}
    days |= {_iso(*m.group(4, 3, 1)) for m in _DAY_FIRST.finditer(name)}
    days.discard(None)
    if not days:
        days = {f"{m[1]}-{m[2]}" for m in _MONTH.finditer(name)}
    return days.pop() if len(days) == 1 else None


def _only(value: str) -> str | None:
    """The date of a text that is nothing else: 2020/06/25, 25/06/2020."""
    found = _YEAR_FIRST.match(value)
    if found:
        return _iso(*found.group(1, 3, 4))
    found = _DAY_FIRST.fullmatch(value)
    return _iso(*found.group(4, 3, 1)) if found else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _exists(value: str) -> bool:
    year, month, day = (*value.split("-"), "1", "1")[:3]
    return int(year) > 0 and _iso(year, month, day) is not None
