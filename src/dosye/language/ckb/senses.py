"""What words mean, roughly: a class, a field of life and whether they tell of help or harm.

The classes are WordNet's supersenses (Ciaramita & Johnson 2003), a little changed for news.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dosye.compiled import LazyMapping, compiled
from dosye.errors import TableError
from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.sounds import LEXICON
from dosye.tables import read_table

GENERAL = "general"  # the field of words that are said in every field


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word mostly means in news.

    `kind`: official, fighter, force, legal, speech, v-harm ...; `field`: politics, security, sport ...;
    `tone`: + where it tells of help or praise, - of harm or blame, 0 of neither.
    """

    kind: str
    field: str
    tone: str


@cache
def senses() -> Mapping[str, Sense]:
    """Senses by look-up key of the dictionary form."""
    return LazyMapping(compiled(plain_senses), lambda row: Sense(*row))


def plain_senses() -> dict[str, tuple[str, str, str]]:
    """Return the fields of `senses`.

    Raises:
        TableError: a class, field or tone that sense-values.tsv does not name; with path and line.
    """
    allowed = {(r["column"], r["value"]) for r in read_table(LEXICON / "sense-values.tsv", _VALUES)}
    found = {}
    for row in read_table(LEXICON / "senses.tsv", _SENSES, key=_SENSES[:1]):
        for column in _SENSES[1:4]:
            if (column, row[column]) not in allowed:
                raise TableError(f"{row.where}: {column} {row[column]!r} is none of sense-values.tsv")
        found[lookup_key(row["lemma"])] = (row["class"], row["field"], row["tone"])
    return found


_SENSES = ("lemma", "class", "field", "tone", "gloss")
_VALUES = ("column", "value", "meaning")
