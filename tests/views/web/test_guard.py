"""Who is let in, what a page may do, and that hostile text stays text."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from dosye.views.web import Settings
from tests.views.web.conftest import Served, serving

PAGES = (
    "", "timeline", "timeline?undated=1", "actors", "network", "issues", "articles", "map", "overview",
    "whatif", "review", "search?q=کازمی", "actor?id=mustafa-al-kadhimi", "read?doc=a-2020-06-26",
    "read?doc=hostile%3Cb%3E", "edge?a=mustafa-al-kadhimi&b=kataib-hezbollah",
    "review?actor=mustafa-al-kadhimi",
)  # fmt: skip


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", ["en", "ckb"])
@pytest.mark.parametrize("path", PAGES)
def test_page_answers_under_a_strict_policy(page: Served, lang: str, path: str) -> None:
    answer = page.client.get(f"/{lang}/{path}")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    seen = Elements()
    seen.feed(answer.text)
    assert not [name for _, names in seen.found for name in names if name == "style" or name.startswith("on")]
    scripts = [names for tag, names in seen.found if tag == "script"]
    assert all("src" in names or names.get("type") == "application/json" for names in scripts)
    targets = [names[k] or "" for _, names in seen.found for k in ("src", "href", "action") if k in names]
    assert all(target.startswith(("/", "#")) and not target.startswith("//") for target in targets)
    direction = "rtl" if lang == "ckb" else "ltr"
    assert f'<html lang="{lang}" dir="{direction}"' in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::"])
def test_foreign_host_is_refused(page: Served, host: str) -> None:
    assert page.client.get("/en/", headers={"host": host}).status_code in (400, 421)


def test_own_names_of_loopback_are_welcome(page: Served) -> None:
    port = page.address.rsplit(":", 1)[1]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert page.client.get("/en/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost:1"]
)
def test_foreign_origin_is_refused(page: Served, origin: str) -> None:
    assert page.client.get("/en/", headers={"origin": origin}).status_code == 403
    assert page.client.post("/en/undo", headers={"origin": origin}).status_code == 403


def test_own_origin_is_welcome(page: Served) -> None:
    assert page.client.get("/en/", headers={"origin": page.address}).status_code == 200


def test_cross_site_post_without_origin_is_refused(page: Served) -> None:
    form = {"csrf": page.csrf, "n": "1"}
    answer = page.client.post("/en/undo", data=form, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("csrf", ["", "wrong", "é"])
def test_form_without_its_token_changes_nothing(own_page: Served, csrf: str) -> None:
    form = {"csrf": csrf, "kind": "suppress", "fact": "a-2020-06-26/events/e1"}
    assert own_page.client.post("/en/judge", data=form).status_code == 403
    assert own_page.dossier.log() == []


def test_read_only_page_shows_no_review_and_takes_no_form(examples: Path) -> None:
    with serving(examples, Settings(read_only=True)) as served:
        assert "/en/review" not in served.client.get("/en/").text
        assert served.client.get("/en/review").status_code == 404
        form = {"csrf": served.csrf, "kind": "suppress", "fact": "a-2020-06-26/events/e1"}
        assert served.client.post("/en/judge", data=form).status_code == 403
        assert served.dossier.log() == []


def test_page_with_a_token_lets_in_who_brings_it(examples: Path) -> None:
    with serving(examples, Settings(host="0.0.0.0", token="s3cret")) as served:
        stranger = served.client.get("/en/")
        assert stranger.status_code == 401
        assert "Kadhimi" not in stranger.text
        assert served.client.get("/en/?token=wrong").status_code == 401
        assert served.client.get("/en/system.csv").status_code == 401
        door = served.client.get("/en/?token=s3cret")
        assert door.status_code == 303
        cookie = door.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "token" not in door.headers["location"]
        assert "Kadhimi" in served.client.get("/en/").text
        assert served.client.get("/en/", headers={"host": "evil.example"}).status_code == 421


def test_token_is_taken_by_the_form_of_the_door(examples: Path) -> None:
    with serving(examples, Settings(token="s3cret")) as served:
        assert served.client.post("/enter", data={"token": "wrong"}).status_code == 401
        assert served.client.post("/enter", data={"token": "s3cret"}).status_code == 303
        assert served.client.get("/ckb/").status_code == 200


def test_hostile_text_is_shown_as_text(page: Served) -> None:
    answer = page.client.get("/en/read", params={"doc": "hostile<b>"})
    assert "<script>document" not in answer.text
    assert "<img src=x" not in answer.text
    assert "\u202e" not in answer.text
    assert "[RLO]" in answer.text
    assert "\x1b" not in answer.text
    assert "{{ 7 * 7 }}" in answer.text.replace("</span>", "")
    listed = page.client.get("/en/articles").text
    assert "<i>outlet</i>" not in listed


@pytest.mark.parametrize(
    "path",
    ["/xx/", "/en/nowhere", "/en/read?doc=none", "/en/actor?id=nobody-of-that-name", "/en/issues?issue=none",
     "/en/timeline?since=yesterday", "/en/review?fact=a/b", "/en/actors.svg", "/en/edge?a=iraq&b=zzzz"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_not_there(page: Served, path: str) -> None:
    assert page.client.get(path).status_code == 404


def test_static_file_is_kept_and_nothing_else(page: Served) -> None:
    assert "immutable" in page.client.get("/static/page.css").headers["cache-control"]
    assert page.client.get("/en/").headers["cache-control"] == "private, no-cache"
    assert page.client.get("/static/%2e%2e/app.py").status_code == 404


def test_csv_leads_every_row_to_its_words_and_holds_no_formula(page: Served) -> None:
    answer = page.client.get("/en/timeline.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows
    for row in rows:
        text = page.dossier.reading(row["document"]).text
        quoted = text[int(row["start"]) : int(row["end"])]
        assert row["words"].removeprefix("'") == quoted
        assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())


@pytest.mark.parametrize("path", ["system", "timeline", "network", "map", "overview"])
@pytest.mark.parametrize("lang", ["en", "ckb"])
def test_picture_stands_alone(page: Served, lang: str, path: str) -> None:
    answer = page.client.get(f"/{lang}/{path}.svg")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "@font-face" in answer.text
    assert "url(http" not in answer.text


def test_address_of_a_view_brings_it_back(page: Served) -> None:
    answer = page.client.get("/en/timeline?type=ASSAULT&since=2020-06&until=2020-12")
    address = re.search(r'id="address">([^<]+)<', answer.text)
    assert address
    again = httpx.get(address[1].replace("&amp;", "&"))
    assert again.text == answer.text


def test_first_page_follows_the_language_of_the_browser(page: Served) -> None:
    kurdish = page.client.get("/", headers={"accept-language": "ckb-IQ,ckb;q=0.9"})
    assert kurdish.headers["location"] == "/ckb/"
    assert page.client.get("/", headers={"accept-language": "de"}).headers["location"] == "/en/"
