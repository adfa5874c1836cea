"""Who takes part in a day, on a ring, with the acts up to now as arrows; the act that is told stands out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dosye.views.pictures.svg import Side as Edge
from dosye.views.web.drawing.svg import Drawing

WIDTH, HEIGHT = 1160.0, 430.0
WIDE, HIGH = 330.0, 165.0
DOT = 9.0


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who acts or suffers on the day; `lit` on the side of the act that is told now."""

    id: str
    name: str
    address: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An act between two: its sign, and whether it is `past`, `now` or `broken`."""

    source: str
    target: str
    sign: str
    when: str


def draw_night(title: str, sides: Sequence[Side], lines: Sequence[Line], *, mirror: bool) -> Drawing:
    """Draw the ring; those of one camp stand side by side, as `sides` come."""
    drawing = Drawing(WIDTH, HEIGHT, title, mirror)
    places = {side.id: _place(n, len(sides)) for n, side in enumerate(sides)}
    for line in sorted(lines, key=lambda one: one.when == "now"):
        _arrow(drawing, places[line.source], places[line.target], line)
    for side in sides:
        x, y = places[side.id]
        drawing.open_link(side.address)
        look = "lit" if side.lit else "dim"
        drawing.dot(x, y, radius=DOT if side.lit else DOT - 3, look=f"side-dot {look}")
        left, right = x < WIDTH / 2 - 40, x > WIDTH / 2 + 40
        where = Edge.RIGHT if left else Edge.LEFT if right else Edge.MIDDLE
        shift = -15 if left else 15 if right else 0
        down = 5 if left or right else (-16 if y < HEIGHT / 2 else 26)
        room = 220.0 if left or right else 300.0
        drawing.label(x + shift, y + down, side.name, look=f"side-name {look}", side=where, room=room)
        drawing.close_link()
    return drawing


def _place(n: int, count: int) -> tuple[float, float]:
    turn = 2 * math.pi * (n + 0.5) / count - math.pi / 2
    return WIDTH / 2 + WIDE * math.cos(turn), HEIGHT / 2 + HIGH * math.sin(turn)


def _arrow(drawing: Drawing, a: tuple[float, float], b: tuple[float, float], line: Line) -> None:
    """Bend towards the middle, so that neighbours' arrows do not hide the ring."""
    middle = ((a[0] + b[0]) / 2 * 0.75 + WIDTH / 8, (a[1] + b[1]) / 2 * 0.75 + HEIGHT / 8)
    dx, dy = b[0] - middle[0], b[1] - middle[1]
    length = math.hypot(dx, dy) or 1.0
    stop = (b[0] - dx / length * (DOT + 4), b[1] - dy / length * (DOT + 4))
    drawing.curve([a, middle, middle, stop], look=f"tie deal {line.sign} {line.when}", end=line.sign)
