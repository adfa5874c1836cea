"""Acts as event data: PLOVER's JSON Lines and the forty columns of POLECAT with ours after them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from dosye.dossier.say import Said
from dosye.tables import Row, read_table
from dosye.views.export.columns import contexts_of, place_parts, story_names, title_of
from dosye.views.export.source import Act, Source

HERE = Path(__file__).parent
LEAVES = {"resign": ("RETREAT", "resign"), "dismiss": ("SANCTION", "expel")}
"""Where an APPOINT, which PLOVER does not know, can go; others are left out and counted."""
POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]
OURS = [
    "Modality",
    "Actor Polity",
    "Recipient Polity",
    "Earliest",
    "Latest",
    "Tellings",
    "Outlets",
    "Grade",
    "Confidence",
    "Document",
    "Start",
    "End",
    "Evidence",
    "Sentence",
]


@lru_cache(maxsize=1)
def scale() -> dict[str, Row]:
    """Return quad class and score of each type."""
    rows = read_table(HERE / "plover.tsv", ("type", "quad", "score"), key=("type",))
    return {row["type"]: row for row in rows}


def plover_type(said: Said) -> tuple[str, str] | None:
    """Return type and mode in PLOVER's terms, or None: a meeting to come is an AGREE there."""
    if said.type == "APPOINT":
        return LEAVES.get(said.mode or "")
    if said.type == "CONSULT" and said.modality == "planned":
        return "AGREE", ""
    return said.type, said.mode or ""


def write_plover(source: Source, out: Path) -> dict[str, int]:
    """Write one JSON object for each act; return how many were written and left out."""
    counts = {"acts": 0, "left out": 0}
    with out.open("w", encoding="utf-8") as file:
        texts = source.texts({act.first.doc for act in source.acts})
        for act in source.acts:
            line = _plover(source, act, texts[act.first.doc])
            counts["acts" if line else "left out"] += 1
            if line:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return counts


def _plover(source: Source, act: Act, text: str) -> dict[str, object] | None:
    kind = plover_type(act.said)
    if kind is None:
        return None
    row, said = act.first, act.said
    document = source.documents[row.doc]
    cited = {"citation": row.doc, "url": document.url, "title": document.title, "language": document.language}
    cited |= {"publication": document.publisher, "coder": "dosye", "version": document.reader}
    return {
        "id": act.id,
        "has_event": True,
        "date": row.earliest[:10] if row.earliest else None,
        "enddate": row.latest[:10] if row.latest else None,
        "actor": [_party(source, a) for a in said.actors],
        "recipient": [_party(source, a) for a in said.recipients],
        "event": [kind[0]],
        "mode": [kind[1]] if kind[1] else [],
        "context": contexts_of(source, said),
        "quad_code": int(scale()[kind[0]]["quad"]),
        "event_scale": float(scale()[kind[0]]["score"]),
        "event_loc": _place(source, said.place),
        "event_text": act.sentence,
        "text": text[row.start : row.end],
        "text_info": {"start": row.start, "end": row.end, "text_story": row.doc},
        "cite_info": cited,
        "comment": {"modality": said.modality, "tellings": len(act.rows), "grade": row.grade},
    }


def _party(source: Source, actor: str) -> dict[str, str | None]:
    row = source.actors[actor]
    return {
        "code": source.state(actor) or None,
        "polity": source.polity(actor) or None,
        "sector": source.sectors.get(actor),
        "entity_text": row.name,
        "entity_name": row.name_en,
        "identifier_id": source.wikidata.get(actor),
        "identifier_text": actor,
    }


def _place(source: Source, place: str | None) -> dict[str, object] | None:
    if place is None:
        return None
    line = source.dossier.knowledge.places.get(place)
    return {
        "extracted_place": source.actors[place].name,
        "resolved_place": source.actors[place].name_en,
        "lat": line.lat if line else None,
        "lon": line.lon if line else None,
        "country_code": source.state(place) or None,
        "feature_class": line.kind if line else None,
    }


