"""Training rows for the taggers from labelled articles: tokens, features, labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pycrfsuite

from dosye.entities.antecedents import choices_of
from dosye.entities.bounds import bound_rows
from dosye.entities.choices import Choice, fit_choices
from dosye.entities.features import chance, featurer
from dosye.entities.find import tell_groups
from dosye.entities.groups import count_uses, find_phrases, phrase_features
from dosye.entities.lines import Line
from dosye.entities.logistic import fit
from dosye.entities.prepositions import part_prepositions
from dosye.entities.scores import LAYERS
from dosye.entities.seen import see_labelled
from dosye.knowledge import Knowledge
from dosye.language.ckb import analyse
from dosye.language.ckb.records import Token
from dosye.records import DocId, Document, EntityType

STRENGTH, STEPS = 1.0, 200  # of the decisions on groups
JOINED = 2.0  # strength of the choice whom a group means
# Shares of the names of the tables that the taggers do not see while they learn, each text once with each:
# what is learnt where most names are unknown tells names that no table has.
DROPPED = (0.3, 0.8)
Rows = list[tuple[list[str], bool]]
SETTINGS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 2}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its labels: start, end, type, and beside them the entities that they mean."""

    doc_id: str
    text: str
    labels: tuple[tuple[int, int, str], ...]
    entities: tuple[str, ...]  # whom each label means
    acts: tuple[tuple[int, int, str], ...] = ()  # the words of acts and their types
    said: tuple[tuple[int, int, str], ...] = ()  # the words reported, of whom, and what reports them


def train(articles: Iterable[Labelled], knowledge: Knowledge, folder: Path) -> None:
    """Train both taggers and the decision on groups, and write their files.

    The same articles, tables and language stage give the same bytes.
    """
    trainers = {layer: pycrfsuite.Trainer(verbose=False) for layer in LAYERS}
    phrases: Rows = []
    bounds: Rows = []
    joins: list[Choice] = []
    for article in articles:
        views = [lines_of_article(article, knowledge, share) for share in DROPPED]
        for line in chain(*views):
            features = pycrfsuite.ItemSequence(line.known.features(line.tokens, line.matches))
            for layer, trainer in trainers.items():
                trainer.append(features, labels_of(line.tokens, article, layer))
        phrases += _phrase_rows(article, views[0])
        bounds += _bound_rows(article, views[0])
        joins += _joins(article, knowledge)
    _write_groups(phrases, bounds, folder)
    _write(fit_choices(joins, strength=JOINED, steps=STEPS), folder / "entities-joins.json")
    for layer, trainer in trainers.items():
        trainer.set_params(SETTINGS)
        trainer.train(str(folder / f"entities-{layer}.crfsuite"))


def _write_groups(phrases: Rows, bounds: Rows, folder: Path) -> None:
    """Fit the decisions on groups, which phrases are one and how far they reach, and write them."""
    fitted = {
        name: fit(rows, strength=STRENGTH, steps=STEPS)
        for name, rows in (("bounds", bounds), ("weights", phrases))
    }
    _write(fitted, folder / "entities-groups.json")


def _write(fitted: Mapping[str, float | Mapping[str, float]], path: Path) -> None:
    text = json.dumps(fitted, ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _joins(article: Labelled, knowledge: Knowledge) -> Iterator[Choice]:
    """Yield whom each labelled group means, among those labelled before it."""
    sents = part_prepositions(analyse(article.text), knowledge)
    seen = see_labelled(article.text, sents, article.labels, knowledge)
    document = Document(DocId(article.doc_id), article.text, None, None)
    told = tell_groups(document, sents, knowledge, list(seen.values()))
    entity = {id(s): article.entities[n] for n, s in seen.items()}
    yield from choices_of(told, [entity[id(t.seen)] for t in told])


def _of_layer(article: Labelled, layer: str) -> list[tuple[int, int, str]]:
    return [x for x in article.labels if (x[2] == EntityType.ROLE.value) is (layer == "roles")]


def lines_of_article(article: Labelled, knowledge: Knowledge, share: float) -> list[Line]:
    """The sentences of an article, a share of the known names left out."""
    known, drop = featurer(knowledge), chance(share, article.doc_id)
    return [
        Line(sent.tokens, [m for m in known.index.find(sent.tokens) if not drop(m.stem)], known)
        for sent in part_prepositions(analyse(article.text), knowledge)
        if sent.tokens
    ]


def _phrase_rows(article: Labelled, lines: Sequence[Line]) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of every phrase that could be a group, and whether it is one."""
    groups = [(start, end) for start, end, kind in article.labels if kind == EntityType.GROUP.value]
    phrases = [find_phrases(line.tokens, line.matches, line.known) for line in lines]
    uses = count_uses(phrases)
    for line, here in zip(lines, phrases, strict=True):
        for phrase in here:
            at = line.tokens[phrase.head].start
            features = list(phrase_features(phrase, line.tokens, line.matches, uses))
            yield features, any(start <= at < end for start, end in groups)


def _bound_rows(article: Labelled, lines: Sequence[Line]) -> Iterator[tuple[list[str], bool]]:
    """Yield the words around the noun of each labelled group, and whether they belong to it."""
    groups = [(start, end) for start, end, kind in article.labels if kind == EntityType.GROUP.value]
    for line in lines:
        for phrase in find_phrases(line.tokens, line.matches, line.known):
            at = line.tokens[phrase.head].start
            span = next((g for g in groups if g[0] <= at < g[1]), None)
            if span is None:
                continue
            inside = [i for i, t in enumerate(line.tokens) if t.start < span[1] and span[0] < t.end]
            yield from bound_rows(phrase, line.tokens, line.matches, start=inside[0], end=inside[-1] + 1)


def labels_of(tokens: Sequence[Token], article: Labelled, layer: str) -> list[str]:
    """Label the tokens that lie on a span; a token that sticks out (a sign before a name) still counts."""
    out = ["O"] * len(tokens)
    for start, end, kind in _of_layer(article, layer):
        inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
        for i in inside:
            out[i] = f"{'B' if i == inside[0] else 'I'}-{kind}"
    return out
