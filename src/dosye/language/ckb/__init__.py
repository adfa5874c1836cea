"""Central Kurdish: canonical letters, look-up keys, tokens, sentences, word forms and clauses."""

from __future__ import annotations

from dosye.language.ckb.analyse import analyse
from dosye.language.ckb.identify import identify
from dosye.language.ckb.lookup import joined_key, lookup_key, lookup_keys
from dosye.language.ckb.orthography import Normalised, normalise
from dosye.language.ckb.records import (
    Analysis,
    Clitic,
    Part,
    Script,
    Sentence,
    SentenceKind,
    Token,
    TokenKind,
)
from dosye.language.ckb.romanise import romanise
from dosye.language.ckb.sentences import find_sentences
from dosye.language.ckb.tokens import find_tokens
from dosye.lazy import make_loader

__all__ = [
    "Analysis",
    "Clitic",
    "Normalised",
    "Part",
    "Script",
    "Sentence",
    "SentenceKind",
    "Token",
    "TokenKind",
    "analyse",
    "find_clauses",
    "find_sentences",
    "find_tokens",
    "identify",
    "joined_key",
    "lookup_key",
    "lookup_keys",
    "normalise",
    "romanise",
]

# the clauses are loaded only when they are asked for
__getattr__ = make_loader(__name__, {"find_clauses": "dosye.language.ckb.clauses"})
