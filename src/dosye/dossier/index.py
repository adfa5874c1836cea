"""The full-text index: FTS5 on SQLite, a GIN index on PostgreSQL, both over the same words of `texts`."""

from __future__ import annotations

from sqlalchemy import Connection, text

SQLITE = (
    """CREATE VIRTUAL TABLE found USING fts5(forms, lemmas, content='texts', content_rowid='n',
       tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER texts_new AFTER INSERT ON texts BEGIN
       INSERT INTO found(rowid, forms, lemmas) VALUES (new.n, new.forms, new.lemmas); END""",
    """CREATE TRIGGER texts_gone AFTER DELETE ON texts BEGIN
       INSERT INTO found(found, rowid, forms, lemmas) VALUES ('delete', old.n, old.forms, old.lemmas); END""",
)
# words go in as they are: the parser of PostgreSQL would cut and drop them by its own rules
POSTGRESQL = (
    "ALTER TABLE texts ADD COLUMN words tsvector",
    """CREATE FUNCTION dosye_words(forms text, lemmas text) RETURNS tsvector IMMUTABLE LANGUAGE sql AS $$
       SELECT coalesce(string_agg(quote_literal(w) || ':' || least(i, 16383) || weight, ' '), '')::tsvector
       FROM (SELECT w, i, 'A' AS weight FROM unnest(string_to_array(forms, ' ')) WITH ORDINALITY AS k(w, i)
             UNION ALL
             SELECT w, i, 'B' FROM unnest(string_to_array(lemmas, ' ')) WITH ORDINALITY AS l(w, i)) AS told
       WHERE w <> '' $$""",
    """CREATE FUNCTION dosye_index() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.words := dosye_words(NEW.forms, NEW.lemmas); RETURN NEW; END $$""",
    "CREATE TRIGGER texts_new BEFORE INSERT ON texts FOR EACH ROW EXECUTE FUNCTION dosye_index()",
    "CREATE INDEX texts_words ON texts USING gin (words)",
)


def create_index(connection: Connection) -> None:
    """Make the index of a new dossier."""
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.execute(text(statement))
