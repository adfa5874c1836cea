"""Who said what: statements with their source, medium, cue and content."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dosye.statements.article import find_statements
    from dosye.statements.tellings import attach_tellings

__all__ = ["attach_tellings", "find_statements"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {"attach_tellings": "dosye.statements.tellings", "find_statements": "dosye.statements.article"}


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
