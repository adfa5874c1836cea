"""Learn which proposed stances to keep; used by scripts/train-words, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events.learn import Article, Example, fit
from dosye.stances.positions import proposals_of
from dosye.statements.learn import same_entities

STRENGTH = 0.03
THRESHOLD = 0.5


def fit_model(articles: Sequence[Article]) -> dict[str, dict[str, float]]:
    """Fit the decision; the same articles give the same weights."""
    examples = [example for article in articles for example in _examples(article)]
    return {"keep": fit(examples, strength=STRENGTH), "thresholds": {"keep": THRESHOLD}}


def _examples(article: Article) -> Iterator[Example]:
    names = same_entities(article)
    back = {theirs: mine for mine, theirs in sorted(names.items(), reverse=True)}
    gold = {(s.holder, s.issue): s.position.value for s in article.gold.stances}
    statements = [s for s in article.gold.statements if s.source in back] if back else []
    for p in proposals_of(article.context, article.gold.events, statements):
        wanted = gold.get((names.get(p.holder, p.holder), p.issue))
        yield list(p.features), wanted == ("for" if p.side > 0 else "against")
