"""Make what the store needs of a reading, as far as it needs no store."""

from __future__ import annotations

import json

from dosye.codec import reading_to_json
from dosye.dossier.blocks import identities
from dosye.dossier.days import bounds, news_day
from dosye.dossier.identity import text_hash
from dosye.dossier.prepared import Prepared
from dosye.dossier.rows import Cell, derive, entity_rows, lay_out
from dosye.dossier.sketches import shingles, sketch
from dosye.dossier.wording import index_words
from dosye.knowledge import Knowledge
from dosye.records import EntityId, Reading

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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
