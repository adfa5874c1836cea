"""What a dossier has read already, and what failed: so that a run can go on where another stopped."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Engine, delete, select

from dosye.dossier import schema as s
from dosye.dossier.identity import Known, fingerprint_of
from dosye.text.records import STDIN_NAME, Failure

_AT_ONCE = 500  # parameters of one question; SQLite allows few
_OF_FILES = ("text", "date")  # stages that tell of a file or a line of it, not of a document


def fetch_known(engine: Engine, ids: Sequence[str]) -> Known:
    """Return what the dossier knows of documents."""
    d, f = s.documents.c, s.failures.c
    columns = (d.id, d.hash, d.published, d.publisher, d.url, d.title, d.reader, d.tables)
    stored: dict[str, str] = {}
    failed: set[str] = set()
    with engine.connect() as connection:
        for at in range(0, len(ids), _AT_ONCE):
            part = ids[at : at + _AT_ONCE]
            for id_, hash_, *rest, reader, tables in connection.execute(
                select(*columns).where(d.id.in_(part))
            ):
                stored[id_] = fingerprint_of(hash_, rest, reader, tables)
            failed |= set(connection.execute(select(f.document).where(f.document.in_(part))).scalars())
    return Known(stored, frozenset(failed))


def fetch_failures(engine: Engine) -> list[Failure]:
    """Return what failed and was not read since, in order of name."""
    f = s.failures.c
    with engine.connect() as connection:
        rows = connection.execute(select(f.document, f.stage, f.message).order_by(f.document))
        return [Failure(*row) for row in rows]


def write_failures(engine: Engine, failures: Iterable[Failure], mended: Collection[str] = ()) -> None:
    """Note failures, the last of each document, and strike out those that are mended."""
    rows = {f.document: {"document": f.document, "stage": f.stage, "message": f.message} for f in failures}
    gone = [*rows, *mended]
    if not gone:
        return
    with engine.begin() as connection:
        for at in range(0, len(gone), _AT_ONCE):
            part = gone[at : at + _AT_ONCE]
            connection.execute(delete(s.failures).where(s.failures.c.document.in_(part)))
        if rows:
            connection.execute(s.failures.insert(), list(rows.values()))


def strike_sources(engine: Engine, sources: Iterable[str]) -> None:
    """Strike out what failed in files at or below these paths: who walks them again finds it again.

    `.`, a path from here and the whole path of a file are the same.
    """
    c = s.failures.c
    whole = [_whole(source).rstrip(os.sep) for source in sources]
    with engine.begin() as connection:
        failed = connection.execute(select(c.document).where(c.stage.in_(_OF_FILES))).scalars().all()
        gone = [name for name in failed if any(_is_below(_whole(name), source) for source in whole)]
        for at in range(0, len(gone), _AT_ONCE):
            some = c.document.in_(gone[at : at + _AT_ONCE])
            connection.execute(delete(s.failures).where(c.stage.in_(_OF_FILES), some))


def _whole(name: str) -> str:
    """Return the whole path of a file or of what stands in it; standard input has none."""
    return name if name.partition(":")[0] == STDIN_NAME else os.path.abspath(name)


def _is_below(name: str, source: str) -> bool:
    return name == source or name.startswith(tuple(source + sign for sign in (":", "!", os.sep)))
