"""The three decisions of the stage: weights in models/words.json, made by scripts/train-words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dosye.events.logistic import MODELS, Logistic


@dataclass(frozen=True, slots=True, eq=False)
class WordsModel:
    """Where words end, which drafts to keep and whose words they are, with the thresholds of all."""

    cut: Logistic
    keep: Logistic
    source: Logistic
    thresholds: Mapping[str, float]


@cache
def load_model() -> WordsModel:
    """Load the weights that come with dosye."""
    return parse_model(json.loads((MODELS / "words.json").read_text(encoding="utf-8")))


def parse_model(record: Mapping[str, Mapping[str, float]]) -> WordsModel:
    """Make a model of its JSON record."""
    return WordsModel(
        Logistic(record.get("cut", {})),
        Logistic(record["keep"]),
        Logistic(record["source"]),
        record["thresholds"],
    )
