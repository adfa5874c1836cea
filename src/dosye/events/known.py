"""What names and times tell of the syntax of a sentence before its clauses are found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dosye.language.ckb import Sentence
from dosye.language.ckb.known import Known
from dosye.records import Mention, Timex

_LINKS = frozenset(("\u060c", "("))
Range = tuple[int, int]


def known_of(sent: Sentence, mentions: Sequence[Mention], times: Sequence[Timex]) -> Known:
    """Tell which tokens are a name, a time, or name again what stands right before."""
    starts, ends = [t.start for t in sent.tokens], [t.end for t in sent.tokens]

    def tokens(start: int, end: int) -> Range:
        first = min(bisect_right(ends, start), max(0, len(ends) - 1))
        return first, max(first + 1, bisect_left(starts, end))

    outer = [
        m for m in mentions if not any(o is not m and o.start <= m.start and m.end <= o.end for o in mentions)
    ]
    names = [tokens(m.start, m.end) for m in outer]
    asides = []
    for n in range(1, len(outer)):
        first, end = names[n]
        gap = first - names[n - 1][1]
        comma = gap == 1 and sent.tokens[first - 1].norm in _LINKS
        if outer[n].entity == outer[n - 1].entity and (comma or gap == 0):
            asides.append((first - gap, end))
    return Known(tuple(names), tuple(tokens(t.start, t.end) for t in times), tuple(asides))
