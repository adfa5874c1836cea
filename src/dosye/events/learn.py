"""Learn the decisions of the stage from annotated articles; never used when reading."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from dosye.codec import read_record, reading_from_json
from dosye.entities import find_entities
from dosye.errors import RecordError
from dosye.events.adam import descend, descend_dropped
from dosye.events.candidates import Candidate
from dosye.events.context import Context
from dosye.events.dates import time_features
from dosye.events.find import Draft, drafts_of
from dosye.events.grammar import grammar_of
from dosye.events.learn_moods import MoodExample, fit_moods
from dosye.events.learn_sides import SideExample, fit_sides
from dosye.events.moods import mood_features
from dosye.events.network import Network
from dosye.events.scene import Scene, scenes_of
from dosye.events.sides import View, heard, odds_of, view_in
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import Document, Event, Reading
from dosye.times import find_times

_STEPS = 300
_RATE = 0.08
_SMALLEST = 0.01
Example = tuple[list[str], bool]
LEFT_OUT = 0.3  # of the features, where it is decided what is an act
ROUNDS = 6
LEAST = 4  # examples that such a feature must be seen with
STRENGTH = {"actor": 0.014, "recipient": 0.014, "place": 0.05, "time": 0.08}


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An annotated article and what is known of it before its events are found."""

    gold: Reading
    context: Context


def gold_articles(folder: Path, mentions: Path | None = None) -> list[Article]:
    """Read the annotated articles of a folder, with their own mentions or those of other readings."""
    return [_article(path, mentions) for path in sorted(folder.glob("*.json"))]


def held_out(folder: Path) -> frozenset[str]:
    """The articles of ours that no model may learn from, as the lists beside them name them."""
    lists = sorted(folder.glob("held-out*.txt"))
    return frozenset(name for path in lists for name in path.read_text(encoding="utf-8").split())


def labelled_posts(folder: Path, texts: Path) -> list[Article]:
    """Read labels that hold no text and join them to the texts of a file of posts, one JSON a line."""
    rows = (json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines())
    known: dict[str, str] = {row["id"]: row["text"] for row in rows}
    found = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = known.get(record["doc_id"], "")
        if hashlib.sha256(text.encode()).hexdigest() != record.pop("text_sha256"):
            raise RecordError(f"{path}: the labels are not those of the text in {texts}")
        gold = reading_from_json({**record, "text": text}, where=str(path))
        found.append(Article(gold, context_of(gold)))
    return found


def _article(path: Path, mentions: Path | None) -> Article:
    gold = read_record(path)
    known = read_record(mentions / path.name) if mentions else gold
    return Article(gold, context_of(known))


def found_article(article: Article) -> Article:
    """The article with the names and times that dosye finds in place of the annotated ones."""
    c = article.context
    names = find_entities(c.document, c.sents, c.knowledge)
    times = find_times(c.document, c.sents, c.knowledge)
    known = Context(
        c.document, c.sents, names.mentions, names.entities, times.times, c.knowledge, names.acts, names.said
    )
    return Article(article.gold, known)


def context_of(reading: Reading) -> Context:
    """Make the context of a reading's own mentions, entities and times."""
    document = Document(reading.doc_id, reading.text, reading.published, reading.publisher)
    mentions = tuple(sorted(reading.mentions, key=lambda m: (m.start, -m.end)))
    times = tuple(sorted(reading.times, key=lambda t: t.start))
    sents = analyse(reading.text)
    return Context(document, sents, mentions, reading.entities, times, load_knowledge())


def fit_model(articles: Sequence[Article], networks: Sequence[Network] = ()) -> dict[str, dict[str, float]]:
    """Fit the decisions of the stage; the same articles give the same weights.

    Args:
        articles: annotated articles.
        networks: one on sides for each half of the articles (`half_of`), which did not learn from that half:
            what it says of them is worth as much as what a network says of a new article. None: the sides are
            learnt without a network.
    """
    examples: dict[str, list[Example]] = {name: [] for name in ("keep", *STRENGTH)}
    sides: list[SideExample] = []
    moods: list[MoodExample] = []
    for article in articles:
        scenes = scenes_of(article.context)
        drafts = drafts_of(article.context, scenes)
        told = matched(article, drafts)
        examples["keep"] += ((draft.features, n in told) for n, draft in enumerate(drafts))
        asked = [(c, view_in(c, scenes)) for c in (drafts[n].candidate for n in told)]
        network = networks[half_of(article.gold.doc_id)] if networks else None
        odds = odds_of(asked, scenes, network)
        for (n, event), (c, view), said in zip(told.items(), asked, odds, strict=True):
            moods.append((mood_features(c, scenes), event.modality))
            side = side_example(article, c, event, scenes, view)
            if is_hit(drafts[n], event):
                known = heard(c, view, said)
                sides.append(replace(side, features=known.features, act=known.act))
            examples["place"] += _places(article, side, event)
            examples["time"] += _times(c, scenes[c.sent], event)
    for side in sides:
        examples["actor"] += zip(side.features, side.actors, strict=True)
        examples["recipient"] += zip(side.features, side.recipients, strict=True)
    model = {"keep": fit_dropped(examples["keep"])}
    model.update((name, fit(examples[name], strength=strength)) for name, strength in STRENGTH.items())
    model.update(fit_moods(moods))
    model.update(fit_sides(sides, (model["actor"], model["recipient"])))
    model["thresholds"] = dict(THRESHOLDS)
    return model


