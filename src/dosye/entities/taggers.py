"""Two small conditional random fields, one for names and one for roles, and their label alphabets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pycrfsuite

from dosye.entities.lines import Line
from dosye.records import EntityType

MODELS = Path(__file__).parents[1] / "models"
LAYERS = ("names", "roles")


@dataclass(frozen=True, slots=True)
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


@lru_cache(maxsize=16)
def load_tagger(layer: str, folder: Path) -> pycrfsuite.Tagger:
    """Return the tagger of a layer; its file stays open while it is used."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / f"entities-{layer}.crfsuite"))
    return tagger


def tag(line: Line) -> tuple[list[Tagged], list[Tagged]]:
    """Return what the two taggers find in a sentence: names and roles."""
    if not line.tokens:
        return [], []
    rows = pycrfsuite.ItemSequence(line.known.features(line.tokens, line.matches))
    names, roles = (_decode(load_tagger(layer, _folder.get()), rows) for layer in LAYERS)
    return names, roles


def _decode(tagger: pycrfsuite.Tagger, rows: pycrfsuite.ItemSequence) -> list[Tagged]:
    labels = tagger.tag(rows)
    out: list[Tagged] = []
    at = 0
    while at < len(labels):
        if labels[at] == "O":
            at += 1
            continue
        kind = labels[at][2:]
        end = at + 1
        while end < len(labels) and labels[end] == f"I-{kind}":
            end += 1
        sure = sum(tagger.marginal(labels[i], i) for i in range(at, end)) / (end - at)
        out.append(Tagged(at, end, EntityType(kind), round(sure, 3)))
        at = end
    return out
