"""From what people have to documents: files, folders, lines of JSON."""

from dosye.text.records import Failure
from dosye.text.sources import find_documents

__all__ = ["Failure", "find_documents"]
