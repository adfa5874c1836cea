"""Records made for every word have no guard against writing, which would cost most of them: nobody writes."""

from dataclasses import is_dataclass

import pytest

from dosye.entities import names, seen
from dosye.events import candidates, scene, words
from dosye.language.ckb import clauses, phrases
from dosye.pipeline import read_text
from dosye.stances import proposals, raises, tie_pairs
from dosye.statements import drafts
from dosye.times import lexemes

MODULES = (
    candidates,
    scene,
    words,
    names,
    seen,
    clauses,
    phrases,
    proposals,
    raises,
    tie_pairs,
    drafts,
    lexemes,
)
TEXT = (
    "نێچیرڤان بارزانی، سەرۆکی هەرێمی کوردستان، دوێنێ لە هەولێر لەگەڵ باڤڵ تاڵەبانی کۆبووەوە. "
    "بارزانی وتی پشتگیری لە یەکخستنی هێزەکانی پێشمەرگە دەکەین و داوا لە بەغدا دەکەین مووچەی "
    "فەرمانبەران بنێرێت."
)


def unguarded() -> list[type]:
    """Every record of these modules that can be written to."""
    found = {kind for module in MODULES for kind in vars(module).values() if isinstance(kind, type)}
    return [kind for kind in found if is_dataclass(kind) and kind.__dataclass_params__.unsafe_hash]


def test_no_stage_writes_to_a_record_that_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    written: dict[type, int] = {}

    def write(record: object, name: str, value: object) -> None:
        assert not hasattr(record, name), f"{type(record).__name__}.{name} is written again"
        object.__setattr__(record, name, value)
        written[type(record)] = written.get(type(record), 0) + 1

    for kind in unguarded():
        monkeypatch.setattr(kind, "__setattr__", write)
    reading = read_text(TEXT, published="2026-10-03")
    assert reading.events
    assert reading.statements
    assert {scene.Scene, seen.Seen, lexemes.Lexeme} <= written.keys()
