"""PDF files with a text layer: lines in reading order, furniture of pages dropped, pages kept apart.

Pages are divided by a form feed, so that `page_of` can cite the page of any offset.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from dosye.errors import DocumentError
from dosye.records import DocId, Document
from dosye.text.dates import date_in_name
from dosye.text.lines import Chunk, Line, lies_leftward, order_line, paragraphs
from dosye.text.plain import require
from dosye.text.records import Failure, Source

PAGE = "\f"
_EDGE = 2  # lines at the top and the bottom of a page that may be furniture
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}(\W+\d{1,4})?\W*")
_MOST_PAGES = 2000


def page_of(text: str, offset: int) -> int:
    """Return the page, from 1, that an offset of the text of a PDF stands on."""
    return text.count(PAGE, 0, offset) + 1


def read_pdf(source: Source) -> Iterator[Document | Failure]:
    """Yield the document of a PDF; the date in its name stands before none: a PDF's own is of its making."""
    try:
        import pypdf
    except ImportError as error:
        raise require("documents", "pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(source.whole()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("is locked by a password")
        if len(reader.pages) > _MOST_PAGES:
            raise DocumentError(f"has {len(reader.pages)} pages; {_MOST_PAGES} is the most, split it")
        pages = [_lines(page) for page in reader.pages]
        title = str((reader.metadata and reader.metadata.title) or "").strip() or None
    except (pypdf.errors.PyPdfError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise DocumentError(f"broken PDF ({error})") from error
    if not any(pages):
        raise DocumentError(
            f"a scan: none of its {len(pages)} pages has a text layer; recognise its text first"
        )
    text = join_pages(without_furniture(pages))
    yield Document(DocId(source.id), text, date_in_name(source.id), title=_title(title))


def _title(title: str | None) -> str | None:
    """The title of a PDF, unless it is the name of a file."""
    return None if title and re.search(r"\.\w{2,4}$", title) else title


def _lines(page: object) -> list[Line]:
    chunks: list[Chunk] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip("\n"):
            chunks.append(Chunk(x, y, text.replace("\n", " "), abs(size * tm[3] * cm[3]) or 1.0))

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    lines: list[list[Chunk]] = []
    for chunk in chunks:
        if lines and abs(lines[-1][-1].y - chunk.y) < 0.3 * chunk.size:
            lines[-1].append(chunk)
        elif chunk.text.strip():
            lines.append([chunk])
    leftward = lies_leftward(lines)
    return [line for group in lines if (line := order_line(group, leftward=leftward)).text]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and what the edges of half of the pages or more repeat."""
    counts = Counter(key for page in pages for key in {_key(line.text) for line in _edges(page)})
    often = {key for key, n in counts.items() if n > 1 and n * 2 >= len(pages)}
    out = []
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        out.append([line for line in page if id(line) not in edges or not _is_furniture(line.text, often)])
    return out


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines that stand highest and lowest on a page, wherever the file writes them."""
    ordered = sorted(page, key=lambda line: line.y)
    return ordered if len(ordered) <= 2 * _EDGE else ordered[:_EDGE] + ordered[-_EDGE:]


def _is_furniture(text: str, often: set[str]) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None or _key(text) in often


def _key(text: str) -> str:
    return "".join(sorted(_NUMBER.sub("0", unicodedata.normalize("NFKC", text)).split()))


def join_pages(pages: Sequence[Sequence[Line]]) -> str:
    """Return the text: paragraphs on lines, a form feed where a page begins."""
    text, is_open = "", False
    for number, page in enumerate(pages):
        found = paragraphs(page)
        if number:
            text += PAGE if is_open else "\n" + PAGE
        text += "\n".join(found.texts)
        is_open = found.open
    return text.rstrip()
