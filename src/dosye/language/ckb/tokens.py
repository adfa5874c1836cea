"""Tokens: every code point of a text that is not white space stands in exactly one."""

from __future__ import annotations

import re
from functools import lru_cache

from dosye.language.ckb.arabic import find_arabic
from dosye.language.ckb.letters import DIGITS, IGNORED, LETTERS, SHAPES, TATWEEL, ZWNJ
from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.orthography import normalise_word
from dosye.language.ckb.records import Part, Token, TokenKind

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_BODY = f"{LETTERS}{SHAPES}{IGNORED}{TATWEEL}{_LATIN}\u0300-\u036f"
_LETTER = f"[{LETTERS}{SHAPES}{_LATIN}]"
# the conjunction after a joiner is a word of its own, unless the joiner ends the vowel e
_WAW = f"(?<![\u0647{ZWNJ}])(?<![\u0644\u0628\u0626]\u06d5){ZWNJ}+(?=\u0648(?![{_BODY}]))"
_D = f"[{DIGITS}]"
_WORD = f"(?:(?!{_WAW})[{_BODY}])+(?:['\u2019][{_LATIN}]+)*"
_PATTERNS = (
    (
        "LINK",
        r"(?i:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[a-z]+|(?<![\w.])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
        r"\.(?:com|net|org|info|krd|tv|iq|me|co)\b(?:/\S*)?",
    ),
    ("HASHTAG", f"[#\uff03][\\w{IGNORED}{TATWEEL}]+"),
    ("DATE", f"{_D}{{1,4}}(?P<cut>[/\\-.]){_D}{{1,2}}(?P=cut){_D}{{1,4}}(?!{_D})"),
    ("TIME", f"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?(?!{_D})"),
    ("NUMBER", f"{_D}+(?:[.,\u060c\u066b\u066c]{_D}+)*(?![{_LATIN}])"),
    ("ABBREVIATION", f'(?<![{_BODY})\\]"\u201d\u00bb])(?:{_LETTER}\\.)+(?!\\.)(?:{_LETTER}(?![{_BODY}]))?'),
    ("WORD", _WORD),
    ("MARK", r"(?P<again>[.!?\u061f\u060c\u061b,;\-_*=~'\u2026])(?P=again)*|[^\w\s" + IGNORED + r"]"),
    ("OTHER", r"\S"),
)
_SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_SUFFIX = re.compile(f"[{_BODY}]+")
_SUFFIXED = frozenset({"DATE", "TIME", "NUMBER"})
_KINDS = {kind.name: kind for kind in TokenKind} | {"ABBREVIATION": TokenKind.WORD}
_LONGEST = 64  # code points; a longer run is not a word and has no place in a cache


def find_tokens(text: str) -> tuple[Token, ...]:
    """Find the tokens of a text, in order.

    A suffix on a number (`2020ی`, `36ـەمین`) stays in its token, with `parts`; the conjunction after a
    joiner is a token of its own; `د.` and `ش.ش.م` are one token. White space belongs to no token.
    """
    arabic = find_arabic(text)
    tokens: list[Token] = []
    at, size = 0, len(text)
    scan = _SCAN.search
    while at < size:
        match = scan(text, at)
        if match is None:
            break
        kind = match.lastgroup or "OTHER"
        start, at = match.span()
        end = at
        if kind in _SUFFIXED:
            suffix = _SUFFIX.match(text, at)
            at = suffix.end() if suffix else at
        kept = bool(arabic) and any(a <= start < b for a, b in arabic)
        tokens.append(_token(text, start, end, at, kind=kind, kept=kept))
    return tuple(tokens)


def _token(text: str, start: int, middle: int, end: int, *, kind: str, kept: bool) -> Token:
    raw = text[start:end]
    norm, key = (raw, lookup_key(raw)) if kept else forms(raw)
    parts: tuple[Part, ...] = ()
    if middle < end:
        parts = (
            Part(start, middle, forms(text[start:middle])[0], "number"),
            Part(middle, end, forms(text[middle:end])[0].strip(TATWEEL), "suffix"),
        )
    token_kind = _KINDS[kind]
    if token_kind is TokenKind.WORD and not norm:
        token_kind = TokenKind.OTHER
    return Token(start, end, norm, key, token_kind, parts)


def forms(raw: str) -> tuple[str, str]:
    """Canonical spelling and look-up key of one raw word, cached for words of usual length."""
    if len(raw) > _LONGEST:
        return normalise_word.__wrapped__(raw), lookup_key(raw)
    return _forms(raw)


@lru_cache(maxsize=131072)
def _forms(raw: str) -> tuple[str, str]:
    return normalise_word(raw), lookup_key(raw)
