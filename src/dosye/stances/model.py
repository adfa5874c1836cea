"""Which stances to keep and which way they turn: models/stances.json, made by scripts/train-words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dosye.events.logistic import MODELS, Logistic
from dosye.records import Position

_EVEN = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class StanceModel:
    """Weights of the decisions and the shares (0-1) from which a stance is kept or told as mixed."""

    keep: Logistic
    turn: Logistic
    mixed: Logistic
    thresholds: Mapping[str, float]

    def decide(self, keep: Sequence[str], turn: Sequence[str]) -> tuple[float, Position]:
        """Return how sure a stance is (0-1) and the position, from the features of the decisions."""
        share, way = self.keep.share(keep), self.turn.share(turn)
        if self.mixed.share((*turn, *keep)) >= self.thresholds["mixed"]:
            return share, Position.MIXED
        return share * max(way, 1 - way), Position.FOR if way >= _EVEN else Position.AGAINST


@cache
def load_model() -> StanceModel:
    """Load the weights that come with dosye."""
    return parse_model(json.loads((MODELS / "stances.json").read_text(encoding="utf-8")))


def parse_model(record: Mapping[str, Mapping[str, float]]) -> StanceModel:
    """Make a model of its JSON record."""
    return StanceModel(
        Logistic(record["keep"]), Logistic(record["turn"]), Logistic(record["mixed"]), record["thresholds"]
    )
