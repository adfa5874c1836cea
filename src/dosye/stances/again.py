"""An issue meant again by its bare noun: `the agreement`, after `the agreement of Sinjar`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dosye.events.scene import Scene
from dosye.language.ckb import lookup_key
from dosye.stances.phrases import Match
from dosye.stances.words import HERE
from dosye.tables import read_table


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    rows = read_table(HERE / "again.tsv", ("stem", "source"), key=("stem",))
    return frozenset(lookup_key(r["stem"]) for r in rows)


def stems_of(scene: Scene, match: Match) -> frozenset[str]:
    """Return the nouns of an issue's words that may stand for it later."""
    words = scene.read.words[match.first : match.last + 1]
    return frozenset(noun for word in words for noun in word.nouns if noun in _nouns())


def meant_again(
    scene: Scene, named: Sequence[Match], before: Sequence[tuple[frozenset[str], Match]]
) -> list[Match]:
    """Find the definite nouns of a sentence that mean an issue raised before, the last that fits.

    The match has size 0, so that it can be told from the words of the issue themselves.
    """
    covered = {i for match in named for i in range(match.first, match.last + 1)}
    found: dict[str, Match] = {}
    for i, word in enumerate(scene.read.words):
        if i in covered or not word.definite:
            continue
        nouns = word.nouns & _nouns()
        last = next((m for stems, m in reversed(before) if stems & nouns), None) if nouns else None
        if last is not None and last.phrase.slug not in {m.phrase.slug for m in named}:
            found.setdefault(last.phrase.slug, Match(last.phrase, i, i, 0))
    return list(found.values())
