"""From what people have to documents: files, folders, archives, tables, feeds, lines of JSON."""

from dosye.text.pdf import page_of
from dosye.text.records import LIMITS, Failure, Limits, Unread
from dosye.text.sources import find_documents, find_unread, read_unread

__all__ = [
    "LIMITS",
    "Failure",
    "Limits",
    "Unread",
    "find_documents",
    "find_unread",
    "page_of",
    "read_unread",
]
