"""No command but serve opens a socket to anywhere."""

import subprocess
import sys
from pathlib import Path

from tests.text.conftest import FORMATS

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"
GUARD = """
import socket, sys

def refuse(event, args):
    if event == "socket.__new__" and args[1] != socket.AF_UNIX:
        raise SystemExit(f"a socket was opened: {args[1:]}")
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        raise SystemExit(f"{event} {args[1:]}")

sys.addaudithook(refuse)
from typer.testing import CliRunner
from dosye.views.cli import app

folder, examples, formats = sys.argv[1:4]
dossier = folder + "/a.dosye"
for line in (
    ["read", examples, formats, "--into", dossier, "--jobs", "2"],
    ["explain", examples],
    ["failures", dossier],
    ["system", dossier],
    ["show", dossier],
    ["actors", dossier],
    ["actor", dossier, "Mustafa al-Kadhimi"],
    ["timeline", dossier],
    ["statements", dossier],
    ["stances", dossier],
    ["review", dossier],
    ["tables", "check"],
):
    result = CliRunner().invoke(app, line, input="")
    told = str(result.exception) + str(result.output)
    print(line[0], result.exit_code, result.output if result.exit_code else "")
    assert "socket" not in told, told
    assert result.exit_code in (0, 1, 2), told
"""


def test_no_command_but_serve_opens_a_socket(tmp_path: Path) -> None:
    formats = tmp_path / "formats"
    formats.mkdir()
    for name, make in FORMATS.items():
        (formats / name).write_bytes(make())
    command = [sys.executable, "-c", GUARD, str(tmp_path), str(EXAMPLES), str(formats)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "read 0" in done.stdout, done.stdout
