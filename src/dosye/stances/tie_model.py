"""Which proposed ties to keep: weights in models/ties.json, made by scripts/train-ties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dosye.events.logistic import MODELS, Logistic
from dosye.records import RelationType

_MIDDLE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class TieModel:
    """Weights of the decision and the shares (0-1) from which a tie is kept.

    The thresholds are named by type; `told` is for those that a rule tells, and for all in
    long text, which tells more ties than posts do; `words` for the others.
    """

    keep: Mapping[RelationType, Logistic]
    thresholds: Mapping[str, float]

    def share(self, type_: RelationType, features: Iterable[str]) -> float:
        """How likely a proposed tie is right, 0-1."""
        return self.keep[type_].share(features)

    def limit(self, type_: RelationType, *, told: bool, long: bool = False) -> float:
        """The share from which a tie of a type is kept."""
        kind = "told" if told or long else "words"
        usual = self.thresholds.get(type_.value, self.thresholds.get(kind, _MIDDLE))
        return self.thresholds.get(f"{kind}/{type_.value}", usual)


def named(type_: RelationType, features: Iterable[str]) -> list[str]:
    """Return the features of one type of tie, as the weights name them."""
    kind = type_.value
    return [f"{kind}/{f}" for f in features]


@cache
def load_model() -> TieModel:
    """Load the weights that come with dosye."""
    return parse_model(json.loads((MODELS / "ties.json").read_text(encoding="utf-8")))


def parse_model(record: Mapping[str, Mapping[str, float]]) -> TieModel:
    """Make a model of its JSON record."""
    weights: dict[str, dict[str, float]] = {type_.value: {} for type_ in RelationType}
    for name, weight in record["keep"].items():
        kind, _, feature = name.partition("/")
        weights[kind][feature] = weight
    return TieModel({RelationType(k): Logistic(w) for k, w in weights.items()}, record["thresholds"])
