"""The network as a picture: actors as dots in their camp's colour, dealings as arrows in their sign's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dosye.views.pictures.svg import Side
from dosye.views.web.drawing.svg import Drawing

WIDTH, HEIGHT, PAD = 1160.0, 720.0, 70.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor at its place (0-1 both ways)."""

    id: str
    name: str
    camp: int
    size: float
    x: float
    y: float
    address: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What one side did to another, or a tie; `days` is empty where nothing is dated."""

    source: str
    target: str
    sign: str
    count: int
    days: tuple[str, ...]
    told: str
    address: str


def draw_network(title: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """Draw a network; its places are not turned for Kurdish, so that it looks the same to both readers."""
    drawing = Drawing(WIDTH, HEIGHT, title)
    places = {node.id: _place(node) for node in nodes}
    for edge in edges:
        a, b = places[edge.source], places[edge.target]
        drawing.open_link(edge.address, edge.told)
        _arc(drawing, a, b, edge)
        drawing.close_link()
    for node in nodes:
        x, y = places[node.id]
        drawing.open_link(node.address, node.name)
        drawing.dot(x, y, radius=node.size, look=f"node camp-{node.camp}", told=node.name)
        drawing.label(x, y + node.size + 13, node.name, look="node-name", side=Side.MIDDLE, room=170)
        drawing.close_link()
    return drawing


def _place(node: Node) -> tuple[float, float]:
    return PAD + node.x * (WIDTH - 2 * PAD), 30 + node.y * (HEIGHT - 80)


def _arc(drawing: Drawing, a: tuple[float, float], b: tuple[float, float], edge: Edge) -> None:
    """Bend to the right of the way, so that both directions of a pair are seen."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    bend = min(26.0, length * 0.12)
    middle = ((a[0] + b[0]) / 2 - dy / length * bend, (a[1] + b[1]) / 2 + dx / length * bend)
    stop = (b[0] - dx / length * 13, b[1] - dy / length * 13)
    thick = min(4, 1 + int(math.log2(edge.count)))
    drawing.curve(
        [a, middle, middle, stop], look=f"tie deal {edge.sign} thick-{thick}", end=edge.sign, told=edge.told
    )
