"""Learn which proposed ties to keep; used by scripts/train-ties, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events import find_events
from dosye.events.context import Context
from dosye.events.learn import Article, Example, fit, found_article
from dosye.records import Event, Statement
from dosye.stances.relations import proposed
from dosye.stances.tie_drafts import same_key
from dosye.stances.tie_model import named
from dosye.statements import find_statements
from dosye.statements.learn import same_entities

STRENGTH = 0.0005
THRESHOLDS = {
    "told": 0.22,
    "words": 0.3,
    "holds_role": 0.4,
    "words/member_of": 0.36,
    "words/opposed_to": 0.55,
}


def fit_model(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Fit the decision; the same examples give the same weights."""
    return {"keep": fit(examples, strength=STRENGTH), "thresholds": dict(THRESHOLDS)}


def readings_of(article: Article) -> list[Example]:
    """Return the proposed ties of an article, with annotated names and acts and with found ones."""
    context, events = article.context, article.gold.events
    found = examples_of(article, context, events, find_statements(context, events))
    context = found_article(article).context
    events = find_events(context)
    again = examples_of(article, context, events, find_statements(context, events))
    return [*found, *again]


def examples_of(
    article: Article, context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> Iterator[Example]:
    """Return every proposed tie of an article, read with some mentions and acts; is it labelled?"""
    names = same_entities(Article(article.gold, context))
    gold = {same_key(r.type, (r.subject, r.object)) for r in article.gold.relations}
    for draft in proposed(context, events, statements):
        type_, a, b = draft.key
        right = a in names and b in names and same_key(type_, (names[a], names[b])) in gold
        yield sorted(named(type_, draft.features)), right
