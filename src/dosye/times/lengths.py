"""Rules for lengths, sets and dates counted from a length (`three days ago`, `a week after that night`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dosye.times.clock import Clock, day_text, month_text
from dosye.times.lexemes import INSIDE, Lexeme, is_definite, is_indefinite

Match = tuple[int, int, str]  # first lexeme, one past the last, value
_SCALE = {"E": (10, "Y"), "C": (100, "Y")}
_MOVED = frozenset({"after", "before", "later", "earlier"})
_MEASURING = _MOVED | {"ago", "and", "more"}
_LARGE = 100
_HALVES = {"Y": (12, "M"), "TH": (60, "TM")}  # the unit and how many make one, where a half is said
_DAY = 10  # letters of a day
_SMALLER = {("Y", "M"): 12, ("Y", "D"): 365, ("M", "D"): 30, ("W", "D"): 7, ("D", "TH"): 24, ("TH", "TM"): 60}
_YEARS = {"C": 1.0, "E": 1.0, "Y": 1.0, "M": 1 / 12, "W": 1 / 52, "D": 1 / 365}  # of a unit, once scaled
_COARSE = {"Y": 7, "M": 7}  # units that count from a date of no more than so many letters


def length_text(count: str, unit: str) -> str:
    """Return the text form of a length; `count` is a number, `X`, or a range `15/20`."""
    factor, unit = _SCALE.get(unit, (1, unit))
    clock, unit = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    numbers = [c if c == "X" else str(int(c) * factor) for c in count.split("/")]
    return "/".join(f"P{clock}{number}{unit}" for number in numbers)


def find_length(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """Find a length at a lexeme, and the date it leads to where one is said."""
    read = _read_count(lex, at)
    if read is None:
        return None
    end, count, unit = read
    if unit in _HALVES and count.isdigit() and [x.kind for x in lex[end : end + 2]] == ["and", "half"]:
        factor, unit = _HALVES[unit]
        end, count = end + 2, str(int(count) * factor + factor // 2)
    text = length_text(count, unit)
    if (joined := _joined(lex, end, count=count, unit=unit)) is not None:
        end, count, unit, text = joined
    follow = lex[end].kind if end < len(lex) else ""
    night = "TNI" if lex[end - 1].kind == "part" and follow in ("later", "earlier") else ""
    if lex[at].kind == "part" and not night:
        return None
    if follow == "ago":
        return at, end + 1, _counted(clock, count, unit, sign=-1)
    if follow in ("past", "future", "more"):
        return at, end + 1, text
    if follow in _MOVED and (value := _moved(lex, end, clock, count=count, unit=unit)):
        return at, end + 1, value + night * (len(value) == _DAY)
    return (
        _before_now(lex, at, end, count=count, unit=unit, clock=clock)
        or _anchored(lex, at, end, count=count, unit=unit, clock=clock)
        or (at, end, text)
    )


def _before_now(
    lex: Sequence[Lexeme], at: int, end: int, *, count: str, unit: str, clock: Clock
) -> Match | None:
    """`before a month`: the month that lies so far back, where nothing follows that it is counted from."""
    counted = end < len(lex) and lex[end].kind in ("in", "same")
    if counted or not at or lex[at - 1].kind != "before" or unit not in _COARSE:
        return None
    return at - 1, end, _counted(clock, count, unit, sign=-1)


def _joined(lex: Sequence[Lexeme], end: int, *, count: str, unit: str) -> tuple[int, str, str, str] | None:
    """A length with a smaller one joined to it (four years and five months): its end, all of it in the
    smaller unit, and its text."""
    second = _read_count(lex, end + 1) if end + 1 < len(lex) and lex[end].kind == "and" else None
    if second is None or not count.isdigit() or not second[1].isdigit():
        return None
    size = _SMALLER.get((unit, second[2]))
    if size is None:
        return None
    small = second[2].removeprefix("T")
    middle = "T" if second[2].startswith("T") and not unit.startswith("T") else ""
    text = f"{length_text(count, unit)}{middle}{int(second[1])}{small}"
    return second[0], str(int(count) * size + int(second[1])), second[2], text


def _moved(lex: Sequence[Lexeme], end: int, clock: Clock, *, count: str, unit: str) -> str | None:
    """The day that a length later, earlier, after or before something comes to.

    A first line that says `three days after ...` speaks of the day of publication, or of the day it has
    just named; elsewhere lengths count from the last day that the article has named.
    """
    kind, told = lex[end].kind, lex[end + 1] if end + 1 < len(lex) else None
    today = clock.told or clock.day or (clock.reference.exact if clock.reference else None)
    weeks = unit == "W" and kind in ("after", "before")
    if unit.startswith("T") or (count == "X" and (unit in _COARSE or weeks)):
        return None
    clause = lex[end].value == "clause"
    if kind == "after" and clause and clock.opening and today and unit in ("D", "W"):
        return day_text(today)
    if kind in ("later", "earlier") and unit in _COARSE and (found := _coarse(clock, count, unit, kind)):
        return found
    if kind == "earlier" and today:
        return _from_day(today, count, unit, sign=-1)
    event = told is not None and (told.kind in ("that", "it") or (told.kind == "event" and bool(told.ending)))
    if clock.day and (kind == "later" or event or (kind == "before" and not clause)):
        return _from_day(clock.day, count, unit, sign=-1 if kind == "before" else 1)
    return None


def _coarse(clock: Clock, count: str, unit: str, kind: str) -> str | None:
    """The year or month so many before or after one that was named without a day."""
    size = _COARSE[unit]
    if not clock.said or len(clock.said) > size or not count.isdigit():
        return None
    sign = 1 if kind == "later" else -1
    if unit == "Y":
        return f"{int(clock.said[:4]) + sign * int(count):04d}"
    if len(clock.said) < size or not clock.said[5:].isdigit():
        return None
    return month_text(int(clock.said[:4]), int(clock.said[5:]) + sign * int(count))


def _read_count(lex: Sequence[Lexeme], at: int) -> tuple[int, str, str] | None:
    word = lex[at]
    if word.kind == "length":
        count, unit = word.value.split(" ")
        return at + 1, count, unit
    if word.kind == "unit":
        return (at + 1, "1", word.value) if _is_one(lex, at) else None
    if word.kind == "part" and word.value == "TNI" and is_indefinite(word):
        return at + 1, "1", "D"
    halved = _HALVES.get(_unit_at(lex, at + 1) or "") if word.kind == "half" else None
    if halved:
        return at + 2, str(halved[0] // 2), halved[1]
    if word.kind == "some":
        found = _unit_at(lex, at + 1)
        return (at + 2, "X", found) if found else None
    return _read_number(lex, at)


def _is_one(lex: Sequence[Lexeme], at: int) -> bool:
    """Whether a unit says `a week`, `an hour`; `one day` alone is no length."""
    word = lex[at]
    if not is_indefinite(word) or word.value in ("TM", "TS"):
        return False
    follow = lex[at + 1].kind if at + 1 < len(lex) else ""
    measured = word.ending.endswith(INSIDE) or follow in _MEASURING
    return word.value != "D" or measured or (at > 0 and lex[at - 1].kind in ("after", "before"))


def _read_number(lex: Sequence[Lexeme], at: int) -> tuple[int, str, str] | None:
    if lex[at].kind != "number":
        return None
    total, end = _sum(lex, at)
    if (
        end < len(lex)
        and lex[end].kind in ("to", "until")
        and end + 1 < len(lex)
        and lex[end + 1].kind == "number"
    ):
        second, last = _sum(lex, end + 1)
        unit = _unit_at(lex, last)
        return (last + 1, f"{total}/{second}", unit) if unit else None
    unit = _unit_at(lex, end) or _aged(lex, end)
    return (end + 1, str(total), unit) if unit else None


def _aged(lex: Sequence[Lexeme], at: int) -> str | None:
    """The unit of `of 17 years`, which after a number is no set."""
    every = at < len(lex) and lex[at].kind == "set" and lex[at].value.startswith("P1")
    return lex[at].value[2:] if every else None


def _sum(lex: Sequence[Lexeme], at: int) -> tuple[int, int]:
    """Add up number words: 3 هەزار و 200."""
    total, end = int(lex[at].value), at + 1
    while end + 1 < len(lex) and lex[end].kind == "and" and lex[end + 1].kind == "number":
        total, end = total + int(lex[end + 1].value), end + 2
    if end < len(lex) and lex[end].kind == "number" and int(lex[end].value) >= _LARGE:
        total, end = total * int(lex[end].value), end + 1
    return total, end


def _unit_at(lex: Sequence[Lexeme], at: int) -> str | None:
    if at < len(lex) and lex[at].kind == "part" and lex[at].value == "TNI":
        return "D"
    return lex[at].value if at < len(lex) and lex[at].kind == "unit" else None


def _anchored(
    lex: Sequence[Lexeme], at: int, end: int, *, count: str, unit: str, clock: Clock
) -> Match | None:
    """A length, `from`, and `that night`: the day it leads to; the leading word is inside the span."""
    lead = next((i for i in (at - 1, at - 2) if i >= 0 and lex[i].kind in ("after", "before")), None)
    if lead is None or end + 1 >= len(lex) or lex[end].kind not in ("that", "in", "same"):
        return None
    tail = end + 2 if lex[end].kind == "in" and lex[end + 1].kind == "that" else end + 1
    if tail >= len(lex) or clock.day is None or unit.startswith("T"):
        return None
    if lex[tail].kind not in ("part", "unit") and not (lex[tail].kind == "event" and is_definite(lex[tail])):
        return None
    sign = 1 if lex[lead].kind == "after" else -1
    return lead, tail + 1, _from_day(clock.day, count, unit, sign=sign)


def _counted(clock: Clock, count: str, unit: str, *, sign: int) -> str:
    reference = clock.reference
    if count == "X" and unit == "D" and reference and reference.exact:
        return month_text(reference.year, reference.exact.month)
    far = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if count == "X" or "/" in count or unit.startswith("T") or reference is None:
        return far
    number = int(count) * _SCALE.get(unit, (1, ""))[0]
    if _beyond(reference.year, number, unit, sign=sign):
        return far
    if unit in ("Y", "E", "C"):
        return f"{reference.year + sign * number:04d}"
    if unit == "M":
        return (
            month_text(reference.year, (reference.month or 1) + sign * number)
            if reference.month
            else "PAST_REF"
        )
    return _from_day(reference.exact, count, unit, sign=sign) if reference.exact else far


def _from_day(day: date, count: str, unit: str, *, sign: int) -> str:
    if not count.isdigit():
        return month_text(day.year, day.month)
    if _beyond(day.year, int(count), unit, sign=sign):
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    number = sign * int(count)
    if unit in ("D", "W"):
        return day_text(day + timedelta(days=number * (7 if unit == "W" else 1)))
    if unit == "M":
        return month_text(day.year, day.month + number)
    return f"{day.year + number:04d}" if unit == "Y" else day_text(day)


def _beyond(year: int, number: int, unit: str, *, sign: int) -> bool:
    """Whether so many units from a year lead out of the years that a date can have."""
    return not MINYEAR < year + sign * number * _YEARS.get(unit, 0.0) < MAXYEAR
