"""Pictures of a scenario run: models beside each other, levers, actors on the scale, rounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dosye.scenarios import Lever, LeverKind, Outcome, Result, Scale, Spread
from dosye.views.pictures.svg import (
    BLUE,
    FAINT,
    INK,
    QUIET,
    RED,
    ROSE,
    SKY,
    Ink,
    Letters,
    Picture,
    Side,
    shorten,
)
from dosye.views.pictures.words import digits, retell, say

WIDTH = 860.0
LEFT, RIGHT, TOP, BOTTOM = 210.0, 108.0, 64.0, 56.0
ROW = 40.0
BAR = 22.0
MOST_LEVERS = 14

_NAME = Letters(side=Side.RIGHT)
_NUMBER = Letters(size=12, colour=QUIET)
_HEAD = Letters(size=16, bold=True)
_SMALL = Letters(size=12, colour=QUIET)
_CENTRE = Letters(size=12, colour=QUIET, side=Side.MIDDLE)


@dataclass(frozen=True, slots=True)
class _Axis:
    """From a position on the scale to a place on the paper."""

    scale: Scale
    lang: str

    def x(self, value: float) -> float:
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def draw(self, picture: Picture, bottom: float) -> None:
        """Grid lines with numbers, and what the ends mean."""
        for step in range(6):
            value = self.scale.low + step / 5 * (self.scale.high - self.scale.low)
            picture.line([(self.x(value), TOP - 8), (self.x(value), bottom)], ink=Ink(line=FAINT))
            picture.label(self.x(value), bottom + 16, digits(f"{value:g}", self.lang), letters=_CENTRE)
        half = (WIDTH - LEFT - RIGHT) / 2
        for text, end, side in (
            (self.scale.low_means, self.scale.low, Side.LEFT),
            (self.scale.high_means, self.scale.high, Side.RIGHT),
        ):
            words = shorten(text, width=half, size=12)
            letters = Letters(size=12, colour=QUIET, side=side)
            picture.label(self.x(end), bottom + 36, words, letters=letters)


def _begin(outcome: Outcome, title: str, *, rows: float, lang: str) -> tuple[Picture, _Axis, float]:
    """A picture with its heading and axis; the third is where the rows end."""
    scale = outcome.question.scale
    assert scale is not None  # a run without a scale does not exist
    bottom = TOP + rows
    picture = Picture(WIDTH, bottom + BOTTOM, f"{outcome.question.title}: {title}")
    heading = shorten(outcome.question.title, width=WIDTH - 40, size=16)
    picture.label(20, 24, heading, letters=_HEAD)
    picture.label(20, 44, title, letters=_SMALL)
    axis = _Axis(scale, lang)
    axis.draw(picture, bottom)
    return picture, axis, bottom


def draw_models(outcome: Outcome, lang: str = "en") -> str:
    """Every model on the scale: a dot for the best values, bars for eight and for five of ten draws."""
    title = say("models.title", lang, draws=outcome.draws, seed=outcome.seed)
    picture, axis, _ = _begin(outcome, title, rows=ROW * len(outcome.results), lang=lang)
    for number, result in enumerate(outcome.results):
        y = TOP + ROW * number + ROW / 2
        letters = Letters(side=Side.RIGHT, bold=number == 0)
        picture.label(LEFT - 14, y + 4, name_model(result.model, lang), letters=letters)
        if result.spread is not None:
            _draw_spread(picture, axis, y, result.spread)
        if result.outcome is None:
            picture.label(
                LEFT + 8,
                y + 4,
                shorten(retell(result.reason, lang) or result.reason, width=500, size=12),
                letters=_SMALL,
            )
            continue
        picture.dot(axis.x(result.outcome), y, radius=5, ink=Ink(fill=INK))
        picture.label(WIDTH - RIGHT + 14, y + 4, digits(f"{result.outcome:.4g}", lang), letters=_NUMBER)
    return picture.to_svg()


def _draw_spread(picture: Picture, axis: _Axis, y: float, spread: Spread) -> None:
    """Counts of the draws above the line, bars of eight and five of ten on it."""
    scale = axis.scale
    step = (scale.high - scale.low) / len(spread.counts)
    most = max(1, *spread.counts)
    for number, count in enumerate(spread.counts):
        height = (ROW / 2 - 4) * count / most
        left = axis.x(scale.low + number * step)
        width = axis.x(scale.low + (number + 1) * step) - left - 0.5
        picture.rectangle(left, y - height, width=width, height=height, ink=Ink(fill=FAINT))
    for low, high, thick, colour in (
        (spread.low, spread.high, 4.0, SKY),
        (spread.quarter, spread.three_quarters, 8.0, BLUE),
    ):
        width = axis.x(high) - axis.x(low)
        picture.rectangle(axis.x(low), y - thick / 2, width=width, height=thick, ink=Ink(fill=colour))


def name_model(model: str, lang: str) -> str:
    """Return what a model is called."""
    return retell(model, lang) or model


def draw_levers(outcome: Outcome, kind: LeverKind, lang: str = "en") -> str:
    """A tornado: the headline's outcome when one number goes to its two ends, the longest bar first."""
    what = say(f"levers.{kind.value}", lang)
    levers = [lever for lever in outcome.levers if lever.kind is kind and lever.swing > 0][:MOST_LEVERS]
    title = say("levers.title", lang, model=name_model(outcome.headline, lang), what=what)
    picture, axis, bottom = _begin(outcome, title, rows=(BAR + 6) * max(1, len(levers)), lang=lang)
    if not levers:
        picture.label(LEFT + 8, TOP + 16, say("levers.none", lang), letters=_SMALL)
    for number, lever in enumerate(levers):
        _draw_lever(picture, axis, TOP + (BAR + 6) * number, lever)
    centre = outcome.results[0].outcome
    if centre is not None:
        picture.line([(axis.x(centre), TOP - 8), (axis.x(centre), bottom)], ink=Ink(line=INK, dash="4 3"))
    return picture.to_svg()


