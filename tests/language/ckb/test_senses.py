"""What words mean: every class is explained, inflected forms find that of their dictionary form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dosye.errors import TableError
from dosye.events.words import words_of
from dosye.language.ckb import analyse
from dosye.language.ckb import senses as module
from dosye.language.ckb.senses import GENERAL, plain_senses, senses
from dosye.language.ckb.sounds import LEXICON
from dosye.tables import read_table


def test_a_class_that_is_not_explained_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sense-values.tsv").write_text("column\tvalue\tmeaning\nclass\tbody\tparty\n", "utf-8")
    (tmp_path / "senses.tsv").write_text(
        "lemma\tclass\tfield\ttone\tgloss\nحزب\tparty\tpolitics\t0\tparty\n", "utf-8"
    )
    monkeypatch.setattr(module, "LEXICON", tmp_path)
    with pytest.raises(TableError, match=r"senses\.tsv:2: class 'party'"):
        plain_senses()


def test_every_word_has_a_short_english_gloss() -> None:
    rows = read_table(LEXICON / "senses.tsv", ("lemma", "class", "field", "tone", "gloss"), key=("lemma",))
    glosses = [row["gloss"] for row in rows]
    assert all(re.search(r"[a-z]", gloss, re.IGNORECASE) for gloss in glosses)
    assert all(len(gloss.split()) <= 6 for gloss in glosses)


@pytest.mark.parametrize(
    ("sentence", "kind", "field", "tone"),
    [
        ("وەزیرەکانی حکومەت دانیشتن.", "official", "politics", "0"),
        ("هێرشەکەیان کوشندە بوو.", "force", "security", "-"),
        ("یارمەتییەکان گەیشتن.", "deed", GENERAL, "+"),
    ],
)
def test_inflected_words_have_the_sense_of_their_dictionary_form(
    sentence: str, kind: str, field: str, tone: str
) -> None:
    sense = words_of(analyse(sentence)[0].tokens)[0].sense
    assert sense is not None
    assert (sense.kind, sense.tone) == (kind, tone)
    assert sense.field in {field, GENERAL}


def test_a_name_and_a_mark_have_no_sense() -> None:
    words = words_of(analyse("بەهرام گەیشت.")[0].tokens)
    assert words[-1].sense is None
    assert "بەهرام" not in senses()
