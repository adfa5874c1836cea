"""Noun phrases: chains of izafe, numerals, names and conjoined nouns, with their prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dosye.language.ckb.once import once_a_form
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import AE, LEXICON, YEH
from dosye.tables import read_table

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "NUM", "SYM", "X"})
_OPENERS = frozenset({"NUM", "ADP"})
_WORD, _MARK = TokenKind.WORD, TokenKind.MARK
_NUMBERS = frozenset({TokenKind.NUMBER, TokenKind.TIME, TokenKind.DATE})
_PAIRS = {")": "(", "]": "[", "\u00bb": "\u00ab", "\u201d": "\u201c"}
_DATED = frozenset({TokenKind.DATE, TokenKind.TIME})
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]")


@dataclass(slots=True, unsafe_hash=True)
class NounPhrase:
    """Tokens `[start, end)` of a sentence; `head` is the token that the rest describes."""

    start: int
    end: int
    head: int
    lemma: str


@dataclass(slots=True, unsafe_hash=True)
class Chunk:
    """A noun phrase as an argument: its preposition (empty where it has none) and whether it is an adverb."""

    preposition: str
    phrase: NounPhrase
    postposition: bool = False
    adverb: bool = False


def pos_of(token: Token) -> str:
    """Part of speech of a token's first reading; numbers are NUM, marks PUNCT, what is unread X."""
    kind = token.kind
    if kind is _WORD:
        return token.analyses[0].pos if token.analyses else "X"
    if kind is _MARK:
        return "PUNCT"
    return "NUM" if kind in _NUMBERS else "X"


def is_quote(token: Token) -> bool:
    """Whether a token is a quote or a bracket, which phrases ignore."""
    return token.kind is _MARK and set(token.norm) <= _QUOTES


def find_chunk(tokens: tuple[Token, ...], tags: list[str], at: int) -> Chunk | None:
    """The phrase that begins at an index, with its preposition; None where none begins."""
    if tags[at] == "ADV":
        return Chunk("", phrase_of(tokens, at, at + 1), adverb=True)
    preposition, start = "", at
    if tags[at] == "ADP" and _is_complete(tokens[at]):
        return Chunk(tokens[at].analyses[0].lemma, phrase_of(tokens, at, at + 1))
    if tags[at] == "ADP":
        preposition, start = _preposition(tokens, tags, at)
        if start + 1 < len(tokens) and is_quote(tokens[start]):
            start += 1
        if start >= len(tokens) or (tags[start] not in _NOMINAL and tags[start] != "ADV"):
            return Chunk(preposition, phrase_of(tokens, at, start)) if start > at else None
    if tags[start] not in _NOMINAL and not preposition:
        return None
    end = extend(tokens, tags, start)
    phrase = phrase_of(tokens, start, end)
    return Chunk(preposition, phrase, postposition=_is_placed(tokens[end - 1]))


def _is_complete(token: Token) -> bool:
    """Whether a preposition has its object in a clitic or in itself."""
    reading = token.analyses[0]
    held = any(clitic.kind == "person" for clitic in reading.clitics)
    return held or reading.lemma in _pronominal()


@cache
def _pronominal() -> frozenset[str]:
    rows = read_table(LEXICON / "pronominal-prepositions.tsv", ("lemma",), key=("lemma",))
    return frozenset(row["lemma"] for row in rows)


def _preposition(tokens: tuple[Token, ...], tags: list[str], at: int) -> tuple[str, int]:
    lemma = tokens[at].analyses[0].lemma.split("+")[0]
    if "+" in tokens[at].analyses[0].lemma:
        return lemma, at if at + 1 >= len(tokens) or tags[at + 1] not in _NOMINAL else at + 1
    end = at + 1
    while end < len(tokens) and tags[end] == "ADP" and "+" not in tokens[end].analyses[0].lemma:
        lemma += " " + tokens[end].analyses[0].lemma
        end += 1
    return lemma, end


def extend(tokens: tuple[Token, ...], tags: list[str], start: int) -> int:
    """The end of the phrase that begins at an index."""
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
    if _closes(tokens, start, at + 1):
        return 1
    bridged = following == "AND" or (is_quote(tokens[at + 1]) and _links(tokens[at]))
    if bridged:
        return 2 if at + 2 < len(tokens) and tags[at + 2] in _NOMINAL else 0
    if following in ("ADV", "ADP"):
        return int(_links(tokens[at]) and _is_nominal_adverb(tokens, tags, at + 1))
    if following not in _NOMINAL or _is_placed(tokens[at]):
        return 0
    return int(_joins(tokens, tags, start, at))


def _is_nominal_adverb(tokens: tuple[Token, ...], tags: list[str], at: int) -> bool:
    """Whether an adverb or preposition of place goes on a chain of izafe as a noun would."""
    if tags[at] == "ADV":
        return _links(tokens[at])
    return tokens[at].analyses[0].lemma in _place_nouns() and not has_weak_link(tokens, at - 1)


