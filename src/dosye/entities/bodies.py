"""Common nouns that head the names of bodies and places, and their English forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dosye.entities.stems import noun_stems
from dosye.language.ckb import lookup_key
from dosye.tables import read_table

_LONGEST = 5  # tokens of a head


@lru_cache(maxsize=1)
def body_words() -> dict[str, str]:
    """Return the English form of each head, by joined look-up key."""
    rows = read_table(Path(__file__).parent / "bodies.tsv", ("word", "type", "english"), key=("word", "type"))
    return {lookup_key(row["word"]).replace(" ", ""): row["english"] for row in rows}


@lru_cache(maxsize=256)
def head_of(keys: tuple[str, ...]) -> tuple[str, int, str] | None:
    """Return the longest head that a name starts with: its key, how many tokens, its English form."""
    words = body_words()
    if "" in keys:
        keys = keys[: keys.index("")]
    for size in range(min(_LONGEST, len(keys)), 0, -1):
        before = "".join(keys[: size - 1])
        for stem in noun_stems(keys[size - 1]):
            if before + stem in words:
                return before + stem, size, words[before + stem]
    return None


def is_bare(keys: Sequence[str]) -> bool:
    """Return whether a name is nothing but such a noun."""
    head = head_of(tuple(keys))
    return head is not None and head[1] == len(keys)
