"""A recurrent network that labels every word: what speaks for names, roles, acts and statements.

One bidirectional LSTM reads the words of a sentence with what the tables know of them; a hidden layer tells
from its states and from the word itself how likely each label is. What it says of names and roles is added
to the scores of the taggers, what it says of acts and of reported words goes to the later stages.
scripts/train-labels learns it with PyTorch; reading needs NumPy alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np

from dosye.entities.features import Featurer, View
from dosye.entities.lines import Line
from dosye.entities.recurrent import batches_of, held_names, run_both_ways
from dosye.language.ckb.records import Token, TokenKind

FILE = "labels.npz"
FIELDS = 8  # names that a word is told by
LAYERS = ("names", "roles", "acts", "said")
NONE = "O"  # the label of a word that is nothing of the kind
CUE, SAID, SOURCE = (
    "cue",
    "content",
    "source",
)  # of words that report a statement, of its content, of who says it
_LONGEST = 200  # words; longer sentences are read in pieces
_END, _START = 3, 3  # letters
_CLASSES = frozenset("OGBFL")  # how the features of classes of words begin
_MOST = 8192  # forms that are remembered
_EVEN = 1e-6  # no share counts for less
Names = tuple[str, ...]
Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordOdds:
    """How likely each word of an article bears each label of a layer: natural logarithms of odds.

    `odds`: (n_tokens, n_labels); `starts`: the row of the first token of each sentence; `labels`: columns.
    """

    odds: np.ndarray
    starts: Sequence[int]
    labels: Mapping[str, int]

    def most(self, sent: int, tokens: Sequence[int], label: str) -> float:
        """The highest odds that one of some tokens of a sentence bears a label."""
        column = self.labels.get(label)
        if column is None or not tokens:
            return 0.0
        start = self.starts[sent]
        return float(max(self.odds[start + at, column] for at in tokens))

    def mean(self, sent: int, tokens: Sequence[int], label: str) -> float:
        """The mean of the odds that some tokens of a sentence bear a label."""
        column = self.labels.get(label)
        if column is None or not tokens:
            return 0.0
        start = self.starts[sent]
        return float(np.mean(self.odds[[start + at for at in tokens], column]))


@dataclass(frozen=True, slots=True, eq=False)
class LabelNetwork:
    """Vocabularies by name, each from a name to its row (0 for unknown ones), labels and arrays by name.

    With h units and e numbers a word: `table0`-`table7` (n_names, e_i); `input` (e, 8h) for both directions,
    `bias` (8h,), `again` (2, h, 4h); `hidden` (2h + e, d), `hidden_bias` (d,); for each layer `out_LAYER`
    (d, n_labels) and `out_LAYER_bias` (n_labels,).
    """

    places: Sequence[Mapping[str, int]]
    labels: Mapping[str, Sequence[str]]
    arrays: Mapping[str, np.ndarray]
    rows: dict[tuple[Featurer, str, TokenKind], Rows]

    def read(self, lines: Sequence[Line]) -> dict[str, np.ndarray]:
        """How likely each label is of each token: by layer (n_tokens, n_labels), natural logarithms."""
        rows = self._rows(lines)
        told = {
            layer: np.empty((rows.shape[1], len(self.labels[layer])), dtype=np.float32) for layer in LAYERS
        }
        pieces = list(_pieces(lines))
        for numbers in batches_of([end - start for start, end in pieces]):
            batch = [pieces[n] for n in numbers]
            places = np.concatenate([np.arange(start, end) for start, end in batch])
            words = [self.arrays[f"table{n}"][column[places]] for n, column in enumerate(rows)]
            hidden = self._hidden(np.concatenate(words, axis=1), [end - start for start, end in batch])
            for layer, shares in told.items():
                shares[places] = self._shares(hidden, layer)
        return told

    def _hidden(self, words: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
        """Read rows of words side by side: (n_words, e) to (n_words, d)."""
        gates = words @ self.arrays["input"] + self.arrays["bias"]
        inside = np.arange(max(sizes)) < np.array(sizes)[:, None]
        padded = np.zeros((*inside.shape, gates.shape[1]), dtype=np.float32)
        padded[inside] = gates
        states = run_both_ways(padded, sizes, self.arrays["again"])[inside]
        seen = np.concatenate((states, words), axis=1) @ self.arrays["hidden"] + self.arrays["hidden_bias"]
        hidden: np.ndarray = np.maximum(seen, 0.0)
        return hidden

    def _shares(self, hidden: np.ndarray, layer: str) -> np.ndarray:
        scores = hidden @ self.arrays[f"out_{layer}"] + self.arrays[f"out_{layer}_bias"]
        scores -= scores.max(axis=1, keepdims=True)
        found: np.ndarray = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return found

    def _rows(self, lines: Sequence[Line]) -> np.ndarray:
        """The rows in the tables of what tells each word: (FIELDS, n_tokens)."""
        rows: list[Rows] = []
        for line in lines:
            tags = line.known.table_tags(line.matches, line.tokens)
            last = self.places[-1]
            rows += [
                (*self._form(token, line.known), last.get(tag_name(known), 0))
                for token, known in zip(line.tokens, tags, strict=True)
            ]
        return np.array(rows, dtype=np.int64).reshape(-1, FIELDS).T

    def _form(self, token: Token, known: Featurer) -> Rows:
        """The rows of what a word form is told by under some tables, remembered."""
        form = (known, token.norm, token.kind)
        held = self.rows.get(form)
        if held is None:
            names = form_names(token, known.make_view(token))
            held = tuple(place.get(name, 0) for place, name in zip(self.places, names, strict=False))
            if len(self.rows) >= _MOST:
                self.rows.clear()
            self.rows[form] = held
        return held

    def odds(self, layer: str, shares: np.ndarray, lines: Sequence[Line]) -> WordOdds:
        """Make of the shares of the labels of a layer how likely each word bears each."""
        likely = np.exp(shares)
        odds = np.log(likely + _EVEN) - np.log(1.0 - likely + _EVEN)
        starts = [0, *accumulate(len(line.tokens) for line in lines)]
        return WordOdds(odds, starts, {name: n for n, name in enumerate(self.labels[layer]) if name != NONE})


def _pieces(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The sentences as rows of words, half-open, in an article; a very long one in pieces."""
    start = 0
    for line in lines:
        end = start + len(line.tokens)
        for first in range(start, end, _LONGEST):
            yield first, min(first + _LONGEST, end)
        start = end


