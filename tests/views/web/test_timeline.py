"""The line of time, tellings side by side, and the replay of a day."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dosye.dossier import open_dossier
from dosye.pipeline import read
from dosye.records import DocId, Document
from dosye.views.web.pages.spans import Span, moves, steps, whole_span, zoom_of
from dosye.views.web.pages.versions import say_people
from tests.views.web.conftest import Served, serving

TELLINGS = (
    ("one", "2021-02-16", "rudaw", "دوێنێ شەو هێرشێکی مووشەکی کرایە سەر هەولێر و سێ کەس بریندار بوون."),
    ("two", "2021-02-17", "nrt", "دوێنێ لە هەولێر هێرشێکی مووشەکی کرا و پێنج کەس بریندار بوون."),
)
DENIED = "گوتەبێژی کەتائیبی حزبوڵڵا ڕەتیکردەوە کە هێزەکانیان هێرشیان کردبێتە سەر فڕۆکەخانەی هەولێر."


def test_a_bar_is_as_long_as_its_span_allows() -> None:
    assert zoom_of(["2020-06-01", "2020-07-15"]) == "day"
    assert zoom_of(["2020-01-01", "2021-12-31"]) == "month"
    assert zoom_of(["1988-01-01", "2021-12-31"]) == "year"
    assert steps("2020-02-28", "2020-03-01", "day") == ["2020-02-28", "2020-02-29", "2020-03-01"]
    assert steps("2019-12-01", "2020-01-31", "month") == ["2019-12", "2020-01"]


def test_ways_of_moving_stay_inside_what_there_is() -> None:
    whole = Span("2020-01-01", "2020-12-31")
    found = moves(Span("2020-01-01", "2020-01-31"), whole)
    assert found["earlier"] is None
    assert found["in"] == Span("2020-01-08", "2020-01-24")
    assert found["later"] == Span("2020-01-16", "2020-02-15")
    assert found["out"] == Span("2020-01-01", "2020-02-15")
    assert moves(whole, whole)["out"] is None
    assert moves(Span("2020-05-05", "2020-05-05"), whole)["in"] is None


def test_few_acts_of_long_ago_leave_room_for_the_rest() -> None:
    days = ["0661-01-01", *(f"2020-01-{n:02d}" for n in range(1, 29))]
    assert whole_span(days) == Span("1900-01-01", "2020-01-28")


def test_span_of_the_address_is_drawn_whole_with_its_empty_days(page: Served) -> None:
    text = page.client.get("/en/timeline?since=2020-06-20&until=2020-06-29").text
    assert 'data-first="2020-06-20" data-last="2020-06-29"' in text
    assert len(re.findall(r'class="reach"', text)) == 10


@pytest.mark.parametrize("way", ["in", "out", "earlier", "later"])
def test_every_way_of_moving_is_a_link_without_a_script(page: Served, way: str) -> None:
    text = page.client.get("/en/timeline?since=2020-06-20&until=2020-07-10").text
    address = re.search(rf'data-way="{way}" href="([^"]+)"', text)
    assert address
    moved = page.client.get(address[1].replace("&amp;", "&"))
    assert moved.status_code == 200
    assert 'data-first="2020-06-20" data-last="2020-07-10"' not in moved.text


def test_issue_narrows_to_acts_in_the_words_of_its_stances(page: Served) -> None:
    rows = list(csv.DictReader(io.StringIO(page.client.get("/en/timeline.csv?issue=us-forces-in-iraq").text)))
    every = list(csv.DictReader(io.StringIO(page.client.get("/en/timeline.csv").text)))
    assert 0 < len(rows) < len(every)
    words = [q for f in page.dossier.stances() if f.details["issue"] == "us-forces-in-iraq" for q in f.quotes]
    for row in rows:
        assert any(
            q.doc == row["document"] and q.start < int(row["end"]) and int(row["start"]) < q.end
            for q in words
        )
    assert not list(csv.DictReader(io.StringIO(page.client.get("/en/timeline.csv?issue=no-such").text)))


def test_denied_act_stands_beside_its_denial_with_the_words_of_both(tmp_path: Path) -> None:
    path = tmp_path / "denied.dosye"
    with open_dossier(path, create=True) as dossier:
        dossier.add([read(Document(DocId("x"), DENIED, "2021-02-17", "nrt"))])
    with serving(path) as served:
        text = served.client.get("/en/timeline?undated=1").text
    table = text.split('<details class="versions"')[1].split("</details>")[0]
    assert 'class="denial"' in table
    assert "denied by" in table
    assert table.count("/en/read?doc=") >= 2


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two outlets on one attack, joined by hand, with other days and other numbers."""
    path = tmp_path_factory.mktemp("told") / "told.dosye"
    with open_dossier(path, create=True) as dossier:
        dossier.add(read(Document(DocId(id_), text, day, outlet)) for id_, day, outlet, text in TELLINGS)
        acts = [f.id for f in dossier.timeline() if f.details["type"] == "ASSAULT"]
        if len(acts) > 1:
            dossier.judge("same", *acts[:2], who="tester")
    with serving(path) as served:
        yield served


