"""Noun phrases: chains of izafe, numerals, names and conjoined nouns, with their prepositions."""

from __future__ import annotations

from dataclasses import dataclass

from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import AE, YEH

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "NUM", "SYM", "X"})
_OPENERS = frozenset({"NUM"})
_NUMBERS = frozenset({TokenKind.NUMBER, TokenKind.TIME, TokenKind.DATE})
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `[start, end)` of a sentence; `head` is the token that the rest describes."""

    start: int
    end: int
    head: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase as an argument: its preposition (empty where it has none) and whether it is an adverb."""

    preposition: str
    phrase: NounPhrase
    postposition: bool = False
    adverb: bool = False


def pos_of(token: Token) -> str:
    """Part of speech of a token's first reading; numbers are NUM, marks PUNCT, what is unread X."""
    if token.kind in _NUMBERS:
        return "NUM"
    if token.kind is not TokenKind.WORD:
        return "PUNCT" if token.kind is TokenKind.MARK else "X"
    return token.analyses[0].pos if token.analyses else "X"


def is_quote(token: Token) -> bool:
    """Whether a token is a quote or a bracket, which phrases ignore."""
    return token.kind is TokenKind.MARK and set(token.norm) <= _QUOTES


def find_chunk(tokens: tuple[Token, ...], tags: list[str], at: int) -> Chunk | None:
    """The phrase that begins at an index, with its preposition; None where none begins."""
    if tags[at] == "ADV":
        return Chunk("", _phrase(tokens, at, at + 1), adverb=True)
    preposition, start = "", at
    if tags[at] == "ADP":
        preposition, start = _preposition(tokens, tags, at)
        if start >= len(tokens) or (tags[start] not in _NOMINAL and tags[start] != "ADV"):
            return Chunk(preposition, _phrase(tokens, at, start)) if start > at else None
    if tags[start] not in _NOMINAL and not preposition:
        return None
    end = _extend(tokens, tags, start)
    phrase = _phrase(tokens, start, end)
    return Chunk(preposition, phrase, postposition=_is_placed(tokens[end - 1]))


def _preposition(tokens: tuple[Token, ...], tags: list[str], at: int) -> tuple[str, int]:
    lemma = tokens[at].analyses[0].lemma.split("+")[0]
    if "+" in tokens[at].analyses[0].lemma:
        return lemma, at if at + 1 >= len(tokens) or tags[at + 1] not in _NOMINAL else at + 1
    end = at + 1
    while end < len(tokens) and tags[end] == "ADP" and "+" not in tokens[end].analyses[0].lemma:
        lemma += " " + tokens[end].analyses[0].lemma
        end += 1
    return lemma, end


def _extend(tokens: tuple[Token, ...], tags: list[str], start: int) -> int:
    at = start
    while at + 1 < len(tokens):
        step = _step(tokens, tags, start, at)
        if not step:
            break
        at += step
    return at + 1


def _step(tokens: tuple[Token, ...], tags: list[str], start: int, at: int) -> int:
    """How many tokens further the phrase goes on from `at`; 0 where it ends."""
    following = tags[at + 1]
    if is_quote(tokens[at + 1]) and at + 2 < len(tokens) and tags[at + 2] in _NOMINAL and _links(tokens[at]):
        return 2
    if following == "AND":
        return 2 if at + 2 < len(tokens) and tags[at + 2] in _NOMINAL else 0
    if following not in _NOMINAL or _is_placed(tokens[at]):
        return 0
    return int(_joins(tokens, tags, start, at))


def _joins(tokens: tuple[Token, ...], tags: list[str], start: int, at: int) -> bool:
    here, following = tags[at], tags[at + 1]
    if _links(tokens[at]) or here in _OPENERS or (at == start and _is_determiner(tokens[at])):
        return True
    if following == "PROPN":
        return here == "PROPN" or _is_bare(tokens[at])
    if following == "ADJ" and tokens[at].norm.endswith(AE):
        return True
    return following == "NUM" and here == "NOUN" and _is_bare(tokens[at])


def _links(token: Token) -> bool:
    return token.norm.endswith(YEH)


def _is_determiner(token: Token) -> bool:
    return bool(token.analyses) and any(
        "PronType=Dem" in a.feats or (a.pos == "ADJ" and not a.clitics and len(a.segments) < 2)
        for a in token.analyses[:2]
    )


def _is_bare(token: Token) -> bool:
    return bool(token.analyses) and len(token.analyses[0].segments) < 2


def _is_placed(token: Token) -> bool:
    """Whether a circumposition closes on this token."""
    return bool(token.analyses) and any(c.kind == "postposition" for c in token.analyses[0].clitics)


def _phrase(tokens: tuple[Token, ...], start: int, end: int) -> NounPhrase:
    head = start
    while head < end - 1 and (pos_of(tokens[head]) in ("NUM", "ADP") or _is_shown(tokens[head])):
        head += 1
    lemma = tokens[head].analyses[0].lemma if tokens[head].analyses else tokens[head].norm
    return NounPhrase(start, end, head, lemma)


def _is_shown(token: Token) -> bool:
    return bool(token.analyses) and any("PronType=Dem" in a.feats for a in token.analyses[:2])
