"""Words of pictures and runs in English and Kurdish, from the table beside this file."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dosye.tables import read_table

LANGUAGES = ("en", "ckb")
ARABIC_INDIC = {ord(str(n)): chr(0x0660 + n) for n in range(10)}
FIELD = re.compile(r"\\{(\w+)\\}")
_WORD, _LATIN = re.compile(r"\S+"), re.compile("[A-Za-z]")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    rows = read_table(Path(__file__).parent / "messages.tsv", ("key", *LANGUAGES), key=("key",))
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in rows}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The English lines as patterns, the longest first, with the keys of their messages."""
    lines = sorted(_table().items(), key=lambda item: -len(item[1]["en"]))
    return tuple((re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(line["en"]))), key) for key, line in lines)


def say(key: str, lang: str, **parts: object) -> str:
    """Return a message with its parts filled in, digits as the language has them; KeyError without it.

    What holds Latin letters is a name or the id of something, and stays to the letter.
    """
    told = _table()[key][lang].format(**parts) if parts else _table()[key][lang]
    return _WORD.sub(lambda word: word[0] if _LATIN.search(word[0]) else digits(word[0], lang), told)


def retell(text: str, lang: str) -> str | None:
    """Return what a model says in English in the language of the reader; None if no line of the table fits.

    What fills the gaps of a line is told in turn where the table has it, and kept where it has not: a name.
    """
    if lang == "en":
        return text
    for pattern, key in _patterns():
        found = pattern.fullmatch(text)
        if found:
            parts = {name: _part(value, lang) for name, value in found.groupdict().items()}
            return say(key, lang, **parts)
    return None


def _part(value: str, lang: str) -> str:
    return retell(value, lang) or say("comma", lang).join(retell(v, lang) or v for v in value.split(", "))


def digits(text: object, lang: str) -> str:
    """Return a text with its digits as the language writes them."""
    return str(text).translate(ARABIC_INDIC) if lang == "ckb" else str(text)
