"""The first and last day that a time value can mean, as text that sorts."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from dosye.errors import RecordError
from dosye.times.values import parse_value

NIGHT = timedelta(hours=5)


@lru_cache(maxsize=1024)
def bounds(value: str | None) -> tuple[str | None, str | None]:
    """Return the first and last moment of a value as ISO text, or None twice where it fixes none."""
    if not value:
        return None, None
    try:
        parsed = parse_value(_plain(value))
    except RecordError:
        return None, None
    ends = (parsed.earliest, parsed.latest)
    return tuple(moment.isoformat(timespec="minutes") if moment else None for moment in ends)  # type: ignore[return-value]


@lru_cache(maxsize=1024)
def news_day(published: str | None) -> str | None:
    """Return the day to whose news an article belongs: until five in the morning the day before."""
    first = bounds(published)[0]
    if not first:
        return None
    moment = datetime.fromisoformat(first)
    has_time = published is not None and published[10:11] == "T"
    return (moment - NIGHT if has_time else moment).date().isoformat()


def _plain(value: str) -> str:
    """Return a moment with seconds and zone (`2021-02-25T14:59:54+03:00`) to the minute."""
    return value[:16] if len(value) > 16 and value[10] == "T" and "/" not in value else value
