"""First vectors of words for the networks, by the company that words keep; never used when reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
import torch
from torch import nn

_AROUND = 4  # words on either side that count as company, the nearer the more
_LEAST = 5  # times that a word must be seen to count as company
_SMOOTHED = 0.75  # rare company counts for a little more than it is seen
_SPREAD = 0.1  # standard deviation of the numbers of a vector
_FIELDS = 2  # that get vectors: a word and its stem or lemma
_SPARE, _TIMES = 16, 4  # of the search for the largest singular values
Word = tuple[str, str]  # the name to be learnt, the form as which it is company to others


def first_tables(
    places: Sequence[Mapping[str, int]], widths: Sequence[int], sents: Sequence[Sequence[Sequence[str]]]
) -> nn.ModuleList:
    """Make the tables of what words are told by: those of the first fields with vectors, others by chance.

    Args:
        places: for each field the rows of its names.
        widths: numbers of a vector, by field.
        sents: for each word of each sentence its name in each field, the form first.
    """
    tables = nn.ModuleList(nn.Embedding(len(p) + 1, w) for p, w in zip(places, widths, strict=True))
    for n, table in enumerate(tables):
        nn.init.normal_(table.weight, 0.0, _SPREAD)
        if n < _FIELDS:
            named = [[(word[n], word[0]) for word in sent] for sent in sents]
            table.weight.data.copy_(torch.from_numpy(word_vectors(named, places[n], widths[n])))
    return tables


def word_vectors(sents: Sequence[Sequence[Word]], places: Mapping[str, int], width: int) -> np.ndarray:
    """Make vectors of names from the words that stand before and after them.

    Positive pointwise mutual information of names and their company, by its largest singular values (Levy and
    Goldberg 2014; Levy, Goldberg and Dagan 2015, for the smoothing).

    Args:
        sents: the words of each sentence.
        places: the rows of the names, from 1 on.
        width: numbers of a vector.

    Returns:
        (n_names + 1, width); zeros in row 0 and for names that keep no company.
    """
    rows, columns, values, company = _company(sents, places)
    seen = np.bincount(rows, values, len(places) + 1)
    met = np.bincount(columns, values, company) ** _SMOOTHED
    likely = np.log(values * met.sum() / (seen[rows] * met[columns]))
    kept = likely > 0
    if not kept.any():
        return np.zeros((len(places) + 1, width), dtype=np.float32)
    whole = torch.sparse_coo_tensor(
        torch.from_numpy(np.stack((rows[kept], columns[kept]))),
        torch.from_numpy(likely[kept].astype(np.float32)),
        (len(places) + 1, company),
        check_invariants=False,
    )
    sought = min(width + _SPARE, *whole.shape)
    left, sizes, _ = torch.svd_lowrank(whole.coalesce(), q=sought, niter=_TIMES)
    found = np.zeros((len(places) + 1, width), dtype=np.float32)
    held = min(width, sought)
    found[:, :held] = (left[:, :held] * sizes[:held].sqrt()).numpy()
    return found * np.float32(_SPREAD / found.std())


def _company(
    sents: Iterable[Sequence[Word]], places: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """How often each name has each word before it and after it: rows, columns, counts, number of columns."""
    sents = list(sents)
    counts = Counter(form for _, form in chain.from_iterable(sents))
    company = {form: n for n, form in enumerate(sorted(f for f, n in counts.items() if n >= _LEAST))}
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    for sent in sents:
        known = [company.get(form, -1) for _, form in sent]
        for at, (name, _) in enumerate(sent):
            row = places.get(name, 0)
            if not row:
                continue
            for far in range(1, _AROUND + 1):
                if at >= far and known[at - far] >= 0:
                    found[row, known[at - far]] += 1.0 / far
                if at + far < len(sent) and known[at + far] >= 0:
                    found[row, len(company) + known[at + far]] += 1.0 / far
    cells = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    values = np.array([found[row, column] for row, column in cells.tolist()], dtype=np.float64)
    return cells[:, 0].copy(), cells[:, 1].copy(), values, 2 * len(company)
