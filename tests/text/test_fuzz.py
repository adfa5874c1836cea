"""A small share of scripts/fuzz-sources: malformed files of every format end in a document or a failure."""

from pathlib import Path

from tests.text.conftest import FORMATS
from tests.text.malformed import make_malformed

from dosye.knowledge import load_knowledge
from dosye.text import find_unread
from dosye.views.distribute import Item, Settings, read_item


def test_malformed_files_are_read_or_named(tmp_path: Path) -> None:
    good = {name: make() for name, make in FORMATS.items()}
    silent = []
    for name, raw in make_malformed(good, 60, seed=7):
        path = tmp_path / name
        path.write_bytes(raw)
        found = [
            outcome
            for unread in find_unread([str(path)])
            for outcome in read_item(Item(unread), Settings(), load_knowledge())
        ]
        silent += [] if found else [name]
    assert silent == []
