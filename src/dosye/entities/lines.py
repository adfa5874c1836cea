"""A sentence with what the tables know of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dosye.entities.features import Featurer, outer_words
from dosye.entities.names import NameMatch
from dosye.entities.stems import noun_stems
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import YEH

_YEAR = 4  # digits


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's tokens with what the tables know of them."""

    tokens: Sequence[Token]
    matches: Sequence[NameMatch]
    known: Featurer

    def inside_match(self, at: int) -> bool:
        """Whether the tokens before and at an index belong to one known name."""
        return any(m.start < at < m.end for m in self.matches)

    def matched(self, start: int, end: int) -> bool:
        """Whether some of the tokens from `start` to `end` (half-open) belong to a known name."""
        return any(m.start < end and start < m.end for m in self.matches)

    def office(self, at: int) -> str | None:
        """The kind of the office that a token heads."""
        return self.known.office_of(self.tokens[at].key)

    def office_phrase(self, at: int) -> bool:
        """Whether a token is the second word of an office that is written in two."""
        before = self.tokens[at - 1].key
        return any(before + s in self.known.offices for s in noun_stems(self.tokens[at].key))

    def is_class_word(self, at: int) -> bool:
        """Whether a token says only what kind of thing the name after it is."""
        return any(s in self.known.class_words for s in noun_stems(self.tokens[at].key))

    def is_count(self, at: int) -> bool:
        """Whether a token is a number or a word for how many."""
        token = self.tokens[at]
        counts = (self.known.groups.get(s) for s in noun_stems(token.key))
        return token.kind is TokenKind.NUMBER or "count" in counts

    def ends_match(self, at: int) -> bool:
        """Whether a known name without any ending ends before a token."""
        return any(
            m.end == at and "".join(t.key for t in self.tokens[m.start : at]).replace(" ", "") == m.stem
            for m in self.matches
        )

    def serves(self, at: int) -> bool:
        """Whether a token is one holder of an office, no unnamed official and not several."""
        token = self.tokens[at]
        feats = token.analyses[0].feats if token.analyses else ""
        unnamed = any(s in self.known.anonymous for s in noun_stems(token.key))
        return self.office(at) not in (None, "other") and not unnamed and "Number=Plur" not in feats

    def is_in_charge(self, at: int) -> bool:
        """Whether a token is the one official of something, not one of several."""
        key = self.tokens[at].key
        heads = key.endswith(YEH) and key[:-1] in self.known.charged
        return heads and not self.is_count_before(at)

    def is_count_before(self, at: int) -> bool:
        """Whether a number that is no year, or a word for how many, stands before a token."""
        if at == 0:
            return False
        key = self.tokens[at - 1].key
        return self.is_count(at - 1) and not (len(key) == _YEAR and key[:2] in ("19", "20"))

    def is_member(self, at: int) -> bool:
        """Whether a token is one of those who are sources unless a name stands beside them."""
        members = outer_words("member")
        return any(stem in members for stem in noun_stems(self.tokens[at].key))
