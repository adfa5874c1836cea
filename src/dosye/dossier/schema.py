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
metadata = MetaData()


def _doc() -> Column[str]:
    return Column("doc", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", Text, nullable=False, index=True),
    Column("published", Text),
    Column("day", Text, index=True),
    Column("publisher", Text, index=True),
    Column("title", Text),
    Column("url", Text),
    Column("language", Text),
    Column("words", Integer, nullable=False),
    Column("copy_of", Text),
    Column("reader", Text),
    Column("tables", Text),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("doc", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("forms", Text, nullable=False),
    Column("lemmas", Text, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("doc", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hash", BigInteger, nullable=False, index=True),
)

entities = Table(
    "entities",
    metadata,
    _doc(),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("key", Text, index=True),
    Column("wikidata", Text),
    Column("named", Boolean, nullable=False),
    Column("description", Text),
    Column("block", Text, index=True),
    Column("features", Text, nullable=False),
    Column("base", Text, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index("entities_pk", "doc", "id", unique=True),
    Index("entities_actor", "actor", "mentions", "doc"),
)

events = Table(
    "events",
    metadata,
    _doc(),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("modality", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("place", Text),
    Column("place_actor", Text),
    Column("time", Text),
    Column("earliest", Text, index=True),
    Column("latest", Text),
    Column("implied", Boolean, nullable=False),
    Column("confidence", Float),
    Column("rule", Text),
    Column("trigger", Text, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("day", Text, index=True),
    Column("last_day", Text),
    Column("counts", Text),
    Column("grade", Text),
    Column("home", Text, index=True),
    Column("act", Text, nullable=False, index=True),
    Index("events_pk", "doc", "id", unique=True),
)

sides = Table(
    "sides",
    metadata,
    _doc(),
    Column("event", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("day", Text),
    Column("slot", BigInteger, index=True),
    Index("sides_event", "doc", "event"),
    Index("sides_actor", "actor", "type", "day"),
    ForeignKeyConstraint(["doc", "event"], ["events.doc", "events.id"], ondelete="CASCADE"),
)

tellings = Table(
    "tellings",
    metadata,
    _doc(),
    Column("event", Text, nullable=False),
    Column("statement", Text),
    Column("first_hand", Boolean),
    Index("tellings_event", "doc", "event"),
)

statements = Table(
    "statements",
    metadata,
    _doc(),
    Column("id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_actor", Text, nullable=False, index=True),
    Column("medium", Text),
    Column("medium_actor", Text),
    Column("kind", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
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
    Column("statement", Text, nullable=False),
    Column("event", Text, nullable=False),
    Index("denials_event", "doc", "event"),
)

relations = Table(
    "relations",
    metadata,
    _doc(),
    Column("n", Integer, nullable=False),
    Column("type", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("subject_actor", Text, nullable=False, index=True),
    Column("object_actor", Text, nullable=False, index=True),
    Column("label", Text),
    Column("since", Text),
    Column("until", Text),
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
    Column("holder", Text, nullable=False),
    Column("holder_actor", Text, nullable=False, index=True),
    Column("issue", Text, nullable=False, index=True),
    Column("position", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float),
    Index("stances_pk", "doc", "n", unique=True),
)

conditions = Table(
    "conditions",
    metadata,
    _doc(),
    Column("id", Text, nullable=False),
    Column("by", Text),
    Column("by_actor", Text, index=True),
    Column("if_start", Integer, nullable=False),
    Column("if_end", Integer, nullable=False),
    Column("then_start", Integer, nullable=False),
    Column("then_end", Integer, nullable=False),
    Index("conditions_pk", "doc", "id", unique=True),
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("key", Text, index=True),
    Column("wikidata", Text),
    Column("polity", Text),
    Column("sector", Text),
    Column("camp", Text),
    Column("gloss", Text),
    Column("named", Boolean, nullable=False),
    Column("articles", Integer, nullable=False, index=True),
    Column("mentions", Integer, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("name", Text, nullable=False, index=True),
    Column("actor", Text, ForeignKey("actors.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("whole", Boolean, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("document", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", Text),
    Column("note", Text),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Integer),
)
