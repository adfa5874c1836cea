"""Names in the spelling of the English press: `شەهاب خیقانی` -> `Shihab al-Khiqani`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.transliterate import to_latin
from dosye.tables import read_table

_HERE = Path(__file__).parent
_ARABIC = re.compile("[\u0600-\u06ff]")
_NISBA = "\u06cc"  # the ending of an Arabic family name
_ARTICLE = "al-"
_ARAB, _SHARED = "arab", frozenset({"arab", "both"})


@lru_cache(maxsize=3072)
def romanise(name: str) -> str:
    """Write a name as the English press does.

    Known parts come from `press-names.tsv`. An unknown family name in -i gets `al-` where the parts
    before it are Arab names. What is not Kurdish letters stays as it is.
    """
    names = _names()
    parts = lookup_key(name).split()
    if not parts or not _ARABIC.search(name):
        return name
    arab = len(parts) > 1 and _is_arab(parts[:-1])
    out: list[str] = []
    for at, part in enumerate(parts):
        known = names.get(part)
        if known:
            press = known[0]
            out.append(press.removeprefix(_ARTICLE) if at == 0 and len(parts) > 1 else press)
        else:
            last = at == len(parts) - 1
            out.append((_ARTICLE if arab and last and part.endswith(_NISBA) else "") + _spelt(part))
    return " ".join(out)


def _is_arab(parts: list[str]) -> bool:
    """Whether the given names are Arab: one that only Arabs bear, and none that only others do."""
    kinds = {_names()[part][1] for part in parts if part in _names()}
    return _ARAB in kinds and kinds <= _SHARED


def _spelt(part: str) -> str:
    latin = to_latin(part)
    press = _letters()[0].sub(lambda m: _letters()[1][m[0]], latin)
    return press[:1].upper() + press[1:]


@cache
def _names() -> dict[str, tuple[str, str]]:
    rows = read_table(_HERE / "press-names.tsv", ("name", "press", "of"), key=("name",))
    return {lookup_key(row["name"]): (row["press"], row["of"]) for row in rows}


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = read_table(_HERE / "press-letters.tsv", ("latin", "press"), key=("latin",))
    table = {row["latin"]: row["press"] for row in rows}
    longest = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), table
