"""One article of ours in every format that dosye reads."""

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dosye.records import Document
from dosye.text import find_documents

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"
FILES = Path(__file__).parent / "files"
ARTICLE = json.loads(EXAMPLES.read_text(encoding="utf-8").splitlines()[0])
PARAGRAPHS = [p for p in ARTICLE["text"].split("\n") if p.strip()]
TEXT = "\n".join(PARAGRAPHS)
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>outlet-a</title><item><title>{title}</title>
<link>https://example.org/1</link><guid>https://example.org/1</guid>
<pubDate>Thu, 25 Jun 2020 22:30:00 GMT</pubDate><description>{body}</description></item></channel></rss>"""
PAGE = """<html lang="ckb"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="Rudaw">
<meta property="article:published_time" content="2020-06-25T22:30:00Z"></head>
<body><nav><a href="/">home</a> <a href="/x">more</a></nav><article><h1>{title}</h1>{body}</article>
<footer>all rights</footer></body></html>"""


def rows() -> list[dict[str, str]]:
    return [{"id": "a", "text": TEXT, "published": "2020-06-26", "publisher": "outlet-a"}]


def as_csv(delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows()[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue().encode()


def as_docx() -> bytes:
    document = docx.Document()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()), out)
    return out.getvalue()


def as_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("in/a.txt", TEXT)
        archive.writestr("__MACOSX/a.txt", "no text of ours")
    return out.getvalue()


def as_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("in/a.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    return out.getvalue()


def marked(template: str, tag: str) -> bytes:
    body = "".join(f"<{tag}>{p}</{tag}>" for p in PARAGRAPHS)
    if template is FEED:
        body = body.replace("<", "&lt;").replace(">", "&gt;")
    return template.format(title=PARAGRAPHS[0], body=body).encode()


# to add a format, add a line
FORMATS: dict[str, Callable[[], bytes]] = {
    "utf8.txt": TEXT.encode,
    "utf16.txt": lambda: TEXT.encode("utf-16"),
    "utf16-unmarked.txt": lambda: TEXT.encode("utf-16-le"),
    "a.jsonl": (json.dumps(rows()[0]) + "\n").encode,
    "a.json": json.dumps(rows()[0], indent=1).encode,
    "list.json": json.dumps(rows()).encode,
    "lines.json": (json.dumps(rows()[0]) + "\n").encode,
    "a.csv": lambda: as_csv(","),
    "semicolon.csv": lambda: as_csv(";"),
    "a.tsv": lambda: as_csv("\t"),
    "a.parquet": as_parquet,
    "a.docx": as_docx,
    "a.html": lambda: marked(PAGE, "p"),
    "a.rss": lambda: marked(FEED, "p"),
    "a.zip": as_zip,
    "a.tar.gz": as_tar,
    "a.pdf": (FILES / "a-2020-06-26.pdf").read_bytes,
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write the article in one format."""

    def written(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(FORMATS[name]())
        return path

    return written


def only(path: Path, **options: object) -> Document:
    """The one document of a file."""
    found = list(find_documents([str(path)], **options))  # type: ignore[arg-type]
    assert len(found) == 1, found
    assert isinstance(found[0], Document), found[0]
    return found[0]
