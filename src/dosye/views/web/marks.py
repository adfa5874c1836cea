"""Cut a text where marks begin and end, so that marks that lie over each other all show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with its looks; `links` names the facts and entities that it belongs to."""

    start: int
    end: int
    look: str
    links: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text under the same marks."""

    text: str
    start: int
    looks: str
    links: str
    told: str


def cut(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """Return the paragraphs of a text, each as pieces; together they are the text without its line ends."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    edges = [edge for edge in edges if 0 <= edge <= len(text)]
    paragraphs: list[list[Piece]] = [[]]
    open_: list[Mark] = []
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    for start, end in pairwise(edges):
        while waiting and waiting[0].start <= start:
            open_.append(waiting.pop(0))
        open_ = [mark for mark in open_ if mark.end > start]
        at = start
        for n, line in enumerate(text[start:end].split("\n")):
            if n:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(_piece(line, at, open_))
            at += len(line) + 1
    return [paragraph for paragraph in paragraphs if paragraph]


def _piece(text: str, start: int, marks: Sequence[Mark]) -> Piece:
    links = dict.fromkeys(link for mark in marks for link in mark.links)
    looks = dict.fromkeys(look for mark in marks for look in mark.look.split())
    told = next((mark.told for mark in reversed(marks) if mark.told), "")
    return Piece(text, start, " ".join(looks), " ".join(links), told)


def whole(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces."""
    return "".join(piece.text for piece in pieces)
