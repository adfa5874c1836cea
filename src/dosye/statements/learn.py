"""Learn the decisions of the stage; used by scripts/train-words, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events.learn import Article, Example, fit
from dosye.events.logistic import Logistic
from dosye.events.scene import Scene, scenes_of
from dosye.records import EntityId, Span, Statement
from dosye.statements.choose import fit_choice
from dosye.statements.clauses import after_stretch
from dosye.statements.cues import RUNNING, compile_cues, find_cues
from dosye.statements.cuts import cut_points
from dosye.statements.drafts import Draft
from dosye.statements.find import drafts_of
from dosye.statements.sources import choices_for

STRENGTH = {"cut": 0.03, "keep": 0.05, "source": 0.02}
_AS_GOOD = 0.12
_NEAR = 4
THRESHOLDS = {"keep": 0.35, "source": 0.3}


def fit_model(articles: Sequence[Article]) -> dict[str, dict[str, float]]:
    """Fit the three decisions; the same articles give the same weights."""
    ends = fit([e for a in articles for e in _cut_examples(a)], strength=STRENGTH["cut"])
    keep: list[Example] = []
    source: list[list[Example]] = []
    for article in articles:
        drafts, groups = _examples(article, Logistic(ends))
        keep += drafts
        source += groups
    return {
        "cut": ends,
        "keep": fit(keep, strength=STRENGTH["keep"]),
        "source": fit_choice(source, strength=STRENGTH["source"]),
        "thresholds": dict(THRESHOLDS),
    }


def _cut_examples(article: Article) -> Iterator[Example]:
    """The pauses in annotated words and the one that ends them."""
    lexicon = compile_cues(article.context.knowledge)
    for scene in scenes_of(article.context):
        cues = find_cues(scene, lexicon)
        for cue in cues:
            if cue.slot == RUNNING:
                continue
            stretch = after_stretch(scene, cue)
            end = _content_end(scene, stretch[0], article.gold.statements)
            for cut in cut_points(scene, cue, cues, stretch) if end >= 0 else ():
                last = scene.read.sent.tokens[cut.last].end
                yield list(cut.features), last >= end - _NEAR
                if last >= end - _NEAR:
                    break


def _content_end(scene: Scene, begin: int, statements: Sequence[Statement]) -> int:
    """Where the annotated words that begin with a token end, -1 where none begin there."""
    start = scene.read.sent.tokens[begin].start if begin < len(scene.read.sent.tokens) else -99
    return next((s.content.end for s in statements if abs(s.content.start - start) <= _NEAR), -1)


def _examples(article: Article, cut: Logistic) -> tuple[list[Example], list[list[Example]]]:
    """Which drafts of an article are statements, and who speaks in those that are."""
    scenes = scenes_of(article.context)
    names = same_entities(article)
    last: EntityId | None = None
    drafts = drafts_of(article.context, scenes, cut)
    best = _best_shares(drafts, article.gold.statements)
    keep: list[Example] = []
    source: list[list[Example]] = []
    for draft in drafts:
        gold = best_match(draft, article.gold.statements)
        right = gold is not None and share(gold.content, draft.content) >= best[draft.group] - _AS_GOOD
        keep.append((list(draft.features), right))
        if gold is None:
            continue
        whose = {s.source for s in article.gold.statements if s.content == gold.content}
        if not draft.sources:
            choices = choices_for(draft, scenes, last)
            source.append([(list(c.features), names.get(c.entity, "") in whose) for c in choices])
        if not any(_holds(s, gold) for s in article.gold.statements):
            last = next((mine for mine, theirs in sorted(names.items()) if theirs == gold.source), last)
    return keep, source


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the words of one source stand in those of another."""
    around = outer.content.start <= inner.cue.start and inner.cue.end <= outer.content.end
    return around and outer.source != inner.source


def _best_shares(drafts: Sequence[Draft], statements: Sequence[Statement]) -> dict[int, float]:
    """The best overlap that a draft of each group has with an annotated content."""
    best: dict[int, float] = {}
    for draft in drafts:
        gold = best_match(draft, statements)
        if gold is not None:
            best[draft.group] = max(best.get(draft.group, 0.0), share(gold.content, draft.content))
    return {draft.group: best.get(draft.group, 0.0) for draft in drafts}


def same_entities(article: Article) -> dict[EntityId, EntityId]:
    """Map the entities of the context to those of the annotation by overlapping mentions."""
    votes: dict[tuple[EntityId, EntityId], int] = {}
    for m in article.context.mentions:
        for g in article.gold.mentions:
            if m.start < g.end and g.start < m.end and (m.type.value == "ROLE") == (g.type.value == "ROLE"):
                votes[m.entity, g.entity] = votes.get((m.entity, g.entity), 0) + 1
    found: dict[EntityId, EntityId] = {}
    for mine, theirs in sorted(votes, key=lambda pair: (-votes[pair], pair)):
        found.setdefault(mine, theirs)
    return found


def best_match(draft: Draft, statements: Sequence[Statement]) -> Statement | None:
    """The annotated statement whose content is the draft's by half or more, None where there is none."""
    best = max(statements, key=lambda s: share(s.content, draft.content), default=None)
    return best if best is not None and share(best.content, draft.content) >= 0.5 else None


def share(a: Span, b: Span) -> float:
    """Intersection of two spans over their union, 0-1."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0
