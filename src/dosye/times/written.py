"""Dates that are written in numbers: 2021/2/15, 15-2-2021, 12/May, the 15th of the 2nd of 2021."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dosye.times.clock import day_text
from dosye.times.lexemes import Lexeme

WRITTEN = 3  # numbers of a date
_GREGORIAN = range(1800, 2100)
_MONTHS = 12
_STROKES = frozenset("/-")


def numeric_day(text: str) -> str | None:
    """Return the value of `2021/2/15` or `15-2-2021`; None if it is no date."""
    numbers = [int(n) for n in re.split(r"[/.\-]", text) if n]
    if len(numbers) != 3:
        return None
    if numbers[0] not in _GREGORIAN:
        numbers.reverse()
    year, month, day = numbers
    if month > 12 >= day:
        month, day = day, month
    try:
        return day_text(date(year, month, day)) if year in _GREGORIAN else None
    except ValueError:
        return None


def parted(lex: Sequence[Lexeme], at: int) -> int:
    """Return 1 where a stroke stands between a number and the name of a month: 12/May."""
    stroke = at + 1 < len(lex) and lex[at].kind == "mark" and lex[at].value in _STROKES
    return int(stroke and lex[at + 1].kind == "month")


def written_day(lex: Sequence[Lexeme], at: int) -> str | None:
    """Return the day of three numbers that izafes join: the 15th of the 2nd of 2021."""
    day, month, year = (lex[i] if i < len(lex) else None for i in range(at, at + WRITTEN))
    if day is None or month is None or year is None or {day.kind, month.kind, year.kind} != {"number"}:
        return None
    if not day.ending or not month.ending or int(month.value) > _MONTHS or int(year.value) not in _GREGORIAN:
        return None
    return numeric_day(f"{year.value}-{month.value}-{day.value}")
