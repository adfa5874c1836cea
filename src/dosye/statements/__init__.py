"""Who said what: statements with their source, medium, cue and content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

if TYPE_CHECKING:
    from dosye.statements.article import find_statements
    from dosye.statements.tellings import attach_tellings

__all__ = ["attach_tellings", "find_statements"]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {"attach_tellings": "dosye.statements.tellings", "find_statements": "dosye.statements.article"}

__getattr__ = make_loader(__name__, _HOMES)
