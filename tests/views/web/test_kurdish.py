"""The Kurdish page is Kurdish: no English is left but names, quotes and codes that are marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
import pytest

from dosye.pipeline import read
from dosye.records import DocId, Document
from dosye.scenarios import run
from dosye.scenarios.from_dossier import question_from_dossier
from dosye.views.pictures import words as picture_words
from dosye.views.pictures.words import retell
from dosye.views.web import words
from tests.views.web.conftest import Served

LATIN = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ'.-]*[A-Za-zÀ-ɏ])")
KNOWN = frozenset(("dosye", "read", "serve", "SVG", "PNG", "CSV", "Natural", "Earth", "Enter", "Esc"))
PAGES = (
    "", "timeline", "timeline?undated=1", "timeline?issue=us-forces-in-iraq",
    "timeline?since=2020-06-25&until=2020-06-25",
    "night", "night?day=2020-06-25&step=3&obey=formal", "actors", "network",
    "network?actor=mustafa-al-kadhimi",
    "issues", "issues?issue=us-forces-in-iraq", "articles", "map", "map?what=articles&frame=region",
    "overview",
    "whatif?if=whatif:1", "whatif?issue=us-forces-in-iraq", "whatif?issue=salih-presidency",
    "whatif?if=form&who=nobody-at-all&kind=ASSAULT", "review", "review?actor=mustafa-al-kadhimi",
    "search?q=Kadhimi", "search?q=Moqtada+Sadr",
    "search?q=%DA%A9%D8%A7%D8%B2%D9%85%DB%8C", "actor?id=mustafa-al-kadhimi",
    "actor?id=kataib-hezbollah", "read?doc=a-2020-06-26", "read?doc=b-2020-07-22",
    "edge?a=iraq&b=kataib-hezbollah",
    "no-such-page", "actor?id=nobody-at-all", "read?doc=none", "timeline?since=yesterday",
    "night?day=1999-01-01",
)  # fmt: skip


def is_marked(node: lxml.html.HtmlElement | None) -> bool:
    """Tell whether what stands in an element is a name, a code or words of an article."""
    while node is not None:
        classes = (node.get("class") or "").split()
        if node.tag in ("script", "style", "code", "kbd") or node.get("translate") == "no":
            return True
        if "quotes" in classes or "hit" in classes or (node.tag == "article" and "text" in classes):
            return True
        if node.get("lang"):
            return bool(node.get("lang") != "ckb")
        node = node.getparent()
    return False


def english(page: str) -> Iterator[str]:
    """Yield the Latin words of a page that nothing marks, each with the element in which it stands."""
    for node in lxml.html.fromstring(page).iter():
        if not isinstance(node.tag, str):
            continue
        held = [node.get(name) for name in ("aria-label", "title", "placeholder", "alt")]
        texts = [] if is_marked(node) else [node.text, *held]
        texts += [] if is_marked(node.getparent()) else [node.tail]
        for text in texts:
            yield from (f"{node.tag}: {found}" for found in LATIN.findall(text or ""))


@pytest.mark.parametrize("path", PAGES)
def test_kurdish_page_holds_no_english(page: Served, path: str) -> None:
    answer = page.client.get(f"/ckb/{path}")
    own = {page.dossier.name, page.dossier.name.removesuffix(".dosye")}
    left = [found for found in english(answer.text) if found.split(": ")[1] not in KNOWN | own]
    assert left == []


def test_lists_of_a_kurdish_page_have_kurdish_commas(page: Served) -> None:
    text = page.client.get("/ckb/actor?id=mustafa-al-kadhimi").text
    assert "</bdi>، <bdi>" in text
    assert "</bdi>, <bdi>" not in text


def test_id_in_a_kurdish_refusal_stays_to_the_letter(page: Served) -> None:
    text = page.client.get("/ckb/review?fact=post-0223/events/e1").text
    assert '&#39;<bdi translate="no">post-0223/events/e1</bdi>&#39;' in text
    assert '&#39;<bdi translate="no">nobody</bdi>&#39;' in page.client.get("/ckb/actor?id=nobody").text


def test_search_shows_those_with_a_name_before_holders_of_an_office(own_page: Served) -> None:
    own_page.dossier.add(
        [read(Document(DocId(day), "پاپا گەیشتە بەغدا.", day)) for day in ("2021-03-04", "2021-03-05")]
    )
    own_page.dossier.add([read(Document(DocId("named"), "پاپا فرانسیس گەیشتە نەجەف.", "2021-03-06"))])
    text = own_page.client.get("/en/search?q=Pope").text
    called = re.findall(r'href="/en/actor\?id=([^"&]+)"', text)
    assert called.index("pope-francis") == 0
    assert len(called) > 1


def test_article_without_a_title_is_headed_by_whole_words(own_page: Served) -> None:
    words = " ".join(["سەدر گەیشتە شاری نەجەف و چاوی بە ئایەتوڵڵا سیستانی کەوت"] * 3)
    own_page.dossier.add([read(Document(DocId("long"), words))])
    (head,) = re.findall(r"<h1[^>]*>(.*?)</h1>", own_page.client.get("/ckb/read?doc=long").text)
    assert f">{head}</a>" in own_page.client.get("/ckb/articles").text
    assert head.endswith("…")
    assert words.startswith(head.removesuffix("…"))
    assert words[len(head) - 1] == " "


def test_english_on_a_kurdish_page_is_found() -> None:
    found = list(english('<html lang="ckb"><p title="a tip">دەق and words <b>ناو</b> more</p></html>'))
    assert found == ["p: and", "p: words", "p: tip", "b: more"]
    assert not list(english('<html lang="ckb"><p>دەق <bdi lang="en">Reuters</bdi></p></html>'))


@pytest.mark.parametrize("table", [words._words(), picture_words._table()])
def test_kurdish_column_of_the_tables_holds_only_known_codes(table: dict[str, dict[str, str]]) -> None:
    told = {key: LATIN.findall(re.sub(r"{\w+}|<[^>]+>", "", both["ckb"])) for key, both in table.items()}
    told = {key: [f for f in found if f not in KNOWN] for key, found in told.items()}
    left = {key for key, found in told.items() if found}
    assert left <= {"language.other"}


def test_every_note_of_a_run_is_told_in_kurdish(page: Served) -> None:
    question = question_from_dossier(page.dossier, "us-forces-in-iraq")
    outcome = run(question, draws=20)
    assert outcome.notes
    assert [note for note in outcome.notes if retell(note, "ckb") is None] == []
    assert question.scale
    assert not LATIN.search(retell(question.scale.low_means, "ckb") or "?x")


def test_every_end_of_a_scale_is_told_in_kurdish(page: Served) -> None:
    issues = page.dossier.knowledge.issues.values()
    ends = {end for line in issues for end in (line.low, line.high) if end}
    assert ends
    assert [end for end in sorted(ends) if retell(end, "ckb") is None] == []


def test_numbers_and_names_within_a_note_are_told_too() -> None:
    assert retell("the salience of A, B is a proposal that nobody has checked", "ckb") == (
        "گرنگیی A، B پێشنیازێکە و کەس نەیپشکنیوە"
    )
    assert retell("median: the positions come back every 4 rounds and settle nowhere", "ckb") == (
        "ناوەند: هەڵوێستەکان هەر ٤ خول دەگەڕێنەوە و لە هیچ شوێنێک جێگیر نابن"
    )
    assert retell("what nobody wrote a line for", "ckb") is None
