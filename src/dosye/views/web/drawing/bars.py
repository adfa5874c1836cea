"""Counts over time as bars, one for each year, month or day; a bar leads into its span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dosye.views.pictures.svg import Side
from dosye.views.web.drawing.svg import Drawing

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 1160.0, 190.0, 46.0, 30.0, 14.0
RIGHT = 8.0
INSET = (LEFT / WIDTH, RIGHT / WIDTH)
"""The parts of the width before the first and after the last bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One span of time: counts by kind, upwards in the order of `looks`."""

    label: str
    told: str
    address: str
    counts: tuple[int, ...]


def draw_bars(
    title: str, bars: Sequence[Bar], *, looks: Sequence[str], numbers: tuple[str, str], mirror: bool
) -> Drawing:
    """Draw bars on a line of time; `numbers` are zero and the most, as the language writes them."""
    drawing = Drawing(WIDTH, HEIGHT, title, mirror)
    floor = HEIGHT - BOTTOM
    most = max((sum(bar.counts) for bar in bars), default=1) or 1
    for y, number in ((floor, numbers[0]), (TOP, numbers[1])):
        drawing.line([(LEFT, y), (WIDTH - RIGHT, y)], look="grid")
        drawing.label(LEFT - 8, y + 4, number, look="tick", side=Side.RIGHT)
    step = (WIDTH - LEFT - RIGHT) / max(1, len(bars))
    wide = min(step * 0.82, 64)
    skip = max(1, -(-len(bars) // max(1, int((WIDTH - LEFT) / 86))))
    for n, bar in enumerate(bars):
        x = LEFT + n * step + (step - wide) / 2
        drawing.open_link(bar.address, bar.told)
        drawing.box(x, TOP, size=(wide, floor - TOP), look="reach")
        y = floor
        for count, look in zip(bar.counts, looks, strict=True):
            height = count / most * (floor - TOP)
            y -= height
            if count:
                drawing.box(x, y, size=(wide, max(height, 1.5)), look=f"bar {look}", round_=1.5)
        drawing.close_link()
        if n % skip == 0:
            drawing.label(x + wide / 2, HEIGHT - 10, bar.label, look="tick", side=Side.MIDDLE)
    return drawing
