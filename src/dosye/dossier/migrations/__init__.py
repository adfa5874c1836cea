"""Steps from an older schema to this one, in order; each is a function from a connection to nothing."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from dosye.dossier import schema

# to add one, add a line: from this version to the next
STEPS: dict[int, Callable[[Connection], None]] = {}


def migrate(engine: Engine, version: int, target: int) -> None:
    """Bring a store from `version` to `target`, each step in a transaction of its own."""
    for step in range(version, target):
        with engine.begin() as connection:
            STEPS[step](connection)
            connection.execute(
                schema.meta.update().where(schema.meta.c.key == "schema").values(value=str(step + 1))
            )
