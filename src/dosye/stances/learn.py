"""Learn which proposed stances to keep; used by scripts/train-words, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events.learn import Article, Example, fit
from dosye.stances.positions import proposals_of
from dosye.statements import find_statements
from dosye.statements.learn import same_entities
from dosye.statements.model import WordsModel

STRENGTH = 0.2
THRESHOLD = 0.49
UNSEEN = 0.75


def fit_model(articles: Sequence[Article], words: WordsModel) -> dict[str, dict[str, float]]:
    """Fit the decision on the statements that `words` finds; the same articles give the same weights."""
    examples = [example for article in articles for example in _examples(article, words)]
    return {"keep": fit(examples, strength=STRENGTH), "thresholds": {"keep": THRESHOLD, "unseen": UNSEEN}}


def _examples(article: Article, words: WordsModel) -> Iterator[Example]:
    names = same_entities(article)
    gold = {(s.holder, s.issue): s.position.value for s in article.gold.stances}
    statements = find_statements(article.context, article.gold.events, words)
    for p in proposals_of(article.context, article.gold.events, statements):
        wanted = gold.get((names.get(p.holder, p.holder), p.issue))
        yield list(p.features), wanted == ("for" if p.side > 0 else "against")
