"""The first and last day that a time value can mean, as text that sorts."""

from __future__ import annotations

from dosye.errors import RecordError
from dosye.times.values import parse_value


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


def _plain(value: str) -> str:
    """Return a moment with seconds and zone (`2021-02-25T14:59:54+03:00`) to the minute."""
    return value[:16] if len(value) > 16 and value[10] == "T" and "/" not in value else value
