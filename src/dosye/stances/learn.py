"""Learn which proposed stances to keep and how they turn; used by scripts/train-words, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dosye.events import find_events
from dosye.events.learn import Article, fit, found_article
from dosye.records import EntityId, Event
from dosye.stances.model import StanceRecord, parse_model
from dosye.stances.stands import Pair, length_of, mirrored, pairs_of, turning
from dosye.stances.theme_learn import Text, fit_folds, fit_themes
from dosye.stances.themes import Themes, words_of
from dosye.statements import find_statements
from dosye.statements.learn import same_entities
from dosye.statements.model import WordsModel
from dosye.tables import read_table

HERE = Path(__file__).parent
STRENGTH = {"keep": 0.004, "turn": 0.01, "mixed": 0.06}
STEPS = 150  # of the decision on what to keep: more bring nothing
MIXED = 0.5
WANTED = {"short": 0.53, "long": 0.45}  # share right of what is told: texts as short as posts, others
LEAST = {"short": 35, "long": 25}  # hundredths; no threshold lies below
FOLDS = 5
_OPPOSITE = {"for": "against", "against": "for", "mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An annotated article as a reading sees it: with the names and acts that dosye finds."""

    article: Article
    events: tuple[Event, ...]
    names: dict[EntityId, EntityId]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair, what points for or against, its annotated position or None; its article's fold and length."""

    pair: Pair
    turn: tuple[str, ...]
    position: str | None
    fold: int
    length: str


def seen_of(article: Article) -> Seen:
    """Return an article with the names and acts that dosye finds, and whom the found names mean."""
    found = found_article(article)
    return Seen(found, find_events(found.context), same_entities(found))


def fit_model(seen: Sequence[Seen], words: WordsModel) -> StanceRecord:
    """Fit the decisions on the statements that `words` finds; the same articles give the same weights.

    The thresholds are the lowest from which what is kept of held-out folds is right as often as wanted.
    What an article is about is told by what the articles of other folds have taught.
    """
    texts = [_text_of(s.article) for s in seen]
    folds = [n % FOLDS for n in range(len(seen))]
    themes = fit_folds(texts, folds, FOLDS)
    found = [e for s, fold in zip(seen, folds, strict=True) for e in _labelled(s, words, fold, themes[fold])]
    limits = {**_thresholds(found), "mixed": MIXED}
    return {**_weights(found, limits), "themes": fit_themes(texts)}


def _text_of(article: Article) -> Text:
    """The words of an article, and the issues of the tables in its labels."""
    issues = {issue for _, issue in _positions(article)}
    return words_of(article.context), frozenset(issues & set(article.context.knowledge.issues))


def _labelled(seen: Seen, words: WordsModel, fold: int, themes: Themes) -> Iterator[Labelled]:
    context, gold = seen.article.context, _positions(seen.article)
    statements = find_statements(context, seen.events, words)
    for pair in pairs_of(context, seen.events, statements, themes):
        position = gold.get((seen.names.get(pair.holder, EntityId("")), pair.issue))
        yield Labelled(pair, turning(context, pair), position, fold, length_of(context))


def _positions(article: Article) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for s in article.gold.stances:
        issue, way = _one_name().get(s.issue, (s.issue, "same"))
        found[s.holder, issue] = s.position.value if way == "same" else _OPPOSITE[s.position.value]
    return found


@cache
def _one_name() -> dict[str, tuple[str, str]]:
    """The name in the tables of an issue that annotators called otherwise, and `same` or `opposite`."""
    rows = read_table(HERE / "same.tsv", ("name", "issue", "way", "source"), key=("name",))
    return {row["name"]: (row["issue"], row["way"]) for row in rows}


def _weights(found: Sequence[Labelled], limits: dict[str, float]) -> StanceRecord:
    told = [e for e in found if e.position is not None]
    turns = [
        example
        for e in told
        if e.position != "mixed"
        for example in (
            (list(e.turn), e.position == "for"),
            (mirrored(e.turn), e.position != "for"),
        )
    ]
    mixed = [([*e.turn, *e.pair.keep], e.position == "mixed") for e in told]
    keep = [(list(e.pair.keep), e.position is not None) for e in found]
    return {
        "keep": fit(keep, strength=STRENGTH["keep"], steps=STEPS),
        "turn": fit(turns, strength=STRENGTH["turn"]),
        "mixed": fit(mixed, strength=STRENGTH["mixed"]),
        "thresholds": limits,
    }


def _thresholds(found: Sequence[Labelled]) -> dict[str, float]:
    """The lowest shares from which at least the wanted part of the held-out pairs is right, by length."""
    judged: dict[str, list[tuple[float, bool]]] = {length: [] for length in WANTED}
    for fold in range(FOLDS):
        model = parse_model(_weights([e for e in found if e.fold != fold], {"mixed": MIXED}))
        for e in (e for e in found if e.fold == fold):
            share, position = model.decide(e.pair.keep, e.turn)
            judged[e.length].append((share, position.value == e.position))
    return {length: _threshold(judged[length], length) for length in WANTED}


def _threshold(judged: Sequence[tuple[float, bool]], length: str) -> float:
    grid = [n / 100 for n in range(LEAST[length], 75)]
    for limit in grid:
        kept = [right for share, right in judged if share >= limit]
        if kept and sum(kept) / len(kept) >= WANTED[length]:
            return limit
    return grid[-1]
