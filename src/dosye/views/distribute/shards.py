"""Readings in Parquet files: what a cluster writes, and what `dosye gather` joins into a dossier."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dosye.codec import reading_from_json, reading_to_json
from dosye.errors import DocumentError, RecordError
from dosye.records import Reading
from dosye.text import Failure
from dosye.views.distribute.task import Outcome

COLUMNS = ("document", "stage", "message", "record")
_BATCH = 256


def write_shard(path: Path, outcomes: Iterable[Outcome]) -> int:
    """Write outcomes to one Parquet file, whole or not at all; return how many.

    A row is a reading (its JSON in `record`) or a failure (`stage` and `message`).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [row for outcome in outcomes if (row := _row(outcome)) is not None]
    table = pa.table({c: pa.array([r[n] for r in rows], pa.large_string()) for n, c in enumerate(COLUMNS)})
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        pq.write_table(table, part, compression="zstd")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DocumentError(f"{path}: cannot be written ({error}); is the disk full?") from error
    return len(rows)


def _row(outcome: Outcome) -> tuple[str, str | None, str | None, str | None] | None:
    if isinstance(outcome, Reading):
        record = json.dumps(reading_to_json(outcome), ensure_ascii=False, separators=(",", ":"))
        return outcome.doc_id, None, None, record
    if isinstance(outcome, Failure):
        return outcome.document, outcome.stage, outcome.message, None
    return None


def find_shards(paths: Sequence[Path]) -> list[Path]:
    """Return the Parquet files of folders and files, in order of name."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise DocumentError(f"{path}: there is no such file or folder")
        found += sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not found:
        raise DocumentError(f"{paths[0]}: holds no .parquet files of readings")
    return found


def read_shards(paths: Sequence[Path]) -> Iterator[Reading | Failure]:
    """Yield the readings and failures of Parquet files, a few in memory at a time.

    A file that is broken or no shard is a failure of its own.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise DocumentError("shards need pyarrow; pip install 'dosye[ray]'") from error
    for path in find_shards(paths):
        try:
            with pq.ParquetFile(path) as file:
                if tuple(file.schema_arrow.names) != COLUMNS:
                    yield Failure(str(path), "shard", "holds no readings of dosye")
                    continue
                for batch in file.iter_batches(batch_size=_BATCH):
                    yield from (_outcome(row, path) for row in batch.to_pylist())
        except (pa.ArrowException, OSError) as error:
            yield Failure(str(path), "shard", f"broken Parquet file ({error})"[:300])


def _outcome(row: dict[str, str | None], path: Path) -> Reading | Failure:
    name = row["document"] or str(path)
    if row["record"] is None:
        return Failure(name, row["stage"] or "", row["message"] or "")
    try:
        return reading_from_json(json.loads(row["record"]), where=f"{path}: {name}")
    except (RecordError, ValueError) as error:
        return Failure(name, "shard", str(error)[:300])
