"""Rules for dates: what a run of day, month, weekday, part of day and clock words comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dosye.times.clock import (
    Clock,
    Reference,
    day_text,
    relative_day,
    resolve_day,
    resolve_month,
)
from dosye.times.days import Parts, read_part, read_relative, read_same_day, read_weekday
from dosye.times.lengths import Match
from dosye.times.lexemes import INSIDE, SINCE, Lexeme, is_definite, months
from dosye.times.written import WRITTEN, numeric_day, parted, written_day

_YEARS = range(1300, 2800)
_NOON = 12
_EVENING = 10  # below this an hour of the news is one of the evening
_BEFORE_YEAR = frozenset("\u060c,/-")


def find_date(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """Find the longest run of date words at a lexeme and its value."""
    parts, end = Parts(), at
    while end < len(lex):
        step = next((n for rule in _COMPONENTS if (n := rule(lex, end, clock, parts))), 0)
        if step:
            end += step
        elif end > at and _is_filler(lex, end) and _continues(lex, end + 1, clock, parts):
            end += 1
        else:
            break
    value = _compose(clock, parts) if end > at else None
    return (at, end, value) if value else None


def _is_filler(lex: Sequence[Lexeme], at: int) -> bool:
    word = lex[at]
    comma = word.kind == "mark" and word.value in ("\u060c", ",")
    return comma or word.kind == "in" or (word.kind == "unit" and word.value in ("D", "TH"))


def _continues(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> bool:
    trial = replace(parts)
    if at < len(lex) and lex[at - 1].kind == "mark":
        named = lex[at].kind in ("number", "date", "weekday") or _is_clock(lex, at)
        return named and any(rule(lex, at, clock, trial) for rule in _COMPONENTS)
    return at < len(lex) and any(rule(lex, at, clock, trial) for rule in _COMPONENTS)


def _is_clock(lex: Sequence[Lexeme], at: int) -> bool:
    return lex[at].kind == "clock" or (lex[at].kind == "unit" and lex[at].value == "TH")


def _compose(clock: Clock, parts: Parts) -> str | None:
    base = parts.base
    if not base and parts.weekday:
        base = _weekday_text(clock, parts.weekday, parts.direction)
    if not base and parts.part and parts.direction == "past" and parts.hour is None:
        return relative_day(clock, -1 if parts.part == "TNI" else 0, parts.part)
    if not base and parts.hour is not None:
        base = day_text(clock.day) if clock.day else relative_day(clock, 0)
    if not base or len(base) != len("2020-06-25"):
        return base or None
    if parts.hour is not None:
        return f"{base}T{_hour(parts):02d}:{parts.minute:02d}"
    return base + parts.part


def _hour(parts: Parts) -> int:
    hour = parts.hour or 0
    late = parts.part in ("TNI", "TEV", "TAF") and hour < _NOON
    return hour + _NOON if late and not (parts.part == "TNI" and hour < 6) else hour % 24


def _weekday_text(clock: Clock, weekday: int, direction: str) -> str:
    day = clock.reference.exact if clock.reference else None
    if day is None:
        return f"XXXX-WXX-{weekday}"
    ahead = (weekday - day.isoweekday()) % 7
    if direction in ("past", "before"):
        return day_text(day - timedelta(days=((-ahead) % 7 or 7) + 7 * (direction == "before")))
    return day_text(day + timedelta(days=ahead if direction == "future" or not ahead else ahead - 7))


def _clock_time(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    if parts.hour is not None:
        return 0
    lead = 1 if lex[at].kind == "unit" and lex[at].value == "TH" else 0
    word = lex[at + lead] if at + lead < len(lex) else None
    if word is None:
        return 0
    if word.kind == "clock":
        hour, minute = (int(x) for x in word.value.split(":")[:2])
    elif lead and word.kind == "number" and not _is_unit(lex, at + 2):
        hour, minute = int(word.value), 0
    else:
        return 0
    if hour > 24 or minute > 59:
        return 0
    if at and lex[at - 1].kind == "news" and not parts.part and 0 < hour < _EVENING:
        parts.part = "TEV"  # the great news of the day go out in the evening
    half = [x.kind for x in lex[at + lead + 1 : at + lead + 3]] == ["and", "half"]
    parts.hour, parts.minute = hour, 30 if half else minute
    return lead + 1 + 2 * half


def _is_unit(lex: Sequence[Lexeme], at: int) -> bool:
    return at < len(lex) and lex[at].kind == "unit"


def _numeric(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    if lex[at].kind != "date" or parts.exact:
        return 0
    text = numeric_day(lex[at].value)
    parts.base, parts.exact = text or parts.base, bool(text)
    return 1 if text else 0


def _day_month(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    day = _day_number(lex[at])
    if parts.exact or (parts.base and day is None):
        return 0
    if day is None:
        return _month(lex, at, clock, parts)
    if not parts.base and (size := _day_range(lex, at, clock, parts)):
        return size
    end = at + 1
    if (written := written_day(lex, at)) is not None:
        parts.base, parts.exact = written, True
        return WRITTEN
    end += parted(lex, end)
    same = end < len(lex) and lex[end].kind == "same"
    month_word = end + same < len(lex) and lex[end + same].kind == "unit" and lex[end + same].value == "M"
    named = end + same + month_word if month_word else end
    if named < len(lex) and lex[named].kind == "month":
        return _named_month(lex, at, named, clock=clock, parts=parts, day=day)
    return _this_month(lex, at, end, clock=clock, parts=parts)


def _day_range(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    """Read `the 5th to the 7th of May`."""
    if at + 3 >= len(lex) or not (lex[at + 1].kind in ("to", "until") or lex[at + 1].value == "-"):
        return 0
    last = Parts()
    if _day_number(lex[at + 2]) is None or lex[at + 3].kind != "month":
        return 0
    size = _day_month(lex, at + 2, clock, last)
    if not last.exact or int(lex[at].value) >= int(last.base[8:]):
        return 0
    parts.base, parts.exact = f"{last.base[:8]}{int(lex[at].value):02d}/{last.base}", True
    return 2 + size


def _named_month(lex: Sequence[Lexeme], at: int, named: int, *, clock: Clock, parts: Parts, day: int) -> int:
    end, year, direction = _year_after(lex, named + 1, clock)
    direction = direction or clock.tells(at)
    text = resolve_day(clock, months()[lex[named].value], day, year=year, direction=direction)
    parts.base, parts.exact = text or parts.base, bool(text)
    return end - at if text else 0


def _month(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    if lex[at].kind != "month":
        return 0
    month = months()[lex[at].value]
    end, year, direction = _year_after(lex, at + 1, clock)
    led = at > 0 and lex[at - 1].kind == "unit" and lex[at - 1].value == "M"
    within = bool(lex[at].glued) or (at > 0 and lex[at - 1].kind in ("in", "edge"))
    inside = within and month.inside and _is_inside(lex, at)
    if not (month.alone or led or year or direction or parts.part or inside):
        return 0
    direction = direction or clock.tells(at)
    text = resolve_month(clock, month, year=year, direction=direction)
    known = [n for n in clock.nights if text == n.isoformat()[:7]]
    parts.base = day_text(known[-1]) if parts.part == "TNI" and known else text
    return end - at


def _is_inside(lex: Sequence[Lexeme], at: int) -> bool:
    """Whether a word bears the ending of when something happens or began, or has it beside it."""
    beside = at + 1 < len(lex) and lex[at + 1].key == INSIDE
    return beside or lex[at].ending.endswith((INSIDE, SINCE))


def _year_after(lex: Sequence[Lexeme], at: int, clock: Clock) -> tuple[int, int | None, str]:
    """Read what may follow a month: a year, `last`, `next`, `this year`, `the same year`."""
    end = at
    if end < len(lex) and lex[end].kind == "mark" and lex[end].value in _BEFORE_YEAR:
        return _year_after(lex, at + 1, clock) if _is_year(lex, at + 1) else (at, None, "")
    if end + 1 < len(lex) and lex[end].kind == "in" and lex[end + 1].kind == "unit":
        end += 1
    if end + 1 < len(lex) and lex[end + 1].value == "Y" and lex[end].kind in ("same", "that") and clock.year:
        return end + 2, clock.year, ""
    if end < len(lex) and lex[end].kind == "unit" and lex[end].value == "Y":
        end += 1
    year, size = _year_at(lex, end, clock, spelt=end > at)
    if year is not None:
        return end + size, year, ""
    if end == at and end < len(lex) and lex[end].kind in ("past", "future"):
        return end + 1, None, lex[end].kind
    return at, None, ""


def _year_at(lex: Sequence[Lexeme], at: int, clock: Clock, *, spelt: bool) -> tuple[int | None, int]:
    """The year that a number, `this year` or, after the word for year, `last` and `next` mean."""
    if _is_year(lex, at):
        return int(lex[at].value), 1
    here = clock.reference.year if clock.reference else None
    if at >= len(lex) or here is None:
        return None, 0
    if lex[at].kind == "year":
        return here + int(lex[at].value), 1
    shift = {"past": -1, "future": 1, "this": 0}.get(lex[at].kind) if spelt else None
    return (here + shift, 1) if shift is not None else (None, 0)


def _is_year(lex: Sequence[Lexeme], at: int) -> bool:
    return at < len(lex) and lex[at].kind == "number" and int(lex[at].value) in _YEARS


def _this_month(lex: Sequence[Lexeme], at: int, end: int, *, clock: Clock, parts: Parts) -> int:
    """Read `the 15th of this month`, `1ى7`, `15ی مانگی 2`."""
    if not lex[at].ending or end >= len(lex) or clock.reference is None or parts.base:
        return 0
    reference, day = clock.reference, int(lex[at].value)
    word = lex[end]
    month: int | None = None
    size = 0
    if clock.month and (size := _told_month(lex, end)):
        reference, month = Reference(*clock.month), clock.month[1]
    elif word.kind == "this" and (
        end + 1 == len(lex) or lex[end + 1].value == "M" or lex[end + 1].kind == "mark"
    ):
        month, size = reference.month, 1 + (end + 1 < len(lex) and lex[end + 1].value == "M")
    elif word.kind == "unit" and word.value == "M":
        month, size = _numbered_month(lex, end + 1, clock)
        size += 1
        beyond = lex[end + 1].kind if size > 1 and month and reference.month else ""
        if beyond in ("past", "future"):  # last month is last year's in January
            reference = Reference(*_month_beside(reference, 1 if beyond == "future" else -1))
        if size == 1 and month and month > 1 and reference.day and day > reference.day:
            month -= 1  # the 30th of the month, said on the 10th
    elif word.kind == "number" and int(word.value) <= 12 and word.start == lex[at].end:
        month, size = int(word.value), 1
    try:
        parts.base = day_text(date(reference.year, month, day)) if month else ""
    except ValueError:
        return 0
    return 1 + size if parts.base else 0


def _month_beside(reference: Reference, shift: int) -> tuple[int, int]:
    months_since = 12 * reference.year + (reference.month or 1) - 1 + shift
    return months_since // 12, months_since % 12 + 1


def _told_month(lex: Sequence[Lexeme], at: int) -> int:
    """How many words say the month last named: `the month`, `that month`, `the same month`."""
    pointed = lex[at].kind in ("that", "same")
    if at + pointed >= len(lex) or lex[at + pointed].value != "M" or lex[at + pointed].kind != "unit":
        return 0
    return 1 + pointed if pointed or is_definite(lex[at]) else 0


def _numbered_month(lex: Sequence[Lexeme], at: int, clock: Clock) -> tuple[int | None, int]:
    here = clock.reference.month if clock.reference else None
    word = lex[at] if at < len(lex) else None
    if word is not None and word.kind == "number" and 1 <= int(word.value) <= 12:
        return int(word.value), 1
    if word is not None and word.kind in ("past", "future") and here:
        shift = 1 if word.kind == "future" else -1
        return (here + shift - 1) % 12 + 1, 1
    return here, 0


def _day_number(word: Lexeme) -> int | None:
    return int(word.value) if word.kind in ("number", "ordinal") and 1 <= int(word.value) <= 31 else None


def _feast(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    if lex[at].kind != "feast" or parts.base or (at and lex[at - 1].kind == "name"):
        return 0
    month, _, day = lex[at].value.partition("-")
    end, year, direction = _year_after(lex, at + 1, clock)
    name = next(m for m in months().values() if m.calendar == "gregorian" and m.number == int(month))
    direction = direction or clock.tells(at)
    if day:
        parts.base = resolve_day(clock, name, int(day), year=year, direction=direction) or ""
    else:  # the turn of the year, ahead unless it has been
        parts.base = resolve_month(clock, name, year=year, direction=direction or "future")
    return end - at if parts.base else 0


Component = Callable[[Sequence[Lexeme], int, Clock, Parts], int]
_COMPONENTS: tuple[Component, ...] = (
    _clock_time,
    _numeric,
    _day_month,
    read_relative,
    read_same_day,
    read_weekday,
    read_part,
    _feast,
)
