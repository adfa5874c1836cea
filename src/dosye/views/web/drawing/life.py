"""An actor over time: offices as spans, acts as dots, on one line of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dosye.views.pictures.svg import Side
from dosye.views.web.drawing.svg import Drawing

WIDTH, LEFT, RIGHT, TOP, LANE, FOOT = 1160.0, 16.0, 16.0, 16.0, 28.0, 34.0
ROWS = {"good": 0, "quiet": 1, "bad": 2}
MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """An act on its day."""

    day: str
    sign: str
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Span:
    """An office from a day to a day; empty where it is open."""

    told: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class _Days:
    """From a day to a place on the paper."""

    first: date
    last: date

    def x(self, day: str) -> float:
        length = max(1, (self.last - self.first).days)
        share = (date.fromisoformat(day) - self.first).days / length
        return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT)


def draw_life(
    title: str,
    spans: Sequence[Span],
    marks: Sequence[Mark],
    *,
    ends: tuple[str, str],
    ticks: Callable[[str], str],
    mirror: bool,
) -> Drawing:
    """Draw offices and acts between two days, with a little room around."""
    first, last = (date.fromisoformat(end) for end in ends)
    room = max(timedelta(3), (last - first) / 30)
    days = _Days(first - room, last + room)
    shown = [s for s in spans if _touches(s, days)][:MOST_SPANS]
    floor = TOP + LANE * len(shown) + 66
    drawing = Drawing(WIDTH, floor + FOOT, title, mirror)
    for n, span in enumerate(shown):
        _span(drawing, span, days, TOP + LANE * n)
    drawing.line([(LEFT, floor), (WIDTH - RIGHT, floor)], look="axis")
    for n in range(6):
        day = (days.first + (days.last - days.first) * n / 5).isoformat()
        side = Side.LEFT if n == 0 else Side.RIGHT if n == 5 else Side.MIDDLE
        drawing.label(days.x(day), floor + 20, ticks(day), look="tick", side=side)
    for mark in marks:
        drawing.open_link(mark.address, mark.told)
        y = floor - 54 + ROWS.get(mark.sign, 1) * 18
        drawing.dot(days.x(mark.day), y, radius=6, look=f"mark {mark.sign}", told=mark.told)
        drawing.close_link()
    return drawing


def _touches(span: Span, days: _Days) -> bool:
    since, until = span.since or "0001-01-01", span.until or "9999-12-31"
    return since <= days.last.isoformat() and until >= days.first.isoformat()


def _span(drawing: Drawing, span: Span, days: _Days, y: float) -> None:
    start = days.x(span.since) if span.since else LEFT
    end = days.x(span.until) if span.until else WIDTH - RIGHT
    drawing.box(start, y, size=(max(end - start, 3), 20), look="span", round_=4)
    room = WIDTH - RIGHT - start - 12
    if room > 260:
        drawing.label(start + 8, y + 14, span.told, look="span-name", room=room)
    else:
        drawing.label(start - 8, y + 14, span.told, look="span-name", side=Side.RIGHT, room=start - LEFT)
