"""Tell a time value in words."""

from __future__ import annotations

import re

from dosye.dossier.say.messages import has_message, message

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T[A-Z]{2})?(?:T\d\d:\d\d)?$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
YEAR = re.compile(r"\d{4}$")
WEEK = re.compile(r"(\d{4})-W(\d\d)$")


def say_time(value: str | None, lang: str) -> str:
    """Return a time value in words (`on the night of 25 June 2020`); empty for None."""
    value = value or ""
    if found := DAY.match(value):
        year, month, day, part = found.groups()
        key = f"time.{part}" if part and has_message(f"time.{part}") else "time.day"
        return message(key, lang, year=year, month=_month(month, lang), day=int(day))
    if found := MONTH.match(value):
        return message("time.month", lang, year=found[1], month=_month(found[2], lang))
    if found := WEEK.match(value):
        return message("time.week", lang, year=found[1], week=int(found[2]))
    if YEAR.match(value):
        return message("time.year", lang, year=value)
    key = f"time.{value}"
    if has_message(key) or not value:
        return message(key, lang) if value else ""
    return message("time.other", lang, value=value)


def _month(number: str, lang: str) -> str:
    return message(f"month.{int(number)}", lang) if 1 <= int(number) <= 12 else number
