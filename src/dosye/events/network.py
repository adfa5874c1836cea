"""A recurrent network over the words of a sentence: what speaks for each entity as a side or place of an act.

One bidirectional LSTM (Hochreiter and Schmidhuber 1997) reads the row of words with the act marked in it, as
in deep semantic role labelling (He et al. 2017); a hidden layer looks at the act and at each entity, and
attention at all entities of the act, since they rival each other. scripts/train-sides learns it with PyTorch;
reading needs NumPy alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from dosye.entities.recurrent import batches_of, held_names, run_both_ways
from dosye.entities.taggers import MODELS
from dosye.events.looks import FARTHEST, FIELDS, Look, word_names
from dosye.events.scene import Scene

_VOCABULARIES = (*(f"names{n}" for n in range(FIELDS)), "type_names", "line_names", "kind_names")


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Vocabularies by name, each from a name to its row (0 for unknown ones), and arrays by name.

    With h units and e numbers a word: `table0`-`table5` (n_names, e_i); `marks` (4, e), `types` (n, e),
    `lines` (n, e), `kinds` (n, e), `far` (31, e); `input` (e, 8h) for both directions, gates in the order
    input, forget, cell, output, `bias` (8h,), `again` (2, h, 4h); `hidden` (k, d), `hidden_bias` (d,),
    `rivals` (d, 2q + d) for asking, offering and telling, `out` (2d, 5), `out_bias` (5,) for neither side,
    actor, recipient, place, time.
    """

    places: Mapping[str, Mapping[str, int]]
    arrays: Mapping[str, np.ndarray]

    def odds(self, looks: Sequence[Look]) -> list[np.ndarray]:
        """How likely each spot of an act is its actor or recipient, its place or its time.

        Returns:
            For each act (n_spots, 4): natural logarithms of how much more likely a spot is the actor than
            neither side, the recipient than neither, the place than not, the time than not.
        """
        words = _Words(self)
        for look in looks:
            words.add(look)
        found = [np.zeros((0, 4), dtype=np.float32)] * len(looks)
        for batch in batches_of([len(look.marks) if look.spots else 0 for look in looks]):
            for n, odds in zip(batch, self._read([looks[n] for n in batch], words), strict=True):
                found[n] = odds
        return found

    def _read(self, looks: Sequence[Look], words: _Words) -> list[np.ndarray]:
        states = run_both_ways(
            self._gates(looks, words), [len(look.marks) for look in looks], self.arrays["again"]
        )
        a = self.arrays
        known = [self._entities(look, states[n]) for n, look in enumerate(looks)]
        hidden = np.maximum(np.concatenate(known) @ a["hidden"] + a["hidden_bias"], 0.0)
        starts = np.cumsum([0] + [len(look.spots) for look in looks])
        keys = (a["rivals"].shape[1] - hidden.shape[1]) // 2
        parts = np.split(hidden @ a["rivals"], starts[1:-1])
        against = np.concatenate([_against(part, keys) for part in parts])
        scores = np.concatenate((hidden, against), axis=1) @ a["out"] + a["out_bias"]
        scores[:, 1:3] -= scores[:, :1]
        return np.split(scores[:, 1:], starts[1:-1])

    def _gates(self, looks: Sequence[Look], words: _Words) -> np.ndarray:
        """What each word of each act adds to the gates, (n_acts, longest, 8h); zeros after the last word."""
        longest = max(len(look.marks) for look in looks)
        gates = np.zeros((len(looks), longest, len(self.arrays["bias"])), dtype=np.float32)
        types = self.arrays["types_in"][self._rows("type_names", (look.type for look in looks))]
        for n, look in enumerate(looks):
            size = len(look.marks)
            gates[n, :size] = words.row(look)
            gates[n, :size] += self.arrays["marks_in"][look.marks]
            gates[n, :size] += types[n]
        return gates

    def _entities(self, look: Look, states: np.ndarray) -> np.ndarray:
        """What the hidden layer sees of each entity of an act, (n_entities, k)."""
        a, n = self.arrays, len(look.spots)
        act = np.concatenate((states[look.first], states[look.verb]))
        line = np.concatenate(
            (
                a["types"][self._rows("type_names", [look.type])[0]],
                a["lines"][self._rows("line_names", [look.line])[0]],
            )
        )
        spots = look.spots
        return np.concatenate(
            (
                states[[s.first for s in spots]],
                states[[s.last for s in spots]],
                np.tile(np.concatenate((act, line)), (n, 1)),
                a["kinds"][self._rows("kind_names", (s.kind for s in spots))],
                a["far"][[s.far + FARTHEST for s in spots]],
            ),
            axis=1,
        )

    def _rows(self, vocabulary: str, names: Iterable[str]) -> list[int]:
        places = self.places[vocabulary]
        return [places.get(name, 0) for name in names]

    def read_words(self, scenes: Sequence[Scene]) -> np.ndarray:
        """What the words of some sentences add to the gates, (n_words, 8h)."""
        names = [word for scene in scenes for word in word_names(scene)]
        rows = [self._rows(f"names{n}", column) for n, column in enumerate(zip(*names, strict=True))]
        tables = [self.arrays[f"table{n}"][row] for n, row in enumerate(rows)]
        read: np.ndarray = np.concatenate(tables, axis=1) @ self.arrays["input"] + self.arrays["bias"]
        return read


