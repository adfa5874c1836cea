"""Open a dossier: one SQLite file, or a PostgreSQL database by URL."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dosye.dossier import schema
from dosye.dossier.guard import SQLITE_HEADER
from dosye.dossier.index import create_index
from dosye.dossier.migrations import migrate
from dosye.errors import StoreError

if TYPE_CHECKING:
    from psycopg.abc import Buffer

OLDEST = 3
"""The oldest schema that a step of `migrations` leads on from."""
NUL = "\U0010ffff"
READ_ONLY = "dosye_read_only"
"""The option of an engine whose file cannot be written: its path."""
_PASSWORD = re.compile(r"^(postgresql[^:]*://[^:/@]*):[^/]*@")
LOCK = 0xD05E
"""The lock that writers of a PostgreSQL dossier wait for."""
ASKING = ("cache_size=-65536", "mmap_size=1073741824")
"""64 MB of pages are kept in memory: a dossier of 100,000 articles is asked without going to the disk."""
WRITING = ("cache_size=-2048", "mmap_size=0")
"""Who stores keeps few pages, so that memory stays what it is: more of them spare it nothing."""
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=60000", "temp_store=MEMORY", *ASKING)


def is_url(where: str) -> bool:
    """Tell whether a dossier is named by a database URL."""
    return where.startswith(("postgresql://", "postgresql+psycopg://"))


def without_password(where: str) -> str:
    """Return a path or URL as it may stand in a message."""
    return _PASSWORD.sub(r"\1:***@", where)


def open_engine(where: str | Path, *, create: bool = False) -> Engine:
    """Open the store of a dossier.

    Args:
        where: a path of a `.dosye` file, or `postgresql://...`.
        create: make an empty dossier if there is none.

    Raises:
        StoreError: there is no such dossier, it is something else or newer, or may not be read.
    """
    url, name = str(where), without_password(str(where))
    engine = _server(url) if is_url(url) else _file(Path(url), create)
    try:
        _prepare(engine, name, create)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(
            f"{name}: cannot be opened as a dossier ({error.orig}); check the path and rights"
        ) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def _server(url: str) -> Engine:
    try:
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            f"{without_password(url)}: {error}; for PostgreSQL install dosye[postgres]"
        ) from error
    event.listen(engine, "connect", _keep_nul)
    return engine


def _keep_nul(connection: object, _record: object) -> None:
    """Let NUL pass: PostgreSQL takes no such character, so a code point that is none stands for it."""
    from psycopg.types.string import StrDumper, TextLoader  # noqa: PLC0415  # an extra

    class Dumper(StrDumper):
        def dump(self, obj: str) -> Buffer | None:
            return super().dump(obj.replace("\0", NUL))

    class Loader(TextLoader):
        def load(self, data: Buffer) -> bytes | str:
            told = super().load(data)
            return told.replace(NUL, "\0") if isinstance(told, str) else told

    adapters = connection.adapters  # type: ignore[attr-defined]
    adapters.register_dumper(str, Dumper)
    adapters.register_loader("text", Loader)
    adapters.register_loader("varchar", Loader)


def _file(path: Path, create: bool) -> Engine:
    if not path.exists():
        if not create:
            raise StoreError(
                f"{path}: there is no such dossier; make one with `dosye read ... --into {path}`"
            )
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
    elif path.is_dir() or not _is_sqlite(path):
        raise StoreError(f"{path}: is no dossier; give a file that `dosye load` or `dosye read` made")
    if path.exists() and _may_only_be_read(path):
        url = f"sqlite:///file:{quote(str(path.absolute()))}?mode=ro&immutable=1&uri=true"
        engine = create_engine(url, execution_options={READ_ONLY: str(path)})
        event.listen(engine, "connect", _reading_pragmas)
    else:
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
        event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _may_only_be_read(path: Path) -> bool:
    """Tell whether a dossier lies where nothing can be written, and is whole without its log."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return False
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be read ({error.strerror}); check the rights of the file"
        ) from error
    return head in (b"", SQLITE_HEADER)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; of several writers one goes after the other.

    Raises:
        StoreError: the dossier lies where nothing can be written.
    """
    if name := engine.get_execution_options().get(READ_ONLY):
        raise StoreError(
            f"{name}: can be asked, not changed: the file or its folder is read-only; copy it first"
        )
    with engine.execution_options(dosye_writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        yield connection


def why_refused(error: Exception) -> str:
    """Return what a person can do about a store that refused: wait for another writer, or make room."""
    if "locked" in str(error):
        return "another program has been writing to it for a minute; try again when that is done."
    return "is the disk full?"


def _begin(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("dosye_writes"))
    if connection.info.get("dosye_writes", False) != writes:
        connection.info["dosye_writes"] = writes
        for pragma in WRITING if writes else ASKING:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _pragmas(connection: object, _record: object) -> None:
    _set(connection, PRAGMAS)


def _reading_pragmas(connection: object, _record: object) -> None:
    _set(connection, PRAGMAS[2:])


def _set(connection: object, pragmas: Iterable[str]) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions begin where _begin says
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare(engine: Engine, name: str, create: bool) -> None:
    tables = inspect(engine).get_table_names()
    if "meta" not in tables:
        if tables or not create:
            raise StoreError(f"{name}: is a database but no dossier; give another file")
        with writing(engine) as connection:
            if inspect(connection).has_table("meta"):
                return
            schema.metadata.create_all(connection)
            create_index(connection)
            connection.execute(schema.meta.insert().values(key="schema", value=str(schema.VERSION)))
        return
    with engine.connect() as connection:
        version = _version(connection)
    if version > schema.VERSION:
        raise StoreError(
            f"{name}: written by a newer dosye (schema {version}, this one knows {schema.VERSION}); update"
        )
    if version < OLDEST:
        raise StoreError(
            f"{name}: made before the first release (schema {version}, this dosye opens {OLDEST} and newer); "
            "read the articles again into a new file: dosye read ARTICLES --into NEW.dosye"
        )
    if version < schema.VERSION:
        migrate(engine, version, schema.VERSION)


def _version(connection: Connection) -> int:
    value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema")).scalar()
    return int(value or 0)
