"""Sentences of news text: kickers, repeated headlines, speakers and quotations, initials, dots."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.records import Sentence, SentenceKind, Token, TokenKind
from dosye.language.ckb.tokens import Reader, find_tokens
from dosye.tables import read_table

_CLOSERS = frozenset("\"'\u201d\u2019\u00bb)]}\u203a")
_SURE = frozenset("!?\u061f")
_SEMICOLON = "\u061b"
_DOTS = ".\u2026"
_KICKER_WORDS = 2
_COPY_WORDS = 3
_NEAR = 12  # tokens before a mark that decide; more words than fit in them are no kicker
_MARK = TokenKind.MARK
_PLAIN_GAPS = frozenset({"", " "})  # between words of one sentence
_LINE = re.compile("[\n\r\u2028\u2029]")
_PARAGRAPH = re.compile(r"[ \t\u00a0]{2,}")


@dataclass(slots=True, unsafe_hash=True)
class _Unit:
    first: int
    last: int  # token indices, half-open
    kind: SentenceKind = SentenceKind.SENTENCE


def find_sentences(text: str, read: Reader | None = None) -> tuple[Sentence, ...]:
    """Find the sentences of a text, in order; together they hold every token.

    A new line always ends a sentence. `X: words` and `X؛ words` stay whole. A kicker (`هەولێر..`) is a
    unit of its own, and a headline that is printed again is a COPY of the first. `read` is as in
    `find_tokens`.
    """
    tokens = find_tokens(text, read)
    units = list(_units(text, tokens))
    return _marked([_sentence(tokens, unit) for unit in units])


def _sentence(tokens: tuple[Token, ...], unit: _Unit) -> Sentence:
    inside = tokens[unit.first : unit.last]
    return Sentence(inside[0].start, inside[-1].end, inside, unit.kind)


def _units(text: str, tokens: tuple[Token, ...]) -> list[_Unit]:
    units: list[_Unit] = []
    first = 0
    for at, (token, following) in enumerate(pairwise(tokens)):
        if token.kind is not _MARK and text[token.end : following.start] in _PLAIN_GAPS:
            continue
        kind = _end_kind(text, tokens, first=first, at=at)
        if kind is not None:
            units.append(_Unit(first, at + 1, kind))
            first = at + 1
    if tokens:
        units.append(_Unit(first, len(tokens)))
    return units


def _end_kind(text: str, tokens: tuple[Token, ...], *, first: int, at: int) -> SentenceKind | None:
    """What ends after token `at`, None where the sentence goes on."""
    token, following = tokens[at], tokens[at + 1]
    gap = text[token.end : following.start]
    if _LINE.search(gap) or (token.norm in _CLOSERS and _PARAGRAPH.search(gap)):
        return SentenceKind.SENTENCE
    if token.kind is not TokenKind.MARK or _closes(tokens, at + 1, gap) or following.key in _no_start():
        return None
    end = at
    while end > max(first, at - _NEAR) and tokens[end].norm in _CLOSERS:
        end -= 1
    return _mark_kind(tokens, first=first, mark=end, gap=gap, closed=end < at)


def _closes(tokens: tuple[Token, ...], at: int, gap: str) -> bool:
    """Whether token `at` still belongs to the end of the sentence before it."""
    token = tokens[at]
    if token.kind is not TokenKind.MARK:
        return False
    if token.norm[0] in _DOTS + "".join(_SURE):
        return True
    if token.norm not in _CLOSERS:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return not gap or (after is not None and after.start == token.end and after.norm[:1] in _DOTS)


def _mark_kind(
    tokens: tuple[Token, ...], *, first: int, mark: int, gap: str, closed: bool
) -> SentenceKind | None:
    norm = tokens[mark].norm
    if tokens[mark].kind is not TokenKind.MARK:
        return None
    if norm[0] in _SURE:
        return None if closed else SentenceKind.SENTENCE
    before = [t for t in tokens[max(first, mark - _NEAR) : mark] if t.kind is not TokenKind.MARK]
    if norm == _SEMICOLON:
        return SentenceKind.KICKER if _is_kicker(before, most=1) else None
    if norm[0] in _DOTS and before:
        return _dots_kind(before, single=norm == ".", gap=gap)
    return None


def _dots_kind(before: list[Token], *, single: bool, gap: str) -> SentenceKind | None:
    if not single:
        return SentenceKind.KICKER if _is_kicker(before, most=_KICKER_WORDS) else SentenceKind.SENTENCE
    is_initial = not gap and len(before[-1].norm) == 1
    is_item = len(before) == 1 and before[0].kind is TokenKind.NUMBER  # `3.` opens a line of a list
    return None if is_initial or is_item else SentenceKind.SENTENCE


def _is_kicker(before: list[Token], *, most: int) -> bool:
    return len(before) <= most or " ".join(t.key for t in before) in _kickers()


@cache
def _kickers() -> frozenset[str]:
    rows = read_table(Path(__file__).parent / "kickers.tsv", ("key", "why"), key=("key",))
    return frozenset(lookup_key(row["key"]) for row in rows)


@cache
def _no_start() -> frozenset[str]:
    rows = read_table(Path(__file__).parent / "no-start.tsv", ("key", "why"), key=("key",))
    return frozenset(lookup_key(row["key"]) for row in rows)


def _marked(sents: list[Sentence]) -> tuple[Sentence, ...]:
    """Mark the sentences that repeat an earlier one."""
    seen: dict[tuple[str, ...], int] = {}
    out: list[Sentence] = []
    for index, sent in enumerate(sents):
        keys = tuple(t.key for t in sent.tokens if t.kind is not TokenKind.MARK and t.key)
        if len(keys) >= _COPY_WORDS and keys in seen:
            out.append(replace(sent, kind=SentenceKind.COPY, copy_of=seen[keys]))
            continue
        seen.setdefault(keys, index)
        out.append(sent)
    return tuple(out)
