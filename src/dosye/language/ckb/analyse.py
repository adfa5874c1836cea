"""Sentences with tokens and their analyses: the whole language stage in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec

from dosye.language.ckb.records import Analysis, Sentence, Token, TokenKind
from dosye.language.ckb.sentences import find_sentences

_Analyse = Callable[[str], tuple[Analysis, ...]]
_LONGEST = 64


def analyse(text: str) -> tuple[Sentence, ...]:
    """Find the sentences of a text with their tokens, each with its analyses, best first."""
    return tuple(
        replace(sent, tokens=tuple(_analysed(token) for token in sent.tokens))
        for sent in find_sentences(text)
    )


def _analysed(token: Token) -> Token:
    if token.kind is not TokenKind.WORD or len(token.norm) > _LONGEST:
        return token
    analyses = _analyses(token.norm)
    if not analyses:
        return token
    return Token(token.start, token.end, token.norm, token.key, token.kind, token.parts, analyses)


@lru_cache(maxsize=131072)
def _analyses(norm: str) -> tuple[Analysis, ...]:
    return _analyser()(norm)


@cache
def _analyser() -> _Analyse:
    if find_spec("dosye.language.ckb.morphology") is None:
        return lambda norm: ()
    found: _Analyse = import_module("dosye.language.ckb.morphology").analyse_word
    return found
