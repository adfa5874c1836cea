"""Word documents: paragraphs and the cells of tables, in the order in which they stand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from dosye.errors import DocumentError
from dosye.records import DocId, Document
from dosye.text.dates import date_in_name
from dosye.text.plain import require
from dosye.text.records import MEGABYTE, Failure, Source

_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
_PIECES = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(source: Source) -> Iterator[Document | Failure]:
    """Yield the document of a DOCX file; headers, footers, comments and deleted words are left out."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise require("documents", "python-docx") from error
    raw = source.whole()
    _refuse_bomb(raw, source.limits.file_mb * 4 * MEGABYTE)
    try:
        opened = docx.Document(io.BytesIO(raw))
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DocumentError(f"broken DOCX file ({error})") from error
    paragraphs = (_text(p) for p in opened.element.body.iter(_PARAGRAPH))
    text = "\n".join(p for p in paragraphs if p.strip())
    title = str(opened.core_properties.title or "").strip() or None
    yield Document(DocId(source.id), text, date_in_name(source.id), title=title)


def _text(paragraph: object) -> str:
    out: list[str] = []
    for element in paragraph.iter():  # type: ignore[attr-defined]
        name = str(element.tag).rpartition("}")[2]
        if name in _PIECES:
            out.append(_PIECES[name] or element.text or "")
    return "".join(out).strip()


def _refuse_bomb(raw: bytes, most: int) -> None:
    """Raise DocumentError for no ZIP at all, or one that unpacks to far more than a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DocumentError(f"no DOCX file ({error})") from error
    if size > most:
        raise DocumentError(f"unpacks to {size // MEGABYTE} MB; that is no document")
