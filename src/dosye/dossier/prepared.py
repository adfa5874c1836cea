"""What the store makes of a reading alone: made by whoever reads, since one process stores for all."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dosye.codec import reading_to_json
from dosye.dossier.wording import index_words
from dosye.records import Reading

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading with its record as JSON, and the look-up key and lemma of each word of its text."""

    reading: Reading
    record: str
    keys: list[str]
    lemmas: list[str]


def prepare(reading: Reading) -> Prepared:
    """Make what can be made of a reading without the store."""
    return Prepared(reading, dump_record(reading), *index_words(reading.text))


def bare(reading: Reading | Prepared) -> Reading:
    """Return a reading itself, prepared or not."""
    return reading.reading if isinstance(reading, Prepared) else reading


def dump_record(reading: Reading) -> str:
    """Return the reading as compact JSON without its text, which has a column of its own."""
    record = {key: value for key, value in reading_to_json(reading).items() if key != "text"}
    return ENCODER.encode(record)
