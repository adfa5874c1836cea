"""Working out values: what `last June`, `the 15th`, `that night` mean, seen from the reference day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from dosye.tables import read_table
from dosye.times.calendars import MonthName, Window, month_day, month_window, years_near
from dosye.times.tense import BEEN, COMING, OPEN
from dosye.times.values import last_day

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d))?)?)?")
_NEAR = 45  # days within which a day without a year is this year's, whatever it is known for
_MONTH = 31  # days that the article may go back in a year that it tells of
_AHEAD = 75  # days: a date without a year this far ahead is still to come; else it is past
_SOON = 14  # days ahead that a verb of the past may speak of: called for a rally on the first
_UNSAID = (OPEN, BEEN)  # no word says whether a date is last or next
_SMALL_HOURS = 5  # before this hour `tonight` is the night that began yesterday


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that relative expressions count from, at its own precision: month and day may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None

    @property
    def exact(self) -> date | None:
        """The day, if it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def middle(self) -> date:
        """A day in the middle of what is known."""
        return date(self.year, self.month or 7, self.day or 15)

    @property
    def window(self) -> Window:
        """First and last day that it can be."""
        if self.exact:
            return Window(self.exact, self.exact)
        first = date(self.year, self.month or 1, 1)
        return Window(first, last_day(self.year, self.month or 12))


def parse_reference(published: str | None) -> Reference | None:
    """Return the reference day of an ISO day, month, year or moment; None if it is none of these."""
    found = _ISO.match(published or "")
    if found is None:
        return None
    numbers = [int(v) if v else None for v in found.groups()]
    reference = Reference(numbers[0] or 0, *numbers[1:])
    try:
        _ = reference.window
    except ValueError:
        return None
    return reference


def _tells_nothing(_at: int) -> str:
    return OPEN


@dataclass(slots=True)
class Clock:
    """The reference day and what the article has named so far; the rules read and move it."""

    reference: Reference | None
    day: date | None = None
    night: bool = False
    month: tuple[int, int] | None = None
    length: str | None = None
    story: date | None = None  # the day that the article is at, once its asides are over
    told: date | None = None  # the day that this sentence has named
    said: str = ""  # the date last named, at its own precision
    sentence: int = 0  # the sentence that is read
    said_at: int = 0  # that in which `said` stood
    opening: bool = False  # in the first lines, which speak of the day of publication
    nights: list[date] = field(default_factory=list)
    took_office: Callable[[], str] = str  # when the one whom the article speaks of most did, if known
    tells: Callable[[int], str] = _tells_nothing  # what the verb after a lexeme tells: BEEN, COMING or OPEN

    def enter(self, sentence: int, *, opening: bool) -> None:
        """Begin a sentence: the day of the story holds again, whatever the last one looked back on."""
        self.sentence, self.opening = sentence, opening
        self.told, self.day = None, self.story or self.day

    def note(self, value: str, *, aside: bool = False) -> None:
        """Remember a value that later expressions may count from; an aside only in its own sentence."""
        if re.match(r"\d{4}", value) and "/" not in value:
            self.said, self.said_at = value, self.sentence
        found = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", value)
        if found is None or "/" in value:
            self.length = value if re.match(r"PT?\d", value) else self.length
            return
        self.month = (int(found[1]), int(found[2]))
        if found[3]:
            self.day = self.told = date(*self.month, int(found[3]))
            last = self.reference.window.last if self.reference else self.day
            if not aside and (self.day <= last or self.story is None):
                self.story = self.day
            self.night = value.endswith("TNI")
            if self.night:
                self.nights.append(self.day)

    @property
    def year(self) -> int | None:
        """The year of the date last named."""
        return int(self.said[:4]) if self.said else None


def day_text(day: date, part: str = "") -> str:
    """Return the text form of a day and a part of it."""
    return f"{day.isoformat()}{part}"


def month_text(year: int, month: int) -> str:
    """Return the text form of a month; months run over into other years."""
    return f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"


