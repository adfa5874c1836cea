"""A wrong value of an option is refused with what would be right, and never taken for "nothing found"."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine
from typer.testing import CliRunner

from dosye import read
from dosye.dossier import open_dossier, schema
from dosye.errors import QueryError, StoreError
from dosye.views.cli import app


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--since", "yesterday", "2020-06-25"),
        ("--until", "2020-13", "2020-06-25"),
        ("--since", "2020-06-31", "2020-06-25"),
        ("--type", "FOO", "ASSAULT"),
        ("--modality", "perhaps", "planned"),
        ("--grade", "Z", "A, B, C, D, E"),
    ],
)
def test_filter_refuses_an_unknown_value(tmp_path: Path, option: str, value: str, told: str) -> None:
    path = tmp_path / "small.dosye"
    open_dossier(path, create=True).close()
    result = CliRunner().invoke(app, ["timeline", str(path), option, value])
    assert result.exit_code == 2
    assert repr(value) in result.output
    assert told in result.output


@pytest.mark.parametrize("value", ["2020", "2020-06", "2020-06-25"])
def test_filter_takes_a_year_a_month_and_a_day(tmp_path: Path, value: str) -> None:
    path = tmp_path / "small.dosye"
    open_dossier(path, create=True).close()
    result = CliRunner().invoke(app, ["timeline", str(path), "--since", value, "--type", "assault"])
    assert result.exit_code == 0, result.output


def test_check_of_tables_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["tables", "check", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "exist" in result.output


def test_dossier_of_an_older_schema_says_how_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "old.dosye"
    open_dossier(path, create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(schema.meta.update().values(value="2"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"old\.dosye: .*schema 2.*dosye read ARTICLES --into"):
        open_dossier(path)


@pytest.mark.parametrize("value", ["foo=1", "time=garbage", "type=FOO", "modality=perhaps"])
def test_judge_refuses_a_field_or_value_that_no_act_has(tmp_path: Path, value: str) -> None:
    path = tmp_path / "small.dosye"
    with open_dossier(path, create=True) as dossier:
        reading = read("کازمی گەیشتە واشنتن.", published="2020-08-18")
        dossier.add([reading])
        event = f"{reading.doc_id}/events/{reading.events[0].id}"
        key, _, given = value.partition("=")
        with pytest.raises(QueryError, match=key):
            dossier.judge("correct", event, value={key: given})
        assert dossier.log() == []


def test_stances_refuse_an_issue_that_there_is_not(tmp_path: Path) -> None:
    path = tmp_path / "small.dosye"
    open_dossier(path, create=True).close()
    result = CliRunner().invoke(app, ["stances", str(path), "no-such-issue"])
    assert isinstance(result.exception, QueryError)
    assert "dosye issues" in str(result.exception)
    assert CliRunner().invoke(app, ["stances", str(path), "us-forces-in-iraq"]).exit_code == 0
