"""Reading with processes: the same outcome for any number, hanging documents cut off, runs gone on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dosye import pipeline
from dosye.codec import dump_reading
from dosye.dossier import open_dossier
from dosye.dossier.known import fetch_failures
from dosye.knowledge import load_knowledge
from dosye.records import DocId, Document, Reading
from dosye.text import Failure, Limits, find_unread
from dosye.views.distribute import Item, Kept, Outcome, Settings, read_items
from dosye.views.distribute.resume import Memory, items_of, store
from dosye.views.distribute.shards import read_shards, write_shard

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"
PLAIN_READ = pipeline.read


def items() -> list[Item]:
    return [Item(found) for found in find_unread([str(EXAMPLES)])]


def some(many: int) -> list[Item]:
    return [Item(Document(DocId(f"d{n}"), f"سەرۆک وەزیران گەیشتە بەغدا {n}")) for n in range(many)]


def told(outcomes: Iterator[Outcome]) -> list[str]:
    return [dump_reading(o) if isinstance(o, Reading) else str(o) for o in outcomes]


def test_outcome_does_not_depend_on_the_number_of_processes() -> None:
    found = [*items(), Item(Failure("x", "text", "broken")), *some(100)]
    alone = told(read_items(found, Settings(), jobs=1))
    assert alone == told(read_items(found, Settings(), jobs=3))
    assert len(alone) == len(found)


def falter(document: Document, knowledge: object) -> Reading:
    """Read as always, but for three documents."""
    if document.id == "d3":
        time.sleep(60)
    if document.id == "d5":
        os.kill(os.getpid(), signal.SIGKILL)
    if document.id == "d7":
        raise ValueError("odd")
    return PLAIN_READ(document, load_knowledge())


def test_document_that_hangs_or_kills_is_cut_off_and_the_rest_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", falter)
    settings = Settings(limits=Limits(seconds=1.0))
    outcomes = list(read_items(some(40), settings, jobs=2))
    failures = {o.document: o.stage for o in outcomes if isinstance(o, Failure)}
    assert failures == {"d3": "time", "d5": "memory", "d7": "reading"}
    assert sum(isinstance(o, Reading) for o in outcomes) == 37
    names = [o.doc_id if isinstance(o, Reading) else getattr(o, "document", "") for o in outcomes]
    assert names == [f"d{n}" for n in range(40)]


@pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")
def test_readers_end_with_the_run_that_is_killed() -> None:
    code = (
        "import os, signal\n"
        "from dosye.records import DocId, Document\n"
        "from dosye.views.distribute import Item, Settings, read_items\n"
        "items = [Item(Document(DocId(str(n)), 'w 2020. ' * 50)) for n in range(300)]\n"
        "next(read_items(items, Settings(), jobs=2))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # whoever is left holds the other end of the output, so that it does not end
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=50, check=False)
    assert run.returncode == -signal.SIGKILL
    assert run.stderr == b""


def swell(document: Document, knowledge: object) -> Reading:
    """Read as always, but ask for four gigabytes once."""
    if document.id == "d3":
        bytearray(4 << 30)
    return PLAIN_READ(document, load_knowledge())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux only")
def test_document_that_swells_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", swell)
    outcomes = list(read_items(some(6), Settings(limits=Limits(memory_mb=500)), jobs=1))
    assert [o.stage for o in outcomes if isinstance(o, Failure)] == ["memory"]
    assert len(outcomes) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_command_reads_with_one_thread(tmp_path: Path) -> None:
    count = "print(len(os.listdir('/proc/self/task')))"
    asks = f"import os, dosye.views.cli as c\ntry: c.main()\nfinally: {count}"
    command = [sys.executable, "-c", asks, "read", str(EXAMPLES), "--into", str(tmp_path / "a.dosye")]
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "1"


def test_language_that_is_not_kurdish_is_said() -> None:
    arabic = "قال رئيس الوزراء العراقي إن الحكومة لن تسمح لأي جهة باستخدام السلاح خارج إطار الدولة " * 3
    found = [Item(Document(DocId("x"), arabic))]
    (failure,) = read_items(found, Settings(), jobs=1)
    assert isinstance(failure, Failure)
    assert (failure.stage, "Arabic" in failure.message) == ("language", True)
    (reading,) = read_items(found, Settings(any_language=True), jobs=1)
    assert isinstance(reading, Reading)


def run(path: Path, *, retry: bool = False, most: int = 10**9) -> list[Outcome]:
    seen: list[Outcome] = []

    def outcomes(memory: Memory) -> Iterator[Outcome]:
        found = items_of(find_unread([str(EXAMPLES)]), memory, again=False, retry=retry)
        for outcome in read_items(found, Settings(), jobs=1, stopped=lambda: len(seen) >= most):
            seen.append(outcome)
            yield outcome

    with open_dossier(path, create=True) as dossier:
        store(dossier, outcomes)
    return seen


def readings(path: Path) -> list[str]:
    with open_dossier(path) as dossier:
        return [dump_reading(r) for r in dossier.readings()]


def test_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    run(tmp_path / "whole.dosye")
    first = run(tmp_path / "part.dosye", most=1)
    rest = run(tmp_path / "part.dosye")
    assert sum(isinstance(o, Kept) for o in rest) == len(first) > 0
    assert readings(tmp_path / "part.dosye") == readings(tmp_path / "whole.dosye")
    assert all(isinstance(o, Kept) for o in run(tmp_path / "part.dosye"))


def test_failed_document_waits_for_retry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = items()[0].name
    path = tmp_path / "a.dosye"
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "read", refuse)
        assert all(isinstance(o, Failure) for o in run(path))
    with open_dossier(path) as dossier:
        assert name in {f.document for f in fetch_failures(dossier.engine)}
    assert {o.stage for o in run(path) if isinstance(o, Failure)} == {"earlier"}
    assert all(isinstance(o, Reading) for o in run(path, retry=True))
    with open_dossier(path) as dossier:
        assert fetch_failures(dossier.engine) == []


def refuse(document: Document, knowledge: object) -> Reading:
    """Fail with every document."""
    raise ValueError("odd")


def test_ctrl_c_ends_in_good_order(tmp_path: Path) -> None:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    big = tmp_path / "big.jsonl"
    big.write_text(
        "\n".join(line.replace('{"id": "', f'{{"id": "{n}-', 1) for n in range(300) for line in lines),
        "utf-8",
    )
    command = [sys.executable, "-c", "from dosye.views.cli import main; main()", "read", str(big)]
    process = subprocess.Popen(
        [*command, "--into", str(tmp_path / "a.dosye"), "--jobs", "1"], stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not stored(tmp_path / "a.dosye"):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b"the same command goes on" in err
    assert 0 < stored(tmp_path / "a.dosye") < 300 * len(lines)


def stored(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with open_dossier(path) as dossier:
            return len(dossier.documents())
    except Exception:  # not made yet
        return 0


def test_shards_keep_readings_and_failures(tmp_path: Path) -> None:
    outcomes = list(read_items([*items(), Item(Failure("x", "text", "broken"))], Settings(), jobs=1))
    write_shard(tmp_path / "a.parquet", outcomes)
    assert told(read_shards([tmp_path])) == told(iter(outcomes))
