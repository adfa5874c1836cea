"""dosye read: articles in, a dossier out."""

from __future__ import annotations

import hashlib
import os
import signal
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import typer
from rich.console import Console

from dosye.codec import dump_reading
from dosye.dossier.prepared import Prepared, bare
from dosye.errors import DocumentError
from dosye.records import Reading
from dosye.text import Limits, find_unread
from dosye.text.count import count_documents
from dosye.text.plain import FIELDS
from dosye.text.records import STDIN_NAME
from dosye.text.sources import STDIN
from dosye.views.cli.options import Tables
from dosye.views.cli.progress import Tally, watch
from dosye.views.cli.read_options import (
    Again,
    AnyLanguage,
    Columns,
    Into,
    Jobs,
    JsonFolder,
    MemoryMb,
    On,
    Paths,
    Published,
    Publisher,
    Retry,
    Seconds,
    Shards,
)
from dosye.views.cli.show import count_of
from dosye.views.distribute import Outcome, Settings, read_items
from dosye.views.distribute.cluster import Cluster, Shard, read_on_cluster
from dosye.views.distribute.resume import Memory, items_of, store

_LONGEST_NAME = 120  # of a file; a longer id is cut and told apart by its hash
_STOPPED = 130  # the exit code of what Ctrl-C ended


def read(
    paths: Paths,
    into: Into = None,
    json: JsonFolder = None,
    published: Published = None,
    publisher: Publisher = None,
    columns: Columns = None,
    jobs: Jobs = None,
    retry: Retry = False,
    again: Again = False,
    any_language: AnyLanguage = False,
    seconds: Seconds = 60.0,
    memory: MemoryMb = 2000,
    on: On = None,
    shards: Shards = None,
    tables: Tables = None,
) -> None:
    """Read articles in Central Kurdish into a dossier; go on where an earlier run was stopped.

    Example: dosye read articles/ --into my.dosye --publisher KNN
    """
    refuse_unclear(into, json, on, shards)
    refuse_nothing(paths)
    limits = Limits(seconds=seconds, memory_mb=memory)
    settings = Settings(tables, published, publisher, limits, any_language, stored=into is not None)
    found = find_unread(paths, columns=parse_columns(columns), limits=limits)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    total = count_documents(paths) if console.is_terminal else None
    tally, stop = Tally(), Stop()

    def outcomes(earlier: Memory) -> Iterator[Outcome]:
        items = items_of(found, earlier, again=again, retry=retry)
        read = read_items(items, settings, jobs=jobs or os.cpu_count() or 1, stopped=stop)
        watched = watch(read, tally, console, total=total)
        return _written(watched, json) if json else watched

    with stop:
        if on and shards:
            items = items_of(found, Memory(), again=again, retry=retry)
            cluster = Cluster("" if on == "ray" else on, shards)
            show_shards(read_on_cluster(items, settings, cluster, stopped=stop), console)
            raise typer.Exit(_STOPPED if stop() else 0)
        _take(outcomes, into, tables, paths, tally)
    console.print(tally.summary(), markup=False)
    if stop():
        console.print("stopped; the same command goes on from here")
        raise typer.Exit(_STOPPED)
    raise typer.Exit(1 if tally.counts["failures"] else 0)


def refuse_unclear(into: str | None, json: Path | None, on: str | None, shards: Path | None) -> None:
    """Raise BadParameter where it is not said where the readings go, or two ways are said at once."""
    if (on is None) != (shards is None):
        raise typer.BadParameter("--on and --shards go together: a cluster writes shards, then dosye gather")
    if on is not None and on != "ray" and not on.startswith("ray://"):
        raise typer.BadParameter(f"--on {on}: the clusters known are ray and ray://host:port")
    if on is not None and (into or json):
        raise typer.BadParameter("a cluster writes --shards; join them with dosye gather SHARDS --into FILE")
    if on is None and into is None and json is None:
        raise typer.BadParameter("say where to: --into FILE.dosye, --json FOLDER, or both")


def refuse_nothing(paths: Iterable[str]) -> None:
    """Raise BadParameter where none of the paths leads to a file: then nothing is made."""
    told = [_why_nothing(path) for path in paths]
    if all(told):
        raise typer.BadParameter("; ".join(told))


def _why_nothing(path: str) -> str:
    """Return why there is nothing to read at a path, empty where there is something."""
    here = Path(path)
    if path == STDIN or here.is_file():
        return ""
    if not here.is_dir():
        return "" if here.exists() else f"{path}: there is no such file or folder"
    try:
        return "" if any(here.iterdir()) else f"{path}: the folder is empty"
    except OSError as error:
        return f"{path}: cannot be read ({error.strerror})"


def _take(
    outcomes: Callable[[Memory], Iterator[Outcome]],
    into: str | None,
    tables: Path | None,
    paths: Iterable[str],
    tally: Tally,
) -> None:
    """Take all that is read, into the dossier if there is one; without one no store is loaded."""
    if not into:
        for _ in outcomes(Memory()):
            pass
        return
    from dosye.dossier import open_dossier
    from dosye.dossier.known import strike_sources

    with open_dossier(into, create=True, tables=tables) as dossier:
        strike_sources(dossier.engine, [STDIN_NAME if path == STDIN else path for path in paths])
        store(dossier, outcomes, replaced=tally.replaced.append)


def show_shards(shards: Iterable[Shard], console: Console) -> None:
    """Tell each finished shard."""
    documents = 0
    for number, shard in enumerate(shards, start=1):
        documents += shard.documents
        kept = " (there already)" if shard.kept else ""
        told = f"{count_of(number, 'shard')}, {count_of(documents, 'document')}"
        console.print(f"{told}: {shard.path}{kept}", markup=False)


class Stop:
    """Whether somebody pressed Ctrl-C: the first ends the run in good order, the second at once."""

    def __init__(self) -> None:
        self._wanted = False

    def __call__(self) -> bool:
        """Tell whether the run shall end."""
        return self._wanted

    def __enter__(self) -> Stop:
        self._before = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _stop(self, number: int, frame: types.FrameType | None) -> None:
        if self._wanted:
            raise KeyboardInterrupt
        self._wanted = True


def parse_columns(text: str | None) -> dict[str, str]:
    """Return the column map of `id=nr,text=body`; BadParameter where it is none."""
    columns: dict[str, str] = {}
    for part in (text or "").split(",") if text else ():
        name, equals, column = part.partition("=")
        if name.strip() not in FIELDS or not equals:
            raise typer.BadParameter(f"{part!r}: write field=column; fields are {', '.join(FIELDS)}")
        columns[name.strip()] = column.strip()
    return columns


def _written(outcomes: Iterable[Outcome], folder: Path) -> Iterator[Outcome]:
    """Write each reading to a file of its own on the way."""
    make_folder(folder)
    for outcome in outcomes:
        if isinstance(outcome, Reading | Prepared):
            reading = bare(outcome)
            path = folder / f"{file_name(reading.doc_id)}.json"
            part = path.with_suffix(".part")
            try:
                part.write_text(dump_reading(reading), encoding="utf-8")
                part.replace(path)
            except OSError as error:
                raise DocumentError(f"{path}: cannot be written ({error.strerror})") from error
        yield outcome


def make_folder(folder: Path) -> None:
    """Make a folder; DocumentError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(f"{folder}: cannot be made ({error.strerror}); give another folder") from error


def file_name(id_: str) -> str:
    """Return a name for a file from the id of a document."""
    name = "".join(c if c.isalnum() or c in "-_." else "_" for c in id_)
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME] + "-" + hashlib.sha256(id_.encode()).hexdigest()[:8]
