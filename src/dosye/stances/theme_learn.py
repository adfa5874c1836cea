"""Learn what articles are about from the issues of their labelled stances; never used when reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from dosye.stances.themes import Themes, ThemesRecord, parse_themes, weighed

FEWEST = 3  # articles that hold a word which counts
PENALTY = 0.3
KEPT = 150  # words an issue
_DIGITS = 3
Text = tuple[Mapping[str, int], frozenset[str]]  # the words of an article, its issues


def fit_themes(texts: Sequence[Text]) -> ThemesRecord:
    """Fit the share of each issue by least squares with a penalty; the same texts give the same weights."""
    seen = Counter(word for words, _ in texts for word in words)
    rarity = {w: round(log(len(texts) / n), _DIGITS) for w, n in sorted(seen.items()) if n >= FEWEST}
    names, issues = list(rarity), sorted({issue for _, told in texts for issue in told})
    rows = _rows([words for words, _ in texts], rarity)
    truth = np.array([[float(i in told) for i in issues] for _, told in texts], dtype=np.float32)
    usual = truth.mean(axis=0)
    near = rows @ rows.T + PENALTY * np.eye(len(texts), dtype=np.float32)
    weights = rows.T @ np.linalg.solve(near, truth - usual)
    told = {issue: _strongest(names, weights[:, n]) for n, issue in enumerate(issues)}
    shares = {issue: round(float(usual[n]), 4) for n, issue in enumerate(issues)}
    return {"rarity": rarity, "usual": shares, "words": told}


def fit_folds(texts: Sequence[Text], folds: Sequence[int], count: int) -> list[Themes]:
    """Fit once for each fold, on the texts of the other folds."""
    return [
        parse_themes(fit_themes([text for text, own in zip(texts, folds, strict=True) if own != fold]))
        for fold in range(count)
    ]


def _rows(texts: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> np.ndarray:
    """What the words of each text count: (n_texts, n_words)."""
    place = {word: n for n, word in enumerate(rarity)}
    rows = np.zeros((len(texts), len(place)), dtype=np.float32)
    for n, words in enumerate(texts):
        for word, weight in weighed(words, rarity).items():
            rows[n, place[word]] = weight
    return rows


def _strongest(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    """The words that say most for or against an issue, with their weights."""
    kept = np.argsort(-np.abs(weights), kind="stable")[:KEPT]
    return {names[i]: round(float(weights[i]), _DIGITS) for i in kept}
