"""Bad input is named with its reason, and the rest goes on."""

import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from tests.text.conftest import FILES

from dosye.records import Document
from dosye.text import Failure, Limits, find_documents

GOOD = json.dumps({"id": "good", "text": "سەرۆک گەیشت"})


def message(path: Path, **limits: int) -> str:
    found = list(find_documents([str(path)], limits=Limits(**limits)))
    failures = [f for f in found if isinstance(f, Failure)]
    assert failures, found
    return failures[0].message


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.txt", b"", "holds no text"),
        ("a.txt", b" \n\t ", "holds no text"),
        ("a.txt", "کورد".encode() + b"\x00", "no text"),
        ("a.txt", b"abc \xe9\xe8 \xff\x8f\xd7\xf7\xa1", "not UTF-8"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"),
        ("a.txt", b"\xff\xd8\xff\xe0" + bytes(50), "a JPEG picture"),
        ("a.txt", b"PK\x03\x04" + bytes(50), "a ZIP archive"),
        ("a.xyz", b"abc", "no reader for .xyz"),
        ("a", b"abc", "no reader for a file without ending"),
        ("a.jsonl", b"{", "no JSON"),
        ("a.jsonl", b"[1]", "a JSON object"),
        ("a.jsonl", b'{"id": "x"}', "the key 'text' is missing"),
        ("a.jsonl", b'{"text": "x"}', "the key 'id' is missing"),
        ("a.jsonl", b'{"id": "x", "text": "\\ud800"}', "no character"),
        ("a.jsonl", b'{"id": "x", "text": "y", "published": "soon"}', "'soon' is no date"),
        ("a.jsonl", b"[" * 200_000, "no JSON"),
        ("a.json", b'[{"id": "x"', "no JSON"),
        ("a.json", b"[1]", "a JSON object"),
        ("a.json", b"[]", "holds no documents"),
        ("a.json", b"[" * 200_000, "no JSON"),
        ("a.csv", b"id,body\n1,x\n", "no column 'text'"),
        ("a.parquet", b"PAR1 and no more", "broken Parquet"),
        ("a.html", b"just words", "no HTML"),
        ("a.html", b"<html><body></body></html>", "no main text"),
        ("a.pdf", b"%PDF-1.7 and no more", "broken PDF"),
        ("a.docx", b"PK\x03\x04 and no more", "no DOCX"),
        ("a.rss", b"<rss></rss>", "no feed"),
        ("a.rss", b'<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>', "entities"),
        ("a.zip", b"PK\x03\x04 and no more", "broken archive"),
        ("a.tar.gz", b"\x1f\x8b and no more", "broken archive"),
    ],
)
def test_broken_file_is_named_with_its_reason(tmp_path: Path, name: str, raw: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(raw)
    assert told in message(tmp_path / name)


def test_lines_around_a_broken_one_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(f"{GOOD}\n".encode() + b"\xff\xff\n" + GOOD.encode())
    found = list(find_documents([str(path)]))
    assert [type(f) for f in found] == [Document, Failure, Document]


def test_line_without_end_is_left_out_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n" + "x" * (3 << 20) + f"\n{GOOD}\n", encoding="utf-8")
    found = list(find_documents([str(path)], limits=Limits(line_mb=1)))
    assert [type(f) for f in found] == [Document, Failure, Document]
    assert "longer than 1 MB" in str(found[1])


def test_text_and_file_beyond_the_limits_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (2 << 20))
    assert "larger than 1 MB" in message(path, file_mb=1)
    assert "1,000 is the most" in message(path, characters=1000)


def test_scan_is_told_as_such() -> None:
    assert "a scan" in message(FILES / "scan.pdf")


def test_archive_that_swells_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(8 << 20))
    assert "swells" in message(path)


def test_archives_within_archives_have_an_end(tmp_path: Path) -> None:
    raw = GOOD.encode()
    for depth in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.jsonl" if depth == 0 else "a.zip", raw)
        raw = out.getvalue()
    (tmp_path / "a.zip").write_bytes(raw)
    assert "archives within archives" in message(tmp_path / "a.zip")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
def test_folder_without_rights_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir(mode=0o000)
    assert "cannot be read" in message(tmp_path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert "No such file" in message(tmp_path / "a.txt")


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert "pip install 'dosye[documents]'" in message(FILES / "scan.pdf")
