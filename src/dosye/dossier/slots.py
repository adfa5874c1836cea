"""Where tellings of like acts are looked for: type, actor and day as one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from zlib import crc32

NARROW = 2
"""A telling whose days span no more is dated to the day: a night stands in two."""
WIDE = 31
REPORTED_DAYS = 3
"""How many days after an act an article about it may appear that names no day."""
DAY = timedelta(days=1)


def is_narrow(first: str | None, last: str | None) -> bool:
    """Tell whether days fix an act to the day."""
    if not (first and last):
        return False
    return (date.fromisoformat(last) - date.fromisoformat(first)).days < NARROW


def is_datable(first: str, last: str) -> bool:
    """Tell whether days say more of when an act was than the day of its news does: a year does not."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days <= WIDE


def home_of(type_: str, first: str | None, last: str | None) -> str | None:
    """Return the type with the day, or the span of days, under which a telling stands by itself."""
    if not (first and last):
        return None
    return f"{type_}|{first}" if is_narrow(first, last) else f"{type_}|{first}/{last}"


def slot_of(type_: str, actor: str, first: str | None, last: str | None) -> int | None:
    """Return the slot of a side: by day where the act is dated to the day, else by month."""
    if not (first and last):
        return None
    return slot(type_, actor, first if is_narrow(first, last) else first[:7])


def key_of_side(actor: str, words: str | None) -> str:
    """Return by what a side is sought: an actor that articles share, else the word that says what it is."""
    return f"~{words.split()[0]}" if words and "#" in actor else actor


def slot(type_: str, actor: str, day: str) -> int:
    """Return the number of type, actor and day (or month)."""
    return crc32(f"{type_}|{actor}|{day}".encode("utf-8", "surrogatepass"))


def slots_near(type_: str, actors: Iterable[str], first: date, last: date) -> Iterator[int]:
    """Yield where tellings stand that may be of one act: its type, one of some actors, a day near some."""
    days = _days_near(first, last)
    for actor in actors:
        begun = crc32(f"{type_}|{actor}|".encode("utf-8", "surrogatepass"))
        for day in days:
            yield crc32(day, begun)


@lru_cache(maxsize=256)
def _days_near(first: date, last: date) -> tuple[bytes, ...]:
    """Return the days and months on which a telling of an act of some days may stand."""
    begun = first - REPORTED_DAYS * DAY
    days = [begun + n * DAY for n in range((last - begun).days + REPORTED_DAYS + 1)]
    months = {day.isoformat()[:7] for day in (*days, first - WIDE * DAY)}
    return tuple(day.encode() for day in (*(day.isoformat() for day in days), *sorted(months)))
