"""A drawing in SVG that takes its colours from the page, runs either way and can stand alone as a file."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dosye.views.pictures.svg import Side, runs_right_to_left, shorten

STATIC = Path(__file__).parents[1] / "static"
FONT = STATIC / "fonts" / "vazirmatn-arabic-wght-normal.woff2"
ANCHORS = {Side.LEFT: "start", Side.MIDDLE: "middle", Side.RIGHT: "end"}
TURNED = {Side.LEFT: Side.RIGHT, Side.MIDDLE: Side.MIDDLE, Side.RIGHT: Side.LEFT}


@dataclass(slots=True)
class Drawing:
    """Shapes in the order in which they are drawn; `mirror` turns all but the letters to the other hand.

    Every shape has a class and no colour of its own; `static/drawing.css` gives the colours.
    """

    width: float
    height: float
    title: str
    mirror: bool = False
    parts: list[str] = field(default_factory=list)

    def box(self, x: float, y: float, *, size: tuple[float, float], look: str, round_: float = 0) -> None:
        """A box whose upper corner at the start of reading is at x, y."""
        width, height = max(size[0], 0), max(size[1], 0)
        left = self.width - x - width if self.mirror else x
        self.parts.append(
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            f' rx="{round_:g}"'
            f" class={quoteattr(look)}/>"
        )

    def line(self, points: list[tuple[float, float]], *, look: str, end: str = "") -> None:
        """A line through points; `end` names the arrow at its end."""
        path = " ".join(f"{self._x(x):.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" class={quoteattr(look)}{_arrow(end)}/>')

    def curve(self, points: list[tuple[float, float]], *, look: str, end: str = "", told: str = "") -> None:
        """A cubic curve: start, two handles, end; `told` is what a pointer over it says."""
        a, b, c, d = (f"{self._x(x):.1f},{y:.1f}" for x, y in points)
        title = f"<title>{escape(told)}</title>" if told else ""
        self.parts.append(f'<path d="M{a} C{b} {c} {d}" class={quoteattr(look)}{_arrow(end)}>{title}</path>')

    def shape(self, rings: list[list[tuple[float, float]]], *, look: str) -> None:
        """A filled shape of one or more rings."""
        path = "".join("M" + "L".join(f"{self._x(x):.1f},{y:.1f}" for x, y in ring) + "Z" for ring in rings)
        self.parts.append(f'<path d="{path}" class={quoteattr(look)}/>')

    def dot(self, x: float, y: float, *, radius: float, look: str, told: str = "") -> None:
        """A disc."""
        title = f"<title>{escape(told)}</title>" if told else ""
        self.parts.append(
            f'<circle cx="{self._x(x):.1f}" cy="{y:.1f}" r="{radius:.1f}" class={quoteattr(look)}>'
            f"{title}</circle>"
        )

    def label(
        self, x: float, y: float, text: str, *, look: str, side: Side = Side.LEFT, room: float = 0
    ) -> None:
        """Text at a baseline, cut where it is wider than `room`; Kurdish runs its own way on any drawing."""
        words = shorten(text, width=room, size=11.5) if room else text
        side = TURNED[side] if self.mirror else side
        backward = runs_right_to_left(words)
        anchor = ANCHORS[TURNED[side] if backward else side]
        way = "rtl" if backward else "ltr"  # said for each: the page's own direction would turn the anchor
        full = f"<title>{escape(text)}</title>" if words != text else ""
        self.parts.append(
            f'<text x="{self._x(x):.1f}" y="{y:.1f}" text-anchor="{anchor}" direction="{way}"'
            f" class={quoteattr(look)}>{full}{escape(words)}</text>"
        )

    def open_link(self, address: str, told: str = "") -> None:
        """What follows leads somewhere, until `close_link`."""
        name = f" aria-label={quoteattr(told)}" if told else ""
        self.parts.append(f"<a href={quoteattr(address)}{name}>")

    def close_link(self) -> None:
        """End what `open_link` began."""
        self.parts.append("</a>")

    def inline(self) -> str:
        """As a part of the page, which has the colours."""
        return self._svg("", 'class="drawing" role="group"')

    def file(self) -> str:
        """As a file that stands alone, with its colours and the Kurdish letters."""
        size = f'width="{self.width:g}" height="{self.height:g}"'
        paper = '<rect width="100%" height="100%" class="paper"/>'
        return self._svg(f"<style>{escape(_style())}</style>{paper}", f'{size} class="drawing" role="img"')

    def _svg(self, head: str, attributes: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}"'
            f" {attributes}"
            f" aria-label={quoteattr(self.title)}>{head}{ARROWS}{''.join(self.parts)}</svg>\n"
        )

    def _x(self, x: float) -> float:
        return self.width - x if self.mirror else x


ARROWS = "<defs>{}</defs>".format(
    "".join(
        f'<marker id="end-{kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"'
        f' markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        f'<path d="M0,0.6 L7.4,4 L0,7.4 Z" class="end {kind}"/></marker>'
        for kind in ("command", "press", "good", "bad", "quiet")
    )
)


def _arrow(end: str) -> str:
    return f' marker-end="url(#end-{end})"' if end else ""


@lru_cache(maxsize=1)
def _style() -> str:
    font = base64.b64encode(FONT.read_bytes()).decode()
    face = f"@font-face{{font-family:Vazirmatn;font-weight:100 900;src:url(data:font/woff2;base64,{font})}}"
    return face + (STATIC / "drawing.css").read_text(encoding="utf-8")
