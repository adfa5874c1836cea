"""Narrow a question to some documents, dates and outlets."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Select

from dosye.dossier import schema as s
from dosye.dossier.records import Filters

Row = TypeVar("Row", bound=tuple[object, ...])


def narrow_documents(query: Select[Row], filters: Filters) -> Select[Row]:
    """Keep the documents that appeared within the dates, in the outlet; `documents` stands in the query."""
    d = s.documents.c
    if filters.since:
        query = query.where(d.day >= filters.since)
    if filters.until:
        query = query.where(d.day <= filters.until + "~")
    if filters.outlet:
        query = query.where(d.publisher == filters.outlet)
    if filters.doc:
        query = query.where(d.id == filters.doc)
    return query
