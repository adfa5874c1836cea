"""How far a run is, on standard error, and what came of it at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from dosye.dossier.prepared import Prepared
from dosye.records import Reading
from dosye.text import Failure
from dosye.views.cli.show import count_of, many_of
from dosye.views.distribute import Kept, Outcome

_EVERY_S = 0.2  # between two drawings of the bar
_MOST_TOLD = 50  # failures told one by one; the dossier keeps all
_MOST_NAMED = 10  # articles that took the place of others
_NAMES = ("article", "entity", "act", "statement", "stance", "failure")
_LEFT_OUT = frozenset({"date", "dossier"})  # stages whose failure takes no document away


@dataclass(slots=True)
class Tally:
    """What was read, counted while it goes by."""

    counts: Counter[str] = field(default_factory=Counter)
    replaced: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def note(self, outcome: Outcome, console: Console) -> None:
        """Count an outcome; tell a failure."""
        if isinstance(outcome, Kept):
            self.counts["kept"] += 1
        elif isinstance(outcome, Failure):
            self.counts["failures" if outcome.stage not in _LEFT_OUT else "warnings"] += 1
            self._tell(outcome, console)
        else:
            self._count(outcome)

    def _tell(self, failure: Failure, console: Console) -> None:
        told = self.counts["failures"] + self.counts["warnings"]
        if told <= _MOST_TOLD:
            console.print(f"dosye: {failure.document}: {failure.message}", markup=False)
        elif told == _MOST_TOLD + 1:
            console.print("dosye: more failed; `dosye failures FILE` lists them", markup=False)

    def _count(self, reading: Reading | Prepared) -> None:
        self.counts["articles"] += 1
        if isinstance(reading, Prepared):
            self.counts["words"] += int(reading.document["words"] or 0)
            self.counts["entities"] += len(reading.entities)
            for name, table in (("acts", "events"), ("statements", "statements"), ("stances", "stances")):
                self.counts[name] += len(reading.rows.get(table, ()))
            return
        self.counts["words"] += len(reading.text.split())
        self.counts["entities"] += len(reading.entities)
        self.counts["acts"] += len(reading.events)
        self.counts["statements"] += len(reading.statements)
        self.counts["stances"] += len(reading.stances)

    @property
    def rate(self) -> float:
        """Words a second so far."""
        return self.counts["words"] / max(time.monotonic() - self.started, 0.001)

    def summary(self) -> str:
        """Return the line that ends a run."""
        told = ", ".join(count_of(self.counts[many_of(name)], name) for name in _NAMES)
        if self.counts["kept"]:
            told += f", {self.counts['kept']} unchanged since an earlier run"
        seconds = time.monotonic() - self.started
        words = count_of(self.counts["words"], "word")
        return f"{told}; {words} in {seconds:.1f} s ({self.rate:,.0f} words/s)" + self._replaced()

    def _replaced(self) -> str:
        """Return the lines that tell which articles stand no longer, empty where all do."""
        if not self.replaced:
            return ""
        told = ", ".join(self.replaced[:_MOST_NAMED]) + (" ..." if len(self.replaced) > _MOST_NAMED else "")
        number = count_of(len(self.replaced), "article")
        return (
            f"\ndosye: {number} took the place of another text of the same id: {told}\n"
            "if they are other articles, name them otherwise: files by the folder above them, "
            "rows and lines by --columns id=COLUMN, or id= for file and line"
        )


def watch(
    outcomes: Iterator[Outcome], tally: Tally, console: Console, *, total: int | None
) -> Iterator[Outcome]:
    """Hand outcomes on, drawing a bar where standard error is a terminal; it needs no thread."""
    columns = (
        TextColumn("{task.completed} articles"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]} words/s"),
        TimeRemainingColumn(),
    )
    shown = sys.stderr.isatty()
    with Progress(
        *columns, console=console, transient=True, auto_refresh=False, disable=not shown
    ) as progress:
        task, drawn, waiting = progress.add_task("read", total=total, rate="?"), 0.0, 0
        for outcome in outcomes:
            tally.note(outcome, progress.console)
            waiting += 1
            if shown and time.monotonic() - drawn > _EVERY_S:
                progress.update(task, advance=waiting, rate=f"{tally.rate:,.0f}", refresh=True)
                drawn, waiting = time.monotonic(), 0
            yield outcome