def write_polecat(source: Source, out: Path) -> dict[str, int]:
    """Write tab-separated lines, POLECAT's columns and ours after them; return how many, and left out."""
    counts = {"acts": 0, "left out": 0}
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(
            file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar=None
        )
        writer.writerow((*POLECAT, *OURS))
        for line in _polecat_lines(source, counts):
            writer.writerow([_plain(line.get(column, "")) for column in (*POLECAT, *OURS)])
    return counts


def _polecat_lines(source: Source, counts: dict[str, int]) -> Iterator[dict[str, object]]:
    texts = source.texts({act.first.doc for act in source.acts})
    story = story_names(source, texts.keys())
    for act in source.acts:
        kind = plover_type(act.said)
        counts["acts" if kind else "left out"] += 1
        if kind:
            line = _polecat(source, act, kind) | _ours(source, act, texts[act.first.doc])
            yield line | story.get(act.first.doc, {})


def _polecat(source: Source, act: Act, kind: tuple[str, str]) -> dict[str, object]:
    row, said = act.first, act.said
    document, place = source.documents[row.doc], _place(source, said.place) or {}
    line: dict[str, object] = {
        "Event ID": act.id,
        "Event Date": row.earliest[:10] if row.earliest else "None",
        "Event Type": kind[0],
        "Event Mode": kind[1],
        "Intensity": scale()[kind[0]]["score"],
        "Quad Code": scale()[kind[0]]["quad"],
        "Contexts": "; ".join(contexts_of(source, said)),
        "Placename": place.get("resolved_place"),
        "Country": place.get("country_code"),
        "Latitude": place.get("lat"),
        "Longitude": place.get("lon"),
        "Raw Placename": place.get("extracted_place"),
        "Feature Type": place.get("feature_class"),
        "Source": document.publisher,
        "Publication Date": document.published,
        "Language": document.language,
        "Version": document.reader,
    }
    line |= place_parts(source, said.place)
    day = row.earliest[:10] if row.earliest else None
    for side, ids in (("Actor", said.actors), ("Recipient", said.recipients)):
        line |= {
            f"{side} Name": _several([source.actors[a].name_en for a in ids]) or "None",
            f"{side} Country": _several([source.state(a) for a in ids]) or "None",
            f"{side} COW": _several([source.cow(a) for a in ids]) or "None",
            f"{side} Title": "; ".join(title_of(source, a, day) for a in ids).strip("; "),
            f"Primary {side} Sector": source.sectors.get(ids[0], "") if ids else "None",
            f"{side} Sectors": _several([source.sectors.get(a, "") for a in ids]) or "None",
            f"{side} Name Raw": _several([source.actors[a].name for a in ids]) or "None",
            f"Wikipedia {side} ID": _several([source.wikidata.get(a, "") for a in ids]),
        }
    return line


def _ours(source: Source, act: Act, text: str) -> dict[str, object]:
    row, said = act.first, act.said
    return {
        "Modality": said.modality,
        "Actor Polity": _several([source.polity(a) for a in said.actors]),
        "Recipient Polity": _several([source.polity(a) for a in said.recipients]),
        "Earliest": row.earliest,
        "Latest": row.latest,
        "Tellings": len(act.rows),
        "Outlets": "; ".join(sorted({r.publisher for r in act.rows if r.publisher})),
        "Grade": row.grade,
        "Confidence": row.confidence,
        "Document": row.doc,
        "Start": row.start,
        "End": row.end,
        "Evidence": text[row.start : row.end],
        "Sentence": act.sentence,
    }


def _several(cells: Sequence[str]) -> str:
    """Return the cells of several actors as one, each in its place; empty where nothing is known of any."""
    return "; ".join(cells) if any(cells) else ""


def _plain(value: object) -> str:
    """Return a cell that holds no tab and no new line: the format has no way to quote them."""
    return " ".join(str(value).split()).replace('"', "''") if value is not None else ""
