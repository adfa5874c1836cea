"""Words that are written together: prepositions and conjunctions on their host, nouns on their light verb."""

from __future__ import annotations

from functools import lru_cache

from dosye.language.ckb.morphology import analyse_word
from dosye.language.ckb.records import Analysis, Part
from dosye.language.ckb.spans import raw_spans

_Pieces = tuple[tuple[str, str], ...]  # (canonical letters, kind)


def read_word(raw: str, start: int, norm: str) -> tuple[tuple[Analysis, ...], tuple[Part, ...]]:
    """The analyses of a word, and its ranges in the text where it is several words written together."""
    analyses, pieces = _known(norm)
    if not pieces:
        return analyses, ()
    spans = raw_spans(raw, start, tuple(norm for norm, _ in pieces))
    if len(spans) != len(pieces):
        return analyses, ()
    return analyses, tuple(
        Part(begin, end, text, kind) for (begin, end), (text, kind) in zip(spans, pieces, strict=True)
    )


@lru_cache(maxsize=8192)
def _known(norm: str) -> tuple[tuple[Analysis, ...], _Pieces]:
    analyses = analyse_word(norm)
    return analyses, _pieces(norm, analyses[0]) if analyses else ()


def _pieces(norm: str, best: Analysis) -> _Pieces:
    """How a word form divides into words; empty where it is one word."""
    segments = best.segments
    has_before = "+" in best.lemma and len(segments) > 1
    has_after = bool(best.clitics) and best.clitics[-1].kind == "conjunction" and len(segments) > 1
    is_light = " " in best.lemma
    if not (has_before or has_after or is_light) or "".join(segments) != norm:
        return ()
    start = len(segments[0]) if has_before else 0
    end = len(norm) - (len(segments[-1]) if has_after else 0)
    pieces: list[tuple[str, str]] = []
    if has_before:
        pieces.append((segments[0], "preposition"))
    pieces += _light_verb(norm[start:end], best) or ((norm[start:end], "word"),)
    if has_after:
        pieces.append((segments[-1], "conjunction"))
    return tuple(pieces) if len(pieces) > 1 else ()


def _light_verb(norm: str, best: Analysis) -> _Pieces:
    """`زیادیکردووە` is زیاد, the clitic ی and کردووە."""
    host, _, verb = best.lemma.rpartition("+")[2].partition(" ")
    if not verb or not norm.startswith(host) or len(norm) == len(host):
        return ()
    rest = norm[len(host) :]
    clitic = next((c.text for c in best.clitics if c.kind == "person" and rest.startswith(c.text)), "")
    if clitic and len(rest) > len(clitic):
        return (host, "host"), (clitic, "clitic"), (rest[len(clitic) :], "verb")
    return (host, "host"), (rest, "verb")
