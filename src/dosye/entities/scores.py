"""What every label scores for the tokens of an article: the sums over their features, kept by word form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np

from dosye.entities.decode import Decoder
from dosye.entities.features import FAR, PAD, SIDES, Featurer, find_chains, next_marks
from dosye.entities.fields import Field, Scores, read_field
from dosye.entities.lines import Line
from dosye.language.ckb.records import Token

LAYERS = ("names", "roles")
_FIRST, _MOST = 1024, 8192  # forms that there is room for: at first, and before the memory starts anew
_GAP = 2  # rows of nothing between two sentences: so far does a token see


@dataclass(slots=True, unsafe_hash=True)
class Form:
    """A word form: its row in the table of scores, and what chains and pairs ask of it."""

    row: int
    stem: str
    heads: tuple[str, ...]
    links: bool
    closed: bool
    paired: bool  # whether a pair with the word before it, or after it, is a feature


class Scorer:
    """Scores the labels of all layers side by side, under one set of tables and models."""

    def __init__(self, known: Featurer, folder: Path) -> None:
        self.known = known
        self.fields = tuple(read_field(folder / f"entities-{layer}.crfsuite") for layer in LAYERS)
        self.decoder = Decoder(self.fields)
        self._rows, self._weights = _joined(self.fields)
        self._paired = _paired(self._rows)
        self._marks: dict[str, tuple[int, ...]] = {}
        self._table = np.zeros((_MOST + _FIRST, 5 * self._weights.shape[1]))
        self._start_anew()

    def _start_anew(self) -> None:
        self._forms: dict[str, dict[str, Form]] = {}
        self._size = 1  # the first row is of no form; the others are written before they are read

    def score(self, lines: Sequence[Line]) -> Scores:
        """Return the score of every label for each token of some sentences: (tokens, labels)."""
        if self._size > _MOST:
            self._start_anew()
        forms = [[self._form(token) for token in line.tokens] for line in lines]
        gap = [0] * _GAP
        places = np.array([*chain.from_iterable((*gap, *(f.row for f in row)) for row in forms), *gap])
        seen = self._table.take(places, axis=0)
        size, end = self._weights.shape[1], len(places) - 2 * _GAP
        total = seen[_GAP : end + _GAP, :size]
        for number, shift in enumerate((0, 1, 3, 4), start=1):  # from two before to two after
            total += seen[shift : end + shift, number * size : (number + 1) * size]
        if len(lines) > 1:
            total = total[places[_GAP:-_GAP] > 0]
        rows: list[int] = []
        starts: list[int] = []
        for line, row in zip(lines, forms, strict=True):
            self._add_rest(line, row, rows, starts)
        return total + np.add.reduceat(self._weights.take(rows, axis=0), starts, axis=0)

    def _add_rest(self, line: Line, forms: Sequence[Form], rows: list[int], starts: list[int]) -> None:
        """Add the rows of the features that are of more than one token's form, one at least for each."""
        known, last = self._rows, len(forms) - 1
        more = self._of_names(line, forms)
        for at, (mark, distance) in enumerate(next_marks(line.tokens)):
            starts.append(len(rows))
            rows.append(self._mark_rows(mark)[distance])
            form = forms[at]
            extra = more.get(at, [])
            if form.paired:
                extra.append(f"b{forms[at - 1].stem if at else PAD}|{form.stem}")
                extra.append(f"a{form.stem}|{forms[at + 1].stem if at < last else PAD}")
            if extra:
                rows += [held for feature in extra if (held := known.get(feature))]

    def _of_names(self, line: Line, forms: Sequence[Form]) -> dict[int, list[str]]:
        """The features of known names and of chains, by token."""
        more: defaultdict[int, list[str]] = defaultdict(list)
        if line.matches:
            for at, tags in enumerate(self.known.table_tags(line.matches, line.tokens)):
                if tags:
                    more[at] += tags
                    more[at - 1] += [f"+{tag}" for tag in tags]
                    more[at + 1] += [f"-{tag}" for tag in tags]
        if any(form.heads for form in forms):
            for at, marks in enumerate(find_chains(line.tokens, forms)):
                more[at] += marks
        return more

    def _mark_rows(self, mark: str) -> tuple[int, ...]:
        held = self._marks.get(mark)
        if held is None:
            held = tuple(self._rows.get(f"n{mark}{n}", 0) for n in range(FAR + 1))
            if len(self._marks) < _MOST:
                self._marks[mark] = held
        return held

    def _form(self, token: Token) -> Form:
        kind = token.kind._value_
        held = self._forms.get(kind)
        if held is None:
            held = self._forms[kind] = {}
        form = held.get(token.norm)
        if form is None:
            form = held[token.norm] = self._make_form(token)
        return form

    def _make_form(self, token: Token) -> Form:
        row, view = self._size, self.known.make_view(token)
        if row == len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
        self._size += 1
        rows: list[int] = []
        starts: list[int] = []
        known, seen = self._rows, (view.own, view.far, view.near, view.near, view.far)
        for side, features in zip(("", *SIDES.values()), seen, strict=True):
            starts.append(len(rows))
            rows.append(0)
            rows += [held for feature in features if (held := known.get(side + feature))]
        np.add.reduceat(self._weights.take(rows, axis=0), starts, axis=0, out=self._table[row].reshape(5, -1))
        return Form(row, view.stem, view.heads, view.links, view.closed, view.stem in self._paired)


def _paired(attributes: Iterable[str]) -> frozenset[str]:
    """The stems that a feature pairs with the word before or after them; a mark may stand in a stem."""
    found: set[str] = set()
    for attribute in attributes:
        if attribute[0] in "ab" and "|" in attribute:
            parts = attribute[1:].split("|")
            for at in range(1, len(parts)):
                found.add("|".join(parts[at:] if attribute[0] == "b" else parts[:at]))
    return frozenset(found)


def _joined(fields: Sequence[Field]) -> tuple[dict[str, int], Scores]:
    """The attributes of several fields and their weights side by side; the first row weighs nothing."""
    rows: dict[str, int] = {}
    for field in fields:
        for attribute in field.rows:
            rows.setdefault(attribute, len(rows) + 1)
    weights = np.zeros((len(rows) + 1, sum(len(field.labels) for field in fields)))
    column = 0
    for field in fields:
        places = [rows[attribute] for attribute in field.rows]
        weights[places, column : column + len(field.labels)] = field.weights[list(field.rows.values())]
        column += len(field.labels)
    return rows, weights


@lru_cache(maxsize=8)
def scorer(known: Featurer, folder: Path) -> Scorer:
    """Return the scorer of the tables and the models of a folder, made once."""
    return Scorer(known, folder)
