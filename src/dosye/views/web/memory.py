"""Answers kept as long as the dossier does not change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import TypeVar, cast

from sqlalchemy import Engine, PoolProxiedConnection, text

Answer = TypeVar("Answer")
MOST = 256
POSTGRES = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"


class Memory:
    """Keep what was asked before; who begins a new question looks whether somebody has written since.

    SQLite's `data_version` counts the writes of other connections, so one connection is held to watch;
    PostgreSQL tells the newest transaction of its snapshot.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watch: PoolProxiedConnection | None = None
        self._version: object = None
        self._kept: dict[Hashable, object] = {}
        self._gates: dict[Hashable, RLock] = {}
        self._lock = Lock()

    def keep(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer kept under a key, asked where there is none.

        Who asks the same at the same time waits for the one answer.
        """
        with self._lock:
            version = self._version
            gate = self._gates.setdefault(key, RLock())
        with gate:
            if key in self._kept:
                return cast("Answer", self._kept[key])
            answer = ask()
            with self._lock:
                if version == self._version:  # else somebody wrote meanwhile, and this is old
                    if len(self._kept) >= MOST:
                        self._kept.clear()
                    self._kept[key] = answer
            return answer

    def close(self) -> None:
        """Let go of the watching connection."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def look(self) -> None:
        """Forget everything if anybody, of this program or another, has written to the dossier."""
        with self._lock:
            version = self._ask_version()
            if version != self._version:
                self._kept.clear()
                self._gates.clear()
                self._version = version

    def _ask_version(self) -> object:
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                return connection.execute(text(POSTGRES)).scalar()
        if self._watch is None:
            # below SQLAlchemy, which would open a transaction, and inside one the number stands still
            self._watch = self._engine.raw_connection()
        cursor = self._watch.cursor()
        cursor.execute("PRAGMA data_version")
        row = cursor.fetchone()
        cursor.close()
        return row[0] if row else None
