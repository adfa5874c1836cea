"""Minimal pairs of modality: the same act done, planned, conditional and denied, active and passive."""

from __future__ import annotations

from pathlib import Path

import pytest

from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.modality import modality_of
from dosye.events.scene import scenes_of
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import DocId, Document
from dosye.tables import read_table

CASES = read_table(Path(__file__).with_name("modality.cases.tsv"), ("text", "expected", "why"), key=("text",))
UNREAL = ("planned", "hypothetical", "denied")


def read_modalities(text: str, kind: str) -> list[str]:
    context = Context(Document(DocId("pair"), text), analyse(text), (), {}, (), load_knowledge())
    scenes = scenes_of(context)
    found = [draft.candidate for draft in drafts_of(context, scenes)]
    return [modality_of(c, scenes[c.sent])[0].value for c in found if c.line.type == kind]


def figures() -> dict[str, float]:
    hit = guess = gold = found = 0
    for row in CASES:
        kind, expected = row["expected"].split()
        modalities = read_modalities(row["text"], kind)
        found += bool(modalities)
        guessed = modalities[0] if modalities else ""
        gold += expected in UNREAL
        guess += guessed in UNREAL
        hit += expected in UNREAL and guessed == expected
    return {"found": found / len(CASES), "f1": 2 * hit / (gold + guess)}


def test_modality_of_minimal_pairs_reaches_nine_in_ten() -> None:
    assert len(CASES) >= 200
    assert figures()["f1"] >= 0.90


def test_lexicon_finds_the_act_of_nearly_every_pair() -> None:
    assert figures()["found"] >= 0.95


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("سەرۆک داوای کشانەوەی هێزەکانی کرد.", "RETREAT", "hypothetical"),
        ("پۆلیس هەڕەشەی گرتنی مامۆستاکانی کرد.", "COERCE", "hypothetical"),
        ("وەزیر نکۆڵی لە هێرشەکە کرد.", "ASSAULT", "denied"),
        ("ئێمە گرێبەستەکە هەڵدەوەشێنینەوە.", "SANCTION", "planned"),
        ("سەرۆکوەزیران سەردانی هەولێر دەکات.", "CONSULT", "asserted"),
    ],
)
def test_modality_follows_the_words_around(text: str, kind: str, expected: str) -> None:
    assert expected in read_modalities(text, kind)
