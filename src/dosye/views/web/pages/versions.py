"""Tellings of one act side by side, where they do not agree or where somebody denies it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dosye.dossier import Fact, Quote
from dosye.dossier.query.inside import (
    Denial,
    Ends,
    Version,
    find_denials,
    find_sentences,
    find_versions,
)
from dosye.dossier.say.messages import has_message, message
from dosye.views.pictures.words import digits
from dosye.views.web.pages.common import ends
from dosye.views.web.records import Ask
from dosye.views.web.render import name_of
from dosye.views.web.words import name_value, say_day, word

COLUMNS = ("day", "place", "does", "suffers", "counts", "modality")
Spots = Mapping[tuple[str, int], Quote]


@dataclass(frozen=True, slots=True)
class Telling:
    """One line of the table: who tells it, what it says in each column, and the words."""

    outlet: str
    cells: Mapping[str, str]
    quote: Quote
    denial: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The tellings of an act; `differ` are the columns in which they do not agree."""

    tellings: tuple[Telling, ...]
    columns: tuple[str, ...]
    differ: frozenset[str]


def side_by_side(ask: Ask, facts: Sequence[Fact]) -> dict[str, Table]:
    """Return the table of each fact whose tellings differ or that somebody denies, by its id."""
    versions, denials = _held(ask)
    chosen = {f.id: versions.get(f.id, []) for f in facts if f.layer == "events"}
    denied = {id_: _denials(id_, told, denials) for id_, told in chosen.items()}
    wanted = [id_ for id_, told in chosen.items() if denied[id_] or _differing(_lines(ask, told))]
    alone = {id_: [_alone(f)] for f in facts for id_ in wanted if f.id == id_ and not chosen[id_]}
    told = {id_: chosen[id_] or alone[id_] for id_ in wanted}
    places = [(v.doc, v.start) for id_ in wanted for v in told[id_]]
    places += [(denial.doc, denial.start) for id_ in wanted for denial in denied[id_]]
    with ask.dossier.engine.connect() as connection:
        spots = find_sentences(connection, places)
    return {id_: _table(ask, told[id_], denied[id_], spots) for id_ in wanted}


def _held(ask: Ask) -> tuple[dict[str, list[Version]], dict[str, list[Denial]]]:
    def find() -> tuple[dict[str, list[Version]], dict[str, list[Denial]]]:
        with ask.dossier.engine.connect() as connection:
            return find_versions(connection), find_denials(connection)

    return ask.memory.keep("versions", find)


def _alone(fact: Fact) -> Version:
    """Return the only telling of an act."""
    quote, details = fact.quotes[0], fact.details
    told = (fact.time or "", "", "", details.get("modality", ""))
    return Version(fact.id, quote.doc, quote.start, quote.end, details.get("outlets", ""), *told)


def _denials(id_: str, told: Iterable[Version], denials: Mapping[str, list[Denial]]) -> list[Denial]:
    ids = dict.fromkeys([id_, *(version.fact for version in told)])
    return list(dict.fromkeys(denial for i in ids for denial in denials.get(i, ())))


def _lines(ask: Ask, told: Iterable[Version]) -> list[dict[str, str]]:
    return [_cells(ask, version) for version in told]


def _cells(ask: Ask, version: Version) -> dict[str, str]:
    does, suffers, place = ends(ask).get(version.fact, Ends())
    comma = word("comma", ask.lang)
    return {
        "day": say_day(version.time, ask.lang) if version.time[:1].isdigit() else "",
        "place": name_of(ask, place) if place else "",
        "does": comma.join(name_of(ask, id_) for id_ in does),
        "suffers": comma.join(name_of(ask, id_) for id_ in suffers),
        "counts": say_people(version.counts, ask.lang),
        "modality": name_value("modality", version.modality, ask.lang),
    }


def say_people(counts: str, lang: str) -> str:
    """Return the people counted in an act in words (`3 killed`)."""
    held = sorted(json.loads(counts).items()) if counts else []
    told = [message(f"counts.{what}", lang, n=n) for what, n in held if has_message(f"counts.{what}")]
    return digits(word("comma", lang).join(told), lang)


def _differing(lines: Sequence[Mapping[str, str]]) -> frozenset[str]:
    """Return the columns in which two lines say something and not the same; silence is no difference."""
    return frozenset(c for c in COLUMNS if len({line[c] for line in lines if line[c]}) > 1)


def _table(ask: Ask, told: Sequence[Version], denied: Sequence[Denial], spots: Spots) -> Table:
    lines = _lines(ask, told)
    used = tuple(c for c in COLUMNS if c == "modality" or any(line[c] for line in lines))
    tellings = [
        Telling(version.outlet, line, spots[version.doc, version.start])
        for version, line in zip(told, lines, strict=True)
    ]
    for denial in denied:
        said = word("denied.by", ask.lang, who=name_of(ask, denial.source))
        cells = dict.fromkeys(COLUMNS, "") | {"modality": said}
        tellings.append(Telling(denial.outlet, cells, spots[denial.doc, denial.start], denial=True))
    differ = _differing(lines) | (frozenset({"modality"}) if denied else frozenset())
    return Table(tuple(tellings), used, differ)