def test_tellings_that_differ_stand_side_by_side(telling: Served) -> None:
    text = telling.client.get("/en/timeline").text + telling.client.get("/en/timeline?undated=1").text
    assert 'class="versions"' in text
    table = text.split('<details class="versions"')[1].split("</details>")[0]
    assert "rudaw" in table
    assert "nrt" in table
    assert 'class="differs"' in table
    assert "the dates differ" not in text
    assert "the numbers differ" not in text


def test_people_are_counted_in_words() -> None:
    assert say_people('{"wounded": 3, "killed": 1}', "en") == "1 killed, 3 wounded"
    assert say_people('{"wounded": 3}', "ckb") == "٣ بریندار"
    assert say_people("", "en") == ""


def test_day_is_replayed_step_by_step(page: Served) -> None:
    first = page.client.get("/en/night?day=2020-06-25").text
    total = int(re.search(r"Step 1 of (\d+)", first)[1])  # type: ignore[index]
    seen, address = [], "/en/night?day=2020-06-25"
    for _ in range(total):
        text = page.client.get(address).text
        seen.append(re.search(r'<p class="sentence big">([^<]+)', text)[1])  # type: ignore[index]
        following = re.search(r'rel="next" [^>]*href="([^"#]+)', text)
        address = following[1].replace("&amp;", "&") if following else ""
    assert address == ""
    assert len(seen) == total
    told = [
        row["told"]
        for row in csv.DictReader(io.StringIO(page.client.get("/en/night.csv?day=2020-06-25").text))
    ]
    assert told == [sentence.replace("&#39;", "'") for sentence in seen]


def test_replay_lights_who_is_touched_by_the_act(page: Served) -> None:
    rows = list(csv.DictReader(io.StringIO(page.client.get("/en/night.csv?day=2020-06-25").text)))
    acts = {f.id: f for f in page.dossier.timeline()}
    n = next(
        n
        for n, row in enumerate(rows, start=1)
        if acts.get(row["fact"]) and len(acts[row["fact"]].actors) > 1
    )
    text = page.client.get(f"/en/night?day=2020-06-25&step={n}").text
    assert text.count("side-dot touched") == len(set(acts[rows[n - 1]["fact"]].actors))
    assert "deal" in text


def test_night_of_an_unknown_day_says_which_days_there_are(page: Served) -> None:
    answer = page.client.get("/en/night?day=1999-01-01")
    assert answer.status_code == 404
    assert "2020-06-25" in answer.text


def test_empty_dossier_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.dosye"
    with open_dossier(path, create=True):
        pass
    with serving(path) as served:
        for name in (
            "timeline",
            "night",
            "",
            "network",
            "map",
            "overview",
            "issues",
            "actors",
            "review",
            "whatif",
        ):
            assert served.client.get(f"/en/{name}").status_code == 200, name
        assert "dosye read" in served.client.get("/en/timeline").text
        assert "dosye read" in served.client.get("/en/").text


def test_write_by_another_program_shows_at_the_next_request(tmp_path: Path) -> None:
    path = tmp_path / "watched.dosye"
    with open_dossier(path, create=True) as dossier:
        dossier.add([read(Document(DocId("a"), TELLINGS[0][3], "2021-02-16", "rudaw"))])
    with serving(path) as served:
        assert "nrt" not in served.client.get("/en/articles").text
        before = served.client.get("/en/timeline").text
        with open_dossier(path) as other:
            other.add([read(Document(DocId("b"), TELLINGS[1][3], "2021-02-17", "nrt"))])
        assert "nrt" in served.client.get("/en/articles").text
        assert served.client.get("/en/timeline").text != before
        with open_dossier(path) as other:
            act = next(f.id for f in other.timeline() if f.id.startswith("b/"))
            other.judge("suppress", act, who="another")
        assert act not in served.client.get("/en/timeline").text
