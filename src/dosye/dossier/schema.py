"""The tables of a dossier, one SQLAlchemy Core schema for SQLite and PostgreSQL.

`documents` keeps each reading whole (the JSON record without its text, and the text); every other table
is derived from the readings, the knowledge tables and the log of judgements, and can be made again at any
time. Offsets count code points of the article's text. Rows stand in the order of their keys (no row ids on
SQLite), and nothing refers to another table by force: a batch writes whole documents or nothing.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
    text,
)
from sqlalchemy.schema import SchemaItem

VERSION = 3
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorted by code point on either store."""
NUMBER = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData()


def _doc() -> Column[str]:
    return Column("doc", TEXT, primary_key=True)


def _keyed(name: str, *columns: SchemaItem) -> Table:
    """Return a table whose rows stand in the order of their key."""
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


def _few(name: str, *columns: str, where: str) -> Index:
    """Return an index of the rows for which something holds."""
    return Index(name, *columns, sqlite_where=text(where))


@event.listens_for(metadata, "before_create")
def _few_on_postgresql(_: MetaData, connection: Connection, **__: object) -> None:
    """Give these indices to PostgreSQL too; named above they would load its dialect for every question."""
    if connection.dialect.name == "postgresql":
        for index in (index for table in metadata.tables.values() for index in table.indexes):
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


