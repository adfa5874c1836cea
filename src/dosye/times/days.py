"""Single days as words say them: tomorrow, that night, Friday, in the morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from dosye.times.clock import Clock, day_text, relative_day, small_hours
from dosye.times.lexemes import SINCE, Lexeme, is_definite, is_plural
from dosye.times.tense import BEEN, COMING

_DIRECTIONS = {"past": "past", "future": "future", "this": "this"}
_BESIDE = {"earlier": -1, "before": -1, "later": 1, "after": 1}  # words that name the day before or after


@dataclass(slots=True)
class Parts:
    """What a run of time words has said so far."""

    base: str = ""
    weekday: int = 0
    part: str = ""
    hour: int | None = None
    minute: int = 0
    direction: str = ""
    exact: bool = False


def read_relative(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    """Read `yesterday`, `last night`, `tomorrow`; return how many words that takes."""
    word = lex[at]
    if word.kind not in ("day", "night") or parts.base:
        return 0
    shift = int(word.value)
    if word.kind == "night":
        parts.part = "TNI"
        shift -= small_hours(clock)
    until = _follows(lex, at, "until") and shift == 0 and word.kind == "day"
    since = word.ending.endswith(SINCE[1:])
    now = until or (bool(word.glued) and shift == 0 and not since)
    parts.base = "PRESENT_REF" if now else relative_day(clock, shift)
    if word.kind == "day" and shift and clock.day and _is_of_story(lex, at, clock):
        parts.base = day_text(clock.day + timedelta(days=shift))
    elif shift > 0 and any(x.kind == "if" for x in lex[:at]) and not _day_follows(lex, at + 1):
        parts.base = "FUTURE_REF"
    return 1


def _is_of_story(lex: Sequence[Lexeme], at: int, clock: Clock) -> bool:
    """Whether `tomorrow` is the day after the day told: `on the morrow`, or what has been."""
    return is_definite(lex[at]) or (_follows(lex, at, "to") and clock.tells(at) == BEEN)


def _day_follows(lex: Sequence[Lexeme], at: int) -> bool:
    return at < len(lex) and lex[at].kind in ("weekday", "part", "clock", "number")


def _follows(lex: Sequence[Lexeme], at: int, kind: str) -> bool:
    return at > 0 and lex[at - 1].kind == kind


def read_same_day(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    """`that night`, `the same day` beside a clock time or after a part of the day."""
    if lex[at].kind not in ("that", "same") or parts.base or clock.day is None or at + 1 >= len(lex):
        return 0
    word = lex[at + 1]
    day = clock.day
    if word.kind == "part":
        parts.part = word.value
        day = clock.nights[-1] if clock.nights and word.value == "TNI" else day
    elif word.kind != "unit" or word.value != "D":
        return 0
    parts.base = day_text(day)
    return 2


def read_weekday(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    """Read a day of the week with what places it: `last Friday`."""
    if lex[at].kind != "weekday" or parts.weekday:
        return 0
    parts.weekday = int(lex[at].value)
    first = at - (at > 0 and lex[at - 1].value == "D")
    led = _follows(lex, at, "until") or _follows(lex, first, "to")
    if not parts.part and (led or clock.tells(at) == COMING):
        parts.direction = "future"
    follow = lex[at + 1].kind if at + 1 < len(lex) else ""
    if [x.kind for x in lex[at + 1 : at + 3]] == ["before", "past"]:
        parts.direction = "before"
        return 3
    if follow not in _DIRECTIONS and at and lex[at - 1].value == "D" and is_plural(lex[at - 1]):
        parts.base = "P1W"
    parts.direction = _DIRECTIONS.get(follow, parts.direction)
    return 2 if follow in _DIRECTIONS else 1


def read_part(lex: Sequence[Lexeme], at: int, clock: Clock, parts: Parts) -> int:
    """Read a part of the day, alone or with what places it: `last night`, `the night after`."""
    if lex[at].kind != "part" or (parts.part and parts.base):
        return 0
    follow = lex[at + 1] if at + 1 < len(lex) else None
    if follow is not None and follow.kind == "past":
        parts.part, parts.direction = lex[at].value, "past"
        if follow.value == "before" and clock.day:  # the night before, not last night
            parts.base = day_text(clock.day - timedelta(days=1))
        return 2
    if follow is not None and follow.kind == "event" and lex[at].value == "TNI" and clock.day and clock.night:
        parts.part, parts.base = "TNI", day_text(clock.day)
        return 2
    size = 1 + (follow is not None and follow.kind == "unit" and follow.value == "D")
    beside = _BESIDE.get(lex[at + size].kind) if at + size < len(lex) else None
    if beside and clock.day and not parts.base:
        parts.part, parts.base = lex[at].value, day_text(clock.day + timedelta(days=beside))
        return 1 + size
    parts.part = lex[at].value
    return 1
