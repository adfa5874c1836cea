"""Look-up keys without clitics and endings: the stems that a token may have."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dosye.tables import read_table

_SHORTEST = 2  # letters of a stem
_CACHE = 3072
_MANY, _FINAL = "\u0627\u0646", "\u06d5"
_LEFT = 3  # letters that stay where as much is taken off as can be


@lru_cache(maxsize=1)
def _endings() -> dict[str, re.Pattern[str]]:
    rows = read_table(Path(__file__).parent / "endings.tsv", ("kind", "pattern"), key=("kind",))
    return {row["kind"]: re.compile(row["pattern"]) for row in rows}


@lru_cache(maxsize=_CACHE)
def name_stems(key: str) -> tuple[str, ...]:
    """Return the key of a token and what is left of it when endings of names are taken off, longest first."""
    return _stems(key, _endings()["name"])


@lru_cache(maxsize=_CACHE)
def noun_stems(key: str) -> tuple[str, ...]:
    """Return the key of a token and what is left of it when endings of nouns are taken off.

    Longest first; before the last those that lose a letter before the ending of several.
    """
    *longer, last = _stems(key, _endings()["noun"])
    whole = [s + _FINAL for s in (*longer, last) if key.startswith(_MANY, len(s))]
    return (*longer, *whole, last)


@lru_cache(maxsize=_CACHE)
def shortest_stem(key: str) -> str:
    """Return the key with as much taken off as can be an ending, three letters left at least."""
    return next((s for s in reversed(noun_stems(key)) if len(s) >= _LEFT), key)


@lru_cache(maxsize=_CACHE)
def sure_stem(key: str) -> str:
    """Return the key without a clitic that no name ends in."""
    return _stems(key, _endings()["sure"])[-1]


def _stems(key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    fits = pattern.fullmatch
    return (key, *[key[:size] for size in range(len(key) - 1, _SHORTEST - 1, -1) if fits(key, size)])
