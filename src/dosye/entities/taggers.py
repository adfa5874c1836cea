"""Two small conditional random fields, one for names and one for roles, and their label alphabets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from dosye.entities.decode import Decoder, Labels
from dosye.entities.lines import Line
from dosye.entities.network import LabelNetwork, WordOdds, load_network
from dosye.entities.scores import LAYERS, Scorer, scorer
from dosye.records import EntityType

MODELS = Path(__file__).parents[1] / "models"
NETWORK = 0.75  # weight of what the network says beside the features


@dataclass(slots=True, unsafe_hash=True)
class Tagged:
    """Tokens `start` to `end` (half-open) of a sentence, their type and how sure the tagger is (0-1)."""

    start: int
    end: int
    type: EntityType
    confidence: float


_folder: ContextVar[Path] = ContextVar("folder", default=MODELS)


@contextmanager
def models_in(folder: Path) -> Iterator[None]:
    """Tag with the models of another folder, to measure models that have not seen an article."""
    before = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(before)


def models_folder() -> Path:
    """Return the folder of the models in use."""
    return _folder.get()


@dataclass(frozen=True, slots=True, eq=False)
class Labelling:
    """What a network says of the words of an article: by layer (n_tokens, n_labels), and for later stages."""

    network: LabelNetwork
    shares: Mapping[str, np.ndarray]
    acts: WordOdds
    said: WordOdds


def read_words(lines: Sequence[Line]) -> Labelling | None:
    """Ask the network about the sentences of an article; None where the models have none."""
    network = load_network(_folder.get())
    if network is None or not any(line.tokens for line in lines):
        return None
    shares = network.read(lines)
    acts, said = (network.odds(layer, shares[layer], lines) for layer in ("acts", "said"))
    return Labelling(network, shares, acts, said)


def tag(lines: Sequence[Line], read: Labelling | None = None) -> list[tuple[list[Tagged], list[Tagged]]]:
    """Return what the two taggers find in each of the sentences of an article: names and roles.

    `read` is what a network says of their words, which weighs in.
    """
    found: list[tuple[list[Tagged], list[Tagged]]] = [([], []) for _ in lines]
    filled = [at for at, line in enumerate(lines) if line.tokens]
    if not filled:
        return found
    known = scorer(lines[0].known, _folder.get())
    starts = [0, *accumulate(len(lines[at].tokens) for at in filled[:-1])]
    scores = known.score([lines[at] for at in filled])
    if read is not None:
        scores = scores + NETWORK * _in_order(read, known)
    decoded = known.decoder.decode(scores, starts)
    for layer, outside in enumerate(known.decoder.outside.tolist()):
        for at, labels, kind in _mentions(known.decoder, decoded.labels[layer], outside, set(starts)):
            sent = bisect_right(starts, at) - 1
            sure = sum(decoded.shares.item(at + i, label) for i, label in enumerate(labels)) / len(labels)
            first = at - starts[sent]
            found[filled[sent]][layer].append(Tagged(first, first + len(labels), kind, round(sure, 3)))
    return found


def _in_order(read: Labelling, known: Scorer) -> np.ndarray:
    """What the network says, its labels in the order of the decoder's: (n_tokens, n_labels)."""
    parts = []
    for layer, field in zip(LAYERS, known.fields, strict=True):
        labels = read.network.labels[layer]
        parts.append(read.shares[layer][:, [labels.index(label) for label in field.labels]])
    return np.concatenate(parts, axis=1)


def _mentions(
    decoder: Decoder, labels: Labels, outside: int, starts: Container[int]
) -> list[tuple[int, list[int], EntityType]]:
    """The mentions in a run of sentences: first token, its labels, its type."""
    out: list[tuple[int, list[int], EntityType]] = []
    end, last = -1, ""
    for at in (labels != outside).nonzero()[0].tolist():
        label = labels.item(at)
        place, kind = decoder.names[label].split("-")
        if at == end and place == "I" and kind == last and at not in starts:
            out[-1][1].append(label)
        else:
            out.append((at, [label], EntityType(kind)))
        end, last = at + 1, kind
    return out
