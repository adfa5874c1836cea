"""What the tables give for columns that articles leave empty: contexts, titles, districts, states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from dosye.dossier import schema as s
from dosye.dossier.bulk import fetch_rows
from dosye.dossier.say import Said
from dosye.tables import read_table
from dosye.views.export.source import Source

HERE = Path(__file__).parent
PARTS = {"city": "City", "town": "City", "village": "City", "district": "District", "province": "Province"}
STORY = {
    "PERSON": "Story People",
    "ORG": "Story Organizations",
    "GPE": "Story Locations",
    "PLACE": "Story Locations",
}


@lru_cache(maxsize=1)
def contexts() -> dict[tuple[str, str], str]:
    """Return which context a sector or a mode gives."""
    rows = read_table(HERE / "contexts.tsv", ("of", "code", "context"), key=("of", "code"))
    return {(row["of"], row["code"]): row["context"] for row in rows}


def contexts_of(source: Source, said: Said) -> list[str]:
    """Return the contexts that the parties and the mode of an act give, not those of the whole story."""
    parties = (*said.actors, *said.recipients)
    found = {contexts().get(("sector", source.sectors.get(a, ""))) for a in parties}
    found.add(contexts().get(("mode", said.mode or "")))
    states = {source.state(a) for a in parties if source.sectors.get(a) == "GOV"} - {""}
    if len(states) > 1:
        found.add("diplomatic")
    return sorted(context for context in found if context)


def title_of(source: Source, actor: str, day: str | None) -> str:
    """Return the offices that the tables give a person for a day; none where no day is known."""
    held = _roles(source).get(actor, ()) if day else ()
    return ", ".join(dict.fromkeys(role for since, until, role in held if since <= str(day) <= until + "~"))


def _roles(source: Source) -> Mapping[str, list[tuple[str, str, str]]]:
    roles = source.dossier.knowledge.roles
    return _by_actor(tuple((r.actor, r.since, r.until or "9999", r.role) for r in roles if r.since))


@lru_cache(maxsize=2)
def _by_actor(roles: tuple[tuple[str, str, str, str], ...]) -> Mapping[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for actor, since, until, role in roles:
        found[actor].append((since, until, role))
    return found


def place_parts(source: Source, place: str | None) -> dict[str, str]:
    """Return the city, district and province in which a place of the tables lies."""
    places = source.dossier.knowledge.places
    found: dict[str, str] = {}
    at = place or ""
    while at in places:
        line = places[at]
        column = PARTS.get(line.kind)
        if column:
            found.setdefault(column, line.name_en)
        at = line.within
    return found


def story_names(source: Source, docs: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the named people, bodies and places of documents, by column."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    columns = ("doc", "id", "type", "actor", "named")
    for line in sorted(map(_texts, fetch_rows(source.connection, s.entities, columns, "doc", docs))):
        doc, _, type_, actor, named = line
        if type_ in STORY and named not in ("", "0", "False"):
            found[doc][STORY[type_]][source.actors[actor].name_en] = None
    return {doc: {column: "; ".join(names) for column, names in by.items()} for doc, by in found.items()}


def _texts(line: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(cell) for cell in line)
