import json
import subprocess
import sys
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
    lines = CliRunner().invoke(app, ["issues", str(dossier)]).stdout.splitlines()
    told = CliRunner().invoke(app, ["stances", str(dossier), "kadhimi-government"]).stdout
    count = sum(": Mustafa al-Kadhimi's government  [" in line for line in told.splitlines())
    assert count > 1
    assert f"kadhimi-government: Mustafa al-Kadhimi's government ({count} stances)" in lines


def test_suggesting_says_when_no_topic_recurs(dossier: Path) -> None:
    done = CliRunner().invoke(app, ["issues", str(dossier), "--suggest", "--least", "50"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "recurs in 50 articles" in done.stderr


def test_page_is_written_beside_json(dossier: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["system", str(dossier), "--json", "--html", str(page)])
    assert json.loads(done.stdout)["sections"]
    assert "<html" in page.read_text(encoding="utf-8")


def test_damaged_dossier_is_told_without_a_trace(dossier: Path, tmp_path: Path) -> None:
    raw = bytearray(dossier.read_bytes())
    raw[8192:] = bytes(len(raw) - 8192)
    damaged = tmp_path / "damaged.dosye"
    damaged.write_bytes(raw)
    call = "from dosye.views.cli import main; main()"
    command = [sys.executable, "-c", call, "timeline", str(damaged)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
