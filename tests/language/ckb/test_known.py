"""Clauses where names and times are known: what a name holds is no verb, a time is no subject."""

from __future__ import annotations

import pytest

from dosye.language.ckb import analyse
from dosye.language.ckb.clauses import Clause, find_clauses
from dosye.language.ckb.known import Known, Range
from dosye.language.ckb.phrases import NounPhrase

RUBIO = "مارکۆ ڕۆبیۆ، وەزیری دەرەوە، ڕێککەوتنەکەی ڕەتکردەوە."
BOTH = "ئەحمەد شەرع، سەرۆکی سووریا، و مەزڵووم عەبدی ڕێککەوتنێکیان واژۆ کرد."
TUESDAY = "سێشەممە زانکۆی ئەستەنبوڵ بڕوانامەکەی هەڵوەشاندەوە."


def read(text: str, known: Known) -> tuple[list[str], tuple[Clause, ...]]:
    (sent,) = analyse(text)
    return [token.norm for token in sent.tokens], find_clauses(sent, known)


def words(tokens: list[str], phrase: NounPhrase | None) -> str:
    return " ".join(tokens[phrase.start : phrase.end]) if phrase else ""


@pytest.mark.parametrize(
    ("text", "known", "subject"),
    [
        (TUESDAY, Known(names=((1, 3),), times=((0, 1),)), "زانکۆی ئەستەنبوڵ"),
        ("ڕۆژی سێشەممە حکومەت یاساکەی پەسەند کرد.", Known(((2, 3),), ((1, 2),)), "حکومەت"),
        (RUBIO, Known(((0, 2), (3, 5)), (), ((2, 5),)), "مارکۆ ڕۆبیۆ"),
        (
            BOTH,
            Known(((0, 2), (3, 5), (7, 9)), (), ((2, 5),)),
            "ئەحمەد شەرع ، سەرۆکی سووریا ، و مەزڵووم عەبدی",
        ),
    ],
)
def test_known_words_leave_the_subject_to_whom_it_belongs(text: str, known: Known, subject: str) -> None:
    tokens, clauses = read(text, known)
    assert words(tokens, clauses[-1].subject) == subject


@pytest.mark.parametrize("text", [TUESDAY, BOTH])
def test_unknown_words_may_take_the_place_of_the_subject(text: str) -> None:
    tokens, clauses = read(text, Known())
    assert words(tokens, clauses[-1].subject) not in ("زانکۆی ئەستەنبوڵ", " ".join(tokens[:9]))


def test_words_inside_a_name_are_no_verbs() -> None:
    text = "دوو هاوپەیمان دەستیان گرت بەسەر شارەکەدا."
    _, plain = read(text, Known())
    _, known = read(text, Known(names=((2, 4),)))
    assert len(known) < len(plain)


@pytest.mark.parametrize(
    ("text", "name", "antecedent"),
    [
        ("مەبەستی وەزیر قاسم سولەیمانی بوو، کە ئەمریکا کوشتی.", (2, 4), "قاسم سولەیمانی"),
        ("وەزیرەکە قاسم سولەیمانییە، کە ئەمریکا کوشتی.", (1, 3), "قاسم سولەیمانییە"),
        ("قاسم سولەیمانی لە بەغدا نزیک بوو، کە ئەمریکا کوشتی.", (0, 2), ""),
        ("مەبەستی وەزیر قاسم سولەیمانی بوو کە ئەمریکا کوشتی.", (2, 4), ""),
    ],
)
def test_clause_after_a_comma_is_about_the_name_before_be(text: str, name: Range, antecedent: str) -> None:
    tokens, clauses = read(text, Known(names=(name,)))
    assert words(tokens, clauses[-1].antecedent) == antecedent


@pytest.mark.parametrize("ranges", [(), ((0, 1),), ((0, 3), (4, 6))])
def test_no_known_range_breaks_the_reading(ranges: tuple[Range, ...]) -> None:
    for known in (Known(names=ranges), Known(times=ranges), Known(asides=ranges)):
        tokens, clauses = read(RUBIO, known)
        assert all(0 <= c.start < c.end <= len(tokens) for c in clauses)
