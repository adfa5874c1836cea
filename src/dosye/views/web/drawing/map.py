"""A map of Iraq and its neighbours: outlines of Natural Earth, a dot for each place."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dosye.views.pictures.svg import Side
from dosye.views.web.drawing.svg import Drawing

WIDTH = 1160.0
FRAMES = {  # west, south, east, north
    "iraq": (37.6, 28.6, 50.6, 38.2),
    "kurdistan": (41.4, 34.0, 47.4, 37.6),
    "region": (25.0, 23.0, 64.0, 43.5),
}
LABELS = {  # where a country's name stands, degrees east and north
    "IRQ": (43.0, 32.6), "IRN": (54.5, 33.0), "TUR": (34.5, 39.0), "SYR": (38.3, 35.2), "SAU": (44.5, 25.5),
    "JOR": (36.6, 31.0), "KWT": (47.6, 29.3), "EGY": (29.5, 27.5), "AZE": (48.2, 40.6), "ARM": (45.0, 40.3),
    "GEO": (43.6, 42.1), "ISR": (34.8, 30.9), "LBN": (35.9, 34.0),
}  # fmt: skip
ROOM = 15.0
MOST_AT_LEAST = 12  # where little happened, no dot is large


@dataclass(frozen=True, slots=True)
class Dot:
    """A place with what happened there."""

    name: str
    lat: float
    lon: float
    count: int
    told: str
    address: str


@lru_cache(maxsize=1)
def outlines() -> tuple[tuple[str, list[list[tuple[float, float]]]], ...]:
    """Return the countries with their rings of degrees east and north."""
    held = json.loads((Path(__file__).parent / "outlines.json").read_text(encoding="utf-8"))
    return tuple((c["key"], [[(x, y) for x, y in ring] for ring in c["rings"]]) for c in held["countries"])


def draw_map(title: str, dots: Sequence[Dot], names: dict[str, str], *, frame: str) -> Drawing:
    """Draw a frame of the map; east stays right, whatever the language."""
    west, south, east, north = FRAMES[frame]
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)
    drawing = Drawing(WIDTH, (north - south) * scale, title)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * squeeze * scale, (north - lat) * scale

    drawing.box(0, 0, size=(WIDTH, drawing.height), look="sea")
    for key, rings in sorted(outlines(), key=lambda country: country[0] == "IRQ"):
        look = "land home" if key == "IRQ" else "land"
        drawing.shape([[at(x, y) for x, y in ring] for ring in rings], look=look)
    for key, name in names.items():
        if key in LABELS and _inside(FRAMES[frame], *LABELS[key]):
            drawing.label(*at(*LABELS[key]), name, look="country", side=Side.MIDDLE)
    shown = sorted((d for d in dots if _inside(FRAMES[frame], d.lon, d.lat)), key=lambda d: -d.count)
    _dots(drawing, [(dot, *at(dot.lon, dot.lat)) for dot in shown])
    return drawing


def _inside(frame: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    return frame[0] < lon < frame[2] and frame[1] < lat < frame[3]


def _dots(drawing: Drawing, placed: Sequence[tuple[Dot, float, float]]) -> None:
    """Draw all dots, and the names of those that have room for one, the busiest first."""
    most = max([MOST_AT_LEAST, *(dot.count for dot, _, _ in placed)])
    taken: list[tuple[float, float, float]] = []
    for dot, x, y in placed:
        radius = 4 + 22 * math.sqrt(dot.count / most)
        drawing.open_link(dot.address, dot.told)
        drawing.dot(x, y, radius=radius, look="place", told=dot.told)
        width, line = len(dot.name) * 7.0, y + radius + 13
        if all(abs(line - b) > ROOM or abs(x - a) > (width + w) / 2 for a, b, w in taken):
            drawing.label(x, line, dot.name, look="place-name", side=Side.MIDDLE)
            taken.append((x, line, width))
        drawing.close_link()
