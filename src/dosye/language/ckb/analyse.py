"""Sentences with tokens and their analyses: the whole language stage in one call."""

from __future__ import annotations

from dosye.language.ckb.parts import read_word
from dosye.language.ckb.records import Sentence
from dosye.language.ckb.sentences import find_sentences


def analyse(text: str) -> tuple[Sentence, ...]:
    """Find the sentences of a text with their tokens, each with its analyses, best first.

    Words written together (`لەشارێکەوە`, `زیادیکردووە`) have their pieces in `parts`.
    """
    return find_sentences(text, read_word)
