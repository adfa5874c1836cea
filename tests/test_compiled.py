import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dosye import compiled as p
from dosye.entities.names import NameIndex, plain_names
from dosye.knowledge import load_knowledge
from dosye.knowledge.load import our_cells

ROOT = Path(__file__).parents[1]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "compiled.bin"
    monkeypatch.setattr(p, "FILE", path)
    p._held.cache_clear()
    yield path
    p._held.cache_clear()


def _one() -> dict[str, list[int]]:
    return {"one": [1]}


def test_file_is_what_the_tables_give() -> None:
    command = [sys.executable, ROOT / "scripts" / "make-compiled", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_value_comes_from_a_fresh_file(file: Path) -> None:
    file.write_bytes(p.packed({p.name_of(_one): {"two": [2]}}))
    assert p.compiled(_one) == {"two": [2]}


def test_value_is_made_where_a_table_has_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(p.packed({p.name_of(_one): {"two": [2]}}))
    monkeypatch.setattr(p, "digest", lambda: b"another digest..")
    assert p.compiled(_one) == {"one": [1]}


def test_value_is_made_where_there_is_no_file(file: Path) -> None:
    assert p.compiled(_one) == {"one": [1]}


def test_digest_tells_one_letter_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (*p._FOLDERS, "language/ckb"):
        (tmp_path / folder).mkdir(parents=True)
    table = tmp_path / "knowledge" / "a.tsv"
    table.write_text("a\n", "utf-8")
    monkeypatch.setattr(p, "HERE", tmp_path)
    monkeypatch.setattr(p, "_CODE", ())
    before = p.digest()
    table.write_text("b\n", "utf-8")
    assert p.digest() != before


def test_same_values_give_the_same_bytes() -> None:
    word = "".join(["a", "bc"])
    assert p.packed({"x": ["abc", word, 1000, 1.5]}) == p.packed({"x": [word, "abc", 10**3, 3 / 2]})


def test_lazy_mapping_makes_each_value_once() -> None:
    made: list[int] = []
    lazy = p.LazyMapping({"a": 1, "b": 2}, lambda n: (made.append(n), n * 10)[1])
    assert (lazy["a"], lazy.get("a"), lazy.get("c"), "b" in lazy, len(lazy)) == (10, 10, None, True, 2)
    assert made == [1]
    assert dict(lazy) == {"a": 10, "b": 20}


def test_lazy_sequence_is_read_as_any_other() -> None:
    lazy = p.LazySequence(["a", "b", "c"], str.upper)
    assert (lazy[0], lazy[-1], lazy[1:], list(lazy), len(lazy)) == ("A", "C", ["B", "C"], ["A", "B", "C"], 3)


def test_own_tables_are_never_taken_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    columns = "key type name_ckb name_ar name_en polity sector camp wikidata from to gloss source checked"
    cells = ["new-body", "ORG", "ڕێکخراوی نوێی تاقیکاری", "", "New Test Body", *[""] * 7, "own", "checked"]
    (tmp_path / "actors" / "own.tsv").write_text(
        "\t".join(columns.split()) + "\n" + "\t".join(cells) + "\n", "utf-8"
    )
    names = NameIndex(load_knowledge(tmp_path)).names
    assert "ڕێکخراوینوێیتاقیکاری" in names
    assert "ڕێکخراوینوێیتاقیکاری" not in NameIndex(load_knowledge()).names


def test_compiled_names_are_those_of_the_tables() -> None:
    knowledge = load_knowledge()
    assert dict(NameIndex(knowledge).names).keys() == plain_names(knowledge)[0].keys()
    assert len(our_cells("actors")) == len(knowledge.actors)
