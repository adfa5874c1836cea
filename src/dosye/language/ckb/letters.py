"""Classes of characters of Kurdish text, as the inside of a regular-expression class."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dosye.tables import read_table

ZWNJ = "\u200c"
TATWEEL = "\u0640"
LETTERS = (
    "\u0621-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
)
SHAPES = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
CONSONANTS = (  # not those that are vowels too, nor heh and hamza
    "\u0628-\u062d\u062e-\u063a\u0641-\u0646\u067e\u0686\u0695\u0698\u06a4\u06a9\u06af\u06b5"
)
_SIGNS = (
    "\u00ad\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
)
IGNORED = _SIGNS + ZWNJ
SOLID = f"{LETTERS}{SHAPES}{_SIGNS}{TATWEEL}"  # all that stands inside a word, but the joiner
DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"


def pattern_source(name: str, body: str = "") -> str:
    """A pattern of `patterns.tsv` with its classes filled in; `body` is the class of what a word holds."""
    return _patterns()[name].replace("{L}", LETTERS).replace("{I}", IGNORED).replace("{B}", body)


@cache
def _patterns() -> dict[str, str]:
    rows = read_table(Path(__file__).parent / "patterns.tsv", ("name", "pattern", "why"), key=("name",))
    return {row["name"]: row["pattern"] for row in rows}
