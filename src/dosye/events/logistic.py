"""A logistic decision over named features: scripts/train-events makes the weights."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

from dosye.records import Modality

MODELS = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """Weights by name of feature."""

    weights: Mapping[str, float]

    def total(self, features: Iterable[str]) -> float:
        """Sum of the weights of some features."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def share(self, features: Iterable[str]) -> float:
        """Probability (0-1) of the decision."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.total(features)))))


@dataclass(frozen=True, slots=True, eq=False)
class SideModel:
    """What speaks for an actor, for a recipient, and for sets of both."""

    actor: Logistic
    recipient: Logistic
    sets: Logistic


@dataclass(frozen=True, slots=True, eq=False)
class EventModel:
    """The decisions of the stage and their thresholds."""

    keep: Logistic
    moods: Mapping[Modality, Logistic]
    sides: SideModel
    place: Logistic
    time: Logistic
    thresholds: Mapping[str, float]


@cache
def load_model() -> EventModel:
    """Load the weights that come with dosye."""
    return parse_model(json.loads((MODELS / "events.json").read_text(encoding="utf-8")))


def parse_model(record: Mapping[str, Mapping[str, float]]) -> EventModel:
    """Make a model of its JSON record."""
    return EventModel(
        keep=Logistic(record["keep"]),
        moods={mood: Logistic(record.get(mood.value, {})) for mood in Modality},
        sides=SideModel(*(Logistic(record[name]) for name in ("actor", "recipient", "sets"))),
        place=Logistic(record["place"]),
        time=Logistic(record["time"]),
        thresholds=record["thresholds"],
    )
