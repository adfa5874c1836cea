"""Going on where an earlier run stopped: what is stored unchanged is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dosye.dossier.identity import Known
from dosye.dossier.prepared import Prepared
from dosye.errors import StoreError
from dosye.records import Document, Reading
from dosye.text import Failure, Unread, ids_in
from dosye.views.distribute.task import Item, Outcome

if TYPE_CHECKING:  # what only reads and stores nothing loads no store
    from sqlalchemy import Engine

    from dosye.dossier import Dossier

_AT_ONCE = 64  # documents looked up with one question
_FLUSH = 100
_ONLY_TOLD = frozenset({"earlier", "dossier"})  # stages of failures that the dossier need not keep


@dataclass(frozen=True, slots=True)
class Memory:
    """What an earlier run has left; without an engine nothing."""

    engine: Engine | None = None

    def known(self, ids: Sequence[str]) -> Known:
        """Return what is known of documents."""
        if self.engine is None:
            return Known({}, frozenset())
        from dosye.dossier.known import fetch_known

        return fetch_known(self.engine, ids)


def items_of(
    found: Iterable[Document | Failure | Unread], memory: Memory, *, again: bool, retry: bool
) -> Iterator[Item]:
    """Yield what is to be read; a document whose reading failed before waits for `retry`."""
    waiting = iter(found)
    while part := list(islice(waiting, _AT_ONCE)):
        ids = [[] if isinstance(one, Failure) else ids_in(one) for one in part]
        known = memory.known([id_ for some in ids for id_ in some])
        for one, some in zip(part, ids, strict=True):
            if isinstance(one, Failure):
                yield Item(one)
            elif one.id in known.failed and not retry:
                yield Item(Failure(one.id, "earlier", "failed in an earlier run; --retry reads it again"))
            else:
                stored = {id_: known.stored[id_] for id_ in some if id_ in known.stored}
                yield Item(one, {} if again else stored)


def store(
    dossier: Dossier,
    outcomes: Callable[[Memory], Iterator[Outcome]],
    *,
    replaced: Callable[[str], None] | None = None,
) -> None:
    """Store readings and failures as they come; `replaced` is told whose text took the place of another.

    Raises:
        StoreError: the disk is full, or the store cannot be written any more; what was finished stays.
    """
    from sqlalchemy.exc import DBAPIError

    from dosye.dossier.store import why_refused

    try:
        dossier.add(_readings(dossier.engine, outcomes(Memory(dossier.engine))), replaced=replaced)
    except DBAPIError as error:
        raise StoreError(
            f"{dossier.name}: cannot be written ({error.orig}); {why_refused(error)} What was finished is "
            "kept, the same command goes on from there"
        ) from error


def _readings(engine: Engine, outcomes: Iterator[Outcome]) -> Iterator[Reading | Prepared]:
    from dosye.dossier.known import write_failures

    failures: list[Failure] = []
    read: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, Failure) and outcome.stage not in _ONLY_TOLD:
            failures.append(outcome)
        elif isinstance(outcome, Reading | Prepared):
            read.append(outcome.id if isinstance(outcome, Prepared) else outcome.doc_id)
            yield outcome
        if len(failures) + len(read) >= _FLUSH:
            write_failures(engine, failures, read)
            failures, read = [], []
    write_failures(engine, failures, read)
