"""Which stances to keep and which way they turn: models/stances.json, made by scripts/train-words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

from dosye.events.logistic import MODELS, Logistic
from dosye.records import Position
from dosye.stances.themes import NO_THEMES, Themes, ThemesRecord, parse_themes

_EVEN = 0.5


class _Weights(TypedDict):
    keep: dict[str, float]
    turn: dict[str, float]
    mixed: dict[str, float]
    thresholds: dict[str, float]


class StanceRecord(_Weights, total=False):
    """The model as JSON; where it holds no themes, issues are raised by words alone."""

    themes: ThemesRecord


@dataclass(frozen=True, slots=True, eq=False)
class StanceModel:
    """Weights of the decisions and the shares (0-1) from which a stance is kept or told as mixed.

    `themes`: what articles are about by their words, on which the decisions build.
    """

    keep: Logistic
    turn: Logistic
    mixed: Logistic
    thresholds: Mapping[str, float]
    themes: Themes = NO_THEMES

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


def parse_model(record: StanceRecord) -> StanceModel:
    """Make a model of its JSON record."""
    themes = parse_themes(record["themes"]) if "themes" in record else NO_THEMES
    keep, turn, mixed = Logistic(record["keep"]), Logistic(record["turn"]), Logistic(record["mixed"])
    return StanceModel(keep, turn, mixed, record["thresholds"], themes)
