"""Narrow a question to some documents, dates and outlets."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import ColumnElement, Select

from dosye.dossier import schema as s
from dosye.dossier.records import Filters

Row = TypeVar("Row", bound=tuple[object, ...])


def asks_documents(filters: Filters) -> bool:
    """Tell whether filters ask for anything that stands with the documents."""
    return bool(filters.since or filters.until or filters.outlet or filters.doc)


def narrow_documents(query: Select[Row], filters: Filters) -> Select[Row]:
    """Keep the documents that appeared within the dates, in the outlet; `documents` stands in the query."""
    return query.where(*document_terms(filters))


def document_terms(filters: Filters) -> list[ColumnElement[bool]]:
    """Return what filters ask of documents."""
    d = s.documents.c
    terms = []
    if filters.since:
        terms.append(d.day >= filters.since)
    if filters.until:
        terms.append(d.day <= filters.until + "~")
    if filters.outlet:
        terms.append(d.publisher == filters.outlet)
    if filters.doc:
        terms.append(d.id == filters.doc)
    return terms
