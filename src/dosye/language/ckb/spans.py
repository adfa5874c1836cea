"""Ranges of the raw text for pieces of a canonical word."""

from __future__ import annotations

from dosye.language.ckb.orthography import normalise


def raw_spans(raw: str, start: int, pieces: tuple[str, ...]) -> list[tuple[int, int]]:
    """Ranges of the raw text that the pieces of a canonical word came from; together they cover the word."""
    if normalise(raw).text == raw:
        ends = []
        at = 0
        for piece in pieces:
            at += len(piece)
            ends.append(at)
    else:
        ends = _ends(raw, pieces)
    starts = [0, *ends[:-1]]
    return [(start + a, start + b) for a, b in zip(starts, ends, strict=True) if b > a]


def _ends(raw: str, pieces: tuple[str, ...]) -> list[int]:
    norm = normalise(raw)
    ends: list[int] = []
    at = 0
    for piece in pieces:
        at += len(piece)
        ends.append(norm.raw_range(at - 1, at)[1] if at else 0)
    ends[-1] = len(raw)
    return ends
