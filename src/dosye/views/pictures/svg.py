"""A small SVG writer: shapes and labels, safe for text that runs from right to left."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from xml.sax.saxutils import escape, quoteattr

FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', sans-serif"
INK = "#1b1f24"
QUIET = "#6b7280"
FAINT = "#e5e7eb"
PAPER = "#ffffff"
BLUE = "#1d5fa8"
SKY = "#9cc3eb"
RED = "#b3382c"
ROSE = "#eeb0a8"
LETTER = 0.56
"""Width of an average letter, as a share of its size; good enough to shorten labels."""


class Side(Enum):
    """Which edge of a label lies at its x, as the eye sees it, whatever way the text runs."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def shorten(text: str, *, width: float, size: float) -> str:
    """The text, cut with an ellipsis where it would be wider than `width`."""
    most = max(3, int(width / (size * LETTER)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a shape is drawn."""

    fill: str = "none"
    line: str = "none"
    width: float = 1.0
    dash: str = ""

    def attributes(self) -> str:
        """As SVG attributes."""
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return f'fill="{self.fill}" stroke="{self.line}" stroke-width="{self.width:g}"{dash}'


@dataclass(frozen=True, slots=True)
class Letters:
    """How a label is set."""

    size: float = 13
    colour: str = INK
    bold: bool = False
    side: Side = Side.LEFT


@dataclass(slots=True)
class Picture:
    """Shapes in the order in which they are drawn."""

    width: float
    height: float
    title: str
    parts: list[str] = field(default_factory=list)

    def rectangle(self, x: float, y: float, *, width: float, height: float, ink: Ink) -> None:
        """A box whose upper left corner is at x, y."""
        size = f'width="{max(width, 0):.2f}" height="{max(height, 0):.2f}"'
        self.parts.append(f'<rect x="{x:.2f}" y="{y:.2f}" {size} {ink.attributes()}/>')

    def line(self, points: list[tuple[float, float]], *, ink: Ink) -> None:
        """A line through the points."""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" {ink.attributes()}/>')

    def dot(self, x: float, y: float, *, radius: float, ink: Ink) -> None:
        """A disc."""
        self.parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:g}" {ink.attributes()}/>')

    def label(self, x: float, y: float, text: str, *, letters: Letters) -> None:
        """Text at a baseline; `letters.side` is what the eye sees, also for Kurdish."""
        backward = runs_right_to_left(text)
        anchors = {Side.LEFT: "start", Side.MIDDLE: "middle", Side.RIGHT: "end"}
        if backward:
            anchors |= {Side.LEFT: "end", Side.RIGHT: "start"}
        weight = ' font-weight="600"' if letters.bold else ""
        way = ' direction="rtl"' if backward else ""
        self.parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{letters.size:g}" fill="{letters.colour}"'
            f' text-anchor="{anchors[letters.side]}" unicode-bidi="plaintext"{way}{weight}>'
            f"{escape(text)}</text>"
        )

    def to_svg(self) -> str:
        """The whole picture as one SVG text."""
        name = escape(self.title)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}"'
            f' width="{self.width:g}" height="{self.height:g}" role="img" aria-label={quoteattr(self.title)}'
            f' font-family="{FONT}">'
        )
        ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        return "\n".join([head, f"<title>{name}</title>", ground, *self.parts, "</svg>", ""])
