"""A conditional random field in the file that crfsuite writes: its labels and weights as arrays."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dosye.errors import DosyeError

Scores = NDArray[np.float64]
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_FEATURES = 12  # bytes before the first feature of its part of the file
_STATE = 0  # kind of a feature that ties an attribute to a label; the other ties two labels
_TABLE = struct.Struct("<4s5I")


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The weights of a linear chain.

    `rows` gives the row of an attribute in `weights`: (attributes, labels); `steps`: (labels, labels), from
    one label to the next. An attribute or a step that training never saw weighs nothing.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Scores
    steps: Scores


def read_field(path: Path) -> Field:
    """Read a file of crfsuite.

    Raises:
        DosyeError: the file is none.
    """
    held = path.read_bytes()
    if held[:4] != b"lCRF" or len(held) < _HEADER.size:
        raise DosyeError(f"{path}: not a model of crfsuite; make it again with scripts/train-entities")
    *_, features, labels, attributes, _, _ = _HEADER.unpack_from(held)
    names = _strings(held, labels)
    rows = {text: number for number, text in enumerate(_strings(held, attributes))}
    count = int.from_bytes(held[features + 8 : features + 12], "little")
    found = np.frombuffer(held, _FEATURE, count, features + _FEATURES)
    weights, steps = np.zeros((len(rows), len(names))), np.zeros((len(names), len(names)))
    for table, chosen in ((weights, found["kind"] == _STATE), (steps, found["kind"] != _STATE)):
        part = found[chosen]
        table[part["source"], part["label"]] = part["weight"]
    return Field(tuple(names), rows, weights, steps)


def _strings(held: bytes, at: int) -> list[str]:
    """The strings of a part of the file, in order of their numbers."""
    _, _, _, _, size, offset = _TABLE.unpack_from(held, at)
    places = struct.unpack_from(f"<{size}I", held, at + offset)
    return [_string(held, at + place) for place in places if place]


def _string(held: bytes, at: int) -> str:
    """A string of the file: its number, its length with a zero at the end, its bytes."""
    return held[at + 8 : at + 7 + int.from_bytes(held[at + 4 : at + 8], "little")].decode("utf-8")
