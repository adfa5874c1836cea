"""Morpheme-like pieces of a text: stems, endings and clitics as ranges of the raw text."""

from __future__ import annotations

from dosye.language.ckb.analyse import analyse
from dosye.language.ckb.records import Token
from dosye.language.ckb.sounds import YEH
from dosye.language.ckb.spans import raw_spans

_INFINITIVES = ("\u0646", "\u0648\u06d5")


def find_segments(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of the pieces of every token, in order: those of its best analysis, or of its parts."""
    return tuple(span for sent in analyse(text) for token in sent.tokens for span in _pieces(text, token))


def _pieces(text: str, token: Token) -> list[tuple[int, int]]:
    segments = _segments(token)
    if len(segments) > 1 and "".join(segments) == token.norm:
        return raw_spans(text[token.start : token.end], token.start, segments)
    if token.parts:
        return [(part.start, part.end) for part in token.parts]
    return [(token.start, token.end)]


def _segments(token: Token) -> tuple[str, ...]:
    """Pieces of the best analysis; of the first that divides the word where the best is a bare guess."""
    if not token.analyses:
        return ()
    best = token.analyses[0]
    if len(best.segments) < 2 and best.guessed:
        best = next((a for a in token.analyses if _is_sure(a.segments)), best)
    if len(best.segments) < 2 and token.norm.endswith(YEH + YEH) and len(token.norm) > 3:
        return token.norm[:-1], YEH  # the second is the izafe
    return best.segments


def _is_sure(segments: tuple[str, ...]) -> bool:
    """Whether a guessed division is worth following: a long ending, or the izafe of an infinitive."""
    if len(segments) < 2:
        return False
    infinitive = segments[0].endswith(_INFINITIVES) and len(segments[0]) > 4
    return infinitive or any(len(piece) > 1 for piece in segments[1:])
