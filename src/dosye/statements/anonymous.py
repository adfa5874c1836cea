"""Which unnamed people speak as sources: officials, diplomats, witnesses (not peoples or parties)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dosye.language.ckb import lookup_key
from dosye.tables import read_table


@lru_cache(maxsize=1)
def _stems() -> tuple[str, ...]:
    rows = read_table(Path(__file__).parent / "anonymous.tsv", ("stem", "english", "source"), key=("stem",))
    return tuple(lookup_key(row["stem"]) for row in rows)


def is_anonymous(words: Sequence[str]) -> bool:
    """Whether the words of a mention name people who speak without their names."""
    return any(lookup_key(word).startswith(_stems()) for word in words)
