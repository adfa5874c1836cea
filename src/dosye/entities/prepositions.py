"""Words with a preposition or conjunction written onto them, read as the words themselves: `lebexda`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.entities.names import NameIndex, name_index
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.lexicon import glued_words
from dosye.language.ckb.morphology import analyse_word
from dosye.language.ckb.records import Sentence, Token, TokenKind

_GLUED = 2  # letters of the word in front
_SHORTEST = 3  # letters of what is left
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_AHEAD = 4  # tokens that a name may take in
_BEFORE = 2  # tokens of a name in front of the word


def part_prepositions(sents: Sequence[Sentence], knowledge: Knowledge) -> Sequence[Sentence]:
    """Return the sentences with every such word as if the preposition were not there.

    The offsets stay those of the whole token: a mention is a run of whole tokens.
    """
    index = name_index(knowledge)
    return [_parted(sent, index) for sent in sents]


def _parted(sent: Sentence, index: NameIndex) -> Sentence:
    found = {at: rest for at, token in enumerate(sent.tokens) if (rest := _rest(sent.tokens, at, index))}
    if not found:
        return sent
    return replace(sent, tokens=tuple(found.get(at, token) for at, token in enumerate(sent.tokens)))


def _rest(tokens: Sequence[Token], at: int, index: NameIndex) -> Token | None:
    """The word that something is written onto, if it is one."""
    token = tokens[at]
    if token.kind is not TokenKind.WORD or len(token.norm) < _GLUED + _SHORTEST or not token.analyses:
        return None
    best = token.analyses[0]
    glued = best.pos in ("ADP", "SCONJ") and "+" in best.lemma
    if not (glued or best.guessed) or token.norm[:_GLUED] not in glued_words():
        return None
    norm = token.norm[_GLUED:]
    rest = replace(token, norm=norm, key=lookup_key(norm), parts=(), analyses=analyse_word(norm))
    if glued:
        noun = rest.analyses and rest.analyses[0].pos in _NOMINAL
        return rest if noun and not _is_named(tokens, at, index) else None
    matches = index.find([rest, *tokens[at + 1 : at + _AHEAD]])
    return rest if matches and matches[0].start == 0 else None


def _is_named(tokens: Sequence[Token], at: int, index: NameIndex) -> bool:
    """Whether the word as it stands is part of a known name of several words: `Beşar Esed` is no `be şar`."""
    first = max(0, at - _BEFORE)
    found = index.find(tokens[first : at + _AHEAD])
    return any(m.end - m.start > 1 and m.start <= at - first < m.end for m in found)
