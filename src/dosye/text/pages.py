"""Web pages: main text, title, date and outlet, by trafilatura; only the bytes at hand are looked at."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from dosye.errors import DocumentError
from dosye.records import DocId, Document
from dosye.text.dates import clean_date, date_in_name
from dosye.text.plain import require
from dosye.text.records import Failure, Source

_TAG = re.compile(rb"<\s*(html|body|head|p|div|article|!doctype|meta|title)\b", re.IGNORECASE)
_MOMENT = re.compile(
    r"""<(?:meta|time)\b[^>]*?(?:article:published_time|datePublished|<time)?[^>]*?
    (?:content|datetime)\s*=\s*["'](\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)["']""",
    re.VERBOSE | re.IGNORECASE,
)
ZWNJ = "\u200c"
_ZWNJ = re.compile(rb"\xe2\x80\x8c|&zwnj;|&#8204;|&#x200c;", re.IGNORECASE)
_STAND_IN = "\ua62a"  # a letter of the Vai script: trafilatura takes out all that cannot be seen
_NESTED = 3000  # tags open at once; a page that is deeper is broken on purpose


def read_html(source: Source) -> Iterator[Document | Failure]:
    """Yield the document of a web page.

    The moment of publication is the page's own (`article:published_time`), in Baghdad's time; else the day
    that trafilatura finds in it, else the one in the name of the file.
    """
    raw = source.whole()
    if not _TAG.search(raw):
        raise DocumentError("holds no HTML")
    page = _trafilatura().bare_extraction(
        _with_stand_ins(raw),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},  # no guess from the text
    )
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise DocumentError("holds no main text that could be told from menus and furniture")
    yield Document(
        DocId(source.id),
        _restored(page.text) or "",
        _published(raw, page.date) or date_in_name(source.id),
        _restored(page.sitename) or page.hostname,
        page.url,
        _restored(page.title),
    )


def _with_stand_ins(raw: bytes) -> bytes:
    """Return a page with a letter in place of every zero-width non-joiner, which parts letters in Kurdish."""
    letter = _STAND_IN.encode()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw
    return raw if letter in raw else _ZWNJ.sub(letter, raw)


def _restored(text: str | None) -> str | None:
    return text.replace(_STAND_IN, ZWNJ) if text else text


def _trafilatura() -> ModuleType:
    """The package; urllib3, which it loads, may not open a socket to see whether there is IPv6."""
    held, socket.has_ipv6 = socket.has_ipv6, False
    try:
        return import_module("trafilatura")
    except ImportError as error:
        raise require("documents", "trafilatura") from error
    finally:
        socket.has_ipv6 = held


def _published(raw: bytes, day: str | None) -> str | None:
    """The moment that the page states, where it falls on the day that was found."""
    for found in _MOMENT.finditer(raw[:500_000].decode("utf-8", "replace")):
        if day is None or found[1].startswith(day):
            return clean_date(found[1])
    return clean_date(day) if day else None
