import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dosye.views.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "first.dosye"
    assert CliRunner().invoke(app, ["read", str(EXAMPLES), "--into", str(path)]).exit_code == 0
    return path


def test_audit_keeps_verdicts_and_goes_on_where_it_stopped(dossier: Path, tmp_path: Path) -> None:
    command = ["audit", str(dossier), "--sample", "4", "--verdicts", str(tmp_path / "verdicts.jsonl")]
    first = CliRunner().invoke(app, command, input="y\nn\nq\n")
    assert "2 of 4 facts judged" in first.stdout
    then = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert len(then["to_judge"]) == 2
    assert then["precision"][-1]["share"] == 0.5


def test_audit_refuses_a_layer_that_is_none(dossier: Path) -> None:
    assert CliRunner().invoke(app, ["audit", str(dossier), "--layer", "words"]).exit_code == 2


def test_issues_lists_those_with_stances(dossier: Path) -> None:
    rows = CliRunner().invoke(app, ["issues", str(dossier), "--json"]).stdout.splitlines()
    assert all(json.loads(row)["meaning"] for row in rows)
    assert CliRunner().invoke(app, ["issues", str(dossier), "--suggest"]).exit_code == 0
