"""Asking a dossier: search in any spelling, what is between two, outlets side by side, briefs."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dosye.dossier import Dossier, Filters, open_dossier
from dosye.dossier.query.words import whole_names
from dosye.errors import QueryError
from dosye.records import Modality, Reading
from dosye.views.cli import app
from tests.dossier.test_write import READINGS, TEXT, make

RUN = CliRunner()


def readings() -> list[Reading]:
    """Two outlets tell one visit with other dates in view; a third article is only in one of them."""
    a, b, c = READINGS[1], READINGS[2], READINGS[3]
    counted = replace(a.events[0], counts={"wounded": 2})
    planned = replace(c.events[0], modality=Modality.PLANNED)
    return [
        replace(a, publisher="Rojname", published="2020-08-20", events=(counted,)),
        replace(b, publisher="Hewal", published="2020-08-21"),
        replace(c, publisher="Hewal", published="2020-09-02", events=(planned,)),
    ]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ask") / "a.dosye"
    with open_dossier(path, create=True) as opened:
        opened.add(readings())
    return path


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with open_dossier(path) as opened:
        yield opened


@pytest.mark.parametrize(
    "words",
    ["سەردانی", "سه‌ردانی", "سەردانەکان", '"سەردانی واشنتن"', "سەرد*", "واشنتن دەکات", "Washington", "ahmed*"],
)
def test_search_finds_words_in_any_form_and_names_in_any_language(dossier: Dossier, words: str) -> None:
    found = dossier.search(words) if words != "ahmed*" else dossier.search("ئەحمەد*")
    assert {hit.doc for hit in found} >= {"a", "b"}
    assert all(hit.marks for hit in found if hit.doc in "ab")


def test_search_marks_are_the_words_of_the_raw_text(dossier: Dossier) -> None:
    hit = dossier.search("سه‌ردانی")[0]
    assert [TEXT[start:end] for start, end in hit.marks] == ["سەردانی", "سەردانەکە"]
    assert TEXT[hit.snippet.start : hit.snippet.end] == hit.snippet.text


@pytest.mark.parametrize("words", ["تەقینەوە", '"واشنتن سەردانی"', "گرنگ سەرۆک"])
def test_search_finds_nothing_where_a_word_is_missing(dossier: Dossier, words: str) -> None:
    assert dossier.search(words) == []


def test_search_keeps_to_outlet_and_days(dossier: Dossier) -> None:
    assert [h.doc for h in dossier.search("سەردان", Filters(outlet="Rojname"))] == ["a"]
    assert [h.doc for h in dossier.search("سەردان", Filters(since="2020-09-01"))] == ["c"]


def test_search_without_a_word_is_refused(dossier: Dossier) -> None:
    with pytest.raises(QueryError, match="no word"):
        dossier.search("!!")


def test_actor_shows_months_and_what_others_say_of_it(dossier: Dossier) -> None:
    sections = {section.key: section.facts for section in dossier.actor("Kadhimi").sections}
    assert [fact.time for fact in sections["months"]] == ["2020-08"]
    assert sections["months"][0].details["articles"] == "2"
    assert len(sections["acts"]) == 1
    assert len(sections["about"]) == 2


def test_between_shows_acts_with_both_and_words_of_one_about_the_other(dossier: Dossier) -> None:
    speaker = dossier.timeline()[0].en and "ئەحمەد مەلا تەڵاڵ"
    sections = {s.key: s.facts for s in dossier.between("Kadhimi", speaker).sections}
    assert sections["acts"] == ()
    assert sections["words"]


def test_network_has_directed_signed_dated_edges(tmp_path: Path) -> None:
    visit = make("n", name="مستەفا کازمی", time="2020-08-20")
    event = replace(visit.events[0], recipients=(visit.events[0].place,))  # type: ignore[arg-type]
    with open_dossier(tmp_path / "n.dosye", create=True) as dossier:
        dossier.add([replace(visit, events=(event,))])
        edges = dossier.network().edges
    assert [(e.source, e.kind, e.sign, e.since) for e in edges] == [
        ("mustafa-al-kadhimi", "CONSULT", 1, "2020-08-20")
    ]


def test_compare_parts_acts_by_who_tells_them(dossier: Dossier) -> None:
    answer = dossier.compare("Rojname", "Hewal")
    assert {s.key: len(s.facts) for s in answer.sections} == {"both": 1, "Rojname": 0, "Hewal": 1}
    with pytest.raises(QueryError, match="no outlet"):
        dossier.compare("Rojname", "Nobody")


def test_brief_ends_with_its_sources(dossier: Dossier) -> None:
    answer = dossier.brief("Kadhimi")
    assert answer.sections[-1].key == "sources"
    quoted = {quote.doc for section in answer.sections for fact in section.facts for quote in fact.quotes}
    assert {fact.id for fact in answer.sections[-1].facts} == quoted


def test_differing_numbers_stand_side_by_side(tmp_path: Path) -> None:
    a, b = readings()[:2]
    other = replace(b.events[0], counts={"wounded": 5})
    with open_dossier(tmp_path / "d.dosye", create=True) as dossier:
        dossier.add([a, replace(b, events=(other,))])
        (act,) = dossier.timeline()
    assert act.details["counts"] == "2 wounded (Rojname); 5 wounded (Hewal)"
    assert "the numbers differ" in act.en


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (Filters(modality="planned"), 1),
        (Filters(type="ASSAULT"), 0),
        (Filters(outlet="Hewal"), 2),
        (Filters(place="washington"), 2),
        (Filters(grade="A"), 0),
        (Filters(grade="E"), 2),
        (Filters(until="2020-08-31"), 1),
        (Filters(limit=2), 2),
        (Filters(limit=1), 1),
    ],
)
def test_timeline_keeps_to_its_filters(dossier: Dossier, filters: Filters, number: int) -> None:
    assert len(dossier.timeline(filters)) == number


def test_system_says_how_much_it_leaves_out(dossier: Dossier) -> None:
    chain = {s.key: s for s in dossier.system(limit=1).sections}
    assert len(chain["chain"].facts) + len(chain["undated"].facts) == 1
    assert chain["chain"].more == 1


@pytest.mark.parametrize(
    "command",
    [
        ["search", "سەردان"],
        ["between", "Kadhimi", "Washington"],
        ["network"],
        ["compare", "Rojname", "Hewal"],
        ["brief", "Kadhimi"],
        ["timeline", "--grade", "E", "--outlet", "Hewal"],
        ["actor", "Kadhimi"],
    ],
)
def test_every_question_is_a_command_with_lines_json_and_a_page(
    path: Path, command: list[str], tmp_path: Path
) -> None:
    asked = [command[0], str(path), *command[1:]]
    assert RUN.invoke(app, asked).exit_code == 0
    assert json.loads(RUN.invoke(app, [*asked, "--json"]).output)
    page = tmp_path / "page.html"
    assert RUN.invoke(app, [*asked, "--html", str(page)]).exit_code == 0
    assert "<h1>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"since": "x"}, "since='x' is no date"),
        ({"until": "2020-13"}, "until='2020-13' is no date"),
        ({"since": "2020-08", "until": "2020-07-31"}, "no day is left"),
        ({"type": "consult"}, "type='consult' is not one of AGREE"),
        ({"modality": "sure"}, "not one of asserted, planned"),
        ({"grade": "F"}, "not one of A, B, C, D, E"),
        ({"limit": 0}, "limit=0 leaves nothing"),
    ],
)
def test_filters_that_can_match_nothing_are_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises(QueryError, match=re.escape(told)):
        Filters(**given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"actor": "Nobody At All"}, "no actor is called 'Nobody At All'"),
        ({"outlet": "Nowhere"}, "no outlet is called 'Nowhere'; the dossier has Hewal, Rojname"),
        ({"issue": "no-such-issue"}, "no issue is called 'no-such-issue'"),
        ({"doc": "zz"}, "no document is called 'zz'"),
    ],
)
def test_questions_from_python_refuse_names_that_are_not_there(
    dossier: Dossier, given: dict[str, str], told: str
) -> None:
    for ask in (dossier.timeline, dossier.statements, dossier.stances, dossier.network):
        with pytest.raises(QueryError, match=told):
            ask(Filters(**given))  # type: ignore[arg-type]


def test_filters_take_names_as_well_as_ids(dossier: Dossier) -> None:
    by_id = dossier.timeline(Filters(actor=dossier.find("Washington"), outlet="Rojname"))
    assert by_id
    assert dossier.timeline(Filters(actor="Washington", outlet="rojname")) == by_id
    assert dossier.find(dossier.find("Washington")) == dossier.find("Washington")


def test_force_that_stands_inside_the_name_of_its_teams_is_told_once() -> None:
    names = {
        "force": {"en": "Civil Defence", "ckb": "بەرگریی شارستانی"},
        "teams": {"en": "teams of the Civil Defence", "ckb": "تیمەکانی بەرگریی شارستانی"},
        "iraq": {"en": "Iraq", "ckb": "عێراق"},
    }
    assert whole_names(["force", "iraq", "teams"], names) == ["iraq", "teams"]
    assert whole_names(["force", "iraq"], names) == ["force", "iraq"]
