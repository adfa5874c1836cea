"""Readings as they were made, one JSON record a line: `dosye load` takes them back."""

from __future__ import annotations

import json
from pathlib import Path

from dosye.codec import reading_to_json
from dosye.views.export.source import Source


def write_record(source: Source, out: Path) -> dict[str, int]:
    """Write the readings of documents that the filters leave; return how many."""
    number = 0
    with out.open("w", encoding="utf-8") as file:
        for reading in source.dossier.readings():
            if str(reading.doc_id) in source.appeared:
                file.write(json.dumps(reading_to_json(reading), ensure_ascii=False) + "\n")
                number += 1
    return {"records": number}
