"""Both stores for the tests of the dossier: SQLite files, and a PostgreSQL server of the tests' own."""

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
NUMBERS = itertools.count()


def as_postgres(*command: str) -> None:
    """Run a command as the user who may run a server: nobody may as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, capture_output=True, timeout=60)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server that lives as long as the tests."""
    if BIN is None:
        pytest.skip("no PostgreSQL on this machine; .ci/run installs it")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="dosye-pg-", dir=memory))
    folder.chmod(0o777)
    data, port = folder / "data", free_port()
    as_postgres(
        str(BIN / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = str(BIN / "pg_ctl")
    as_postgres(control, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield f"postgresql://postgres@127.0.0.1:{port}"
    as_postgres(control, "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str) -> Callable[[], str]:
    """Make an empty room in the database; return its address."""

    def make() -> str:
        name = f"dosye{next(NUMBERS)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{server}/postgres?options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give places for new dossiers, of one store and then of the other."""
    if request.param == "postgresql":
        made: Callable[[], str] = request.getfixturevalue("database")
        return made
    return lambda: str(tmp_path / f"{next(NUMBERS)}.dosye")
