"""Training rows for the taggers from labelled articles: tokens, features, labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from dosye.entities.features import chance, featurer
from dosye.entities.taggers import LAYERS
from dosye.knowledge import Knowledge
from dosye.language.ckb import analyse
from dosye.language.ckb.records import Token
from dosye.records import EntityType

DROPPED = 0.3  # share of the names of the tables that the taggers do not see while they learn
SETTINGS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 2}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its labels: start, end, type."""

    doc_id: str
    text: str
    labels: tuple[tuple[int, int, str], ...]


def train(articles: Iterable[Labelled], knowledge: Knowledge, folder: Path) -> None:
    """Train both taggers and write their files; the same articles and tables give the same bytes."""
    trainers = {layer: pycrfsuite.Trainer(verbose=False) for layer in LAYERS}
    for article in articles:
        for tokens, names, roles in _rows(article):
            drop = chance(DROPPED, article.doc_id)
            features = pycrfsuite.ItemSequence(featurer(knowledge).features(tokens, drop))
            trainers["names"].append(features, names)
            trainers["roles"].append(features, roles)
    for layer, trainer in trainers.items():
        trainer.set_params(SETTINGS)
        trainer.train(str(folder / f"entities-{layer}.crfsuite"))


def _rows(article: Labelled) -> Iterator[tuple[Sequence[Token], list[str], list[str]]]:
    role = EntityType.ROLE.value
    for sent in analyse(article.text):
        if sent.tokens:
            names = _labels(sent.tokens, [x for x in article.labels if x[2] != role])
            roles = _labels(sent.tokens, [x for x in article.labels if x[2] == role])
            yield sent.tokens, names, roles


def _labels(tokens: Sequence[Token], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """Label the tokens that lie on a span; a token that sticks out (a sign before a name) still counts."""
    out = ["O"] * len(tokens)
    for start, end, kind in spans:
        inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
        for i in inside:
            out[i] = f"{'B' if i == inside[0] else 'I'}-{kind}"
    return out
