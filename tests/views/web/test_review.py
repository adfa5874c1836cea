"""Judging by the page: merge, split, suppress, correct, rename, undo."""

from __future__ import annotations

from tests.views.web.conftest import Served

KADHIMI, HEZBOLLAH = "mustafa-al-kadhimi", "kataib-hezbollah"


def judge(served: Served, **form: str) -> int:
    answer = served.client.post("/en/judge", data={"csrf": served.csrf, **form})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].split("done=")[1].split("#")[0])


def undo(served: Served, n: int) -> None:
    answer = served.client.post("/en/undo", data={"csrf": served.csrf, "n": str(n)})
    assert answer.status_code == 303, answer.text


def test_merge_joins_two_actors_and_undo_parts_them(own_page: Served) -> None:
    before = {row.id for row in own_page.dossier.actors()}
    line = judge(own_page, kind="same", fact="washington", **{"with": "united-states"})
    assert len({row.id for row in own_page.dossier.actors()}) == len(before) - 1
    assert f"Line {line} is in the log" in own_page.client.get(f"/en/review?done={line}").text
    undo(own_page, line)
    assert {row.id for row in own_page.dossier.actors()} == before


def test_suppressed_act_leaves_the_page(own_page: Served) -> None:
    fact = own_page.dossier.timeline()[0]
    line = judge(own_page, kind="suppress", fact=fact.id)
    assert fact.id not in {f.id for f in own_page.dossier.timeline()}
    assert own_page.client.get("/en/review", params={"fact": fact.id}).status_code == 404
    undo(own_page, line)
    assert own_page.client.get("/en/review", params={"fact": fact.id}).status_code == 200


def test_corrected_day_shows_at_once(own_page: Served) -> None:
    fact = next(f for f in own_page.dossier.timeline() if not f.time)
    doc = fact.id.split("/", maxsplit=1)[0]
    assert "3 Mar 2019" not in own_page.client.get("/en/read", params={"doc": doc}).text
    judge(own_page, kind="correct", fact=fact.id, time="2019-03-03")
    assert "3 Mar 2019" in own_page.client.get("/en/read", params={"doc": doc}).text


def test_sides_and_speaker_are_corrected_by_name_in_either_language(own_page: Served) -> None:
    doc = "a-2020-06-26"
    act = next(f for f in own_page.dossier.timeline() if f.id == f"{doc}/events/e1")
    assert 'name="recipients"' in own_page.client.get("/en/review", params={"fact": act.id}).text
    judge(own_page, kind="correct", fact=act.id, actors="کازمی", recipients="Washington")
    act = next(f for f in own_page.dossier.timeline() if f.id == act.id)
    assert (act.details["actors"], act.details["recipients"]) == ("Mustafa al-Kadhimi", "Washington")
    said = next(f for f in own_page.dossier.statements() if f.id.startswith(f"{doc}/"))
    assert 'name="source"' in own_page.client.get("/ckb/review", params={"fact": said.id}).text
    judge(own_page, kind="correct", fact=said.id, source="Ahmed Mulla Talal")
    said = next(f for f in own_page.dossier.statements() if f.id == said.id)
    assert said.details["source"] == "Ahmed Mulla Talal"
    refused = {"csrf": own_page.csrf, "kind": "correct", "fact": act.id, "actors": "Nobody"}
    assert "no actor is called" in own_page.client.post("/en/judge", data=refused).text


def test_renamed_actor_has_the_new_name(own_page: Served) -> None:
    judge(own_page, kind="rename", fact=HEZBOLLAH, en="The Battalions", ckb="کەتیبەکان")
    assert "The Battalions" in own_page.client.get("/en/actor", params={"id": HEZBOLLAH}).text


def test_split_takes_one_article_out_of_an_actor(own_page: Served) -> None:
    before = next(row.articles for row in own_page.dossier.actors() if row.id == KADHIMI)
    text = own_page.client.get("/en/review", params={"actor": KADHIMI}).text
    fact = text.split('name="kind" value="split"')[1].split('name="fact" value="')[1].split('"')[0]
    judge(own_page, kind="split", fact=fact)
    assert next(row.articles for row in own_page.dossier.actors() if row.id == KADHIMI) == before - 1


def test_log_names_who_judged_and_shows_what_is_undone(own_page: Served) -> None:
    line = judge(own_page, kind="note", fact=own_page.dossier.timeline()[0].id, note="as I saw it")
    text = own_page.client.get("/en/review").text
    assert "as I saw it" in text
    assert "tester" in text
    undo(own_page, line)
    assert '<tr class="undone">' in own_page.client.get("/en/review").text
    assert own_page.client.post("/en/undo", data={"csrf": own_page.csrf, "n": str(line)}).status_code == 404


def test_judgement_without_its_parts_is_refused_in_words(own_page: Served) -> None:
    for form in ({"kind": "same", "fact": KADHIMI}, {"kind": "burn", "fact": KADHIMI}, {"kind": "suppress"}):
        assert own_page.client.post("/en/judge", data={"csrf": own_page.csrf, **form}).status_code == 404
    assert own_page.dossier.log() == []
