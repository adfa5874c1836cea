"""Which proposed stances to keep: weights in models/stances.json, made by scripts/train-words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dosye.events.logistic import MODELS, Logistic

UNKNOWN = -9.0


@dataclass(frozen=True, slots=True, eq=False)
class StanceModel:
    """Weights of the decision and the shares (0-1) from which a stance is kept.

    `unseen` holds for issues on which no annotated article had a stance: they need surer words.
    """

    keep: Logistic
    threshold: float
    unseen: float

    def limit(self, issue: str) -> float:
        """The share from which a stance on an issue is kept."""
        return self.threshold if self.keep.weights.get(f"issue={issue}", UNKNOWN) > UNKNOWN else self.unseen


@cache
def load_model() -> StanceModel:
    """Load the weights that come with dosye."""
    return parse_model(json.loads((MODELS / "stances.json").read_text(encoding="utf-8")))


def parse_model(record: Mapping[str, Mapping[str, float]]) -> StanceModel:
    """Make a model of its JSON record."""
    return StanceModel(Logistic(record["keep"]), record["thresholds"]["keep"], record["thresholds"]["unseen"])
