"""Units that a word points at: `this week`, `that night`, `the same month`, `every Friday`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dosye.language.ckb.sounds import AE, YEH
from dosye.times.clock import Clock, day_text, month_text, week_text
from dosye.times.lengths import Match
from dosye.times.lexemes import SINCE, Lexeme, is_indefinite

_EVERY = {"part": "P1D", "weekday": "P1W", "season": "P1Y"}
_DAYS = frozenset({"D", "TNI", "TMO", "TEV"})
_THAT = AE + YEH  # the ending of a day that a clause describes


def place_unit(clock: Clock, unit: str, shift: int) -> str:
    """Return the unit so many steps from the reference day's own."""
    vague = "PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF"
    reference = clock.reference
    if reference is None or unit.startswith("T"):
        return vague
    years = {"Y": f"{reference.year + shift:04d}", "E": f"{reference.year // 10 + shift:03d}"}
    years["C"] = f"{reference.year // 100 + shift:02d}"
    if unit == "M" and reference.month:
        return month_text(reference.year, reference.month + shift)
    if unit in years:
        return years[unit]
    day = reference.exact
    if day is None or unit == "M":
        return vague
    return week_text(day + timedelta(weeks=shift)) if unit == "W" else day_text(day + timedelta(days=shift))


def find_every(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """`every night`, `every Friday`, `every summer`, `each week`; `each day that ...` is no set."""
    follow = lex[at + 1] if at + 1 < len(lex) else None
    if follow is None or not is_indefinite(follow):
        return None
    if follow.kind == "unit":
        each_day = follow.value == "D" or lex[at].kind != "same"
        return None if each_day else (at, at + 2, f"P1{follow.value}")
    return (at, at + 2, _EVERY[follow.kind]) if follow.kind in _EVERY else None


def find_pointed(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """`this week`, `that night`, `the same month`."""
    word, follow = lex[at], lex[at + 1] if at + 1 < len(lex) else None
    if word.kind == "same" and follow is not None and is_indefinite(follow):
        return find_every(lex, at, clock)
    if follow is None or follow.kind not in ("unit", "part") or _is_described(lex, at):
        return None
    value = _this(follow, clock) if word.kind == "this" else _that(follow, clock)
    return (at, at + 2, value) if value else None


def _is_described(lex: Sequence[Lexeme], at: int) -> bool:
    """Whether a clause says which day is meant: `since the day that ...`, `until the day that ...`."""
    ending = lex[at + 1].ending
    until = at > 0 and lex[at - 1].kind == "until" and ending.endswith(_THAT)
    return lex[at].kind == "that" and lex[at + 1].value in _DAYS and (until or ending.endswith(SINCE + YEH))


def _this(word: Lexeme, clock: Clock) -> str:
    if word.kind == "unit":
        return place_unit(clock, word.value, 0)
    day = clock.reference.exact if clock.reference else None
    return day_text(day, word.value) if day else "PRESENT_REF"


def _that(word: Lexeme, clock: Clock) -> str | None:
    if word.kind == "part":
        night = clock.nights[-1] if clock.nights and word.value == "TNI" else clock.day
        return day_text(night, word.value) if night else "PAST_REF"
    if word.value == "D":
        return day_text(clock.day) if clock.day else "PAST_REF"
    if word.value == "M" and clock.month:
        return month_text(*clock.month)
    if word.value == "Y" and clock.year:
        return f"{clock.year:04d}"
    if word.value == "W" and clock.day:
        return week_text(clock.day)
    return None if word.value.startswith("T") else "PAST_REF"
