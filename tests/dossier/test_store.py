"""The same on SQLite and on PostgreSQL; several writers; killed at any moment; copied."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dosye.dossier import Dossier, Filters, open_dossier
from dosye.dossier.copy import copy_dossier
from dosye.dossier.store import without_password
from dosye.errors import StoreError
from dosye.records import DocId
from tests.dossier.test_ask import readings
from tests.dossier.test_write import READINGS, contents

Place = Callable[[], str]

ADD = """
import sys
from dosye.dossier import open_dossier
from tests.dossier.test_store import many
with open_dossier(sys.argv[1], create=True) as dossier:
    print("ready", flush=True)
    for start in range(int(sys.argv[2]), int(sys.argv[3]), 5):
        dossier.add(many(start, start + 5))
"""


def many(start: int, end: int) -> list:
    """Small articles with ids of their own."""
    base = readings()
    return [replace(base[n % 3], doc_id=DocId(f"d{n:04}")) for n in range(start, end)]


def answers(dossier: Dossier) -> dict[str, object]:
    """What a dossier answers to every kind of question."""
    searched = [dossier.search(w) for w in ("سەردان", '"سەردانی واشنتن"', "Kadhimi", "واشن*")]
    return {
        "system": asdict(replace(dossier.system(), title="")),
        "actors": [asdict(a) for a in dossier.actors()],
        "actor": asdict(dossier.actor("Kadhimi")),
        "between": asdict(dossier.between("Kadhimi", "Washington")),
        "network": asdict(dossier.network()),
        "compare": asdict(dossier.compare("Rojname", "Hewal")),
        "brief": asdict(dossier.brief("Kadhimi")),
        "timeline": [asdict(f) for f in dossier.timeline(Filters(since="2020-08-01", until="2020-08-31"))],
        "candidates": [asdict(c) for c in dossier.candidates()],
        "search": [{hit.doc: (hit.marks, hit.actors) for hit in hits} for hits in searched],
    }


def test_both_stores_give_the_same_answers(database: Place, tmp_path: Path) -> None:
    with (
        open_dossier(tmp_path / "a.dosye", create=True) as lite,
        open_dossier(database(), create=True) as server,
    ):
        for dossier in (lite, server):
            dossier.add(readings())
            dossier.judge("suppress", "c/events/v1", who="nala", at="2026-11-21")
        assert answers(lite) == answers(server)
        assert contents(lite) == contents(server)


def test_copy_between_stores_keeps_everything(place: Place, database: Place, tmp_path: Path) -> None:
    with open_dossier(place(), create=True) as source:
        source.add(readings())
        number = source.judge("correct", "c/events/v1", value={"type": "AID"}, who="nala", at="2026-11-21")
        source.judge("split", "b/entities/e1", who="nala", at="2026-11-21")
        source.undo(number, who="nala", at="2026-11-22")
        for target in (database(), str(tmp_path / "copy.dosye")):
            with open_dossier(target, create=True) as other:
                assert copy_dossier(source, other) == (3, 3)
                assert copy_dossier(source, other) == (0, 0)
                assert contents(other) == contents(source)


def test_text_with_nul_and_marks_comes_back(place: Place) -> None:
    text = "کازمی\0 سەردانی \u200f واشنتن دەکات. ئەحمەد مەلا تەڵاڵ گوتی گرنگە؟"
    reading = replace(READINGS[1], text=text)
    with open_dossier(place(), create=True) as dossier:
        dossier.add([reading])
        assert dossier.reading("a") == reading
        assert dossier.search("سەردان")


def test_half_of_a_letter_is_refused_in_words(place: Place) -> None:
    with open_dossier(place(), create=True) as dossier:
        with pytest.raises(StoreError, match="half of a letter"):
            dossier.add([replace(READINGS[1], text=READINGS[1].text + "\ud800")])
        assert dossier.documents() == []


def start(where: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADD, where, str(first), str(last)]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env=environment)


def test_two_writers_at_once_lose_nothing(place: Place) -> None:
    where = place()
    writers = [start(where, 0, 40), start(where, 40, 80)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.wait(60) == 0
        assert writer.stdout is not None
        writer.stdout.close()
    with open_dossier(where) as dossier, open_dossier(place(), create=True) as wanted:
        wanted.add(many(0, 80))
        assert contents(dossier) == contents(wanted)


def test_killed_writer_leaves_whole_documents_only(place: Place) -> None:
    where, chance = place(), random.Random(20)
    for _ in range(3):
        writer = start(where, 0, 400)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.25))
        writer.send_signal(signal.SIGKILL)
        writer.wait(60)
        writer.stdout.close()
        with open_dossier(where) as dossier:
            ids = [str(row["id"]) for row in dossier.documents()]
            assert len(ids) % 5 == 0
            before = contents(dossier)
            with open_dossier(place(), create=True) as wanted:
                wanted.add(r for r in many(0, 400) if r.doc_id in ids)
                assert contents(wanted) == before


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(1, 4), max_size=8))
def test_order_of_arrival_does_not_matter_on_a_server(order: list[int], database: Place) -> None:
    found = []
    for arrived in (order, sorted(set(order))):
        with open_dossier(database(), create=True) as dossier:
            for i in arrived:
                dossier.add([READINGS[i]])
            found.append(contents(dossier))
    assert found[0] == found[1]


def test_message_shows_no_password() -> None:
    with pytest.raises(StoreError) as caught:
        open_dossier("postgresql://newsroom:hidden@127.0.0.1:1/my")
    assert "hidden" not in str(caught.value)
    assert "postgresql://newsroom:***@127.0.0.1:1/my" in str(caught.value)
    assert without_password("a:b@c.dosye") == "a:b@c.dosye"
