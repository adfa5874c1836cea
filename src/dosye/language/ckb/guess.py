"""Guess the reading of a word that no table explains, by its endings."""

from __future__ import annotations

from functools import cache

from dosye.language.ckb.nominal import splits
from dosye.language.ckb.nouns import Chain
from dosye.language.ckb.records import Analysis
from dosye.language.ckb.sounds import LEXICON, fold
from dosye.tables import read_table

_SHORTEST = 2
_READINGS = 4
_GROUPS = frozenset({"plain", "izafe", "clitic", "noun"})


@cache
def _shapes() -> dict[str, str]:
    rows = read_table(LEXICON / "guess-endings.tsv", ("ending", "pos"), key=("ending",))
    return {fold(row["ending"]): row["pos"] for row in rows}


def guess(word: str) -> list[tuple[float, Analysis, tuple[str, ...]]]:
    """Likely readings of a folded form, best first, each with its folded pieces."""
    found = [
        (_cost(stem, chain), _analysis(stem, chain), (stem, *chain.pieces))
        for stem, chain in splits(word)
        if (len(stem) >= _SHORTEST or stem == word) and chain.group in _GROUPS and chain.after != "x"
    ]
    found.sort(key=lambda reading: reading[0])
    return found[:_READINGS]


def _cost(stem: str, chain: Chain) -> float:
    if not chain.pieces:
        return 2.0
    sure = sum(len(piece) for piece in chain.pieces if len(piece) > 1)
    return (
        10
        + chain.cost
        - 3.0 * sure
        - 8.0 * (chain.clitics[-1:] != () and chain.clitics[-1].kind == "izafe")
        + 0.2 * max(0, 4 - len(stem)) * 5
    )


def _analysis(stem: str, chain: Chain) -> Analysis:
    pos = next((_shapes()[stem[-n:]] for n in (5, 4, 3, 2) if stem[-n:] in _shapes()), "")
    if not pos:
        pos = "NOUN" if "Definite" in chain.feats or "Number" in chain.feats else "PROPN"
    return Analysis(stem, pos, chain.feats, (), chain.clitics, guessed=True)
