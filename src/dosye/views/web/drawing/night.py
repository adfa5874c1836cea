"""Who takes part in a day, in two columns, with the acts up to now as arrows; the one told now stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dosye.views.pictures.svg import Side as Edge
from dosye.views.web.drawing.svg import Drawing

WIDTH, TOP, ROW, COLUMN = 1160.0, 30.0, 30.0, 330.0
BEND = 190.0
DOT = 9.0


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody of the day: `acts` stand in the first column; `lit` is on a side of the act told now."""

    id: str
    name: str
    address: str
    acts: bool
    lit: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An act between two: its sign, and whether it is `past`, `now` or `broken`."""

    source: str
    target: str
    sign: str
    when: str


def draw_night(title: str, sides: Sequence[Side], lines: Sequence[Line], *, mirror: bool) -> Drawing:
    """Draw two columns, who acts and who is touched, each from above in the order in which they come."""
    columns = [[side for side in sides if side.acts is acts] for acts in (True, False)]
    rows = max(len(column) for column in columns)
    drawing = Drawing(WIDTH, 2 * TOP + ROW * rows, title, mirror)
    places = {
        side.id: (WIDTH - COLUMN if n else COLUMN, TOP + ROW * (rows - len(column)) / 2 + ROW * (row + 0.5))
        for n, column in enumerate(columns)
        for row, side in enumerate(column)
    }
    for line in sorted(lines, key=lambda one: one.when == "now"):
        _arrow(drawing, places[line.source], places[line.target], line)
    for side in sides:
        x, y = places[side.id]
        look = "touched" if side.lit else "dim"
        drawing.open_link(side.address)
        drawing.dot(x, y, radius=DOT if side.lit else DOT - 3, look=f"side-dot {look}")
        where, shift = (Edge.RIGHT, -18) if side.acts else (Edge.LEFT, 18)
        drawing.label(x + shift, y + 5, side.name, look=f"side-name {look}", side=where, room=COLUMN - 30)
        drawing.close_link()
    return drawing


def _arrow(drawing: Drawing, a: tuple[float, float], b: tuple[float, float], line: Line) -> None:
    """Leave a column towards the middle, and come into one from there."""
    (x, y), (x2, y2) = ((side[0], side[1]) for side in (a, b))
    away, back = (1 if end < WIDTH / 2 else -1 for end in (x, x2))
    points = [(x, y), (x + away * BEND, y), (x2 + back * BEND, y2), (x2 + back * (DOT + 4), y2)]
    drawing.curve(points, look=f"tie deal {line.sign} {line.when}", end=line.sign)
