"""What is known of a sentence before its clauses are found: names, times, what is said again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dosye.language.ckb.phrases import Chunk, extend, find_chunk, is_time, phrase_of
from dosye.language.ckb.records import Token
from dosye.language.ckb.sounds import YEH

Range = tuple[int, int]
_NO_NAME = frozenset({"VERB", "HOST", "OPEN", "ADP", "ADV", "CONJ", "X", "COPULA"})


@dataclass(frozen=True, slots=True)
class Known:
    """Ranges of tokens `[start, end)`.

    `names`: each is one noun and holds no verb. `times` say when. `asides` name again what stands right
    before them.
    """

    names: tuple[Range, ...] = ()
    times: tuple[Range, ...] = ()
    asides: tuple[Range, ...] = ()

    def nouns(self, tags: list[str]) -> Iterator[int]:
        """Give the tokens that are no verbs, and tag as nouns those that looked like other words."""
        for first, end in (*self.names, *self.times):
            for at in range(first, end):
                if tags[at] in _NO_NAME:
                    tags[at] = "NOUN" if at == first else "PROPN"
                yield at


def ends_of(ranges: tuple[Range, ...]) -> dict[int, int]:
    """The end of the range that holds a token."""
    return {at: end for first, end in ranges for at in range(first, end)}


def find_known_chunk(
    tokens: tuple[Token, ...], tags: list[str], at: int, ends: tuple[dict[int, int], dict[int, int]]
) -> Chunk | None:
    """The phrase that begins at an index: no name is cut in two, a time ends its phrase.

    Args:
        tokens: of the sentence.
        tags: of the tokens.
        at: where the phrase begins.
        ends: of the names and of the times, by token.
    """
    chunk = find_chunk(tokens, tags, at)
    if chunk is None:
        return None
    names, times = ends
    first, end = chunk.phrase.start, chunk.phrase.end
    while end < names.get(end - 1, end):
        end = extend(tokens, tags, names[end - 1] - 1)
    when = times.get(first) or (times.get(first + 1) if is_time(tokens[first]) else None)
    if when is not None and not tokens[when - 1].norm.endswith(YEH):
        end = when
    if when is not None and not chunk.preposition and end == when:
        return Chunk("", phrase_of(tokens, first, end), adverb=True)
    if end == chunk.phrase.end:
        return chunk
    return replace(chunk, phrase=phrase_of(tokens, first, end))
