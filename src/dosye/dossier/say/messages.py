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
    """Return a message with its parts filled in; KeyError if the table lacks it.

    A line `.one` tells what there is but one of.
    """
    if str(parts.get("n")) == "1" and f"{key}.one" in _messages():
        key = f"{key}.one"
    pattern = _messages()[key][lang]
    return pattern.format(**parts) if parts else pattern


def has_message(key: str) -> bool:
    """Tell whether the table has a message."""
    return key in _messages()


@lru_cache(maxsize=1)
def acts() -> dict[tuple[str, str], dict[str, str]]:
    """How each type and mode of act is told."""
    columns = ("type", "mode", "past", "past_alone", "participle", "base", "base_alone", "ckb", "ckb_to")
    rows = read_table(HERE / "acts.tsv", columns, key=("type", "mode"))
    return {(row["type"], row["mode"]): row.cells for row in rows}


def izafe(head: str, owner: str) -> str:
    """Return a Kurdish noun and whose it is: the ending stands before what follows the noun itself.

    A word that ends the noun and begins the name of its owner is told once (`speaker of the parliament`).
    """
    stops = message("izafe.stops", "ckb").split()
    if head.isascii():
        return message("izafe.foreign", "ckb", head=head, owner=owner)
    words = head.split()
    if len(words) > 1 and owner.startswith(message("izafe", "ckb", head=words[-1], owner="", rest="")):
        return " ".join([*words[:-1], owner])
    cut = next((n for n, word in enumerate(words) if n and word in stops), len(words))
    rest = "".join(f" {word}" for word in words[cut:])
    name = "izafe.borne" if words[cut - 1].endswith(message("izafe.ending", "ckb")) else "izafe"
    return message(name, "ckb", head=" ".join(words[:cut]), owner=owner, rest=rest)


def value_name(kind: str, value: str, lang: str) -> str:
    """Return what a value of a closed set is called (`type.ASSAULT`), itself where no line says."""
    key = f"{kind}.{value}"
    return message(key, lang) if has_message(key) else value.replace("_", " ").replace("-", " ")


def join_names(names: list[str], lang: str) -> str:
    """Return names as a list in words: `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    comma = ", " if lang == "en" else "، "
    return message("list.and", lang, first=comma.join(names[:-1]), last=names[-1])
