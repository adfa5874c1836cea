"""How the English press writes names that the tables know."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from dosye.knowledge import Knowledge
from dosye.tables import read_table


def table_name(key: str | None, knowledge: Knowledge) -> str | None:
    """Return the English name of a line of the tables as the press writes it.

    Letters of other alphabets go without their marks, and what stands in brackets is left to the table.
    """
    line = knowledge.actors.get(key or "") or knowledge.places.get(key or "")
    return _plain(line.name_en) if line and line.name_en else None


@lru_cache(maxsize=3072)
def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.partition(" (")[0].replace("\u0131", "i"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def with_article(name: str) -> str:
    """Put `the` before the name of a body or country that the English press uses it with."""
    words = name.split()
    bare = name.startswith(("the ", "a ", "an ")) or "'s" in name or words[:1] == ["Kata'ib"]
    return f"the {name}" if not bare and articled("the") & set(words) else name


@lru_cache(maxsize=4)
def articled(kind: str) -> frozenset[str]:
    """Return the English words of names of bodies and countries of one kind."""
    rows = read_table(Path(__file__).parent / "articled.tsv", ("kind", "word"), key=("kind", "word"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)
