"""What the store makes of a reading alone: made by whoever reads, since one process stores for all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dosye.codec import reading_from_json
from dosye.records import Reading

if TYPE_CHECKING:
    from dosye.dossier.rows import Cell, Cells
    from dosye.dossier.sketches import Sketch


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows that a reading gives the store as long as nothing there changes them, by table."""

    document: dict[str, Cell]
    forms: str
    """The look-up keys of its words; `lemmas` those of their lemmas."""
    lemmas: str
    runs: frozenset[int]
    sketch: Sketch
    entities: list[dict[str, Cell]]
    rows: Cells
    """Of every other table: each entity is the actor that it is by itself."""

    @property
    def id(self) -> str:
        """The id of the document."""
        return str(self.document["id"])

    @property
    def reading(self) -> Reading:
        """The reading itself, made again from its record."""
        record = json.loads(str(self.document["record"]))
        return reading_from_json(record | {"text": self.document["text"]}, where=self.id)


def bare(reading: Reading | Prepared) -> Reading:
    """Return a reading itself, prepared or not."""
    return reading.reading if isinstance(reading, Prepared) else reading
