"""Tell a time value in words: inside a sentence, or in short beside it."""

from __future__ import annotations

import re

from dosye.dossier.say.messages import has_message, message

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T[A-Z]{2})?(?:T\d\d:\d\d)?$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
YEAR = re.compile(r"\d{4}$")
WEEK = re.compile(r"(\d{4})-W(\d\d)$")
BEGIN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T[A-Z]{2})?")


def say_time(value: str | None, lang: str) -> str:
    """Return a time value in words (`on the night of 25 June 2020`); empty for None."""
    value = value or ""
    if found := DAY.match(value):
        year, month, day, part = found.groups()
        key = f"time.{part}" if part and has_message(f"time.{part}") else "time.day"
        return message(key, lang, year=year, month=_month(month, lang), day=int(day))
    if plain := _plain(value):
        key, parts = plain
        return message(f"time.{key}", lang, **_worded(parts, lang))
    if value.count("/") == 1:
        return message("time.other", lang, value=say_day(value, lang))
    key = f"time.{value}"
    if has_message(key) or not value:
        return message(key, lang) if value else ""
    return message("time.other", lang, value=value)


def say_day(value: str | None, lang: str, *, short: bool = False) -> str:
    """Return a time value as it stands beside a line (`25 June 2020, night`); itself where it is none.

    Args:
        value: a time value, or two with a stroke between them.
        lang: `en` or `ckb`.
        short: English months in three letters, and no night or morning.
    """
    value = value or ""
    if value.count("/") == 1:
        first, last = (say_day(end, lang, short=short) for end in value.split("/"))
        return message("day.span", lang, first=first, last=last)
    if found := BEGIN.match(value):
        year, month, day, part = found.groups()
        name = _month(month, lang)
        name = name[:3] if short and lang == "en" else name
        told = message("day.day", lang, year=year, month=name, day=int(day))
        return (
            message(f"day.{part}", lang, day=told)
            if part and has_message(f"day.{part}") and not short
            else told
        )
    if plain := _plain(value):
        key, parts = plain
        return message(f"day.{key}", lang, **_worded(parts, lang))
    return message(f"time.{value}", lang) if value and has_message(f"time.{value}") else value


def _plain(value: str) -> tuple[str, dict[str, str]] | None:
    """Return whether a value is a month, a week or a year, and its parts; None if it is none of them."""
    if found := MONTH.match(value):
        return "month", {"year": found[1], "month": found[2]}
    if found := WEEK.match(value):
        return "week", {"year": found[1], "week": str(int(found[2]))}
    return ("year", {"year": value}) if YEAR.match(value) else None


def _worded(parts: dict[str, str], lang: str) -> dict[str, str]:
    return {key: _month(part, lang) if key == "month" else part for key, part in parts.items()}


def _month(number: str, lang: str) -> str:
    return message(f"month.{int(number)}", lang) if 1 <= int(number) <= 12 else number
