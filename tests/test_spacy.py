"""The adapter for spaCy."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")
pytest.importorskip("dosye.spacy")

TEXT = "هەولێر.. وەزیر لەشارێکەوە هات.  ئێوارە\n\nزیادیکردووە"


@pytest.fixture(scope="module")
def doc() -> object:
    nlp = spacy.blank("ckb")
    nlp.add_pipe("dosye")
    return nlp(TEXT)


def test_spacy_doc_keeps_the_text(doc: object) -> None:
    assert doc.text == TEXT
    assert spacy.blank("ckb")("").text == ""


def test_spacy_doc_has_lemmas_tags_and_features(doc: object) -> None:
    verb = next(token for token in doc if token.text == "هات")
    assert (verb.lemma_, verb.pos_) == ("هاتن", "VERB")
    assert verb.morph.get("Tense") == ["Past"]


def test_spacy_doc_has_sentences_and_parts(doc: object) -> None:
    assert [sent.text.strip() for sent in doc.sents][:2] == ["هەولێر..", "وەزیر لەشارێکەوە هات."]
    token = next(token for token in doc if token.text == "زیادیکردووە")
    assert [part.norm for part in token._.parts] == ["زیاد", "ی", "کردووە"]
    assert token._.key == "زیادیکردوە"
