"""Rules for units and references: `last week`, `this month`, `that night`, `in 2016`, `now`, `daily`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from dosye.language.ckb.sounds import YEH
from dosye.times.calendars import MonthName
from dosye.times.clock import Clock, Reference, day_text, month_text, resolve_month, week_text
from dosye.times.expressions import find_date
from dosye.times.lengths import Match
from dosye.times.lexemes import INSIDE, SINCE, Lexeme, is_definite, is_indefinite, is_plural
from dosye.times.pointed import find_every, find_pointed, place_unit
from dosye.times.tense import COMING
from dosye.times.values import SEASONS

_YEARS = range(1700, 2101)
_BARE_YEARS = range(1950, 2036)
_SHIFT = {"past": -1, "this": 0, "future": 1, "later": 1}
_BESIDE = {"before": -1, "after": 1}  # the day before that, the day after that
_EDGE_MONTH = {"start": 1, "middle": 6, "end": 12}


def find_unit(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """Find an expression made of a unit (week, month, year, night) and a word that places it."""
    rule = _UNIT_RULES.get(lex[at].kind)
    return rule(lex, at, clock) if rule else None


def _unit(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    word, follow = lex[at], lex[at + 1] if at + 1 < len(lex) else None
    if follow is None:
        return None
    if word.value == "D" and follow.kind in _BESIDE and clock.day:
        return at, at + 2, day_text(clock.day + timedelta(days=_BESIDE[follow.kind]))
    if follow.kind in _SHIFT:
        many = follow.kind in ("past", "future") and is_plural(word)
        placed = (at, at + 2, _of_many(word.value, follow.kind)) if many else None
        return placed or _shifted(at, word.value, follow.kind, clock)
    if word.value == "M" and follow.kind == "number" and 1 <= int(follow.value) <= 12:
        return _numbered_month(lex, at, clock)
    if word.value == "Y" and follow.kind == "number" and int(follow.value) in _YEARS:
        return _year_range(lex, at + 1)
    century = word.value == "C" and follow.kind in ("ordinal", "number") and 1 <= int(follow.value) <= 21
    return (at, at + 2, f"{int(follow.value) - 1:02d}") if century else None


def _of_many(unit: str, kind: str) -> str:
    """`the past weeks` are some weeks; `the past days`, `the coming months` are vague."""
    if kind == "past" and unit in ("W", "M"):
        return f"PX{unit}"
    return "PAST_REF" if kind == "past" else "FUTURE_REF"


def find_reference(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """Find a word or phrase that means now, before, later, then, every month, or a year."""
    rule = _REFERENCE_RULES.get(lex[at].kind)
    value = rule(lex, at, clock) if rule else None
    return value if isinstance(value, tuple) else (at, at + 1, value) if value else None


def _as_said(lex: Sequence[Lexeme], at: int, clock: Clock) -> str:
    return lex[at].value


def _ago(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    """`before`, alone; after a length that fixes no time (`some hours earlier`) it says no more."""
    before = lex[at - 1] if at else None
    measured = before is not None and before.kind in ("unit", "length")
    counted = measured and (is_indefinite(lex[at - 1]) or (at > 1 and lex[at - 2].kind in ("some", "number")))
    return None if counted else "PAST_REF"


def _ahead(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    return lex[at].value or None


def _set(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | str | None:
    """`daily`; `these days` are now, `those days` no set."""
    before = lex[at - 1].kind if at else ""
    if before == "this":
        return at - 1, at + 1, "PRESENT_REF"
    return None if before == "that" else lex[at].value


def _year_word(lex: Sequence[Lexeme], at: int, clock: Clock) -> str:
    return f"{clock.reference.year + int(lex[at].value):04d}" if clock.reference else "PAST_REF"


def _decade(lex: Sequence[Lexeme], at: int, clock: Clock) -> str:
    return f"{int(lex[at].value) // 10}"


def _span(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    return clock.length


def _first_day(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """`the first day of (somebody's) taking office`."""
    kinds = [x.kind for x in lex[at : at + 3]]
    if lex[at].value != "1" or kinds[1:] != ["unit", "taking"] or lex[at + 1].value != "D":
        return None
    start = clock.took_office()
    return (at, at + 3, start) if len(start) == len("2020-05-07") else None


def _until_later(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    return "FUTURE_REF" if at and lex[at - 1].kind == "until" else None


_NIGHTLY = "\u0627\u0646\u06d5"  # the ending of a part of the day that comes again: by night


def _part_alone(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    """`one night`, first in a sentence: some night in the past; `the evening`: that of the day last named."""
    word = lex[at]
    if is_indefinite(word):
        return "PAST_REF" if word.value == "TNI" and at == 0 else None
    if word.key.endswith(_NIGHTLY):
        return None if at and not lex[at - 1].kind and lex[at - 1].key.endswith(YEH) else "P1D"
    lone = not word.ending and word.value in ("TEV", "TAF") and (at == 0 or lex[at - 1].kind in _ENTERS)
    return day_text(clock.day, word.value) if clock.day and (is_definite(word) or lone) else None


_ENTERS = frozenset({"mark", "until", "and", "in"})  # what stands before a part of the day alone


def _then(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    """`then`; not `the then prime minister`."""
    before = lex[at - 1] if at else None
    if lex[at].ending == YEH:
        return None
    if lex[at].glued or (before and before.kind == "until"):
        return clock.said or "FUTURE_REF"
    if clock.day and day_text(clock.day).startswith(clock.said):
        return day_text(clock.day, "TNI" if clock.night else "")
    return clock.said or "PAST_REF"


def _bare_direction(lex: Sequence[Lexeme], at: int, clock: Clock) -> str | None:
    """`the coming elections`, `in the past`; not the former office holder."""
    if lex[at].kind == "past":
        inside = at > 0 and lex[at - 1].kind == "in"
        return "PAST_REF" if inside or lex[at].glued else None
    if is_indefinite(lex[at]):
        return None
    modifies = at > 0 and lex[at - 1].key.endswith(YEH) and not lex[at].ending.endswith(YEH)
    return "FUTURE_REF" if modifies or not lex[at].value else None


def _bare_year(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    if len(lex[at].value) != 4 or int(lex[at].value) not in _BARE_YEARS:
        return None
    follow = lex[at + 1] if at + 1 < len(lex) else None
    before = lex[at - 1] if at else None
    of_event = before is not None and before.kind == "event" and bool(before.ending)
    if follow is not None and follow.kind in ("unit", "number") and follow.value != "TH" and not of_event:
        return None
    led = before is not None and before.kind in (
        "in",
        "to",
        "until",
        "between",
        "after",
        "before",
        "unit",
        "edge",
    )
    if lex[at].ending or led or follow is None or follow.kind == "mark":
        return _year_range(lex, at)
    izafe = before is not None and before.key.endswith(YEH) and before.kind in ("", "event")
    return _year_range(lex, at) if izafe and not lex[at].ending else None


def _year_range(lex: Sequence[Lexeme], at: int) -> Match:
    last = at + 2
    between = at > 0 and lex[at - 1].kind == "between" and at + 1 < len(lex) and lex[at + 1].kind == "and"
    joined = last < len(lex) and (
        between or lex[at + 1].kind in ("to", "until") or lex[at + 1].value in ("-", "–", "_")
    )
    if joined and lex[last].kind == "number" and int(lex[last].value) in _YEARS:
        return at, last + 1, f"{lex[at].value}/{lex[last].value}"
    return at, at + 1, lex[at].value


def _shifted(at: int, unit: str, kind: str, clock: Clock) -> Match | None:
    shift = _SHIFT[kind]
    if kind == "later":
        return None if unit.startswith("T") else (at, at + 2, _later(unit, clock))
    return at, at + 2, place_unit(clock, unit, shift)


def _later(unit: str, clock: Clock) -> str:
    """`the month after`: counts from a day or month that the article has named."""
    if unit == "M" and clock.month:
        return month_text(clock.month[0], clock.month[1] + 1)
    if unit == "D" and clock.day:
        return day_text(clock.day + timedelta(days=1))
    if unit == "W" and clock.day:
        return week_text(clock.day + timedelta(weeks=1))
    if unit == "Y" and clock.year:
        return f"{clock.year + 1:04d}"
    return "PAST_REF"


def _numbered_month(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    number = int(lex[at + 1].value)
    end = at + 2
    if end < len(lex) and lex[end].kind == "number" and int(lex[end].value) in _BARE_YEARS:
        return at, end + 1, month_text(int(lex[end].value), number)
    month = MonthName("gregorian", number, True)
    told = clock.tells(at)
    return (at, end, resolve_month(clock, month, year=None, direction=told)) if clock.reference else None


def _edge(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """`the start of the year` is its first month; of a month or week: that month or week."""
    rest = at + 1
    if rest >= len(lex):
        return None
    edge = lex[at].value
    named = rest + 1 < len(lex) and lex[rest].value == "M" and lex[rest + 1].kind == "month"
    rest += named
    if lex[rest].kind == "year" and clock.reference:
        year = clock.reference.year + int(lex[rest].value)
        return at, rest + 1, month_text(year, _EDGE_MONTH[edge])
    inner = find_date(lex, rest, clock) or find_unit(lex, rest, clock) or _bare_unit(lex, rest, clock)
    if inner is None and lex[rest].kind == "number":
        inner = _bare_year(lex, rest, clock)
    if inner is None:
        return None
    value = inner[2]
    return at, inner[1], f"{value}-{_EDGE_MONTH[edge]:02d}" if len(value) == 4 and value.isdigit() else value


def _bare_unit(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    if lex[at].kind == "unit" and lex[at].value in ("M", "W", "Y") and not is_indefinite(lex[at]):
        return at, at + 1, place_unit(clock, lex[at].value, 0)
    return None


def _season(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    follow = lex[at + 1] if at + 1 < len(lex) else None
    told = clock.year or (clock.reference.year if clock.reference else None)
    if follow is not None and follow.kind in ("past", "future", "year"):
        return _placed_season(lex, at, clock)
    if follow is not None and follow.kind == "number" and int(follow.value) in _YEARS:
        return at, at + 2, f"{follow.value}-{lex[at].value}"
    if follow is not None and follow.kind in ("same", "that") and told and _is_unit_year(lex, at + 2):
        return at, at + 3, f"{told}-{lex[at].value}"
    led = at > 0 and lex[at - 1].kind in _SEASON_LEADS
    if clock.reference is None or not (led or lex[at].ending.endswith((INSIDE, SINCE))):
        return None
    return at, at + 1, _bare_season(clock, clock.reference, lex[at].value, clock.tells(at))


_SEASON_LEADS = frozenset({"until", "before"})


def _is_unit_year(lex: Sequence[Lexeme], at: int) -> bool:
    return at < len(lex) and lex[at].value == "Y"


def _bare_season(clock: Clock, reference: Reference, season: str, told: str) -> str:
    """A season with no word that places it: of the year that its sentence tells, else by its verb."""
    if clock.year and clock.said_at == clock.sentence:
        return f"{clock.year}-{season}"
    month, (first, last) = reference.month or 7, SEASONS[season]
    if told == COMING:
        return f"{reference.year + (month > last)}-{season}"
    return f"{reference.year - (month < first)}-{season}"


def _placed_season(lex: Sequence[Lexeme], at: int, clock: Clock) -> Match | None:
    """`last summer`, `the summer of this year`."""
    follow = lex[at + 1]
    if clock.reference is None or follow.kind not in ("past", "future", "year"):
        return None
    if follow.kind == "year":
        return at, at + 2, f"{clock.reference.year + int(follow.value)}-{lex[at].value}"
    return at, at + 2, _season_beside(clock.reference, lex[at].value, follow.kind)


def _season_beside(reference: Reference, season: str, direction: str) -> str:
    """The last or the next season of a name, seen from the reference day."""
    month, first = reference.month or 7, SEASONS[season][0]
    if direction == "past":
        return f"{reference.year - (month <= first)}-{season}"
    return f"{reference.year + (month >= first)}-{season}"


Rule = Callable[[Sequence[Lexeme], int, Clock], Match | str | None]
_UNIT_RULES: dict[str, Callable[[Sequence[Lexeme], int, Clock], Match | None]] = {
    "this": find_pointed,
    "that": find_pointed,
    "same": find_pointed,
    "every": find_every,
    "edge": _edge,
    "season": _season,
    "unit": _unit,
}
_REFERENCE_RULES: dict[str, Rule] = {
    "ref": _as_said,
    "set": _set,
    "ago": _ago,
    "ahead": _ahead,
    "then": _then,
    "year": _year_word,
    "decade": _decade,
    "number": _bare_year,
    "ordinal": _first_day,
    "past": _bare_direction,
    "future": _bare_direction,
    "span": _span,
    "later": _until_later,
    "earlier": _ago,
    "part": _part_alone,
}
