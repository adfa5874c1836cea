"""Answers kept as long as the dossier does not change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine, text

Answer = TypeVar("Answer")
MOST = 256
VERSION = {
    "sqlite": "PRAGMA data_version",
    "postgresql": "SELECT pg_snapshot_xmax(pg_current_snapshot())::text",
}


class Memory:
    """Keep what was asked before; a write by anybody empties it.

    SQLite's `data_version` counts the writes of other connections, so one connection is held to watch.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watch: Connection | None = None
        self._version: object = None
        self._kept: dict[Hashable, object] = {}
        self._lock = Lock()

    def keep(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer kept under a key, asked anew if the dossier has changed."""
        self._forget_if_changed()
        if key in self._kept:
            return cast("Answer", self._kept[key])
        answer = ask()
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = answer
        return answer

    def close(self) -> None:
        """Let go of the watching connection."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _forget_if_changed(self) -> None:
        with self._lock:
            if self._watch is None:
                self._watch = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            version = self._watch.execute(text(VERSION[self._engine.dialect.name])).scalar()
            if version != self._version:
                self._kept.clear()
                self._version = version
