"""What words mean: every line of the table has a class, a field and a tone, and inflected forms find theirs."""

from __future__ import annotations

import re

import pytest

from dosye.events.words import words_of
from dosye.language.ckb import analyse
from dosye.language.ckb.senses import GENERAL, plain_senses, senses
from dosye.language.ckb.sounds import LEXICON
from dosye.tables import read_table

KINDS = set(
    "person official fighter group body animal plant food bodypart artifact weapon vehicle building place "
    "document money speech meeting force legal politics deed event change state feeling thought quality "
    "quantity time relation phenomenon substance sport art v-say v-think v-feel v-perceive v-move v-put v-have "
    "v-make v-harm v-change v-start v-be v-social v-compel v-oppose v-light v-modal adj-good adj-bad "
    "adj-polity adj-other adverb preposition conjunction pronoun number particle".split()
)
FIELDS = set(
    "politics security law diplomacy economy energy services health education sport culture religion weather "
    "crime technology media agriculture family".split()
) | {GENERAL}


def test_every_word_has_a_known_class_field_and_tone() -> None:
    for kind, field, tone in plain_senses().values():
        assert kind in KINDS
        assert field in FIELDS
        assert tone in {"+", "-", "0"}


def test_every_word_has_a_short_english_gloss() -> None:
    rows = read_table(LEXICON / "senses.tsv", ("lemma", "class", "field", "tone", "gloss"), key=("lemma",))
    glosses = [row["gloss"] for row in rows]
    assert all(re.search(r"[a-z]", gloss, re.IGNORECASE) for gloss in glosses)
    assert all(len(gloss.split()) <= 6 for gloss in glosses)


@pytest.mark.parametrize(
    ("sentence", "at", "kind", "field", "tone"),
    [
        ("وەزیرەکانی حکومەت دانیشتن.", 0, "official", "politics", "0"),
        ("هێرشەکەیان کوشندە بوو.", 0, "force", "security", "-"),
        ("یارمەتییەکان گەیشتن.", 0, "deed", "general", "+"),
    ],
)
def test_inflected_words_have_the_sense_of_their_dictionary_form(
    sentence: str, at: int, kind: str, field: str, tone: str
) -> None:
    word = words_of(analyse(sentence)[0].tokens)[at]
    assert word.sense is not None
    assert (word.sense.kind, word.sense.tone) == (kind, tone)
    assert word.sense.field in {field, GENERAL}


def test_a_name_and_a_mark_have_no_sense() -> None:
    words = words_of(analyse("بەهرام گەیشت.")[0].tokens)
    assert words[-1].sense is None
    assert "بەهرام" not in senses()
