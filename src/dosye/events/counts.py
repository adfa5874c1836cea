"""How many people an act killed, wounded, arrested, freed, where its sentence gives the number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dosye.events.candidates import Candidate
from dosye.events.scene import Scene
from dosye.language.ckb import lookup_key
from dosye.language.ckb.numerals import Numeral, NumeralKind, find_numerals
from dosye.tables import read_table

_AFTER = 5
_BEFORE = 2
_PERSON = "person"
_OF_TYPE = {
    "ASSAULT": frozenset(("killed", "wounded", "abducted", "captured")),
    "COERCE": frozenset(("arrested", "displaced")),
    "CONCEDE": frozenset(("released",)),
    "RETREAT": frozenset(("released", "captured")),
}


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {"verb": {}, "noun": {}}
    path = Path(__file__).with_name("counts.tsv")
    for row in read_table(path, ("word", "place", "count", "source"), key=("word", "place")):
        found[row["place"]][lookup_key(row["word"])] = row["count"]
    return found


def counts_of(c: Candidate, scene: Scene) -> dict[str, int]:
    """Read the counts of an act from its sentence.

    Args:
        c: the act; only acts of force and release count people.
        scene: its sentence.

    Returns:
        Number of people by `killed`, `wounded`, `arrested` ...; the first number of each kind.
    """
    wanted = _OF_TYPE.get(c.line.type)
    if wanted is None:
        return {}
    found: dict[str, int] = {}
    for number in find_numerals(scene.read.sent.tokens):
        kind = _what(number, scene)
        if kind in wanted and number.value.denominator == 1:
            found.setdefault(kind, int(number.value))
    return found


def _what(number: Numeral, scene: Scene) -> str:
    """What became of the people counted: the nearest word of the table after the number, else before."""
    tokens = scene.read.sent.tokens
    if number.kind is not NumeralKind.CARDINAL or (number.unit and number.unit != _PERSON):
        return ""
    first = next((i for i, t in enumerate(tokens) if t.end > number.start), 0)
    last = next((i for i, t in enumerate(tokens) if t.end >= number.end), first)
    for i in range(last + 1, min(len(tokens), last + 1 + _AFTER)):
        kind = _kind(scene, i)
        if kind:
            return kind
    before = (_kind(scene, i) for i in range(first - 1, max(-1, first - 1 - _BEFORE), -1))
    return next((kind for kind in before if kind), "") if number.unit else ""


def _kind(scene: Scene, i: int) -> str:
    word, table = scene.read.words[i], _words()
    for verb in word.verbs:
        kind = table["verb"].get(f"{verb.host} {verb.lemma}".strip())
        if kind:
            return kind
    return next((table["noun"][n] for n in sorted(word.nouns) if n in table["noun"]), "")
