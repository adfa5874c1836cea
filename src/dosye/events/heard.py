"""What the network on sides says of an act, as names of features: so the decision learns what it is worth."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dosye.events.candidates import Candidate
from dosye.events.sets import Bearing

_LEAST, _MOST = -9.0, 6.0  # the odds that are told apart
_BEHIND = 6
NETWORK = 0.4  # weight of what the network says of places and times beside the features


@dataclass(frozen=True, slots=True)
class Odds:
    """What the network gives each choice of an act as actor and recipient and as place, and each time.

    Natural logarithms of odds, in the order of the choices and of the times of the sentence.
    """

    sides: list[tuple[float, float]]
    places: list[float]
    times: list[float]


def silenced(odds: Odds, sides: Collection[tuple[int, int]]) -> Odds:
    """The odds with the least for some choices as actor (0) or recipient (1)."""
    found = [
        (_LEAST if (i, 0) in sides else actor, _LEAST if (i, 1) in sides else recipient)
        for i, (actor, recipient) in enumerate(odds.sides)
    ]
    return replace(odds, sides=found)


def side_names(c: Candidate, bearings: Sequence[Bearing], odds: Odds) -> Iterator[list[str]]:
    """Name for each choice of an act what the network on sides says for it as actor, recipient and place."""
    leading = [_two_best([pair[side] for pair in odds.sides]) for side in (0, 1)]
    for bearing, pair, place in zip(bearings, odds.sides, odds.places, strict=True):
        found = [f"netP={_step(place)}", f"netP={_step(place)}{bearing.kind}"]
        for name, value, (best, second) in zip("AR", pair, leading, strict=True):
            at, ahead = _step(value), round(value - (second if value == best else best))
            ahead = max(-_BEHIND, min(_BEHIND, ahead))
            found += [
                f"net{name}={at}", f"net{name}={at}{bearing.where}", f"net{name}={at}/{c.line.type}",
                f"net{name}={at}|{ahead}",
            ]  # fmt: skip
        yield [*found, f"netAR={_step(pair[0])}|{_step(pair[1])}"]


def size_names(odds: Odds) -> list[str]:
    """Name what the network on sides says of how many actors and recipients an act has."""
    found = []
    for name, side in (("A", 0), ("R", 1)):
        best, second = map(_step, _two_best([pair[side] for pair in odds.sides]))
        found += [f"net{name}1={best}", f"net{name}2={second}", f"net{name}={best}|{second}"]
    return found


def _step(odds: float) -> int:
    return round(max(_LEAST, min(_MOST, odds)))


def _two_best(values: Sequence[float]) -> tuple[float, float]:
    best, second = sorted([*values, _LEAST, _LEAST], reverse=True)[:2]
    return best, second
