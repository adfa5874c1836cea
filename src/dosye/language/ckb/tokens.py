"""Tokens: every code point of a text that is not white space stands in exactly one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from dosye.language.ckb.arabic import find_arabic
from dosye.language.ckb.letters import DIGITS, IGNORED, LETTERS, SHAPES, SOLID, TATWEEL, ZWNJ, pattern_source
from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.orthography import normalise_word
from dosye.language.ckb.records import Analysis, Part, Token, TokenKind

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_SOLID = f"{SOLID}{_LATIN}\u0300-\u036f"
_BODY = _SOLID + ZWNJ
_LETTER = f"[{LETTERS}{SHAPES}{_LATIN}]"
_WAW = pattern_source("joiner_before_and", _BODY)
_D = f"[{DIGITS}]"
_WORD = f"(?:[{_SOLID}]+|(?!{_WAW}){ZWNJ})+(?:{ZWNJ}+(?=\u0648(?![{_BODY}])))?"
_MAIL = r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,4}"
_HOST = r"(?<![\w.])(?:[A-Za-z0-9-]{1,64}\.){1,5}(?:com|net|org|info|krd|tv|iq|me|co)(?![A-Za-z0-9])(?:/\S*)?"
_PATTERNS = (
    ("ABBREVIATION", f'(?<![{_BODY})\\]"\u201d\u00bb])(?:{_LETTER}\\.)+(?!\\.)(?:{_LETTER}(?![{_BODY}]))?'),
    ("KURDISH", f"(?=[{SOLID}]){_WORD}"),
    ("LINK", rf"(?i:https?://|www\.)\S+|(?=[A-Za-z0-9])(?:{_MAIL}|{_HOST})"),
    ("HASHTAG", f"[#\uff03][\\w{IGNORED}{TATWEEL}]+"),
    ("DATE", f"{_D}{{1,4}}(?P<cut>[/\\-.]){_D}{{1,2}}(?P=cut){_D}{{1,4}}(?!{_D})[{_BODY}]*"),
    ("TIME", f"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?(?!{_D})[{_BODY}]*"),
    ("NUMBER", f"{_D}+(?:[.,\u060c\u066b\u066c]{_D}+)*[{_BODY}]*"),
    ("WORD", f"{_WORD}(?:['\u2019][{_LATIN}]+)*"),
    ("MARK", r"(?P<again>[.!?\u061f\u060c\u061b,;\-_*=~'\u2026])(?P=again)*|[^\w\s" + IGNORED + "]"),
    ("OTHER", r"\S"),
)
_SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_SUFFIX = re.compile(f"[{_BODY}]+$")
_SUFFIXED = frozenset({TokenKind.DATE, TokenKind.TIME, TokenKind.NUMBER})
_KINDS = {kind.name: kind for kind in TokenKind} | {
    "ABBREVIATION": TokenKind.WORD,
    "KURDISH": TokenKind.WORD,
}
_WORDS = frozenset({"ABBREVIATION", "KURDISH", "WORD"})
_WORD_KIND, _OTHER_KIND = TokenKind.WORD, TokenKind.OTHER
_LONGEST = 64  # code points; a longer run is not a word and has no place in a cache


Reader = Callable[[str, int, str], tuple[tuple[Analysis, ...], tuple[Part, ...]]]


def find_tokens(text: str, read: Reader | None = None) -> tuple[Token, ...]:
    """Find the tokens of a text, in order.

    A suffix on a number (`2020ی`, `36ەمین`) stays in its token, with `parts`; the conjunction after a
    joiner is a token of its own; `د.` and `ش.ش.م` are one token. White space belongs to no token.

    Args:
        text: as it came.
        read: gives the analyses and parts of a raw word, its start and its canonical spelling; without it
            the tokens have none.
    """
    arabic = find_arabic(text)
    tokens: list[Token] = []
    for match in _SCAN.finditer(text):
        start, end = match.span()
        raw = match[0]
        norm, key, kind, is_suffixed = _shaped(raw, match.lastgroup or "OTHER")
        if arabic and any(a <= start < b for a, b in arabic):
            norm, key = raw, lookup_key(raw)
            kind = _WORD_KIND if kind is _OTHER_KIND and match.lastgroup in _WORDS else kind
        parts = _suffixed(raw, start) if is_suffixed else ()
        if read is not None and kind is _WORD_KIND and len(norm) <= _LONGEST:
            analyses, parts = read(raw, start, norm)
            tokens.append(Token(start, end, norm, key, kind, parts, analyses))
        else:
            tokens.append(Token(start, end, norm, key, kind, parts))
    return tuple(tokens)


def _shaped(raw: str, group: str) -> tuple[str, str, TokenKind, bool]:
    """Spelling, key and kind of a raw word, and whether it can bear a suffix."""
    return _shape(raw, group) if len(raw) <= _LONGEST else _shape.__wrapped__(raw, group)


@lru_cache(maxsize=3072)
def _shape(raw: str, group: str) -> tuple[str, str, TokenKind, bool]:
    norm, key = forms(raw)
    kind = _KINDS[group]
    if kind is TokenKind.WORD and not norm:
        kind = TokenKind.OTHER
    return norm, key, kind, kind in _SUFFIXED


def _suffixed(raw: str, start: int) -> tuple[Part, ...]:
    """A number and what is written onto it."""
    suffix = _SUFFIX.search(raw)
    if suffix is None:
        return ()
    middle = start + suffix.start()
    return (
        Part(start, middle, forms(raw[: suffix.start()])[0], "number"),
        Part(middle, start + len(raw), forms(suffix[0])[0].strip(TATWEEL), "suffix"),
    )


def forms(raw: str) -> tuple[str, str]:
    """Canonical spelling and look-up key of one raw word."""
    if len(raw) > _LONGEST:
        return normalise_word.__wrapped__(raw), lookup_key(raw)
    return normalise_word(raw), lookup_key(raw)
