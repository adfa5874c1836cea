"""Learn which proposed stances to keep and how they turn; used by scripts/train-words, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.events.learn import Article, fit
from dosye.stances.model import parse_model
from dosye.stances.stands import Pair, mirrored, pairs_of, turning
from dosye.statements import find_statements
from dosye.statements.learn import same_entities
from dosye.statements.model import WordsModel

STRENGTH = {"keep": 0.06, "turn": 0.1, "mixed": 0.06}
MIXED = 0.5
WANTED = 0.6
FOLDS = 5
_GRID = [n / 100 for n in range(35, 75)]
_MORE = 0.05
# What annotators called one issue by several names; -1 where the other name is its opposite.
SAME = {
    "attacks-on-red-sea-ships": ("houthi-attacks", 1),
    "al-hol-repatriation": ("return-of-isis-families", 1),
    "fall-of-assad": ("assad-rule", -1),
    "iran-missile-strikes-on-erbil": ("iranian-strikes-on-kurdistan", 1),
    "iraqi-election-2025": ("iraq-election-2025", 1),
    "iraqi-intervention-in-syria": ("iraqi-forces-to-syria", 1),
    "kdp-puk-cabinet-agreement": ("krg-power-sharing", 1),
    "pkk-dissolution": ("pkk-disarmament", 1),
    "pmf-in-anbar": ("pmf-in-sunni-areas", 1),
    "pmf-in-mosul-operation": ("pmf-in-sunni-areas", 1),
    "kurdistan-elections-on-time": ("kurdistan-election-date", 1),
    "sdf-integration": ("sdf-damascus-agreement", 1),
    "sdf-stays": ("self-administration-in-syria", 1),
    "second-term-for-sudani": ("sudani-second-term", 1),
    "share-of-power-in-krg-cabinet": ("krg-power-sharing", 1),
    "ties-with-israel": ("normalisation-with-israel", 1),
    "turkey-pkk-peace-process": ("turkish-peace-process", 1),
    "us-withdrawal-from-syria": ("us-forces-in-syria", -1),
}
_OPPOSITE = {"for": "against", "against": "for", "mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair, what points for or against, its annotated position or None, and the fold of its article."""

    pair: Pair
    turn: tuple[str, ...]
    position: str | None
    fold: int


def fit_model(articles: Sequence[Article], words: WordsModel) -> dict[str, dict[str, float]]:
    """Fit the decisions on the statements that `words` finds; the same articles give the same weights.

    The threshold is the lowest from which what is kept of held-out folds is right as often as wanted.
    """
    found = [e for n, article in enumerate(articles) for e in _labelled(article, words, n % FOLDS)]
    limit = _threshold(found)
    thresholds = {"keep": limit, "unseen": round(limit + _MORE, 2), "mixed": MIXED}
    return {**_weights(found), "thresholds": thresholds}


def _labelled(article: Article, words: WordsModel, fold: int) -> Iterator[Labelled]:
    names, gold = same_entities(article), _positions(article)
    statements = find_statements(article.context, article.gold.events, words)
    for pair in pairs_of(article.context, article.gold.events, statements):
        position = gold.get((names.get(pair.holder, pair.holder), pair.issue))
        yield Labelled(pair, turning(article.context, pair), position, fold)


def _positions(article: Article) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for s in article.gold.stances:
        issue, way = SAME.get(s.issue, (s.issue, 1))
        found[s.holder, issue] = s.position.value if way > 0 else _OPPOSITE[s.position.value]
    return found


def _weights(found: Sequence[Labelled]) -> dict[str, dict[str, float]]:
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
        "keep": fit(keep, strength=STRENGTH["keep"]),
        "turn": fit(turns, strength=STRENGTH["turn"]),
        "mixed": fit(mixed, strength=STRENGTH["mixed"]),
    }


def _threshold(found: Sequence[Labelled]) -> float:
    """The lowest share from which at least the wanted part of the held-out pairs is right."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = _weights([e for e in found if e.fold != fold])
        model = parse_model({**weights, "thresholds": {"keep": 0.0, "unseen": 0.0, "mixed": MIXED}})
        for e in (e for e in found if e.fold == fold):
            share, position = model.decide(e.pair.keep, e.turn)
            judged.append((share, position.value == e.position))
    for limit in _GRID:
        kept = [right for share, right in judged if share >= limit]
        if kept and sum(kept) / len(kept) >= WANTED:
            return limit
    return _GRID[-1]
