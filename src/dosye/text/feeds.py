"""RSS and Atom files: an article an entry, with its own address, date and title."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from dosye.errors import DocumentError
from dosye.records import DocId, Document
from dosye.text.dates import clean_date, from_utc
from dosye.text.plain import require
from dosye.text.records import Failure, Source

_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\xa0]*\n\s*")
_NAMED = re.compile(
    r"""<(?:\w+:)?(?:guid|id|link)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<>\s]+)|\bhref\s*=\s*["']([^"'<>\s]+)["']"""
)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)\b")
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(source: Source) -> Iterator[Document | Failure]:
    """Yield the articles of a feed file; nothing that it links to is fetched."""
    try:
        import feedparser
    except ImportError as error:
        raise require("documents", "feedparser") from error
    raw = source.whole()
    if _ENTITIES.search(raw):
        raise DocumentError("declares entities of its own, which may swell without end; it is not opened")
    feed = feedparser.parse(raw)
    if not feed.entries:
        raise DocumentError(f"no feed with entries ({feed.get('bozo_exception') or 'empty'})")
    outlet = _plain(str(feed.feed.get("title") or "")) or None
    for number, entry in enumerate(feed.entries, start=1):
        yield from _entry(entry, f"{source.name}:{number}", f"{source.id}:{number}", outlet)


def ids_in_feed(raw: bytes, id_: str) -> list[str]:
    """Return what the articles of a feed may be called, and more, without parsing it.

    Args:
        raw: the feed.
        id_: of its file, which numbers the articles that bear no name.
    """
    text = raw.decode("utf-8", "replace")
    named = (html.unescape(found[1] or found[2]) for found in _NAMED.finditer(text))
    numbered = (f"{id_}:{n}" for n, _ in enumerate(_ENTRY.finditer(text), start=1))
    return list(dict.fromkeys((*named, *numbered)))


def _entry(
    entry: Mapping[str, object], where: str, id_: str, outlet: str | None
) -> Iterator[Document | Failure]:
    text = _body(entry)
    if not text:
        yield Failure(where, "text", "the entry holds no text")
        return
    url = str(entry.get("link") or "") or None
    yield Document(
        DocId(str(entry.get("id") or url or id_)),
        text,
        _published(entry),
        outlet,
        url,
        _plain(str(entry.get("title") or "")) or None,
    )


def _body(entry: Mapping[str, object]) -> str:
    """The fullest text that the entry carries itself."""
    contents = entry.get("content")
    texts = [str(c.get("value") or "") for c in contents] if isinstance(contents, list) else []
    texts.append(str(entry.get("summary") or ""))
    return max((_plain(text) for text in texts), key=len)


def _published(entry: Mapping[str, object]) -> str | None:
    for key in ("published", "updated"):
        written = entry.get(key)
        if isinstance(written, str) and (found := clean_date(written)):
            return found
        parts = entry.get(f"{key}_parsed")
        if isinstance(parts, tuple):
            return from_utc(tuple(parts))
    return None


def _plain(markup: str) -> str:
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))
    return _SPACES.sub("\n", text).strip()