def _closes(tokens: tuple[Token, ...], start: int, at: int) -> bool:
    """Whether a closing bracket ends one that was opened inside the phrase."""
    opened = _PAIRS.get(tokens[at].norm)
    return opened is not None and any(token.norm == opened for token in tokens[start:at])


def _joins(tokens: tuple[Token, ...], tags: list[str], start: int, at: int) -> bool:
    here, following = tags[at], tags[at + 1]
    if tokens[at].norm.endswith(AE + YEH) and following != "ADJ" and is_shown(tokens[start]):
        return tags[at:].count("VERB") < 2
    if _links(tokens[at]):
        return following != "NUM" or tokens[at + 1].kind in _NUMBERS or not has_weak_link(tokens, at)
    if _opens(tokens[at], here, is_first=at == start or _is_determiner(tokens[at - 1])):
        return not (tokens[at].kind in _DATED and following == "PROPN")
    if following == "PROPN":
        return _takes_name(tokens[at], here)
    if following == "ADJ" and tokens[at].norm.endswith(AE):
        return True
    return tokens[at + 1].kind in _NUMBERS and here == "NOUN" and _is_bare(tokens[at])


def _opens(token: Token, pos: str, *, is_first: bool) -> bool:
    """Whether a token cannot end a phrase: a numeral, a noun of place, a quantity, a determiner."""
    if pos in _OPENERS or _is_measure(token):
        return True
    return is_first and _is_determiner(token)


def _links(token: Token) -> bool:
    return token.norm.endswith(YEH)


def has_weak_link(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether only a final long i of the word itself, or two names side by side, joined it to the next."""
    here, following = tokens[at], tokens[at + 1]
    if not here.analyses or pos_of(following) in ("PUNCT", "CCONJ"):
        return False
    first = here.analyses[0]
    if _links(here):
        return not any(clitic.kind in ("izafe", "person") for clitic in first.clitics)
    return first.pos == "PROPN" and pos_of(following) == "PROPN"


@once_a_form
def _is_determiner(token: Token) -> bool:
    return any(
        a.pos in ("ADJ", "ADP") and ("PronType=" in a.feats or "Fused" in a.feats) and len(a.segments) < 2
        for a in token.analyses[:2]
    ) or any("NumType=Ord" in a.feats and not a.clitics for a in token.analyses[:1])


@once_a_form
def _is_measure(token: Token) -> bool:
    """An indefinite noun of quantity: a number of, a group of."""
    reading = token.analyses[0] if token.analyses else None
    return reading is not None and reading.lemma in _quantifiers() and "Definite=Ind" in reading.feats


@cache
def _quantifiers() -> frozenset[str]:
    return frozenset(
        row["lemma"] for row in read_table(LEXICON / "quantifiers.tsv", ("lemma",), key=("lemma",))
    )


@cache
def _place_nouns() -> frozenset[str]:
    rows = read_table(LEXICON / "nominal-prepositions.tsv", ("lemma",), key=("lemma",))
    return frozenset(row["lemma"] for row in rows)


@once_a_form
def is_time(token: Token) -> bool:
    """Whether a noun leads in a time (`day`, `the evening of`)."""
    return any(a.lemma in _time_nouns() for a in token.analyses[:2])


@cache
def _time_nouns() -> frozenset[str]:
    return frozenset(r["lemma"] for r in read_table(LEXICON / "time-nouns.tsv", ("lemma",), key=("lemma",)))


def _takes_name(token: Token, pos: str) -> bool:
    """Whether a name goes on after a name or a bare title; the name of a place does not."""
    if pos == "PROPN":
        return not any(f"NameType={kind}" in token.analyses[0].feats for kind in ("place", "organisation"))
    return _is_bare(token) and pos == "NOUN"


def _is_bare(token: Token) -> bool:
    return bool(token.analyses) and len(token.analyses[0].segments) < 2


@once_a_form
def _is_placed(token: Token) -> bool:
    """Whether a circumposition closes on this token."""
    return bool(token.analyses) and any(c.kind == "postposition" for c in token.analyses[0].clitics)


def phrase_of(tokens: tuple[Token, ...], start: int, end: int) -> NounPhrase:
    """The phrase of the tokens `[start, end)`, with its head."""
    head = start
    while head < end - 1 and (pos_of(tokens[head]) in ("NUM", "ADP") or is_shown(tokens[head])):
        head += 1
    lemma = tokens[head].analyses[0].lemma if tokens[head].analyses else tokens[head].norm
    return NounPhrase(start, end, head, lemma)


@once_a_form
def is_shown(token: Token) -> bool:
    """Whether a token is a demonstrative, or a preposition fused with one."""
    return any(
        len(a.segments) < 2 and ("Fused" in a.feats or ("PronType=Dem" in a.feats and a.pos == "ADJ"))
        for a in token.analyses[:3]
    )
