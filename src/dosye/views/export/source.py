"""What is exported: the rows of a dossier within filters, as plain cells, and the acts in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sqlalchemy import Connection, Table, or_, select
from sqlalchemy import Row as Found

from dosye.dossier import Dossier, Filters
from dosye.dossier import schema as s
from dosye.dossier.query.actors import ActorRow, find_actors
from dosye.dossier.query.acts import look_around, said_of, select_acts
from dosye.dossier.query.fetch import chunks, fetch_names, fetch_texts
from dosye.dossier.query.narrow import narrow_documents
from dosye.dossier.say import Said, say_act
from dosye.tables import Row, read_table

Cell = None | bool | int | float | str
Line = dict[str, Cell]
EventRow = Found[tuple[object, ...]]
STATE_OF = {"IRQ-KRI": "IRQ", "SYR-AANES": "SYR"}
"""The state that stands for a polity where a format knows only states."""
_COLUMNS = [c for c in s.documents.c if c.name not in ("text", "record")]


@dataclass(frozen=True, slots=True)
class Act:
    """One act with the rows of its tellings, the first of them foremost."""

    id: str
    said: Said
    rows: tuple[EventRow, ...]
    sentence: str

    @property
    def first(self) -> EventRow:
        """The first telling."""
        return self.rows[0]


class Source:
    """A dossier as exports see it: open, within filters."""

    def __init__(self, dossier: Dossier, connection: Connection, filters: Filters) -> None:
        self.dossier = dossier
        self.connection = connection
        self.filters = filters

    @cached_property
    def actors(self) -> dict[str, ActorRow]:
        """Every actor by id."""
        return {row.id: row for row in find_actors(self.connection)}

    @cached_property
    def wikidata(self) -> dict[str, str]:
        """Items of Wikidata by actor."""
        a = s.actors.c
        query = select(a.id, a.wikidata).where(a.wikidata.is_not(None))
        return {id_: item for id_, item in self.connection.execute(query)}

    @cached_property
    def sectors(self) -> dict[str, str]:
        """Sectors by actor."""
        a = s.actors.c
        query = select(a.id, a.sector).where(a.sector.is_not(None))
        return {id_: sector for id_, sector in self.connection.execute(query)}

    @cached_property
    def appeared(self) -> dict[str, Found[tuple[object, ...]]]:
        """The documents that appeared within the filters, by id, without their texts."""
        query = narrow_documents(select(*_COLUMNS), self.filters).order_by(s.documents.c.id)
        return {row.id: row for row in self.connection.execute(query)}

    @cached_property
    def documents(self) -> dict[str, Found[tuple[object, ...]]]:
        """The same, and those that tell of the acts that are left: acts are told after they happen."""
        missing = sorted({row.doc for act in self.acts for row in act.rows} - self.appeared.keys())
        found = dict(self.appeared)
        for part in chunks(missing):
            query = select(*_COLUMNS).where(s.documents.c.id.in_(part))
            found |= {row.id: row for row in self.connection.execute(query)}
        return dict(sorted(found.items()))

    @cached_property
    def acts(self) -> list[Act]:
        """The acts that the filters leave, in order of time."""
        rows = self.connection.execute(select_acts(self.filters)).all()
        around = look_around(self.connection, rows)
        groups: dict[str, list[EventRow]] = defaultdict(list)
        for row in rows:
            groups[row.act].append(row)
        said = {act: said_of(group[0], around) for act, group in groups.items()}
        ids = {i for x in said.values() for i in (*x.actors, *x.recipients, x.place)}
        names = fetch_names(self.connection, ids)
        return [
            Act(act, said[act], tuple(group), say_act(said[act], names, "en"))
            for act, group in groups.items()
        ]

    def rows(self, table: Table) -> Iterator[tuple[Found[tuple[object, ...]], str]]:
        """Yield the rows of a table within the filters' dates, outlet and actor, each with its text."""
        d = s.documents.c
        query = narrow_documents(select(table).join(s.documents, d.id == table.c.doc), self.filters)
        if self.filters.actor:
            query = query.where(or_(*(c == self.filters.actor for c in table.c if c.name.endswith("_actor"))))
        order = [c for c in table.c if c.name in ("doc", "start", "id", "n")]
        found = self.connection.execute(query.order_by(*order)).all()
        texts = fetch_texts(self.connection, {row.doc for row in found})
        for row in found:
            yield row, texts[row.doc]

    def texts(self, docs: Iterable[str]) -> Mapping[str, str]:
        """Return the raw texts of documents."""
        return fetch_texts(self.connection, docs)

    def state(self, actor: str) -> str:
        """Return the ISO code of an actor's state, empty where it has none."""
        polity = self.polity(actor)
        return STATE_OF.get(polity, polity)

    def cow(self, actor: str) -> str:
        """Return the number of an actor's state in the list of the Correlates of War."""
        return cow_numbers().get(self.state(actor), "")

    def polity(self, actor: str) -> str:
        """Return the polity of an actor or place; the Kurdistan Region is one of its own."""
        if actor in self.actors and self.actors[actor].polity:
            return self.actors[actor].polity
        at, places = actor, self.dossier.knowledge.places
        while at in places:
            if at in polities():
                return polities()[at]
            at = places[at].within
        return ""


def join(ids: Sequence[str]) -> str:
    """Return several ids as one cell; names of files may hold spaces, but hardly a bar."""
    return "|".join(ids)


@lru_cache(maxsize=1)
def _countries() -> tuple[Row, ...]:
    return tuple(
        read_table(Path(__file__).parent / "countries.tsv", ("place", "polity", "cow"), key=("place",))
    )


@lru_cache(maxsize=1)
def polities() -> dict[str, str]:
    """Return the polity of each country of the tables, and of the regions that are one."""
    return {row["place"]: row["polity"] for row in _countries()}


@lru_cache(maxsize=1)
def cow_numbers() -> dict[str, str]:
    """Return the number of each state in the list of the Correlates of War."""
    return {STATE_OF.get(row["polity"], row["polity"]): row["cow"] for row in _countries()}
