"""A logistic decision over named features: scripts/train-events makes the weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

from dosye.events.network import Network, load_network
from dosye.records import Modality

MODELS = Path(__file__).parent.parent / "models"


def share_of(total: float) -> float:
    """Probability (0-1) of a logarithm of odds."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """Weights by name of feature."""

    weights: Mapping[str, float]

    def total(self, features: Iterable[str]) -> float:
        """Sum of the weights of some features."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def share(self, features: Iterable[str], more: float = 0.0) -> float:
        """Probability (0-1) of the decision; `more` is what else speaks for it, as a logarithm of odds."""
        return share_of(self.total(features) + more)


@dataclass(frozen=True, slots=True, eq=False)
class SideModel:
    """What speaks for an actor, for a recipient, and for sets of both."""

    actor: Logistic
    recipient: Logistic
    sets: Logistic


@dataclass(frozen=True, slots=True, eq=False)
class EventModel:
    """The decisions of the stage and their thresholds; `network` loads what weighs sides beside features."""

    keep: Logistic
    moods: Mapping[Modality, Logistic]
    sides: SideModel
    place: Logistic
    time: Logistic
    thresholds: Mapping[str, float]
    network: Callable[[], Network] | None = None


@cache
def load_model() -> EventModel:
    """Load the weights that come with dosye, its network where acts are first found."""
    model = parse_model(json.loads((MODELS / "events.json").read_text(encoding="utf-8")))
    return replace(model, network=load_network)


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
