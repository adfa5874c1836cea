"""An issue as a picture: who is for it, of two minds, against it."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.views.web.drawing.camps import Pill
from dosye.views.web.drawing.svg import Drawing

WIDTH, GAP, HEAD, ROW, PAD = 1160.0, 20.0, 40.0, 36.0, 12.0


def draw_stands(title: str, columns: Sequence[tuple[str, str, Sequence[Pill]]], *, mirror: bool) -> Drawing:
    """Draw three columns of sides; each column is its look, its heading and its actors."""
    wide = (WIDTH - GAP * (len(columns) - 1)) / len(columns)
    most = max((len(pills) for _, _, pills in columns), default=0)
    height = HEAD + ROW * max(1, most) + PAD
    drawing = Drawing(WIDTH, height, title, mirror)
    for n, (look, heading, pills) in enumerate(columns):
        x = n * (wide + GAP)
        drawing.box(x, 0, size=(wide, height), look=f"side {look}", round_=10)
        drawing.label(x + PAD + 2, 26, heading, look="card-title", room=wide - 2 * PAD)
        for row, pill in enumerate(pills):
            y = HEAD + ROW * row
            drawing.open_link(pill.address)
            drawing.box(x + PAD, y, size=(wide - 2 * PAD, 30), look="pill", round_=7)
            drawing.label(x + PAD + 10, y + 20, pill.name, look="pill-name", room=wide - 2 * PAD - 20)
            drawing.close_link()
    return drawing
