"""The table of messages: every word that dosye adds to a fact stands there, in both languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dosye.tables import read_table

LANGUAGES = ("en", "ckb")
HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _messages() -> dict[str, dict[str, str]]:
    rows = read_table(HERE / "messages.tsv", ("key", *LANGUAGES), key=("key",))
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in rows}


def message(key: str, lang: str, **parts: object) -> str:
    """Return a message with its parts filled in; KeyError if the table lacks it."""
    pattern = _messages()[key][lang]
    return pattern.format(**parts) if parts else pattern


def has_message(key: str) -> bool:
    """Tell whether the table has a message."""
    return key in _messages()


@lru_cache(maxsize=1)
def acts() -> dict[tuple[str, str], dict[str, str]]:
    """How each type and mode of act is told."""
    columns = ("type", "mode", "past", "participle", "base", "ckb", "ckb_to")
    rows = read_table(HERE / "acts.tsv", columns, key=("type", "mode"))
    return {(row["type"], row["mode"]): row.cells for row in rows}


def join_names(names: list[str], lang: str) -> str:
    """Return names as a list in words: `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    comma = ", " if lang == "en" else "، "
    return message("list.and", lang, first=comma.join(names[:-1]), last=names[-1])
