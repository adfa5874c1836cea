"""The same text in every format gives the same reading."""

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.text.conftest import FILES, FORMATS, PARAGRAPHS, TEXT, only

from dosye.language.ckb import lookup_key
from dosye.pipeline import read
from dosye.records import DocId, Document, Reading
from dosye.text import find_documents, page_of

Write = Callable[[str], Path]


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.endswith(".pdf")])
def test_format_gives_the_text_to_the_letter(name: str, write: Write) -> None:
    document = only(write(name))
    assert document.text in (TEXT, "\n".join(PARAGRAPHS[1:]))


@pytest.mark.parametrize("name", ["utf8.txt", "a.jsonl", "list.json", "a.html", "a.rss", "a.pdf"])
def test_standard_input_is_read_as_what_it_begins_like(
    name: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = only(write(name))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(write(name).read_bytes())))
    found = only(Path("-"))
    assert found.text == wanted.text
    bears_its_name = name.endswith(("json", "jsonl", "rss"))
    assert found.id == wanted.id if bears_its_name else found.id.startswith("stdin-")


@pytest.mark.parametrize("name", ["utf16.txt", "a.csv", "a.docx", "a.html", "a.zip"])
def test_reading_does_not_depend_on_the_format(name: str, write: Write) -> None:
    document = replace(only(write(name)), id=DocId("x"), published=None, publisher=None, url=None, title=None)
    assert read(document) == read(Document(DocId("x"), document.text))
    assert document.text == TEXT


def words(text: str) -> Counter[str]:
    return Counter(lookup_key(word) for word in re.findall(r"\w+", text))


def names(reading: Reading) -> Counter[str]:
    return Counter(lookup_key(reading.text[m.start : m.end]) for m in reading.mentions)


def test_pdf_keeps_words_and_mentions(write: Write) -> None:
    document = only(write("a.pdf"))
    found, wanted = words(document.text), words(TEXT)
    assert (found & wanted).total() >= 0.98 * max(found.total(), wanted.total())
    mentions, expected = names(read(document)), names(read(Document(DocId("x"), TEXT)))
    assert (mentions & expected).total() >= 0.95 * max(mentions.total(), expected.total())


def test_pdf_keeps_paragraphs_and_pages(write: Write) -> None:
    text = only(write("a.pdf")).text
    assert text.replace("\n\f", " ").count("\n") == len(PARAGRAPHS) - 1
    assert page_of(text, 0) == 1
    assert page_of(text, len(text) - 1) == text.count("\f") + 1 > 1
    assert "outlet-a —" not in text  # the head of its pages


def test_pdf_date_stands_in_its_name() -> None:
    assert only(FILES / "a-2020-06-26.pdf").published == "2020-06-26"


def test_page_tells_outlet_and_moment_in_baghdads_time(write: Write) -> None:
    document = only(write("a.html"))
    assert (document.publisher, document.published) == ("Rudaw", "2020-06-26T01:30:00+03:00")
    assert document.title == PARAGRAPHS[0]


@pytest.mark.parametrize("written", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_page_keeps_the_sign_that_parts_letters(tmp_path: Path, written: str) -> None:
    sentence = f"وەزیری ناوخۆ گەیشتە بەغدا و لەگەڵ سەرۆک{written}وەزیران کۆبووەوە بۆ گفتوگۆ لەسەر بودجە."
    page = (
        f"<html><head><meta charset='utf-8'></head><body><article><p>{sentence}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert "سەرۆک\u200cوەزیران" in only(tmp_path / "a.html").text


def test_feed_tells_address_outlet_and_moment(write: Write) -> None:
    document = only(write("a.rss"))
    assert (document.id, document.url) == ("https://example.org/1", "https://example.org/1")
    assert (document.publisher, document.published) == ("outlet-a", "2020-06-26T01:30:00+03:00")


def test_columns_name_the_fields_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nr,day,body\n7,2020-06-25,سەرۆک گەیشت\n", encoding="utf-8")
    document = only(path, columns={"id": "nr", "text": "body", "published": "day"})
    assert (document.id, document.published, document.text) == ("7", "2020-06-25", "سەرۆک گەیشت")


def test_files_that_differ_by_ending_keep_ids_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("یەک", encoding="utf-8")
    (tmp_path / "a.text").write_text("دوو", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("سێ", encoding="utf-8")
    found = [d.id for d in find_documents([str(tmp_path)]) if isinstance(d, Document)]
    assert found == ["a.text", "a.txt", "in/b"]


def test_windows_1256_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("رئيس الوزراء وصل".encode("windows-1256"))
    assert only(path).text == "رئيس الوزراء وصل"
