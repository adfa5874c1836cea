"""What the store makes of a reading alone: made by whoever reads, since one process stores for all."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dosye.codec import reading_from_json, reading_to_json
from dosye.dossier.blocks import identities
from dosye.dossier.days import bounds, news_day
from dosye.dossier.identity import text_hash
from dosye.dossier.rows import Cell, Cells, derive, entity_rows, lay_out
from dosye.dossier.sketches import Sketch, shingles, sketch
from dosye.dossier.wording import index_words
from dosye.knowledge import Knowledge
from dosye.records import EntityId, Reading

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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


def prepare(reading: Reading, knowledge: Knowledge) -> Prepared:
    """Make what can be made of a reading without the store."""
    keys, lemmas = index_words(reading.text)
    runs = shingles(keys)
    entities = entity_rows(reading, identities(reading, knowledge))
    actors = {EntityId(str(row["id"])): str(row["actor"]) for row in entities}
    rows = lay_out(derive(reading, actors, news_day(reading.published or reading.published_inferred)))
    words = " ".join(keys), " ".join(lemmas)
    return Prepared(_document(reading), *words, runs, sketch(runs), entities, rows)


def _document(reading: Reading) -> dict[str, Cell]:
    return {
        "id": reading.doc_id,
        "hash": text_hash(reading.text),
        "published": reading.published,
        "day": bounds(reading.published or reading.published_inferred)[0],
        "publisher": reading.publisher,
        "title": reading.title,
        "url": reading.url,
        "language": reading.language,
        "words": len(reading.text.split()),
        "reader": reading.reader,
        "tables": reading.tables,
        "text": reading.text,
        "record": dump_record(reading),
    }


def dump_record(reading: Reading) -> str:
    """Return the reading as compact JSON without its text, which has a column of its own."""
    record = {key: value for key, value in reading_to_json(reading).items() if key != "text"}
    return ENCODER.encode(record)


def bare(reading: Reading | Prepared) -> Reading:
    """Return a reading itself, prepared or not."""
    return reading.reading if isinstance(reading, Prepared) else reading
