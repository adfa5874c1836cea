"""The same reading function on a Ray cluster: items in, Parquet files of readings out.

The input is cut into shards of a fixed size, so a shard has the same content and name on every run; one
that is there already is not read again. Ray gives the shard of a worker that died to another.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType

from dosye import __version__
from dosye.errors import DosyeError
from dosye.knowledge import load_knowledge
from dosye.text import Failure, Unread
from dosye.views.distribute.pool import read_items
from dosye.views.distribute.shards import write_shard
from dosye.views.distribute.task import Item, Settings

SHARD = 1000  # items of a shard
_WAITING = 4  # shards for each processor that may wait in the cluster
_TRIES = 5  # for a shard whose worker dies


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to read and what to write: `address` of Ray ("" for one of this machine), folder of shards."""

    address: str
    folder: Path
    shard: int = SHARD


@dataclass(frozen=True, slots=True)
class Shard:
    """A finished shard: its file, how many documents stand in it, whether an earlier run wrote it."""

    path: str
    documents: int
    kept: bool = False


def read_shard(items: list[Item], settings: Settings, path: str) -> int:
    """Read a shard and write its Parquet file; what a worker of the cluster does."""
    return write_shard(Path(path), read_items(items, settings, jobs=1, fresh=True))


def read_on_cluster(
    items: Iterable[Item], settings: Settings, cluster: Cluster, *, stopped: Callable[[], bool]
) -> Iterator[Shard]:
    """Read items on a cluster and yield the shards as they are finished."""
    ray = _connect(cluster.address)
    task = ray.remote(num_cpus=1, max_retries=_TRIES)(read_shard)
    version = load_knowledge(settings.tables).version
    most = int(ray.cluster_resources().get("CPU", 1)) * _WAITING
    waiting: dict[object, str] = {}
    try:
        for shard in _shards(items, cluster.shard):
            if stopped():
                break
            path = cluster.folder / f"{shard_name(shard, settings, version)}.parquet"
            if path.exists():
                yield Shard(str(path), len(shard), kept=True)
                continue
            waiting[task.remote([_carried(item) for item in shard], settings, str(path))] = str(path)
            while len(waiting) >= most:
                yield _finished(ray, waiting)
        while waiting:
            yield _finished(ray, waiting)
    finally:
        ray.shutdown()


def _finished(ray: ModuleType, waiting: dict[object, str]) -> Shard:
    done, _ = ray.wait(list(waiting), num_returns=1)
    path = waiting.pop(done[0])
    return Shard(path, ray.get(done[0]))


def _connect(address: str) -> ModuleType:
    try:
        ray: ModuleType = importlib.import_module("ray")
    except ImportError as error:
        raise DosyeError("a cluster needs Ray; pip install 'dosye[ray]'") from error
    ray.init(
        address=address or None, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR
    )
    return ray


def _shards(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    waiting = iter(items)
    while shard := list(islice(waiting, size)):
        yield shard


def _carried(item: Item) -> Item:
    """The item with the bytes of its file, which another machine cannot open."""
    found = item.found
    if not isinstance(found, Unread) or found.raw:
        return item
    try:
        raw = Path(found.path).read_bytes()
    except OSError as error:
        return Item(Failure(found.name, "text", f"cannot be read ({error.strerror or error})"))
    return Item(Unread(found.name, found.id, found.ending, raw=raw), item.known)


def shard_name(items: Iterable[Item], settings: Settings, version: str) -> str:
    """Return the hash of what a shard holds and how it is read."""
    digest = hashlib.sha256(f"{__version__}/{version}/{settings!r}".encode())
    for item in items:
        digest.update(repr(item.found).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]