class _Words:
    """The gates of the words of the sentences that some acts look at, each sentence read once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._scenes: dict[int, Scene] = {}
        self._read: dict[int, np.ndarray] = {}

    def add(self, look: Look) -> None:
        for scene in (look.before, look.here):
            if scene is not None:
                self._scenes[scene.index] = scene

    def row(self, look: Look) -> np.ndarray:
        if not self._read:
            scenes = list(self._scenes.values())
            ends = np.cumsum([len(scene.read.sent.tokens) for scene in scenes])
            parts = np.split(self._network.read_words(scenes), ends[:-1])
            self._read = {scene.index: part for scene, part in zip(scenes, parts, strict=True)}
        here = self._read[look.here.index][look.start : look.stop]
        if look.before is None:
            return here
        return np.concatenate((self._read[look.before.index][look.skipped :], here))


def _against(rivals: np.ndarray, keys: int) -> np.ndarray:
    """What each entity of an act takes in of all: attention; (n_entities, 2q + d) to (n_entities, d)."""
    ask, offer, told = np.split(rivals, (keys, 2 * keys), axis=1)
    likeness = ask @ offer.T / math.sqrt(keys)
    weights = np.exp(likeness - likeness.max(axis=1, keepdims=True))
    found: np.ndarray = weights @ told / weights.sum(axis=1, keepdims=True)
    return found


@cache
def load_network(path: Path = MODELS / "sides.npz") -> Network:
    """Load a network that scripts/train-sides wrote; that of dosye unless told otherwise."""
    with np.load(path, allow_pickle=False) as file:
        return network_of({name: file[name] for name in file.files})


def network_of(learnt: Mapping[str, np.ndarray]) -> Network:
    """Make a network of what `dosye.events.learn_network.fit_network` returns."""
    held = dict(learnt)
    places = {name: held_names(held.pop(name)) for name in _VOCABULARIES}
    arrays = {name: array.astype(np.float32) for name, array in held.items()}
    width = sum(arrays[f"table{n}"].shape[1] for n in range(FIELDS))
    marks = arrays["marks"].shape[1]
    whole = arrays["input"]
    arrays["input"] = np.ascontiguousarray(whole[:width])
    arrays["marks_in"] = arrays["marks"] @ whole[width : width + marks]
    arrays["types_in"] = arrays["types"] @ whole[width + marks :]
    return Network(places, arrays)
