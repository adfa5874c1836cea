"""The chains of endings that nouns, adjectives, pronouns, prepositions and numerals take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dosye.compiled import compiled
from dosye.language.ckb.records import Clitic
from dosye.language.ckb.sounds import LEXICON, fold
from dosye.tables import Row, read_table

_COLUMNS = ("slot", "after", "text", "leaves", "feats", "kind", "person", "cost")
_CLITIC = frozenset({"also", "person", "postposition", "copula"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A string of endings: what it stands after, its pieces (folded), features, clitics and cost.

    `group` says what the word must be: `plain`, `izafe`, `clitic`, `noun`, `degree` or `ordinal`.
    """

    after: str
    pieces: tuple[str, ...]
    feats: str
    clitics: tuple[Clitic, ...]
    group: str
    cost: float


@dataclass(frozen=True, slots=True)
class _Affix:
    slot: str
    after: str
    text: str
    leaves: str
    feats: str
    clitic: Clitic | None
    cost: float
    line: int


def _affix(row: Row) -> _Affix:
    clitic = Clitic(row["text"], row["kind"], row["person"]) if row["kind"] else None
    text = fold(row["text"])
    return _Affix(
        row["slot"], row["after"], text, row["leaves"], row["feats"], clitic, float(row["cost"]), row.line
    )


_Path = tuple[tuple[_Affix, ...], str]


@cache
def _affixes() -> dict[tuple[str, str], tuple[_Affix, ...]]:
    found: dict[tuple[str, str], list[_Affix]] = {}
    for row in read_table(LEXICON / "noun-affixes.tsv", _COLUMNS):
        affix = _affix(row)
        found.setdefault((affix.slot, affix.after), []).append(affix)
    return {key: tuple(value) for key, value in found.items()}


@cache
def chain_texts() -> dict[str, dict[str, list[list[int]]]]:
    """The letters of all chains, with the lines of affixes of each by the class of sound that they follow."""
    return compiled(plain_chains)


def plain_chains() -> dict[str, dict[str, list[list[int]]]]:
    """Return what `chain_texts` holds."""
    found: dict[str, dict[str, list[list[int]]]] = {}
    for after in "ceivx":
        for affixes, _ in _paths(after):
            texts = found.setdefault("".join([a.text for a in affixes]), {})
            texts.setdefault(after, []).append([a.line for a in affixes])
    return found


@cache
def chain_tails() -> frozenset[str]:
    """All ends of the letters of chains, so that a search may stop early."""
    return frozenset(compiled(plain_tails))


def plain_tails() -> list[str]:
    """Return what `chain_tails` holds, in order."""
    return sorted({text[n:] for text in chain_texts() for n in range(len(text) + 1)})


@cache
def chains_after(text: str, state: str) -> tuple[Chain, ...]:
    """The chains of these letters that may follow a class of sound; built when first asked for."""
    by_line, found = _by_line(), chain_texts().get(text, {}).get(state, ())
    return tuple(_chain(state, tuple(by_line[line] for line in lines)) for lines in found)


@cache
def _by_line() -> dict[int, _Affix]:
    return {affix.line: affix for group in _affixes().values() for affix in group}


def _paths(after: str) -> list[_Path]:
    start: list[_Path] = [((), after)]
    graded = _then(start, "degree") + _then(start, "ordinal")
    graded += _then(graded, "number")
    plain = start + _then(start, "number")
    plain += _then([p for p in plain if not _is_definite(p[0])], "demonstrative")
    plain += _then(plain, "also")
    return _with_tails(plain + graded)


def _with_tails(paths: list[_Path]) -> list[_Path]:
    persons = _then(paths, "person")
    alone = [p for slot in ("izafe", "postposition", "copula") for p in _then(paths, slot)]
    stated = [p for p in _then(persons, "copula") if p[0][-1].clitic and p[0][-1].clitic.person == "3Sing"]
    return paths + persons + alone + _then(persons, "postposition") + stated


def _is_definite(path: tuple[_Affix, ...]) -> bool:
    return any("Definite" in affix.feats for affix in path)


def _then(paths: list[_Path], slot: str) -> list[_Path]:
    return [
        ((*path, affix), affix.leaves) for path, state in paths for affix in _affixes().get((slot, state), ())
    ]


def _chain(after: str, affixes: tuple[_Affix, ...]) -> Chain:
    slots = {a.slot for a in affixes}
    return Chain(
        after,
        tuple(a.text for a in affixes),
        "|".join(sorted(f for a in affixes if a.feats for f in a.feats.split("|"))),
        tuple(a.clitic for a in affixes if a.clitic),
        _group(slots),
        sum(a.cost for a in affixes),
    )


def _group(slots: set[str]) -> str:
    for head in ("degree", "ordinal"):
        if head in slots:
            return head
    if not slots:
        return "plain"
    if slots == {"izafe"}:
        return "izafe"
    return "clitic" if slots <= _CLITIC else "noun"
