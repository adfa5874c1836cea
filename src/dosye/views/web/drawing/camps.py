"""The system at a glance: camps as cards, actors in them, command, pressure and backing as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dosye.views.pictures.svg import Side
from dosye.views.web.drawing.svg import Drawing

COLUMNS, WIDTH, GAP, TOP = 4, 1160.0, 54.0, 10.0
CARD = (WIDTH - GAP * (COLUMNS - 1) - 20) / COLUMNS
HEAD, PILL, PAD = 34.0, 34.0, 10.0
LEGEND = 44.0


@dataclass(frozen=True, slots=True)
class Pill:
    """An actor in its card."""

    id: str
    name: str
    address: str
    count: str


@dataclass(frozen=True, slots=True)
class Card:
    """A camp with its actors."""

    title: str
    pills: tuple[Pill, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two actors; `look` is its class, `end` its arrow, `address` what lies behind it."""

    source: str
    target: str
    look: str
    end: str
    told: str
    address: str


Place = tuple[int, float, float]
"""Column, x of the start edge, y of the middle."""


def draw_camps(
    title: str,
    cards: Sequence[Card],
    ties: Sequence[Tie],
    *,
    legend: Sequence[tuple[str, str, str]],
    mirror: bool,
) -> Drawing:
    """Draw camps and what ties their actors; `legend` is look, arrow and words of each kind of line."""
    places, boxes, bottom = _place(cards)
    drawing = Drawing(WIDTH, bottom + LEGEND, title, mirror)
    for card, (x, y, height) in zip(cards, boxes, strict=True):
        drawing.box(x, y, size=(CARD, height), look="card", round_=10)
        drawing.label(x + PAD + 2, y + 23, card.title, look="card-title", room=CARD - 2 * PAD)
    for n, tie in enumerate(ties):
        if tie.source in places and tie.target in places and tie.source != tie.target:
            drawing.open_link(tie.address, tie.told)
            _line(drawing, places[tie.source], places[tie.target], tie, n)
            drawing.close_link()
    for card in cards:
        for pill in card.pills:
            _pill(drawing, pill, places[pill.id])
    _legend(drawing, legend, bottom + LEGEND - 12)
    return drawing


def _place(cards: Sequence[Card]) -> tuple[dict[str, Place], list[tuple[float, float, float]], float]:
    """Put each card under the shortest column; return places of actors, boxes, and where all ends."""
    ends = [TOP] * COLUMNS
    places: dict[str, Place] = {}
    boxes = []
    for card in cards:
        column = min(range(COLUMNS), key=lambda c: (ends[c], c))
        x, y = 10 + column * (CARD + GAP), ends[column]
        height = HEAD + PILL * len(card.pills) + PAD
        boxes.append((x, y, height))
        for n, pill in enumerate(card.pills):
            places[pill.id] = (column, x + PAD, y + HEAD + PILL * n + PILL / 2)
        ends[column] = y + height + 18
    return places, boxes, max(ends)


def _pill(drawing: Drawing, pill: Pill, place: Place) -> None:
    _, x, y = place
    width = CARD - 2 * PAD
    drawing.open_link(pill.address)
    drawing.box(x, y - 14, size=(width, 28), look="pill", round_=7)
    drawing.label(x + 10, y + 5, pill.name, look="pill-name", room=width - 40)
    drawing.label(x + width - 10, y + 4, pill.count, look="pill-count", side=Side.RIGHT)
    drawing.close_link()


def _line(drawing: Drawing, source: Place, target: Place, tie: Tie, n: int) -> None:
    """Leave by the side that faces the target; within a column go round by the gap."""
    width = CARD - 2 * PAD
    (column, x, y), (other, x2, y2) = source, target
    shift = (n % 5 - 2) * 2.5
    if column == other:
        last = column == COLUMNS - 1  # there is no room beyond the last column
        edge = x if last else x + width
        bulge = edge + (26 + min(24, abs(y2 - y) * 0.08) + shift) * (-1 if last else 1)
        points = [(edge, y + shift), (bulge, y), (bulge, y2), (edge, y2 + shift)]
    elif column < other:
        points = [(x + width, y + shift), (x + width + 50, y), (x2 - 50, y2), (x2, y2 + shift)]
    else:
        points = [(x, y + shift), (x - 50, y), (x2 + width + 50, y2), (x2 + width, y2 + shift)]
    drawing.curve(points, look=f"tie {tie.look}", end=tie.end, told=tie.told)


def _legend(drawing: Drawing, legend: Sequence[tuple[str, str, str]], y: float) -> None:
    step = (WIDTH - 20) / max(1, len(legend))
    for n, (look, end, words) in enumerate(legend):
        x = 14 + n * step
        drawing.curve(
            [(x, y - 4), (x + 12, y - 4), (x + 24, y - 4), (x + 36, y - 4)], look=f"tie {look}", end=end
        )
        drawing.label(x + 46, y, words, look="legend", room=step - 46)
