"""The words of the page itself, from one table, and numbers and days as each language writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dosye.dossier.days import bounds
from dosye.dossier.say import message
from dosye.dossier.say import say_day as message_day
from dosye.dossier.say.messages import has_message
from dosye.tables import read_table
from dosye.views.pictures.words import digits
from dosye.views.web.records import LANGUAGES

LATIN, ARABIC = re.compile("[A-Za-z\u00c0-\u024f]"), re.compile("[\u0620-\u06ff]")
BIDI = {0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO"}
BIDI |= {0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI"}
SHOWN: dict[int, str] = {code: f"[{name}]" for code, name in BIDI.items()}
SHOWN |= {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t\r"}


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    rows = read_table(Path(__file__).parent / "messages.tsv", ("key", *LANGUAGES), key=("key",))
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in rows}


def word(key: str, lang: str, **parts: object) -> str:
    """Return a message of the page, or of the facts, with its parts filled in; KeyError if there is none.

    A line `.one` tells what there is but one of.
    """
    if str(parts.get("n")) == "1" and f"{key}.one" in _words():
        key = f"{key}.one"
    if key not in _words():
        return message(key, lang, **parts)
    pattern = _words()[key][lang]
    return pattern.format(**parts) if parts else pattern


def has_word(key: str) -> bool:
    """Tell whether the table has a message."""
    return key in _words() or has_message(key)


def name_value(kind: str, value: str, lang: str) -> str:
    """Return what a value of a closed set is called (`type.ASSAULT`), itself where no line says."""
    key = f"{kind}.{value}"
    return word(key, lang) if has_word(key) else value.replace("_", " ").replace("-", " ")


def is_foreign(text: str, lang: str) -> bool:
    """Tell whether a name stands in none of the letters of the page, but in those of its other language."""
    own, other = (LATIN, ARABIC) if lang == "en" else (ARABIC, LATIN)
    return bool(other.search(text)) and not own.search(text)


def say_count(number: int, lang: str) -> str:
    """Return a number with its thousands apart."""
    return digits(f"{number:,}".replace(",", "\N{THIN SPACE}" if lang == "en" else "\u066c"), lang)


def say_day(value: str | None, lang: str) -> str:
    """Return the day, month or year of a time value in short (`25 Jun 2020`), itself where it has none."""
    return digits(message_day(value, lang, short=True), lang)


def first_day(value: str | None) -> str:
    """Return the first day that a time value can mean as ISO text, empty where it fixes none."""
    return (bounds(value)[0] or "")[:10]


def plain(text: object) -> str:
    """Return a text with what could hide or turn other text made visible: controls and bidi marks."""
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", str(text)).translate(SHOWN)
