"""From what people have to documents: files, folders, archives, tables, feeds, lines of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

if TYPE_CHECKING:
    from dosye.text.pdf import page_of
    from dosye.text.records import LIMITS, Failure, Limits, Unread
    from dosye.text.sources import find_documents, find_unread, ids_in, read_unread

__all__ = [
    "LIMITS",
    "Failure",
    "Limits",
    "Unread",
    "find_documents",
    "find_unread",
    "ids_in",
    "page_of",
    "read_unread",
]

# where each public name lives: loaded when first asked for, reading one text needs no format
_HOMES = {
    "LIMITS": "dosye.text.records",
    "Failure": "dosye.text.records",
    "Limits": "dosye.text.records",
    "Unread": "dosye.text.records",
    "find_documents": "dosye.text.sources",
    "find_unread": "dosye.text.sources",
    "ids_in": "dosye.text.sources",
    "page_of": "dosye.text.pdf",
    "read_unread": "dosye.text.sources",
}

__getattr__ = make_loader(__name__, _HOMES)
