"""How often a dossier is right: facts drawn by chance, verdicts on them, precision with its interval."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from dosye.dossier.dossier import Dossier
from dosye.errors import RecordError
from dosye.records import EntityId, Reading, Span

LAYERS = ("events", "statements", "relations", "stances", "conditions")
VERDICTS = {"y": "right", "n": "wrong", "u": "unsure"}
_Z = 1.96
"""For an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A fact to judge: its name (`document/layer/number`), what it says in English, its sentence."""

    fact: str
    layer: str
    told: str
    words: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Precision:
    """Verdicts of one layer; `share`, `low` and `high` are None where nobody judged a fact right or wrong."""

    layer: str
    right: int
    wrong: int
    unsure: int
    share: float | None
    low: float | None
    high: float | None


def draw_facts(
    dossier: Dossier, sample: int, *, layer: str | None = None, seed: int = 0
) -> tuple[Drawn, ...]:
    """Draw facts by chance, the same for the same seed; a larger sample holds the smaller.

    Args:
        dossier: what to draw from.
        sample: how many.
        layer: only facts of one of `LAYERS`.
        seed: another number, another draw.
    """
    layers = (layer,) if layer else LAYERS
    facts = (drawn for reading in dossier.readings() for drawn in _facts(reading, layers))
    return tuple(heapq.nsmallest(sample, facts, key=lambda d: _lot(d.fact, seed)))


def _lot(fact: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}/{fact}".encode()).hexdigest()


def _facts(reading: Reading, layers: Iterable[str]) -> Iterator[Drawn]:
    for layer in layers:
        for number, (told, span, sure) in enumerate(_told(reading, layer)):
            yield Drawn(f"{reading.doc_id}/{layer}/{number}", layer, told, _words(reading, span), sure)


def _told(reading: Reading, layer: str) -> Iterator[tuple[str, Span, float | None]]:
    if layer == "events":
        for e in reading.events:
            actors, recipients = (_names(reading, side) for side in (e.actors, e.recipients))
            told = f"{e.type.value} ({e.modality.value}): {actors} -> {recipients}"
            yield told, e.trigger, e.found.confidence
    elif layer == "statements":
        for s in reading.statements:
            told = f"{_names(reading, (s.source,))}: {reading.quote(s.content)}"
            yield told, s.cue, s.found.confidence
    else:
        yield from _told_beside(reading, layer)


def _told_beside(reading: Reading, layer: str) -> Iterator[tuple[str, Span, float | None]]:
    if layer == "relations":
        for r in reading.relations:
            tie = f"{r.type.value}{f' ({r.label})' if r.label else ''}"
            told = f"{_names(reading, (r.subject,))} {tie} {_names(reading, (r.object,))}"
            yield told, r.evidence, r.found.confidence
    elif layer == "stances":
        for x in reading.stances:
            told = f"{_names(reading, (x.holder,))} is {x.position.value} {x.issue}"
            yield told, x.evidence, x.found.confidence
    else:
        for c in reading.conditions:
            yield f"if {reading.quote(c.if_)} then {reading.quote(c.then)}", c.if_, c.found.confidence


def _names(reading: Reading, ids: Sequence[EntityId]) -> str:
    found = [reading.entities[e] for e in ids]
    return ", ".join(e.name_en or e.name for e in found) or "?"


def _words(reading: Reading, span: Span) -> str:
    """The sentence that a fact stands in."""
    around = next((s for s in reading.sentences if s.start <= span.start < s.end), span)
    return reading.quote(Span(min(around.start, span.start), max(around.end, span.end)))


def measure_precision(drawn: Iterable[Drawn], verdicts: Mapping[str, str]) -> tuple[Precision, ...]:
    """Return the precision of each layer with verdicts, and of `all`; unsure ones count for nothing."""
    rows: dict[str, list[str]] = {}
    for fact in drawn:
        if fact.fact in verdicts:
            rows.setdefault(fact.layer, []).append(verdicts[fact.fact])
            rows.setdefault("all", []).append(verdicts[fact.fact])
    order = [layer for layer in (*LAYERS, "all") if layer in rows]
    return tuple(_precision(layer, rows[layer]) for layer in order)


def _precision(layer: str, given: list[str]) -> Precision:
    right, wrong, unsure = (given.count(v) for v in VERDICTS.values())
    judged = right + wrong
    low, high = wilson(right, judged) if judged else (None, None)
    share = round(right / judged, 3) if judged else None
    return Precision(layer, right, wrong, unsure, share, low, high)


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return Wilson's interval (95 %) of a share; `judged` is above 0."""
    share, square = right / judged, _Z * _Z
    middle = share + square / (2 * judged)
    reach = _Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    whole = 1 + square / judged
    return round(max(0.0, (middle - reach) / whole), 3), round(min(1.0, (middle + reach) / whole), 3)


def read_verdicts(path: Path) -> dict[str, str]:
    """Read verdicts, one JSON object a line with `fact` and `verdict`; the last on a fact counts.

    Raises:
        RecordError: a line is no verdict, or the file holds no text.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(path), 1):
        try:
            row = json.loads(line)
            fact, verdict = str(row["fact"]), str(row["verdict"])
        except (ValueError, KeyError, TypeError) as error:
            raise RecordError(f"{path}:{number}: no verdict; write fact and verdict as JSON") from error
        if verdict not in VERDICTS.values():
            raise RecordError(f"{path}:{number}: {verdict!r} is none of {', '.join(VERDICTS.values())}")
        found[fact] = verdict
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(
            f"{path}: is no file of verdicts ({error}); give --verdicts another file"
        ) from error


def write_verdict(path: Path, fact: str, verdict: str) -> None:
    """Add one verdict to a file of verdicts, so that a judge can stop at any time and go on later."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"fact": fact, "verdict": verdict}, ensure_ascii=False) + "\n")
    except OSError as error:
        raise RecordError(
            f"{path}: cannot be written ({error.strerror}); give --verdicts another file"
        ) from error
