"""Tests of finding the places where the words of an act stand."""

from __future__ import annotations

import pytest

from dosye.events.candidates import find_candidates, light_verbs, read_sentence
from dosye.events.lexicon import compile_lexicon
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse


def test_light_verbs_go_with_many_words() -> None:
    assert {"کردن", "دان", "گرتن"} <= light_verbs()
    assert "سووتاندن" not in light_verbs()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("وەزیری نەوت دەستی لە کار کێشایەوە.", "APPOINT"),
        ("وەزیری نەوت دەستی لەکارکێشایەوە.", "APPOINT"),
        ("هێزەکان دەستیان بەسەرداگرت.", "COERCE"),
        ("فڕۆکەکان گوندەکەیان بۆردومانکرد.", "ASSAULT"),
        ("دادگا ئەندامەکەی لەپارتی دەرکرد.", "SANCTION"),
        ("پەرلەمان متمانەی لێسەندەوە.", "APPOINT"),
    ],
)
def test_words_of_an_act_are_found_however_they_are_joined(text: str, line: str) -> None:
    (sent,) = analyse(text)
    found = find_candidates(read_sentence(sent), 0, compile_lexicon(load_knowledge()))
    assert line in {candidate.line.type for candidate in found}