THRESHOLDS = {
    "keep": 0.29,
    "keep_short": 0.32,
    "place": 0.17,
    "time": 0.28,
}


def half_of(name: str) -> int:
    """Return the half of the articles, 0 or 1, that one is in: by its name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


def side_example(
    article: Article, c: Candidate, event: Event, scenes: Sequence[Scene], view: View
) -> SideExample:
    """Return what the reader sees of an annotated act, and which of the entities are its sides."""
    scene, names = scenes[c.sent], _aligned(article)
    entities = [names.get(choice.side.entity, "") for choice in view.choices]
    return SideExample(
        c, scene, view.bearings, view.features,
        actors=[e in event.actors for e in entities], recipients=[e in event.recipients for e in entities],
        act=view.act, places=[e == event.place for e in entities],
    )  # fmt: skip


def _places(article: Article, side: SideExample, event: Event) -> Iterator[Example]:
    names = _aligned(article)
    for bearing, features in zip(side.bearings, side.features, strict=True):
        if bearing.kind in ("GPE", "PLACE"):
            yield features, names.get(bearing.choice.side.entity, "") == event.place


def _times(c: Candidate, scene: Scene, event: Event) -> Iterator[Example]:
    grammar = grammar_of(c, scene)
    for time in scene.times:
        yield time_features(c, scene, time, grammar), time[0].value == event.time


@lru_cache(maxsize=1)
def _aligned(article: Article) -> dict[str, str]:
    """Map the entities of the context to those of the annotation by overlapping mentions."""
    votes: Counter[tuple[str, str]] = Counter()
    for m in article.context.mentions:
        for g in article.gold.mentions:
            if m.start < g.end and g.start < m.end and (m.type.value == "ROLE") == (g.type.value == "ROLE"):
                votes[m.entity, g.entity] += 1
    found: dict[str, str] = {}
    for (mine, theirs), _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        found.setdefault(mine, theirs)
    return found


def matched(article: Article, drafts: Sequence[Draft]) -> dict[int, Event]:
    """Pair each annotated event with the draft that tells it: on its trigger, else in its sentence."""
    found: dict[int, Event] = {}
    sents = article.context.sents
    for exact in (True, False):
        for event in article.gold.events:
            if event in found.values():
                continue
            for n, draft in enumerate(drafts):
                c = draft.candidate
                if n in found or c.line.type != event.type.value:
                    continue
                sent = sents[c.sent]
                if is_hit(draft, event) if exact else sent.start <= event.trigger.start < sent.end:
                    found[n] = event
                    break
    return found


def is_hit(draft: Draft, event: Event) -> bool:
    """Whether at least half of the words of a draft are those of an annotated event."""
    start, end = draft.trigger
    return min(end, event.trigger.end) - max(start, event.trigger.start) >= (end - start) / 2


def fit(examples: Sequence[Example], *, strength: float, steps: int = _STEPS) -> dict[str, float]:
    """Fit a logistic decision by gradient descent with a penalty on large weights."""
    counts = Counter(f for features, _ in examples for f in set(features))
    names = sorted(f for f, n in counts.items() if n > 1)
    place = {f: i for i, f in enumerate(names)}
    rows, cols = _indices((features for features, _ in examples), place)
    truth = np.array([float(y) for _, y in examples])
    weights = _descend(rows, cols, truth, size=len(names), strength=strength, steps=steps)
    return {f: round(float(w), 3) for f, w in zip(names, weights, strict=True) if abs(w) >= _SMALLEST}


def fit_dropped(examples: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic decision with a part of the features left out of every batch, without a penalty."""
    counts = Counter(f for features, _ in examples for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= LEAST)
    place = {f: i for i, f in enumerate(names)}
    rows, cols = _indices((dict.fromkeys(features) for features, _ in examples), place)
    truth = np.array([float(y) for _, y in examples])
    weights = descend_dropped(rows, cols, truth, size=len(names), left_out=LEFT_OUT, rounds=ROUNDS)
    return {f: round(float(w), 3) for f, w in zip(names, weights, strict=True) if abs(w) >= _SMALLEST}


def _indices(found: Iterable[Iterable[str]], place: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    pairs = [(n, place[f]) for n, features in enumerate(found) for f in features if f in place]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _descend(
    rows: np.ndarray, cols: np.ndarray, truth: np.ndarray, *, size: int, strength: float, steps: int
) -> np.ndarray:
    """Weights of a logistic decision; rows, cols: (n_features_on,), truth: (n_examples,) 0 or 1."""
    n = max(1, len(truth))

    def slope(w: np.ndarray) -> np.ndarray:
        z = np.bincount(rows, weights=w[cols], minlength=len(truth))
        error = 1 / (1 + np.exp(-np.clip(z, -30, 30))) - truth
        return np.bincount(cols, weights=error[rows], minlength=size) / n + strength * w / 10

    return descend(slope, size=size, steps=steps, rate=_RATE)