def form_names(token: Token, view: View) -> Names:
    """Name a word form in seven ways: word, stem, lemma, ending, beginning, form, classes of words."""
    key = token.key if token.kind is TokenKind.WORD else token.kind.value + token.norm[:1]
    best = token.analyses[0] if token.analyses else None
    lemma, form = (best.lemma, best.pos + best.feats) if best is not None else ("", "")
    classes = sorted({c for c in view.own if c[0] in _CLASSES and c[1:2] != "e"})
    return (
        key, view.stem, lemma, token.norm[-_END:], token.key[:_START],
        f"{token.kind.value}|{form}", "|".join(classes),
    )  # fmt: skip


def tag_name(tags: Sequence[str]) -> str:
    """Name what the known names in a sentence say of a token."""
    return "|".join(tag for tag in tags if tag[0] == "T")


def network_of(learnt: Mapping[str, np.ndarray]) -> LabelNetwork:
    """Make a network of what `dosye.entities.learn_network.fit_network` returns."""
    held = dict(learnt)
    places = [held_names(held.pop(f"names{n}")) for n in range(FIELDS)]
    labels = {layer: tuple(held_names(held.pop(f"labels_{layer}"))) for layer in LAYERS}
    arrays = {name: array.astype(np.float32) for name, array in held.items()}
    return LabelNetwork(places, labels, arrays, {})


@cache
def load_network(folder: Path) -> LabelNetwork | None:
    """Load the network that scripts/train-labels wrote into a folder of models, None where there is none."""
    path = folder / FILE
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        return network_of({name: file[name] for name in file.files})
