"""A page on the examples, served on a free port of loopback for the length of a test module."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from dosye.dossier import Dossier, open_dossier
from dosye.pipeline import read
from dosye.records import DocId, Document
from dosye.text import find_documents
from dosye.views.web import Settings, make_app

EXAMPLES = Path(__file__).parents[3] / "examples" / "articles.jsonl"
HOSTILE = (
    "<script>document.title='taken'</script><img src=x onerror=document.title='taken'>\n"
    'سەرۆکی \u202eحکومەت\u202c گوتی: "</script><b>دەڕۆین</b>"\n' + "و" * 4000 + "\x1b\n{{ 7 * 7 }}"
)
Serve = Callable[..., "Served"]


class Served:
    """A running page: its address, its dossier, and a client that knows its form token."""

    def __init__(self, dossier: Dossier, port: int, app: object) -> None:
        self.dossier = dossier
        self.address = f"http://127.0.0.1:{port}"
        self.csrf: str = app.state.site.guard.csrf  # type: ignore[attr-defined]
        self.client = httpx.Client(base_url=self.address, timeout=30)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of the examples and one hostile article."""
    path = tmp_path_factory.mktemp("page") / "examples.dosye"
    documents = [
        *find_documents([str(EXAMPLES)]),
        Document(DocId("hostile<b>"), HOSTILE, "2020-07-01", "<i>outlet</i>"),
    ]
    with open_dossier(path, create=True) as dossier:
        dossier.add(read(document) for document in documents)
    return path


@contextmanager
def serving(path: Path, settings: Settings | None = None) -> Iterator[Served]:
    """Serve a dossier in a thread until the block ends."""
    with open_dossier(path) as dossier, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = make_app(dossier, replace(settings or Settings(who="tester"), port=port))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        served = Served(dossier, port, app)
        try:
            yield served
        finally:
            served.client.close()
            server.should_exit = True
            thread.join(timeout=10)
            app.state.site.memory.close()


@pytest.fixture(scope="session")
def page(examples: Path) -> Iterator[Served]:
    """A page that no test changes."""
    with serving(examples) as served:
        yield served


@pytest.fixture
def own_page(examples: Path, tmp_path: Path) -> Iterator[Served]:
    """A page with a dossier of its own, to be changed."""
    copy = tmp_path / "own.dosye"
    shutil.copy(examples, copy)
    with serving(copy) as served:
        yield served
