"""What is asked of people: likely merges first, with reasons; nothing that they have answered."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dosye.dossier import Dossier, open_dossier
from dosye.errors import QueryError
from dosye.views.cli import app
from tests.dossier.test_write import READINGS, make

RUN = CliRunner()
WHO = {"who": "nala", "at": "2026-11-21T10:00:00"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_dossier(tmp_path / "a.dosye", create=True) as opened:
        opened.add([*READINGS[1:], make("e", name="مستەفا کازمی", time="2020-08-22")])
    return tmp_path / "a.dosye"


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with open_dossier(path) as opened:
        yield opened


def test_shorter_name_and_near_act_are_asked_with_reasons(dossier: Dossier) -> None:
    found = {c.kind: c for c in dossier.candidates()}
    assert "one name holds all words of the other" in found["actors"].en
    assert found["acts"].ids in {("a/events/v1", "e/events/v1"), ("b/events/v1", "e/events/v1")}
    assert "2 days apart" in found["acts"].en
    assert found["acts"].verdicts == ("same", "different", "unsure")
    assert [q.text for q in found["acts"].facts[0].quotes]


def test_acts_of_one_day_are_asked_about_as_such(tmp_path: Path) -> None:
    other = make("e", name="مستەفا کازمی", time="2020-08-20")
    told_apart = replace(other, events=(replace(other.events[0], mode="call"),))
    with open_dossier(tmp_path / "a.dosye", create=True) as opened:
        opened.add([READINGS[1], told_apart])
        (asked,) = [c for c in opened.candidates() if c.kind == "acts"]
    assert "on the same day" in asked.en
    assert "لە هەمان ڕۆژدا" in asked.ckb


@pytest.mark.parametrize("answer", ["same", "different", "unsure"])
def test_answered_question_is_not_asked_again(dossier: Dossier, answer: str) -> None:
    for candidate in dossier.candidates():
        number = dossier.judge(answer, *candidate.ids, **WHO)
        assert not [c for c in dossier.candidates() if c.kind == candidate.kind]
        dossier.undo(number, who="nala")
    assert any(c.kind == "actors" for c in dossier.candidates())


def test_unknown_kind_of_judgement_is_refused(dossier: Dossier) -> None:
    with pytest.raises(QueryError, match="give one of same, different"):
        dossier.judge("undo", "a/events/v1")


def test_judge_command_corrects_undoes_and_moves_its_log(path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    done = RUN.invoke(app, ["judge", str(path), "correct", "c/events/v1", "--set", "time=2020-08-21"])
    assert done.exit_code == 0, done.output
    assert RUN.invoke(app, ["judge", str(path), "suppress", "d/events/v1"]).exit_code == 0
    assert RUN.invoke(app, ["judge", str(path), "--undo", "2"]).exit_code == 0
    assert RUN.invoke(app, ["judge", str(path), "--export", str(log)]).exit_code == 0
    kinds = [json.loads(line)["kind"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert kinds == ["correct", "suppress", "undo"]
    with open_dossier(tmp_path / "b.dosye", create=True) as other:
        other.add(READINGS[1:])
    for expected in ("3 lines added", "0 lines added"):
        assert expected in RUN.invoke(app, ["judge", str(tmp_path / "b.dosye"), "--replay", str(log)]).stderr
    with open_dossier(tmp_path / "b.dosye") as other:
        assert [line.undone_by > 0 for line in other.log()] == [False, True, False]
        assert any(act.time == "2020-08-21" for act in other.timeline())


def test_log_tells_words_and_documents_and_what_a_dossier_has_no_text_for(path: Path, tmp_path: Path) -> None:
    log, empty = tmp_path / "log.jsonl", tmp_path / "e.dosye"
    RUN.invoke(app, ["judge", str(path), "suppress", "c/events/v1"])
    RUN.invoke(app, ["judge", str(path), "--export", str(log)])
    # of documents that have one text the first is told
    assert re.search(r'suppress  events "\w+" \(a\)', RUN.invoke(app, ["judge", str(path), "--log"]).stdout)
    open_dossier(empty, create=True).close()
    assert "nobody has judged" in RUN.invoke(app, ["judge", str(empty), "--log"]).stderr
    added = RUN.invoke(app, ["judge", str(empty), "--replay", str(log)]).stderr
    assert "1 line waiting for texts that e.dosye does not have" in added
    assert "of a text that is not here" in RUN.invoke(app, ["judge", str(empty), "--log"]).stdout


def test_review_command_lists_questions_where_nobody_can_answer(path: Path) -> None:
    shown = RUN.invoke(app, ["review", str(path)])
    assert "are these two one actor?" in shown.output
    told = json.loads(RUN.invoke(app, ["review", str(path), "--json"]).output)
    assert {c["kind"] for c in told} == {"actors", "acts"}
