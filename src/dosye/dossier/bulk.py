"""Fetch and write many rows at once, as plain tuples: storing should cost little beside reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table

from dosye.dossier.rows import Cell

CHUNK = 400


def fetch_rows(
    connection: Connection, table: Table, columns: Sequence[str], key: str, values: Iterable[Cell]
) -> Iterator[tuple[Cell, ...]]:
    """Yield columns of the rows whose column `key` holds one of some values, as the store keeps them."""
    names, (where,) = ", ".join(_quoted(connection, columns)), _quoted(connection, [key])
    return _fetch(connection, f"SELECT {names} FROM {table.name} WHERE {where} IN", values, "")


def count_rows(
    connection: Connection, table: Table, key: str, values: Iterable[Cell]
) -> Iterator[tuple[Cell, ...]]:
    """Yield each of some values that column `key` holds, and in how many rows it does."""
    (name,) = _quoted(connection, [key])
    query = f"SELECT {name}, count(*) FROM {table.name} WHERE {name} IN"
    return _fetch(connection, query, values, f" GROUP BY {name}")


def _fetch(
    connection: Connection, query: str, values: Iterable[Cell], end: str
) -> Iterator[tuple[Cell, ...]]:
    wanted = sorted(set(values))  # type: ignore[type-var]  # values of one column
    for i in range(0, len(wanted), CHUNK):
        part = wanted[i : i + CHUNK]
        # the last again, so that there are few different questions: each is kept ready, and takes room
        part += part[-1:] * (min(CHUNK, 1 << (len(part) - 1).bit_length()) - len(part))
        marks = ", ".join([_mark(connection)] * len(part))
        yield from connection.exec_driver_sql(f"{query} ({marks}){end}", tuple(part)).cursor.fetchall()


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows that all have the same columns, in the same order."""
    if rows:
        insert_cells(connection, table, list(rows[0]), [tuple(row.values()) for row in rows])


def insert_cells(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert rows given as their cells, in the order of some columns."""
    if rows:
        names = ", ".join(_quoted(connection, columns))
        marks = ", ".join([_mark(connection)] * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))


def change_rows(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Change the rows that bear some keys.

    Args:
        connection: within a transaction.
        table: where they stand.
        keys: the columns by which they are found.
        rows: the keys and the columns to change, the same in each.
    """
    if not rows:
        return
    changed = [column for column in rows[0] if column not in keys]
    sets, where = (
        joint.join(f"{name} = {_mark(connection)}" for name in _quoted(connection, some))
        for joint, some in ((", ", changed), (" AND ", keys))
    )
    values = [tuple(row[column] for column in (*changed, *keys)) for row in rows]
    connection.exec_driver_sql(f"UPDATE {table.name} SET {sets} WHERE {where}", values)


def delete_rows(
    connection: Connection, table: Table, keys: Sequence[str], rows: Collection[tuple[Cell, ...]]
) -> None:
    """Delete the rows whose columns `keys` hold these values."""
    if rows:
        where = " AND ".join(f"{name} = {_mark(connection)}" for name in _quoted(connection, keys))
        connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {where}", sorted(rows))


def _quoted(connection: Connection, columns: Sequence[str]) -> list[str]:
    return [connection.dialect.identifier_preparer.quote(column) for column in columns]


def _mark(connection: Connection) -> str:
    return "%s" if connection.dialect.name == "postgresql" else "?"
