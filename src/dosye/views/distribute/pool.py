"""Processes that read: results in the order of the input, hanging and swelling documents cut off.

A worker that takes too long with one document is killed and replaced; the document is reported, and the
rest of its task is given out again. Nothing is shared between workers, so the outcome is the same for any
number of them.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
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
    import fcntl
    import resource

_ITEMS = 32  # of a task
_CHARACTERS = 10_000  # of a task; a longer document is a task alone
_AHEAD = 8  # tasks for each worker that may wait or be done before their turn
_GIVEN = 20_000  # characters that a worker holds at most beside the task it is at: they fit into its pipe
_ROOM = 1 << 20  # bytes that wait in a pipe while the one who stores has no time for them
_F_SETPIPE_SZ = 1031  # of fcntl, on Linux
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
    weight: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    done: int = 0  # items that are finished
    is_new: bool = True


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection  # what it has done
    orders: Connection  # what it is to do
    tasks: deque[_Task] = field(default_factory=deque)  # the first is what it is at
    since: float = 0.0
    ready: bool = False

    def takes(self, task: _Task) -> bool:
        """Whether it can be given a task without waiting for it."""
        return not self.tasks or sum(held.weight for held in self.tasks) + task.weight <= _GIVEN

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.orders.close()


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
            yield _Task(held, weight)
            held, weight = [], 0
    if held:
        yield _Task(held, weight)


class _Pool:
    """Workers with their pipes, and the tasks in their order."""

    def __init__(
        self, settings: Settings, jobs: int, stopped: Callable[[], bool], *, fresh: bool = False
    ) -> None:
        self.context = multiprocessing.get_context("spawn") if fresh else _CONTEXT
        self.settings, self.jobs, self.stopped = settings, jobs, stopped
        self.waiting: _Task | None = None  # drawn, and not given yet
        if self.context.get_start_method() == "fork":
            importlib.import_module("dosye.pipeline")  # once for all who are forked
        self.workers: list[_Worker] = []
        for _ in range(jobs):
            self.workers.append(self._start())

    def _start(self) -> _Worker:
        taken, orders = self.context.Pipe(duplex=False)
        pipe, done = self.context.Pipe(duplex=False)
        _widen(done)
        ends = [end for worker in self.workers for end in (worker.pipe, worker.orders)]
        others = [pipe, orders, *ends] if self.context.get_start_method() == "fork" else []
        process = self.context.Process(target=work, args=(taken, done, self.settings, others), daemon=True)
        process.start()
        taken.close()
        done.close()
        return _Worker(process, pipe, orders, since=time.monotonic())

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
        """Give tasks to workers that have room; return False once there are no more."""
        while len(order) < self.jobs * _AHEAD or again:
            worker = min(self.workers, key=lambda w: sum(task.weight for task in w.tasks))
            task = again[0] if again else self._next(tasks)
            if task is None or not worker.takes(task):
                return task is not None
            if again:
                again.popleft()
            else:
                order.append(task)
                self.waiting = None
            if not worker.tasks:
                worker.since = time.monotonic()
            worker.tasks.append(task)
            with contextlib.suppress(BrokenPipeError):  # a worker that died is found in `_collect`
                worker.orders.send(task.items[task.done :])
        return True

    def _next(self, tasks: Iterator[_Task]) -> _Task | None:
        """The next task, kept until somebody has room for it."""
        if self.waiting is None:
            self.waiting = next(tasks, None)
        return self.waiting

    def _collect(self, again: deque[_Task]) -> None:
        """Take in what workers have done; replace those that died or take too long."""
        pipes = {w.pipe: w for w in self.workers if w.tasks or not w.ready}
        for pipe in wait(list(pipes), timeout=_PATIENCE_S):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                self._take(worker)
                while worker.tasks and worker.pipe.poll():
                    self._take(worker)
            except (EOFError, OSError):
                self._replace(worker, "memory", "its reader was killed, perhaps for want of memory", again)
        self._cut_off(again)

    def _take(self, worker: _Worker) -> None:
        """Take in one document that a worker has read."""
        outcomes = worker.pipe.recv()
        worker.since = time.monotonic()
        if outcomes is None:
            worker.ready = True
        elif worker.tasks:
            task = worker.tasks[0]
            task.outcomes += outcomes
            task.done += 1
            if task.done == len(task.items):
                worker.tasks.popleft()

    def _cut_off(self, again: deque[_Task]) -> None:
        seconds = self.settings.limits.seconds
        for worker in list(self.workers):
            limit = seconds if worker.ready else seconds + _STARTING_S
            if worker.tasks and time.monotonic() - worker.since > limit:
                self._replace(worker, "time", f"takes longer than {seconds:g} s; cut off", again)

    def _replace(self, worker: _Worker, stage: str, message: str, again: deque[_Task]) -> None:
        """Put a new worker in the place of a lost one; its task goes on after the document it was at."""
        if not worker.ready:
            raise DosyeError("a reading process ended before it began; is there memory for --jobs so many?")
        worker.close()
        self.workers[self.workers.index(worker)] = self._start()
        if worker.tasks:
            task = worker.tasks[0]
            task.outcomes.append(Failure(task.items[task.done].name, stage, message))
            task.done += 1
            again += (held for held in worker.tasks if held.done < len(held.items))

    def close(self) -> None:
        """End every worker."""
        for worker in self.workers:
            worker.close()


def _widen(pipe: Connection) -> None:
    """Let more wait in a pipe; without effect where the system does not know how."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe.fileno(), _F_SETPIPE_SZ, _ROOM)


def work(orders: Connection, pipe: Connection, settings: Settings, others: Iterable[Connection]) -> None:
    """Read tasks from a pipe until it closes: what a worker does.

    Args:
        orders: the tasks; they end when the one who stores is gone, however it went.
        pipe: for what comes of each item.
        settings: the same for all.
        others: ends of pipes that a forked process holds and that would keep these open.
    """
    for end in others:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who stores
    importlib.import_module("dosye.pipeline")  # before the clock of a document runs and its memory is bound
    knowledge = load_knowledge(settings.tables)
    _bound_memory(settings.limits.memory_mb)
    pipe.send(None)
    while True:
        try:
            items: list[Item] = orders.recv()
        except (EOFError, OSError):
            return
        for item in items:
            outcomes = list(read_item(item, settings, knowledge))
            try:
                pipe.send(outcomes)
            except BrokenPipeError:
                return


def _bound_memory(megabytes: int) -> None:
    """Let the process ask for so much more than it holds now; without effect where that is not known."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as held:
        pages = int(held.read().split()[0])
        most = pages * resource.getpagesize() + megabytes * (1 << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
