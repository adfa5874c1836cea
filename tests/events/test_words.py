"""Tests of what the events stage asks of a token."""

from __future__ import annotations

import pytest

from dosye.events.words import words_of
from dosye.language.ckb import analyse


@pytest.mark.parametrize(
    ("text", "again"), [("کردووە", False), ("کردەوە", True), ("کردووەتەوە", True), ("دەکەنەوە", True)]
)
def test_perfect_tense_is_no_postverb(text: str, *, again: bool) -> None:
    assert words_of(analyse(text)[0].tokens)[0].verbs[0].again is again
