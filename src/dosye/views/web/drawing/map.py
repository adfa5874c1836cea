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

HEIGHT = 760.0
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
LETTER, LINE = 7.4, 16.0  # how wide a letter and how high a line of a place's name is
MOST_NAMES = 45
MOST_AT_LEAST = 12  # where little happened, no dot is large
TURNS = (90, 0, 180, 270, 45, 135, 315, 225)  # where a name may stand: below, right, left, above, between
STEPS = (3.0, 20.0, 38.0, 58.0)  # how far from its dot; from the second on a line leads there
Box = tuple[float, float, float, float]


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
    scale = HEIGHT / (north - south)
    drawing = Drawing((east - west) * squeeze * scale, HEIGHT, title)

    def at(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * squeeze * scale, (north - lat) * scale

    drawing.box(0, 0, size=(drawing.width, HEIGHT), look="sea")
    for key, rings in sorted(outlines(), key=lambda country: country[0] == "IRQ"):
        look = "land home" if key == "IRQ" else "land"
        drawing.shape([[at(x, y) for x, y in ring] for ring in rings], look=look)
    taken: list[Box] = []
    for key, name in names.items():
        if key in LABELS and _inside(FRAMES[frame], *LABELS[key]):
            x, y = at(*LABELS[key])
            drawing.label(x, y, name, look="country", side=Side.MIDDLE)
            taken.append(_box(x, y, name))
    shown = sorted((d for d in dots if _inside(FRAMES[frame], d.lon, d.lat)), key=lambda d: -d.count)
    _dots(drawing, [(dot, *at(dot.lon, dot.lat)) for dot in shown], taken)
    return drawing


def _inside(frame: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    return frame[0] < lon < frame[2] and frame[1] < lat < frame[3]


def _dots(drawing: Drawing, placed: Sequence[tuple[Dot, float, float]], taken: list[Box]) -> None:
    """Draw all dots, the largest first, and the names for which there is room, the busiest first."""
    most = max([MOST_AT_LEAST, *(dot.count for dot, _, _ in placed)])
    sized = [(dot, x, y, 4 + 20 * math.sqrt(dot.count / most)) for dot, x, y in placed]
    for dot, x, y, radius in sized:
        drawing.open_link(dot.address, dot.told)
        drawing.dot(x, y, radius=radius, look="place", told=dot.told)
        drawing.close_link()
    taken += [(x - r, y - r, x + r, y + r) for _, x, y, r in sized]
    for dot, x, y, radius in sized[:MOST_NAMES]:
        spot = _room(drawing, (x, y, radius), dot.name, taken)
        if spot:
            _name(drawing, dot, (x, y, radius), spot)
            taken.append(_box(*spot, dot.name))


def _room(
    drawing: Drawing, dot: tuple[float, float, float], name: str, taken: Sequence[Box]
) -> tuple[float, float] | None:
    """Return where a name can stand without lying over another or over a dot; None if nowhere near."""
    x, y, radius = dot
    wide = len(name) * LETTER / 2
    for step in STEPS:
        for turn in TURNS:
            way = math.radians(turn)
            across, down = math.cos(way), math.sin(way)
            middle = x + across * (radius + step + wide), y + down * (radius + step + LINE / 2) + LINE / 4
            box = _box(*middle, name)
            inside = box[0] > 2 and box[1] > 2 and box[2] < drawing.width - 2 and box[3] < HEIGHT - 2
            if inside and not any(_meet(box, other) for other in taken):
                return middle
    return None


def _name(drawing: Drawing, dot: Dot, place: tuple[float, float, float], spot: tuple[float, float]) -> None:
    x, y, radius = place
    box = _box(*spot, dot.name)
    nearest = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    far = math.hypot(nearest[0] - x, nearest[1] - y)
    if far > radius + STEPS[1] / 2:
        drawing.line([(x, y), nearest], look="leader")
    drawing.label(*spot, dot.name, look="place-name", side=Side.MIDDLE)


def _box(x: float, y: float, name: str) -> Box:
    """Return the space of a name whose baseline has its middle at x, y."""
    wide = len(name) * LETTER / 2
    return x - wide, y - LINE * 0.75, x + wide, y + LINE * 0.25


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
