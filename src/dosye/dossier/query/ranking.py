"""How well articles answer a search: how often they hold its words, beside how long they are.

The same on either store. Only so many of the newest articles that hold all the words are ranked: a word that
stands in half of them tells none from another, and the newest are what people look for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RANKED = 400
"""How many articles are ranked, the newest that hold all the words."""
TWICE, LONG = 1.2, 0.75
"""How soon more finds say no more, and how much a long article needs more of them (Okapi's k1 and b)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the beginning of a word."""

    keys: tuple[str, ...]
    lemmas: tuple[str, ...]
    prefix: bool = False


def rank(found: Iterable[tuple[str, str, str]], terms: Sequence[Term]) -> list[str]:
    """Return the ids of articles, the best first.

    Args:
        found: id, look-up keys and lemmas of each, the newest first, as the store keeps them.
        terms: what was looked for.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
    """
    rows = [(doc, f" {forms} ", f" {lemmas} ") for doc, forms, lemmas in found]
    lengths = [forms.count(" ") - 1 for _, forms, _ in rows]
    middle = max(1.0, sum(lengths) / max(1, len(lengths)))
    scores = {}
    for (doc, forms, lemmas), length in zip(rows, lengths, strict=True):
        damp = TWICE * (1 - LONG + LONG * length / middle)
        times = [max(1, _times(term, forms, lemmas)) for term in terms]
        scores[doc] = sum(n * (TWICE + 1) / (n + damp) for n in times)
    return sorted(scores, key=lambda doc: -scores[doc])


def _times(term: Term, forms: str, lemmas: str) -> int:
    keys = " ".join(term.keys)
    if term.prefix:
        return forms.count(f" {keys}")
    return max(forms.count(f" {keys} "), lemmas.count(f" {' '.join(term.lemmas)} "))
