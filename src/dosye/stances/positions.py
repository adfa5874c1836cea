"""Where the sides stand: an issue's words, times what somebody does with them; rather none than a guess."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.events.context import Context
from dosye.records import Event, Found, Position, Stance, Statement
from dosye.stances.model import StanceModel, load_model
from dosye.stances.stands import Pair, length_of, pairs_of, turning

_SURE, _SLOPE = 0.06, 0.77  # how often what is kept was right on held-out folds, by its share


def find_stances(
    context: Context,
    events: Sequence[Event],
    statements: Sequence[Statement],
    model: StanceModel | None = None,
) -> tuple[Stance, ...]:
    """Return where the sides stand, one for each holder and issue, in the order of their evidence."""
    model = model or load_model()
    limit = model.thresholds[length_of(context)]
    found: list[Stance] = []
    for pair in pairs_of(context, events, statements, model.themes):
        if model.keep.share(pair.keep) < limit:
            continue
        share, position = model.decide(pair.keep, turning(context, pair))
        if share >= limit:
            found.append(_stance(pair, (share, position), model))
    return tuple(sorted(found, key=lambda s: (s.evidence, s.issue, s.holder)))


def _stance(pair: Pair, decided: tuple[float, Position], model: StanceModel) -> Stance:
    share, position = decided
    best = max(pair.proposals, key=lambda p: model.keep.share(p.features))
    sure = round(min(0.95, max(0.05, _SURE + _SLOPE * share)), 2)
    return Stance(pair.holder, pair.issue, position, best.evidence, Found(sure, f"stances.{best.rule}"))
