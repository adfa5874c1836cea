"""Processes that read: results in the order of the input, hanging and swelling documents cut off.

A worker that takes too long with one document is killed and replaced; the document is reported, and the
rest of its task is given out again. Nothing is shared between workers, so the outcome is the same for any
number of them.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess

from dosye.errors import DosyeError
from dosye.knowledge import load_knowledge
from dosye.records import DocId, Document
from dosye.text import Failure
from dosye.views.distribute.task import Item, Outcome, Settings, read_item

if sys.platform != "win32":
    import resource

_ITEMS = 32  # of a task
_CHARACTERS = 40_000  # of a task; a longer document is a task alone
_AHEAD = 3  # tasks for each worker that may wait or be done before their turn
_PATIENCE_S = 0.25  # between looks at the clock
_STARTING_S = 120.0  # for a worker to load its tables


# forked workers share the tables and indices that were loaded before
_CONTEXT: SpawnContext | ForkContext = (
    multiprocessing.get_context("spawn")
    if sys.platform in ("win32", "darwin")
    else multiprocessing.get_context("fork")
)


@dataclass(slots=True)
class _Task:
    items: list[Item]
    outcomes: list[Outcome] = field(default_factory=list)
    done: int = 0  # items that are finished
    is_new: bool = True


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: _Task | None = None
    since: float = 0.0
    ready: bool = False


def read_items(
    items: Iterable[Item],
    settings: Settings,
    *,
    jobs: int,
    stopped: Callable[[], bool] = lambda: False,
    fresh: bool = False,
) -> Iterator[Outcome]:
    """Read items with `jobs` processes and yield what comes of them, in their order.

    Args:
        items: drawn as workers get free, so that the input may be of any size.
        settings: the same for all.
        jobs: how many processes; each holds the tables once.
        stopped: asked often; once it says True, no more is begun and what is done is still yielded.
        fresh: start workers from nothing, where this process has threads and may not be forked.
    """
    if not fresh:
        _warm(settings)
    pool = _Pool(settings, jobs, stopped, fresh=fresh)
    try:
        yield from pool.run(_tasks(items))
    finally:
        pool.close()


def _warm(settings: Settings) -> None:
    """Load the tables and build the indices before workers are forked off, so that they share them."""
    document = Document(DocId("warm"), "\u0648 2020.", "2020")
    for _ in read_item(Item(document), settings, load_knowledge(settings.tables)):
        pass
    gc.collect()
    gc.freeze()


def _tasks(items: Iterable[Item]) -> Iterator[_Task]:
    held: list[Item] = []
    weight = 0
    for item in items:
        held.append(item)
        weight += item.weight
        if len(held) >= _ITEMS or weight >= _CHARACTERS:
            yield _Task(held)
            held, weight = [], 0
    if held:
        yield _Task(held)


class _Pool:
    """Workers with their pipes, and the tasks in their order."""

    def __init__(
        self, settings: Settings, jobs: int, stopped: Callable[[], bool], *, fresh: bool = False
    ) -> None:
        self.context = multiprocessing.get_context("spawn") if fresh else _CONTEXT
        self.settings, self.jobs, self.stopped = settings, jobs, stopped
        self.workers = [self._start() for _ in range(jobs)]

    def _start(self) -> _Worker:
        here, there = self.context.Pipe()
        process = self.context.Process(target=work, args=(there, self.settings), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here, since=time.monotonic())

    def run(self, tasks: Iterator[_Task]) -> Iterator[Outcome]:
        """Yield the outcomes of tasks in order; at most a few tasks for each worker are held."""
        order: deque[_Task] = deque()
        again: deque[_Task] = deque()  # tasks whose worker was lost
        more = True
        while more or order:
            if self.stopped():
                more, order = False, deque(t for t in order if t.outcomes)
                again.clear()
            else:
                more = self._give(tasks, order, again) and more
                self._collect(again)
            while order and (order[0].outcomes or order[0].done == len(order[0].items)):
                task = order[0]
                yield from task.outcomes
                task.outcomes = []
                if task.done < len(task.items) and not self.stopped():
                    break
                order.popleft()

    def _give(self, tasks: Iterator[_Task], order: deque[_Task], again: deque[_Task]) -> bool:
        """Give tasks to free workers; return False once there are no more."""
        for worker in self.workers:
            if worker.task is not None:
                continue
            task = again.popleft() if again else None
            if task is None:
                if len(order) >= self.jobs * _AHEAD:
                    return True
                task = next(tasks, None)
                if task is None:
                    return False
                order.append(task)
            worker.task, worker.since = task, time.monotonic()
            with contextlib.suppress(BrokenPipeError):  # a worker that died is found in `_collect`
                worker.pipe.send(task.items[task.done :])
        return True

    def _collect(self, again: deque[_Task]) -> None:
        """Take in what workers have done; replace those that died or take too long."""
        pipes = {w.pipe: w for w in self.workers if w.task is not None or not w.ready}
        for pipe in wait(list(pipes), timeout=_PATIENCE_S):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                outcomes = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker, "memory", "its reader was killed, perhaps for want of memory", again)
                continue
            worker.since = time.monotonic()
            if outcomes is None:
                worker.ready = True
            elif worker.task is not None:
                worker.task.outcomes += outcomes
                worker.task.done += 1
                if worker.task.done == len(worker.task.items):
                    worker.task = None
        self._cut_off(again)

    def _cut_off(self, again: deque[_Task]) -> None:
        seconds = self.settings.limits.seconds
        for worker in list(self.workers):
            limit = seconds if worker.ready else seconds + _STARTING_S
            if worker.task is not None and time.monotonic() - worker.since > limit:
                self._replace(worker, "time", f"takes longer than {seconds:g} s; cut off", again)

    def _replace(self, worker: _Worker, stage: str, message: str, again: deque[_Task]) -> None:
        """Put a new worker in the place of a lost one; its task goes on after the document it was at."""
        if not worker.ready:
            raise DosyeError("a reading process ended before it began; is there memory for --jobs so many?")
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self.workers[self.workers.index(worker)] = self._start()
        task = worker.task
        if task is not None:
            task.outcomes.append(Failure(task.items[task.done].name, stage, message))
            task.done += 1
            if task.done < len(task.items):
                again.append(task)

    def close(self) -> None:
        """End every worker."""
        for worker in self.workers:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()


def work(pipe: Connection, settings: Settings) -> None:
    """Read tasks from a pipe until it closes: what a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who stores
    knowledge = load_knowledge(settings.tables)
    _bound_memory(settings.limits.memory_mb)
    pipe.send(None)
    while True:
        try:
            items: list[Item] = pipe.recv()
        except (EOFError, OSError):
            return
        for item in items:
            pipe.send(list(read_item(item, settings, knowledge)))


def _bound_memory(megabytes: int) -> None:
    """Let the process ask for so much more than it holds now; without effect where that is not known."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as held:
        pages = int(held.read().split()[0])
        most = pages * resource.getpagesize() + megabytes * (1 << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
