"""Every command is documented, with an example, and refuses wrong use clearly."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dosye.errors import DosyeError
from dosye.knowledge.load import COLUMNS
from dosye.views.cli import app
from dosye.views.reference import Command, all_commands, commands_page

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "articles.jsonl"


def call(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "first.dosye"
    call("read", EXAMPLES, "--into", path)
    return path


@pytest.mark.parametrize("command", all_commands(), ids=lambda c: c.path)
def test_help_of_every_command_ends_with_an_example(command: Command) -> None:
    assert command.example.startswith(command.path)


def test_page_of_commands_is_up_to_date() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == commands_page(), "run scripts/make-docs"


def test_system_of_the_examples_names_who_stands_in_them(dossier: Path) -> None:
    told = call("system", dossier)
    for name in (
        "Mustafa al-Kadhimi",
        "Kata'ib Hezbollah",
        "Donald Trump",
        "Ali Khamenei",
        "Ahmed Mulla Talal",
    ):
        assert name in told
    assert "on 20 August 2020" in told


def test_evidence_shows_the_kurdish_words(dossier: Path) -> None:
    assert "ناوچەی سەوز" in call("system", dossier, "--evidence")


def test_system_is_told_in_kurdish(dossier: Path) -> None:
    told = call("system", dossier, "--lang", "ckb")
    assert "مستەفا کازمی" in told
    assert "لایەنەکان و بەرەکان" in told


def test_json_is_json_and_every_fact_has_its_words(dossier: Path) -> None:
    answer = json.loads(call("timeline", dossier, "--json"))
    facts = answer["sections"][0]["facts"]
    assert facts
    assert all(quote["text"] for fact in facts for quote in fact["quotes"])


def test_page_of_an_answer_stands_alone(dossier: Path, tmp_path: Path) -> None:
    call("system", dossier, "--html", tmp_path / "system.html")
    page = (tmp_path / "system.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "")
    assert 'dir="auto"' in page


@pytest.mark.parametrize("name", ["Mustafa al-Kadhimi", "مستەفا کازمی", "mustafa-al-kadhimi", "کازمی"])
def test_actor_is_found_by_any_name(dossier: Path, name: str) -> None:
    assert call("actor", dossier, name).startswith("Mustafa al-Kadhimi")


def test_nobody_of_that_name_is_an_error(dossier: Path) -> None:
    with pytest.raises(DosyeError, match="no actor is called"):
        call("actor", dossier, "Napoleon Bonaparte")


def test_tables_of_dosye_are_whole() -> None:
    assert "0 broken" in call("tables", "check")


def test_read_without_a_goal_is_wrong_use() -> None:
    assert CliRunner().invoke(app, ["read", str(EXAMPLES)]).exit_code == 2


def test_file_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("کازمی گەیشتە واشنتن.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xd8\xff\xe0 picture")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(app, ["read", str(tmp_path), "--into", str(tmp_path / "x.dosye")])
    assert result.exit_code == 1
    assert "bad.txt" in result.output
    assert "1 article," in result.output


def test_explain_says_why_a_sentence_gave_no_act() -> None:
    assert "act        none" in call("explain", "ئەمە ڕستەیەکی ئاسایییە.")
    assert "mustafa-al-kadhimi" in call("explain", "مستەفا کازمی گەیشتە واشنتن.")


def test_unknown_actors_come_as_lines_of_the_table(dossier: Path) -> None:
    lines = call("actors", dossier, "--unknown").splitlines()
    assert lines[0].split("\t") == COLUMNS["actors"].split()
    told = [line.split("\t") for line in lines[1:] if not line.startswith("# ")]
    assert all(len(cells) == len(COLUMNS["actors"].split()) for cells in told)
    listed = json.loads(call("actors", dossier, "--unknown", "--json"))
    assert [item["name"] for item in listed] == [cells[2] for cells in told]
