"""Analyse a word form: the readings that the tables allow, the likeliest first, or else a guess."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from sys import intern

from dosye.language.ckb.finite import find_finite, find_joined
from dosye.language.ckb.guess import guess
from dosye.language.ckb.lexicon import glued_words
from dosye.language.ckb.nominal import Reading, find_joined_nominal, find_nominal
from dosye.language.ckb.records import Analysis, Clitic
from dosye.language.ckb.sounds import WAW, fold, fold_map

_READINGS = 8
_SHORTEST_GLUED = 5  # a word of two letters and one of three


@lru_cache(maxsize=3072)
def analyse_word(norm: str) -> tuple[Analysis, ...]:
    """Readings of one canonical word form, best first.

    Args:
        norm: a word in canonical letters, without white space.

    Returns:
        Readings with lemma, UD part of speech and features, the pieces of the form in `segments` (they join
        to `norm`) and the clitics; `guessed` where the lexicon knows no stem of it. Empty for an empty word.
    """
    word = fold(norm)
    if not word:
        return ()
    readings = _plain(word) or _told(word) or _joined(word) or _glued(word)
    if not readings:
        readings = guess(word)
    return _finished(norm, word, readings)


def is_known(norm: str) -> bool:
    """Whether the lexicon and the rules explain a word form without guessing."""
    return any(not analysis.guessed for analysis in analyse_word(norm))


def _plain(word: str) -> list[Reading]:
    return find_nominal(word) + _finite(word)


def _finite(word: str) -> list[Reading]:
    return [(cost, analysis, (word,)) for cost, analysis in find_finite(word)]


def _joined(word: str) -> list[Reading]:
    return find_joined_nominal(word) + [(cost, a, (word,)) for cost, a in find_joined(word)]


def _known(word: str) -> list[Reading]:
    return _plain(word) or _joined(word)


def _told(word: str) -> list[Reading]:
    """A finite verb with the conjunction written onto its end."""
    return _with_conjunction(_finite(word[:-1])) if word.endswith(WAW) else []


def _with_conjunction(readings: list[Reading]) -> list[Reading]:
    conjunction = Clitic(WAW, "conjunction")
    return [(cost + 3, _with_clitic(a, conjunction), (*pieces, WAW)) for cost, a, pieces in readings]


def _glued(word: str) -> list[Reading]:
    """A conjunction written onto the end, or a preposition or conjunction onto the beginning."""
    if word.endswith(WAW) and len(word) > 2:
        inner = _known(word[:-1])
        if inner:
            return _with_conjunction(inner)
    glued = glued_words().get(word[:2])
    if glued is None or len(word) < _SHORTEST_GLUED:
        return []
    inner = _known(word[2:])
    return [(c + 3, _fused(glued.lemma, glued.pos, a), (word[:2], *p)) for c, a, p in inner]


def _with_clitic(a: Analysis, clitic: Clitic) -> Analysis:
    return Analysis(a.lemma, a.pos, a.feats, (), (*a.clitics, clitic))


def _fused(before: str, pos: str, a: Analysis) -> Analysis:
    return Analysis(f"{before}+{a.lemma}", pos, a.feats, (), a.clitics)


def _finished(norm: str, word: str, readings: list[Reading]) -> tuple[Analysis, ...]:
    places = fold_map(norm)
    found: dict[tuple[str, str, str], Analysis] = {}
    for _, a, pieces in sorted(readings, key=lambda reading: reading[0]):
        key = (a.lemma, a.pos, a.feats)
        if key in found:
            continue
        lemma = norm[: places[len(a.lemma)]] if a.guessed else a.lemma
        segments = _segments(norm, places, pieces)
        clitics = _shared(a.clitics) if a.clitics else ()
        found[key] = Analysis(lemma, a.pos, intern(a.feats), segments, clitics, a.guessed)
        if len(found) == _READINGS:
            break
    return tuple(found.values())


@lru_cache(maxsize=3072)
def _shared(clitics: tuple[Clitic, ...]) -> tuple[Clitic, ...]:
    """One object for the same clitics on all words."""
    return clitics


def _segments(norm: str, places: tuple[int, ...], pieces: tuple[str, ...]) -> tuple[str, ...]:
    if len(places) > len(norm):  # no letter was folded
        return tuple(filter(None, pieces))
    cuts, at = [0], 0
    for piece in pieces:
        at += len(piece)
        cuts.append(places[at])
    return tuple(intern(norm[a:b]) for a, b in pairwise(cuts) if b > a)
