"""Frozen records go to other processes by their constructor."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import ModuleType


def pickle_by_constructor(*modules: ModuleType) -> None:
    """Let the records of some modules be pickled and copied as their class and fields.

    Field by field, as Python does it for a frozen record with slots, takes twice the time, and a compiled
    record refuses it.
    """
    for module in modules:
        for record in vars(module).values():
            if isinstance(record, type) and is_dataclass(record) and all(f.init for f in fields(record)):
                copyreg.pickle(record, reducer(record))


def reducer(record: type) -> Callable[[object], tuple[type, tuple[object, ...]]]:
    """How to send a record: its class and fields, made again by its constructor."""
    names = [field.name for field in fields(record)]
    values = attrgetter(*names) if len(names) > 1 else lambda sent: (getattr(sent, names[0]),)
    return lambda sent: (record, values(sent))
