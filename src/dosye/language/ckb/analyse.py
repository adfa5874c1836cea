"""Sentences with tokens and their analyses: the whole language stage in one call."""

from __future__ import annotations

from dosye.language.ckb.parts import with_analyses
from dosye.language.ckb.records import Sentence, Token, TokenKind
from dosye.language.ckb.sentences import find_sentences

_LONGEST = 64


def analyse(text: str) -> tuple[Sentence, ...]:
    """Find the sentences of a text with their tokens, each with its analyses, best first.

    Words written together (`لەشارێکەوە`, `زیادیکردووە`) have their pieces in `parts`.
    """
    return tuple(
        Sentence(
            sent.start,
            sent.end,
            tuple(_analysed(text, token) for token in sent.tokens),
            sent.kind,
            sent.copy_of,
        )
        for sent in find_sentences(text)
    )


def _analysed(text: str, token: Token) -> Token:
    if token.kind is not TokenKind.WORD or len(token.norm) > _LONGEST:
        return token
    return with_analyses(text, token)