def week_text(day: date) -> str:
    """Return the text form of the week that a day is in."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def relative_day(clock: Clock, days: int, part: str = "") -> str:
    """Return the day so many days from the reference day, or a reference where that is not known."""
    base = clock.reference.exact if clock.reference else None
    if base is None:
        return "PRESENT_REF" if days == 0 else "PAST_REF" if days < 0 else "FUTURE_REF"
    return day_text(base + timedelta(days=days), part)


def small_hours(clock: Clock) -> bool:
    """Return whether the article came out before dawn, so that `tonight` began the day before."""
    hour = clock.reference.hour if clock.reference else None
    return hour is not None and hour < _SMALL_HOURS


def resolve_month(clock: Clock, month: MonthName, *, year: int | None, direction: str) -> str:
    """Return the value of a month's name.

    Args:
        year: its own calendar's year, if said (a Gregorian one is understood for every calendar).
        direction: `past`, `future`, `this`, what the verb tells (BEEN, COMING) or empty.
    """
    if year is not None:
        window = month_window(month, _own_year(month, year))
        return window.text if window else "PAST_REF"
    if clock.reference is None:
        return f"XXXX-{month.number:02d}" if month.calendar == "gregorian" else "PAST_REF"
    windows = [month_window(month, y) for y in years_near(month, clock.reference.middle)]
    found = _choose([w for w in windows if w], clock.reference, direction)
    if found and direction in _UNSAID and (year := _scene_year(clock, found, direction)):
        found = month_window(month, _own_year(month, year)) or found
    return found.text if found else "PAST_REF"


def resolve_day(clock: Clock, month: MonthName, day: int, *, year: int | None, direction: str) -> str | None:
    """Return the value of a day and month; None if the month has no such day."""
    if year is not None:
        found = month_day(month, _own_year(month, year), day)
        return day_text(found) if found else None
    reference = clock.reference
    if reference is None:
        return f"XXXX-{month.number:02d}-{day:02d}" if month.calendar == "gregorian" and day < 32 else None
    days = [month_day(month, y, day) for y in years_near(month, reference.middle)]
    near = _choose([Window(d, d) for d in days if d], reference, direction)
    if near is None:
        return None
    if direction in _UNSAID and (told := _scene_year(clock, near, direction)):
        found = month_day(month, _own_year(month, told), day)
        return day_text(found) if found else None
    known = _known_years().get(near.first.isoformat()[5:])
    if known and direction in _UNSAID and abs((near.first - reference.middle).days) > _NEAR:
        return f"{known}-{near.first.isoformat()[5:]}"
    return day_text(near.first)


def _scene_year(clock: Clock, near: Window, direction: str) -> int | None:
    """The year of what the article tells of, where that is a past one and the date goes on from there."""
    reference, year = clock.reference, clock.year
    if reference is None or year is None or year >= near.first.year or year < 1990:
        return None
    if clock.sentence > clock.said_at and not (direction == BEEN and near.first > reference.window.last):
        return None  # a year goes on in its own sentence, or where what has been would lie ahead without it
    if 0 <= (reference.middle - near.first).days < _NEAR:
        return None
    said = clock.said[5:7]
    start = date(year, int(said), 1) if said.isdigit() else date(year, 1, 1)
    here = near.first.replace(year=year, day=min(near.first.day, 28))
    if (start - here).days > _MONTH:
        here = here.replace(year=year + 1)
    return here.year if here.year < near.first.year else None


def _own_year(month: MonthName, year: int) -> int:
    """Years of the solar calendars are also said as Gregorian, or without their thousands."""
    if month.calendar == "kurdish" and year < 2650:
        return year + (1321 if year < 1500 else 700)
    if month.calendar == "persian" and year > 1800:
        return year - 621
    if month.calendar == "hijri" and year > 1800:
        return round((year - 622) * 33 / 32)
    return year


def _choose(windows: Iterable[Window], reference: Reference, direction: str) -> Window | None:
    ordered = sorted(windows, key=lambda w: w.first)
    here = reference.window
    if direction == "past":
        return next((w for w in reversed(ordered) if w.last < here.first or w.first < here.first), None)
    if direction == "future":
        return next((w for w in ordered if w.first > here.last), None)
    if direction == "this":
        return next((w for w in ordered if w.first.year == reference.year), None)
    if direction == COMING:
        return next((w for w in ordered if w.last >= here.last), None)
    reach = _SOON if direction == BEEN else _AHEAD
    near = [w for w in ordered if (w.first - here.last).days <= reach]
    return near[-1] if near else None


@lru_cache(maxsize=1)
def _known_years() -> dict[str, str]:
    rows = read_table(Path(__file__).parent / "known.tsv", ("day", "year", "why"), key=("day",))
    return {row["day"]: row["year"] for row in rows}
