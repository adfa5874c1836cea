"""A draft: words that may be somebody's, with the features by which that is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from dosye.events.scene import Scene
from dosye.knowledge.records import CueLine
from dosye.language.ckb import Token, TokenKind
from dosye.records import EntityId, Span
from dosye.statements.grid import grid_of

QUOTES = frozenset("\"“”«»„'‘’")
_LARGEST = 16
_CLOSING = {
    '"': frozenset('"”“'),
    "“": frozenset('”"“'),
    "”": frozenset('”"'),
    "«": frozenset("»"),
    "„": frozenset('“”"'),
}
_MARKS = re.compile(r'["“”«»„]|\n\s*\n')
_TRIM_LEFT = " \t\u200c\u200e\u200f\u202a\u202b،,:;؛.-–*•…#" + "".join(QUOTES)
_TRIM_RIGHT = " \t\u200c\u200e\u200f\u202a\u202b،,:;؛.!…" + "".join(QUOTES)


@dataclass(slots=True, unsafe_hash=True)
class Draft:
    """Content with its cue, not yet decided; drafts of one `group` exclude each other.

    `scene` is the sentence of the cue, `at` that of the content; `sources` are fixed by the form of the line
    where it names them (`NAME: text`), else empty and found later.
    """

    group: int
    shape: str
    scene: int
    at: int
    cue: Span
    content: Span
    features: tuple[str, ...]
    line: CueLine | None = None
    first: int = -1
    last: int = -1
    sources: tuple[EntityId, ...] = ()
    medium: EntityId | None = None


def span_of(tokens: tuple[Token, ...], first: int, last: int, text: str) -> Span | None:
    """Return the span of tokens `first` to `last` without marks at its ends, None where nothing is left."""
    if first > last or first < 0 or last >= len(tokens):
        return None
    return trim(text, Span(tokens[first].start, tokens[last].end))


def trim(text: str, span: Span) -> Span | None:
    """Return a span without white space, marks and quotes at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_TRIM_LEFT))
    words = text[start : span.end].rstrip(_TRIM_RIGHT)
    if words.count("(") > words.count(")") and text[start + len(words) : start + len(words) + 1] == ")":
        words += ")"
    return Span(start, start + len(words)) if any(c.isalpha() for c in words) else None


@lru_cache(maxsize=1)  # asked again for every statement of an article
def quotations(text: str) -> tuple[Span, ...]:
    """Return what stands in quotation marks, paragraph by paragraph; the same mark may open and close."""
    found: list[Span] = []
    start, close = -1, frozenset[str]()
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark.isspace():
            start = -1
        elif start < 0 and mark in _CLOSING:
            start, close = match.end(), _CLOSING[mark]
        elif start >= 0 and mark in close:
            found.append(Span(start, match.start()))
            start = -1
    return tuple(found)


def is_direct(text: str, span: Span, quoted: Sequence[Span] = ()) -> bool:
    """Whether a span stands between quotation marks, or within a longer quotation."""
    before = text[: span.start].rstrip(" \t\u200f\u200e")[-1:]
    after = text[span.end : span.end + 5].lstrip(" \t.،!؟…\u200f\u200e\u200c")[:1]
    if before in QUOTES and before != "" and after in QUOTES and after != "":
        return True
    return any(q.start <= span.start and span.end <= q.end for q in quoted)


def word_count(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return how many tokens from `first` to `last` are no marks, up to the largest size."""
    words = (t for t in islice(tokens, max(0, first), last + 1) if t.kind is not TokenKind.MARK)
    return sum(1 for _ in islice(words, _LARGEST))


def bucket(n: int) -> str:
    """Return a coarse size."""
    return str(n) if n < 4 else "4-7" if n < 8 else "8-15" if n < 16 else "16-"


def has_verb(scene: Scene, first: int, last: int) -> bool:
    """Whether a finite verb stands among the tokens."""
    return grid_of(scene).has_verb(first, last)
