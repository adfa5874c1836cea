"""The words that tie an if and a then, found in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dosye.events.scene import Scene
from dosye.language.ckb import lookup_key
from dosye.tables import read_table

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the table in a sentence: their frame, first and last token."""

    frame: str
    words: str
    first: int
    last: int


@cache
def frames() -> Mapping[str, tuple[str, str]]:
    """The frame and the line of conditions.tsv by the words of a link."""
    rows = read_table(
        Path(__file__).with_name("conditions.tsv"), ("words", "frame", "source"), key=("words",)
    )
    return {lookup_key(row["words"]): (row["frame"], row.where) for row in rows}


@cache
def _firsts() -> frozenset[str]:
    """What the first token of a frame can be: its first word, or more of it written as one."""
    words = [words.split() for words in frames()]
    return frozenset(" ".join(w[:size]) for w in words for size in range(1, len(w) + 1))


def links_of(scene: Scene) -> Iterator[Link]:
    """The links of a sentence in text order, the longest words of the table first."""
    known, keys = frames(), [t.key for t in scene.read.sent.tokens]
    firsts = _firsts()
    i = 0
    while i < len(keys):
        for size in range(_LONGEST if keys[i] in firsts else 0, 0, -1):
            frame = known.get(" ".join(keys[i : i + size]))
            if frame is not None and i + size <= len(keys):
                yield Link(frame[0], frame[1], i, i + size - 1)
                i += size - 1
                break
        i += 1
