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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("وەزیرەکە بڕیارەکەی بە هەڵە دانا و ڕۆیشت.", True),
        ("وەزیرەکە لەگەڵ دانا، کوڕی خۆی، ڕۆیشت.", False),
        ("هێمن و دانا.", False),
    ],
)
def test_name_at_the_end_of_a_clause_may_be_its_verb(text: str, *, told: bool) -> None:
    tokens = analyse(text)[0].tokens
    at = [token.norm for token in tokens].index("دانا")
    assert words_of(tokens)[at].finite is told


@pytest.mark.parametrize(
    ("text", "told"),
    [("ئامادەکاری بۆ هاتنی شاندەکە کراوە.", True), ("دەرگای کراوە بۆ هەمووانە.", False)],
)
def test_an_adjective_that_is_a_perfect_is_the_verb_where_its_clause_ends(text: str, *, told: bool) -> None:
    tokens = analyse(text)[0].tokens
    at = [token.norm for token in tokens].index("کراوە")
    assert words_of(tokens)[at].finite is told