meta = Table("meta", metadata, Column("key", TEXT, primary_key=True), Column("value", TEXT, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("n", NUMBER, nullable=False, unique=True),
    Column("hash", TEXT, nullable=False, index=True),
    Column("published", TEXT),
    Column("day", TEXT, index=True),
    Column("publisher", TEXT, index=True),
    Column("title", TEXT),
    Column("url", TEXT),
    Column("language", TEXT),
    Column("words", Integer, nullable=False),
    Column("copy_of", TEXT),
    Column("reader", TEXT),
    Column("tables", TEXT),
    Column("text", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
    _few("documents_copies", "copy_of", where="copy_of IS NOT NULL"),
)
"""`n` numbers the documents by day, within a day by chance: the newest articles come first from its end."""

texts = Table(
    "texts",
    metadata,
    Column("n", NUMBER, primary_key=True, autoincrement=False),
    Column("forms", TEXT, nullable=False),
    Column("lemmas", TEXT, nullable=False),
)

sketches = _keyed(
    "sketches",
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _doc(),
    Column("whole", LargeBinary, nullable=False),
)
"""A row for each hash of a sketch, with the whole of it beside."""

entities = _keyed(
    "entities",
    _doc(),
    Column("id", TEXT, primary_key=True),
    Column("type", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("name_en", TEXT),
    Column("key", TEXT),
    Column("wikidata", TEXT),
    Column("named", Boolean, nullable=False),
    Column("description", TEXT),
    Column("block", TEXT),
    Column("signs", TEXT, nullable=False),
    Column("base", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index("entities_actor", "actor", text("mentions DESC"), "doc", "id"),
    _few("entities_block", "block", where="block IS NOT NULL"),
    _few("entities_moved", "base", where="base <> actor"),
)
"""`base` is the actor that joining found, `actor` the one that it is after people's judgements."""

events = _keyed(
    "events",
    _doc(),
    Column("id", TEXT, primary_key=True),
    Column("type", TEXT, nullable=False),
    Column("mode", TEXT),
    Column("modality", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("place", TEXT),
    Column("place_actor", TEXT),
    Column("time", TEXT),
    Column("earliest", TEXT),
    Column("latest", TEXT),
    Column("implied", Boolean, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("confidence", Float),
    Column("rule", TEXT),
    Column("trigger", TEXT, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("day", TEXT),
    Column("last_day", TEXT),
    Column("counts", TEXT),
    Column("grade", TEXT),
    Column("outlet", TEXT),
    Column("home", TEXT),
    Column("act", TEXT, nullable=False),
    Index("events_time", "earliest", "latest", "doc", "start", "id"),
    Index("events_act", "act", "outlet"),
    Index("events_outlet", "outlet", "act"),
    _few("events_home", "home", where="home IS NOT NULL"),
    _few("events_day", "day", "doc", "id", where="day IS NOT NULL"),
    _few("events_place", "place_actor", where="place_actor IS NOT NULL"),
    _few("events_doubtful", "confidence", "doc", "id", where="confidence < 0.6"),
)

sides = _keyed(
    "sides",
    _doc(),
    Column("event", TEXT, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("side", TEXT, nullable=False),
    Column("entity", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("day", TEXT),
    Column("words", TEXT),
    Column("slot", BigInteger),
    Index("sides_actor", "actor", "side", "day", "doc", "event"),
    _few("sides_slot", "slot", "doc", "event", where="slot IS NOT NULL"),
)

"""`words`: of a side that no name tells, the first of some length foremost."""

acts = _keyed(
    "acts",
    Column("id", TEXT, primary_key=True),
    Column("tellings", Integer, nullable=False),
    Index("acts_tellings", text("tellings DESC"), "id"),
)
"""The acts that are told more than once."""

told = _keyed(
    "told",
    Column("act", TEXT, primary_key=True),
    Column("outlet", TEXT, primary_key=True),
    Column("tellings", Integer, nullable=False),
    Index("told_outlet", "outlet", text("tellings DESC"), "act"),
)
"""How often each outlet tells each of these."""

links = _keyed(
    "links",
    _doc(),
    Column("event", TEXT, primary_key=True),
    Column("source", TEXT, primary_key=True),
    Column("target", TEXT, primary_key=True),
    Column("type", TEXT, nullable=False),
    Column("mutual", Boolean, primary_key=True),
    Column("modality", TEXT, nullable=False),
    Column("day", TEXT),
    Column("act", TEXT, nullable=False),
    Index("links_all", "modality", "mutual", "source", "target", "type", "act", "day"),
    Index("links_source", "source", "target"),
    Index("links_target", "target"),
)
"""Two named actors of an act: who does it and to whom, or, where `mutual`, two who do it together."""

tellings = _keyed(
    "tellings",
    _doc(),
    Column("event", TEXT, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("statement", TEXT),
    Column("first_hand", Boolean),
)

statements = _keyed(
    "statements",
    _doc(),
    Column("id", TEXT, primary_key=True),
    Column("source", TEXT, nullable=False),
    Column("source_actor", TEXT, nullable=False),
    Column("medium", TEXT),
    Column("medium_actor", TEXT),
    Column("kind", TEXT, nullable=False),
    Column("source_kind", TEXT, nullable=False),
    Column("direct", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("cue_start", Integer, nullable=False),
    Column("cue_end", Integer, nullable=False),
    Column("confidence", Float),
    Index("statements_text", "doc", "start", "id"),
    Index("statements_source", "source_actor", "doc", "start", "id"),
    _few("statements_medium", "medium_actor", "doc", "start", "id", where="medium_actor IS NOT NULL"),
)

abouts = _keyed(
    "abouts",
    _doc(),
    Column("statement", TEXT, primary_key=True),
    Column("entity", TEXT, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("actor", TEXT, nullable=False),
    Index("abouts_actor", "actor", "doc", "start", "statement"),
)
"""The actors that the words of a statement name; `start` is where the statement begins."""

denials = _keyed(
    "denials",
    _doc(),
    Column("event", TEXT, primary_key=True),
    Column("statement", TEXT, primary_key=True),
)

relations = _keyed(
    "relations",
    _doc(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("type", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("object", TEXT, nullable=False),
    Column("subject_actor", TEXT, nullable=False),
    Column("object_actor", TEXT, nullable=False),
    Column("label", TEXT),
    Column("since", TEXT),
    Column("until", TEXT),
    Column("day", TEXT),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float),
    Index("relations_all", "subject_actor", "object_actor", "type", "day"),
    Index("relations_type", "type", "doc", "n"),
    Index("relations_object", "object_actor"),
    _few("relations_doubtful", "confidence", "doc", "n", where="confidence < 0.6"),
)
"""`day` is the first on which the article can have appeared."""

stances = _keyed(
    "stances",
    _doc(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("holder", TEXT, nullable=False),
    Column("holder_actor", TEXT, nullable=False, index=True),
    Column("issue", TEXT, nullable=False, index=True),
    Column("position", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float),
)

conditions = _keyed(
    "conditions",
    _doc(),
    Column("id", TEXT, primary_key=True),
    Column("by", TEXT),
    Column("by_actor", TEXT),
    Column("if_start", Integer, nullable=False),
    Column("if_end", Integer, nullable=False),
    Column("then_start", Integer, nullable=False),
    Column("then_end", Integer, nullable=False),
    Index("conditions_text", "doc", "if_start"),
)

actors = _keyed(
    "actors",
    Column("id", TEXT, primary_key=True),
    Column("type", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("name_en", TEXT),
    Column("key", TEXT),
    Column("wikidata", TEXT),
    Column("polity", TEXT),
    Column("sector", TEXT),
    Column("camp", TEXT),
    Column("gloss", TEXT),
    Column("named", Boolean, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index("actors_weight", text("articles DESC"), text("mentions DESC"), "id"),
)

names = _keyed(
    "names",
    Column("name", TEXT, primary_key=True),
    Column("actor", TEXT, primary_key=True),
    Column("whole", Boolean, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("document", TEXT, primary_key=True),
    Column("stage", TEXT, nullable=False),
    Column("message", TEXT, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("value", TEXT),
    Column("note", TEXT),
    Column("who", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
    Column("undoes", Integer),
)
