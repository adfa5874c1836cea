"""Reading on a local Ray: the same readings as without, also when a worker is killed in the middle."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dosye.codec import dump_reading
from dosye.records import Reading
from dosye.text import find_unread
from dosye.views.distribute import Item, Settings, read_items
from dosye.views.distribute.cluster import Cluster, read_on_cluster
from dosye.views.distribute.shards import read_shards

ray = pytest.importorskip("ray")
pytestmark = [
    pytest.mark.skipif("DOSYE_TEST_RAY" not in os.environ, reason="slow; set DOSYE_TEST_RAY=1"),
    pytest.mark.filterwarnings("ignore"),
]
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"


def items() -> list[Item]:
    return [Item(found) for found in find_unread([str(EXAMPLES)])]


def told(found: Iterator[object]) -> list[str]:
    return sorted(dump_reading(r) for r in found if isinstance(r, Reading))


def kill_a_worker() -> bool:
    """Kill one process of this machine that reads for the cluster; tell whether there was one."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if line.startswith(b"ray::read_shard") and parent != os.getpid():
                os.kill(int(entry.name), signal.SIGKILL)
                return True
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for workers in /proc")
def test_cluster_gives_the_same_readings_though_a_worker_is_killed(tmp_path: Path) -> None:
    expected = told(read_items(items(), Settings(), jobs=1))
    cluster = Cluster("", tmp_path, shard=3)
    killed = False
    for _ in read_on_cluster(items(), Settings(), cluster, stopped=lambda: False):
        killed = killed or kill_a_worker()
    assert killed
    assert told(read_shards([tmp_path])) == expected != []
    again = list(read_on_cluster(items(), Settings(), cluster, stopped=lambda: False))
    assert all(shard.kept for shard in again)
