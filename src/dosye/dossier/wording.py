"""The words of a text as they are indexed: look-up key and lemma of each, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dosye.language.ckb import lookup_key
from dosye.language.ckb.morphology import analyse_word
from dosye.language.ckb.orthography import normalise_word

WORD = re.compile("[\\w\u200c\u200d\u0640\u064b-\u0655\u0670]+")
PART = re.compile(r"[^\W_]+")
KNOWN = ("Definite=Def", "Definite=Spec")
LONGEST = 40
"""A run of letters longer than this is no word: only its first letters are indexed."""


@lru_cache(maxsize=3072)
def keys_of(word: str) -> tuple[str, ...]:
    """Return the look-up keys of one word as written; none for what is no word, several for some."""
    return tuple(PART.findall(lookup_key(word[:LONGEST])))


@lru_cache(maxsize=3072)
def lemma_of(word: str) -> str:
    """Return the look-up key of the likeliest lemma of a word as written."""
    analyses = analyse_word(normalise_word(word[:LONGEST]))
    parts = PART.findall(lookup_key(analyses[0].lemma)) if analyses else []
    return parts[0] if len(parts) == 1 else "".join(parts) or word.casefold()


def index_words(text: str) -> tuple[list[str], list[str]]:
    """Return the look-up keys and the lemmas of a text, one of either for each word."""
    keys: list[str] = []
    lemmas: list[str] = []
    for word in WORD.findall(text):
        found = keys_of(word)
        if found:
            keys += found
            lemmas += [lemma_of(word)] if len(found) == 1 else found
    return keys, lemmas


def find_words(text: str) -> Iterator[tuple[int, int, Sequence[str], str]]:
    """Yield start and end of each word of a text, its look-up keys and its lemma."""
    for match in WORD.finditer(text):
        if found := keys_of(match[0]):
            yield match.start(), match.end(), found, lemma_of(match[0])


@lru_cache(maxsize=1024)
def is_definite(words: str) -> bool:
    """Tell whether words take what they name for known: "the attack", not "an attack" or "attacked"."""
    found = (analyse_word(normalise_word(word[:LONGEST]))[:1] for word in WORD.findall(words))
    return any(mark in analysis.feats for some in found for analysis in some for mark in KNOWN)