def _draw_lever(picture: Picture, axis: _Axis, y: float, lever: Lever) -> None:
    name = lever.name
    if lever.kind is LeverKind.RANGE:
        input_ = retell(lever.input, axis.lang) or lever.input
        name = say("levers.name", axis.lang, name=name, input=input_)
    words = shorten(name, width=LEFT - 24, size=13)
    picture.label(LEFT - 14, y + BAR / 2 + 4, words, letters=_NAME)
    start, end = sorted((axis.x(lever.outcome_low), axis.x(lever.outcome_high)))
    colours = (SKY, BLUE) if lever.outcome_low <= lever.outcome_high else (ROSE, RED)
    picture.rectangle(start, y, width=max(end - start, 1), height=BAR, ink=Ink(colours[0], colours[1]))
    told = digits(f"{lever.outcome_low:.4g} \u2192 {lever.outcome_high:.4g}", axis.lang)
    picture.label(WIDTH - RIGHT + 6, y + BAR / 2 + 4, told, letters=Letters(size=11, colour=QUIET))


def draw_actors(outcome: Outcome, lang: str = "en") -> str:
    """Who stands where: a dot as large as its weight, a line over its range."""
    players = sorted(outcome.question.players, key=lambda player: player.position.value)
    title = say("actors.title", lang)
    picture, axis, _ = _begin(outcome, title, rows=(BAR + 6) * len(players), lang=lang)
    weights = [player.salience.value * player.capability.value for player in players]
    most = max(weights)
    for number, (player, weight) in enumerate(zip(players, weights, strict=True)):
        y = TOP + (BAR + 6) * number + BAR / 2
        words = shorten(player.name, width=LEFT - 24, size=13)
        picture.label(LEFT - 14, y + 4, words, letters=_NAME)
        ends = [(axis.x(player.position.low), y), (axis.x(player.position.high), y)]
        picture.line(ends, ink=Ink(line=SKY, width=4))
        radius = max(2.0, 11 * (weight / most) ** 0.5)
        picture.dot(axis.x(player.position.value), y, radius=radius, ink=Ink(fill=BLUE))
        share = say("actors.share", lang, share=f"{weight / sum(weights):.0%}")
        picture.label(WIDTH - RIGHT + 14, y + 4, share, letters=_NUMBER)
    return picture.to_svg()


def draw_rounds(outcome: Outcome, model: str, lang: str = "en") -> str | None:
    """Positions round by round, the rounds downwards, the weighted median thick; None for a formula."""
    result = next(result for result in outcome.results if result.model == model)
    if not result.positions:
        return None
    stop = _say_stop(result, lang)
    title = say("rounds.title", lang, model=name_model(model, lang), stop=stop)
    height = max(8.0, min(26.0, 560 / len(result.positions)))
    picture, axis, bottom = _begin(outcome, title, rows=height * (len(result.positions) - 1) + 40, lang=lang)
    for number in range(0, len(result.positions), max(1, len(result.positions) // 12)):
        picture.label(
            LEFT - 14, TOP + height * number + 4, say("rounds.round", lang, n=number), letters=_NAME
        )
    for line in zip(*result.positions, strict=True):
        points = [(axis.x(value), TOP + height * number) for number, value in enumerate(line)]
        picture.line(points, ink=Ink(line=SKY, width=1.5))
        picture.dot(*points[-1], radius=3, ink=Ink(fill=SKY))
    middle = [(axis.x(value), TOP + height * number) for number, value in enumerate(result.medians)]
    picture.line(middle, ink=Ink(line=RED, width=3))
    _name_ends(picture, outcome, result, axis.x, bottom)
    return picture.to_svg()


def _name_ends(
    picture: Picture, outcome: Outcome, result: Result, x: Callable[[float], float], bottom: float
) -> None:
    """Names under the last positions, a few where they crowd."""
    last = sorted(zip(result.positions[-1], outcome.question.players, strict=True), key=lambda pair: pair[0])
    groups: list[tuple[float, list[str]]] = []
    for value, player in last:
        if groups and x(value) - groups[-1][0] < 70:
            groups[-1][1].append(player.name)
        else:
            groups.append((x(value), [player.name]))
    for number, (place, names) in enumerate(groups):
        told = names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"
        words = shorten(told, width=90, size=11)
        letters = Letters(size=11, side=Side.MIDDLE)
        picture.label(place, bottom - 20 + 13 * (number % 2), words, letters=letters)


def _say_stop(result: Result, lang: str) -> str:
    if result.period:
        return say("stop.cycle.of", lang, n=result.period)
    return retell(result.stop.value, lang) or result.stop.value


def draw_all(outcome: Outcome) -> dict[str, str]:
    """Every picture of a run by file name."""
    pictures = {"models.svg": draw_models(outcome), "actors.svg": draw_actors(outcome)}
    for kind in LeverKind:
        pictures[f"levers-{kind.value}.svg"] = draw_levers(outcome, kind)
    for result in outcome.results:
        rounds = draw_rounds(outcome, result.model)
        if rounds is not None:
            pictures[f"rounds-{result.model}.svg"] = rounds
    return pictures
