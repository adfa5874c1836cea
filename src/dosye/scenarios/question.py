"""A question with an axis: who wants what, how much each cares and can do, every number with its range."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum

from dosye.errors import ScenarioError

INPUTS = ("position", "salience", "capability")
MAX_PLAYERS = 150
"""The challenge models look at every three actors together: memory grows with the cube."""


class Origin(Enum):
    """Where a number comes from; the honest answer is among them."""

    GIVEN = "given"  # by the user or a table
    ARTICLES = "articles"  # worked out from evidence
    PROPOSED = "proposed"  # by the network of actors, nobody has looked at it
    CHANGED = "changed"  # for this run, by `set`
    UNKNOWN = "unknown"  # nobody says: left as wide as it can be


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its range: half of the draws fall between `low` and `value`, half above.

    evidence: ids of what it rests on in the dossier, or any reference the user gives.
    """

    value: float
    low: float
    high: float
    origin: Origin = Origin.GIVEN
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(math.isfinite(number) for number in (self.value, self.low, self.high)):
            raise ScenarioError(f"{self.low}, {self.value}, {self.high} are not all numbers")
        if not self.low <= self.value <= self.high:
            raise ScenarioError(
                f"a range is written low, best, high; "
                f"{self.low:g}, {self.value:g}, {self.high:g} is not rising"
            )


def exactly(value: float, *, origin: Origin = Origin.GIVEN) -> Estimate:
    """A number without a range."""
    return Estimate(float(value), float(value), float(value), origin)


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis. Its ends are the worst and best conceivable outcome, not the outermost actors."""

    low: float
    high: float
    low_means: str = ""
    high_means: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Player:
    """An actor in a question.

    key: slug of the actor, unique in the question. position: on the scale. salience: 0-1, how much of
    its effort goes here. capability: 0 or more, any unit that is the same for all.
    """

    key: str
    name: str
    position: Estimate
    salience: Estimate
    capability: Estimate


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be decided on an axis, and who has a say.

    scale: None where the issue has no axis: then no model here can run. reference: what holds if
    nothing is agreed, where somebody says it. source: file or dossier it comes from.
    """

    issue: str
    title: str
    scale: Scale | None
    players: tuple[Player, ...]
    reference: float | None = None
    source: str = ""


def check_question(question: Question) -> Scale:
    """Refuse a question that no model can run, with the place and the way out.

    Returns:
        The scale, which is there.

    Raises:
        ScenarioError: no axis, no players, a key twice, a number outside its bounds, no weight at all.
    """
    where = f"{question.source or 'question'}: {question.issue}"
    scale = question.scale
    if scale is None:
        raise ScenarioError(
            f"{where}: this issue has no axis, so there is nothing to bargain along; "
            "name the two ends of a scale ([scale] in a file, --ends with a dossier), "
            "or follow its conditions with `dosye run`"
        )
    if not scale.low < scale.high:
        raise ScenarioError(
            f"{where}: the scale runs from {scale.low:g} to {scale.high:g}; low must be below high"
        )
    if question.reference is not None and not scale.low <= question.reference <= scale.high:
        raise ScenarioError(
            f"{where}: the reference {question.reference:g} is outside {_span(scale)}; widen the scale"
        )
    _check_players(question, where, scale)
    return scale


def _check_players(question: Question, where: str, scale: Scale) -> None:
    """Each player's numbers, then what only all together can break."""
    if not question.players:
        raise ScenarioError(f"{where}: nobody has a position; add at least one actor")
    if len(question.players) > MAX_PLAYERS:
        count = len(question.players)
        raise ScenarioError(f"{where}: {count} actors; join small ones to {MAX_PLAYERS} or fewer")
    seen: set[str] = set()
    for player in question.players:
        if player.key in seen:
            raise ScenarioError(f"{where}: {player.key} stands there twice; join the two or rename one")
        seen.add(player.key)
        _check_player(player, f"{where}: {player.key}", scale)
    if not any(player.salience.value * player.capability.value > 0 for player in question.players):
        raise ScenarioError(
            f"{where}: nobody has both salience and capability above 0, so nobody decides; "
            "give one actor both"
        )


def _check_player(player: Player, where: str, scale: Scale) -> None:
    position, salience, capability = player.position, player.salience, player.capability
    if position.low < scale.low or position.high > scale.high:
        raise ScenarioError(
            f"{where}: position {_say(position)} is outside {_span(scale)}; correct it, or widen the scale"
        )
    if salience.low < 0 or salience.high > 1:
        raise ScenarioError(
            f"{where}: salience {_say(salience)} is outside 0 to 1; divide percentages by 100"
        )
    if capability.low < 0:
        raise ScenarioError(
            f"{where}: capability {_say(capability)} is below 0; use 0 for an actor without any"
        )


def _say(estimate: Estimate) -> str:
    if estimate.low == estimate.high:
        return f"{estimate.value:g}"
    return f"{estimate.low:g} to {estimate.high:g}"


def _span(scale: Scale) -> str:
    return f"the scale {scale.low:g} to {scale.high:g}"


def change_question(
    question: Question, *, changes: Mapping[str, float], without: Collection[str]
) -> Question:
    """The question with numbers set (`actor.position`) and actors left out.

    Raises:
        ScenarioError: an actor or an input that is not there; the message names the nearest.
    """
    for key in without:
        find_player(question, key)
    out = question
    for path, value in changes.items():
        key, _, name = path.rpartition(".")
        if name not in INPUTS or not key:
            raise ScenarioError(f"--set {path}: write ACTOR.position, ACTOR.salience or ACTOR.capability")
        if not math.isfinite(value):
            raise ScenarioError(f"--set {path}={value}: not a number; write ACTOR.position=70")
        old = find_player(out, key)
        new = _with_input(old, name, exactly(value, origin=Origin.CHANGED))
        out = replace(out, players=tuple(new if player is old else player for player in out.players))
    gone = {find_player(question, key).key for key in without}
    return replace(out, players=tuple(player for player in out.players if player.key not in gone))


def _with_input(player: Player, name: str, estimate: Estimate) -> Player:
    if name == "position":
        return replace(player, position=estimate)
    if name == "salience":
        return replace(player, salience=estimate)
    return replace(player, capability=estimate)


def find_player(question: Question, key: str) -> Player:
    """The player of that key or name.

    Raises:
        ScenarioError: there is none; the message names the nearest keys.
    """
    for player in question.players:
        if key in (player.key, player.name):
            return player
    keys = [player.key for player in question.players]
    near = get_close_matches(key.lower(), keys, n=3, cutoff=0.5)
    hint = f"do you mean {' or '.join(near)}?" if near else f"there are {', '.join(keys)}"
    raise ScenarioError(f"{question.issue}: no actor {key!r}; {hint}")
