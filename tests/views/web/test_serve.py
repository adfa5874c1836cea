"""The command that opens the page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from dosye.errors import DosyeError
from dosye.views.cli.serve import serve


def test_other_addresses_need_a_token(examples: Path) -> None:
    with pytest.raises(DosyeError, match="--token"):
        serve(str(examples), port=0, host="0.0.0.0", token=False, who="", read_only=False)


def test_command_prints_its_address_once_and_serves_there(examples: Path) -> None:
    program = [sys.executable, "-c", "from dosye.views.cli import main; main()"]
    command = [*program, "serve", str(examples), "--port", "0", "--token"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            address = running.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with httpx.Client(follow_redirects=True, timeout=30) as client:
                assert client.get(address.split("?")[0]).status_code == 401
                assert "Kadhimi" in client.get(address).text
        finally:
            running.terminate()
