"""By what a text and a reading of it are known again; nothing of the store is loaded for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dosye.records import Document


@dataclass(frozen=True, slots=True)
class Known:
    """Fingerprints of stored documents by id, and the ids of those that failed while they were read."""

    stored: dict[str, str]
    failed: frozenset[str]


def text_hash(text: str) -> str:
    """Return the hash by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fingerprint(document: Document, reader: str, tables: str) -> str:
    """Return the hash of all that a reading depends on: document, version of the reader and of the tables."""
    rest = (document.published, document.publisher, document.url, document.title)
    return fingerprint_of(text_hash(document.text), rest, reader, tables)


def fingerprint_of(text: str, rest: Sequence[str | None], reader: str | None, tables: str | None) -> str:
    """Return the same of a text by its hash and what else is stored of it."""
    parts = "\x1f".join([text, *(part or "" for part in rest), reader or "", tables or ""])
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
