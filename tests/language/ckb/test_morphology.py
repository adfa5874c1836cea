"""Word forms: segments join to the form, lemmas, clitics with their roles, and the guesser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosye.language.ckb.morphology import analyse_word, is_known

LETTERS = "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ"


@given(st.text(alphabet=LETTERS, min_size=1, max_size=20))
def test_segments_join_to_the_form(word: str) -> None:
    for analysis in analyse_word(word):
        assert "".join(analysis.segments) == word
        assert analysis.lemma
        assert analysis.pos


@given(st.text(alphabet=LETTERS + "abc.12", max_size=12))
def test_every_word_has_a_reading_unless_empty(word: str) -> None:
    assert bool(analyse_word(word)) == bool(word)


@pytest.mark.parametrize(
    ("word", "lemma", "pos"),
    [
        ("حکومەتی", "حکومەت", "NOUN"),
        ("سیاسییەکان", "سیاسی", "ADJ"),
        ("ڕایدەگەیەنێت", "ڕاگەیاندن", "VERB"),
        ("دەستگیرکران", "دەستگیرکردن", "NOUN"),
        ("لەوەش", "لە+ئەو", "ADP"),
        ("هەزاران", "هەزار", "NUM"),
        ("بەغدا", "بەغدا", "PROPN"),
        ("ئەگەر", "ئەگەر", "SCONJ"),
        ("پێشمەرگەکانیش", "پێشمەرگە", "NOUN"),
    ],
)
def test_first_reading_has_lemma_and_part_of_speech(word: str, lemma: str, pos: str) -> None:
    first = analyse_word(word)[0]
    assert (first.lemma, first.pos) == (lemma, pos)


@pytest.mark.parametrize(
    ("word", "lemma"), [("کۆبۆتەوە", "کۆ بوون"), ("چۆتە", "چوون"), ("بڵاوبۆوە", "بڵاو بوون")]
)
def test_the_short_perfect_of_become_and_go_is_a_verb(word: str, lemma: str) -> None:
    reading = analyse_word(word)[0]
    assert reading.lemma == lemma
    assert "Aspect=Perf" in reading.feats
    assert not any(a.pos == "VERB" for a in analyse_word("بۆن"))


def test_past_transitive_clitic_is_the_agent() -> None:
    (clitic,) = analyse_word("ڕایانگەیاند")[0].clitics
    assert (clitic.kind, clitic.person, clitic.role) == ("person", "3Plur", "agent")


def test_present_transitive_clitic_is_the_object() -> None:
    (clitic,) = analyse_word("دەیکات")[0].clitics
    assert (clitic.person, clitic.role) == ("3Sing", "object")


def test_passive_has_no_agent() -> None:
    first = analyse_word("کوژراوە")[0]
    assert "Voice=Pass" in first.feats
    assert not first.clitics


def test_izafe_is_marked_on_a_noun() -> None:
    assert [clitic.kind for clitic in analyse_word("وەزیری")[0].clitics] == ["izafe"]


def test_causative_reading_keeps_the_base_as_second_lemma() -> None:
    lemmas = [analysis.lemma for analysis in analyse_word("ڕایگەیاند")]
    assert lemmas[0] == "ڕاگەیاندن"
    assert "ڕاگەیشتن" in lemmas


def test_spelling_with_one_letter_of_long_u_is_known() -> None:
    assert analyse_word("موچەکان")[0].lemma == analyse_word("مووچەکان")[0].lemma == "مووچە"


@pytest.mark.parametrize("word", ["الحکومة", "میشود", "گخژڤەکان", "ززززز"])
def test_words_of_no_lexicon_are_guessed(word: str) -> None:
    assert not is_known(word)
    assert analyse_word(word)[0].guessed


def test_guess_strips_the_definite_plural() -> None:
    assert analyse_word("گخژڤەکان")[0].lemma == "گخژڤ"


@pytest.mark.parametrize("word", ["دەکردو", "دەگرتو", "دەهاتو"])
def test_a_verb_with_the_conjunction_on_its_end_is_no_compound(word: str) -> None:
    best = analyse_word(word)[0]
    assert (best.pos, [c.kind for c in best.clitics]) == ("VERB", ["conjunction"])
