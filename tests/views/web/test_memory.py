"""Answers are kept until somebody writes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from dosye.dossier import open_dossier
from dosye.pipeline import read
from dosye.records import DocId, Document
from dosye.views.web.memory import Memory


def test_answer_is_kept_until_the_dossier_changes(tmp_path: Path) -> None:
    with open_dossier(tmp_path / "a.dosye", create=True) as dossier:
        memory = Memory(dossier.engine)
        asked: list[int] = []

        def ask() -> int:
            asked.append(1)
            return len(dossier.documents())

        memory.look()
        assert [memory.keep("n", ask), memory.keep("n", ask)] == [0, 0]
        memory.look()
        assert memory.keep("n", ask) == 0
        assert len(asked) == 1
        dossier.add([read(Document(DocId("a"), "کازمی گەیشتە واشنتن.", "2020-08-20"))])
        memory.look()
        assert memory.keep("n", ask) == 1
        assert len(asked) == 2
        memory.close()


def test_change_by_another_program_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.dosye"
    with open_dossier(path, create=True) as dossier, open_dossier(path) as other:
        memory = Memory(dossier.engine)
        memory.look()
        assert memory.keep("n", lambda: len(dossier.documents())) == 0
        other.add([read(Document(DocId("a"), "کازمی گەیشتە واشنتن.", "2020-08-20"))])
        memory.look()
        assert memory.keep("n", lambda: len(dossier.documents())) == 1
        memory.close()


def test_who_asks_the_same_at_once_waits_for_one_answer(tmp_path: Path) -> None:
    with open_dossier(tmp_path / "a.dosye", create=True) as dossier:
        memory = Memory(dossier.engine)
        asked: list[int] = []

        def slow() -> int:
            asked.append(1)
            time.sleep(0.05)
            return 7

        found: list[int] = []
        threads = [threading.Thread(target=lambda: found.append(memory.keep("n", slow))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [7] * 4
        assert len(asked) == 1
        memory.close()
