"""An issue meant again by a noun: `the agreement` of Sinjar, `this step` of whatever was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dosye.events.scene import Scene
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.language.ckb import lookup_key
from dosye.stances.phrases import Match
from dosye.stances.words import HERE
from dosye.tables import read_table

_THIS = (
    "\u0626\u06d5\u0648", "\u0626\u06d5\u0645", "\u0644\u06d5\u0648", "\u0644\u06d5\u0645",
    "\u0628\u06d5\u0648", "\u0628\u06d5\u0645",
)  # fmt: skip
ANY = "any"
_DEFINITE = ("\u06d5\u06a9\u06d5", "\u06a9\u06d5", "\u06a9\u0627\u0646")


@lru_cache(maxsize=1)
def _nouns() -> Mapping[str, str]:
    """The nouns that may stand alone for an issue: `own` for issues whose words they head, or `any`."""
    rows = read_table(HERE / "again.tsv", ("stem", "kind", "source"), key=("stem",))
    return {lookup_key(r["stem"]): r["kind"] for r in rows}


@lru_cache(maxsize=4)
def heads_of(knowledge: Knowledge) -> Mapping[str, Mapping[str, str]]:
    """Return by issue the nouns that head its phrases, with the side that the phrase takes."""
    return compiled_for(knowledge, plain_heads)


def plain_heads(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """Return what `heads_of` holds."""
    found: dict[str, dict[str, str]] = {}
    for phrase in knowledge.phrases:
        words = [lookup_key(word) for word in phrase.phrase.split()[0].split("|")]
        starts = {word[:size] for word in words for size in range(1, len(word) + 1)}
        heads = found.setdefault(phrase.slug, {})
        for noun in _nouns():
            if noun in starts:
                same = heads.get(noun, phrase.polarity) == phrase.polarity
                heads[noun] = phrase.polarity if same else "open"
    return found


def stems_of(scene: Scene, match: Match) -> Mapping[str, str]:
    """Return the nouns of an issue's words that may stand for it later, with their side."""
    words = [scene.read.words[i] for i in match.at]
    return {noun: match.phrase.polarity for word in words for noun in word.nouns if noun in _nouns()}


def nouns_again(scene: Scene, covered: frozenset[int]) -> Iterator[tuple[int, frozenset[str], bool]]:
    """Find the definite nouns of a sentence that may mean an issue; True where they may mean any."""
    words, tokens, known = scene.read.words, scene.read.sent.tokens, _nouns()
    for i, word in enumerate(words):
        verbal = _verbal(tokens[i].key)
        this = i > 0 and tokens[i - 1].key in _THIS
        if i in covered or not (word.definite or this or verbal):
            continue
        nouns = verbal.union(n for n in word.nouns if n in known)
        if nouns:
            yield i, nouns, any(known[noun] == ANY for noun in nouns)


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=3072)
def _verbal(key: str) -> frozenset[str]:
    """The noun of a definite verbal noun, which is read as a verb (`the withdrawal`)."""
    cut = {key[: key.rfind(end)] for end in _DEFINITE if end in key}
    return frozenset([noun for noun in cut if noun in _nouns()]) if cut else _NONE


def latest(raised: Sequence[tuple[str, Mapping[str, str]]], nouns: frozenset[str]) -> tuple[str, str] | None:
    """Return the issue raised last whose words hold one of the nouns, and the side that they take."""
    for slug, stems in reversed(raised):
        for noun in sorted([noun for noun in nouns if noun in stems]):
            return slug, stems[noun]
    return None
