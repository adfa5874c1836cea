"""The tables of a dossier, one SQLAlchemy Core schema for SQLite and PostgreSQL.

`documents` keeps each reading whole (the JSON record without its text, and the text); every other table
is derived from the readings, the knowledge tables and the log of judgements, and can be made again at any
time. Offsets count code points of the article's text.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

VERSION = 2
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorted by code point on either store."""
metadata = MetaData()


def _doc() -> Column[str]:
    return Column("doc", TEXT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)


meta = Table("meta", metadata, Column("key", TEXT, primary_key=True), Column("value", TEXT, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("hash", TEXT, nullable=False, index=True),
    Column("published", TEXT),
    Column("day", TEXT, index=True),
    Column("publisher", TEXT, index=True),
    Column("title", TEXT),
    Column("url", TEXT),
    Column("language", TEXT),
    Column("words", Integer, nullable=False),
    Column("copy_of", TEXT, index=True),
    Column("reader", TEXT),
    Column("tables", TEXT),
    Column("text", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("doc", TEXT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("forms", TEXT, nullable=False),
    Column("lemmas", TEXT, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("doc", TEXT, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hash", BigInteger, nullable=False, index=True),
)

entities = Table(
    "entities",
    metadata,
    _doc(),
    Column("id", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("name_en", TEXT),
    Column("key", TEXT, index=True),
    Column("wikidata", TEXT),
    Column("named", Boolean, nullable=False),
    Column("description", TEXT),
    Column("block", TEXT, index=True),
    Column("features", TEXT, nullable=False),
    Column("base", TEXT, nullable=False, index=True),
    Column("actor", TEXT, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index("entities_pk", "doc", "id", unique=True),
    Index("entities_actor", "actor", "mentions", "doc"),
)

events = Table(
    "events",
    metadata,
    _doc(),
    Column("id", TEXT, nullable=False),
    Column("type", TEXT, nullable=False, index=True),
    Column("mode", TEXT),
    Column("modality", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("place", TEXT),
    Column("place_actor", TEXT),
    Column("time", TEXT),
    Column("earliest", TEXT, index=True),
    Column("latest", TEXT),
    Column("implied", Boolean, nullable=False),
    Column("confidence", Float),
    Column("rule", TEXT),
    Column("trigger", TEXT, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("day", TEXT, index=True),
    Column("last_day", TEXT),
    Column("counts", TEXT),
    Column("grade", TEXT),
    Column("home", TEXT, index=True),
    Column("act", TEXT, nullable=False, index=True),
    Index("events_pk", "doc", "id", unique=True),
)

sides = Table(
    "sides",
    metadata,
    _doc(),
    Column("event", TEXT, nullable=False),
    Column("side", TEXT, nullable=False),
    Column("entity", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("day", TEXT),
    Column("slot", BigInteger, index=True),
    Index("sides_event", "doc", "event"),
    Index("sides_actor", "actor", "type", "day"),
    ForeignKeyConstraint(["doc", "event"], ["events.doc", "events.id"], ondelete="CASCADE"),
)

tellings = Table(
    "tellings",
    metadata,
    _doc(),
    Column("event", TEXT, nullable=False),
    Column("statement", TEXT),
    Column("first_hand", Boolean),
    Index("tellings_event", "doc", "event"),
)

statements = Table(
    "statements",
    metadata,
    _doc(),
    Column("id", TEXT, nullable=False),
    Column("source", TEXT, nullable=False),
    Column("source_actor", TEXT, nullable=False, index=True),
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
    Index("statements_pk", "doc", "id", unique=True),
)

denials = Table(
    "denials",
    metadata,
    _doc(),
    Column("statement", TEXT, nullable=False),
    Column("event", TEXT, nullable=False),
    Index("denials_event", "doc", "event"),
)

relations = Table(
    "relations",
    metadata,
    _doc(),
    Column("n", Integer, nullable=False),
    Column("type", TEXT, nullable=False, index=True),
    Column("subject", TEXT, nullable=False),
    Column("object", TEXT, nullable=False),
    Column("subject_actor", TEXT, nullable=False, index=True),
    Column("object_actor", TEXT, nullable=False, index=True),
    Column("label", TEXT),
    Column("since", TEXT),
    Column("until", TEXT),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float),
    Index("relations_pk", "doc", "n", unique=True),
)

stances = Table(
    "stances",
    metadata,
    _doc(),
    Column("n", Integer, nullable=False),
    Column("holder", TEXT, nullable=False),
    Column("holder_actor", TEXT, nullable=False, index=True),
    Column("issue", TEXT, nullable=False, index=True),
    Column("position", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float),
    Index("stances_pk", "doc", "n", unique=True),
)

conditions = Table(
    "conditions",
    metadata,
    _doc(),
    Column("id", TEXT, nullable=False),
    Column("by", TEXT),
    Column("by_actor", TEXT, index=True),
    Column("if_start", Integer, nullable=False),
    Column("if_end", Integer, nullable=False),
    Column("then_start", Integer, nullable=False),
    Column("then_end", Integer, nullable=False),
    Index("conditions_pk", "doc", "id", unique=True),
)

actors = Table(
    "actors",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("type", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("name_en", TEXT),
    Column("key", TEXT, index=True),
    Column("wikidata", TEXT),
    Column("polity", TEXT),
    Column("sector", TEXT),
    Column("camp", TEXT),
    Column("gloss", TEXT),
    Column("named", Boolean, nullable=False),
    Column("articles", Integer, nullable=False, index=True),
    Column("mentions", Integer, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("name", TEXT, nullable=False, index=True),
    Column("actor", TEXT, ForeignKey("actors.id", ondelete="CASCADE"), nullable=False, index=True),
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
