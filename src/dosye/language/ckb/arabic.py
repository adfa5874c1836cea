"""Runs of Arabic inside a Kurdish text: they are never rewritten."""

from __future__ import annotations

import re

from dosye.language.ckb.letters import IGNORED, LETTERS, SHAPES, pattern_source

_KURDISH = re.compile(pattern_source("kurdish_letter"))
_STRONG = re.compile(pattern_source("arabic_strong"))
_HINT = re.compile(pattern_source("arabic_hint"))
_WORD = re.compile(f"[{LETTERS}{SHAPES}{IGNORED}\u0640]+")
_LEAST = 2  # words that only Arabic writes so, before a run counts as Arabic


def find_arabic(text: str) -> list[tuple[int, int]]:
    """Ranges of Arabic: runs of words without any Kurdish letter, at least two of them clearly Arabic."""
    if not _HINT.search(text):
        return []
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int, bool]] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if _KURDISH.search(word):
            found += _accepted(run)
            run = []
        else:
            run.append((match.start(), match.end(), bool(_STRONG.search(word))))
    return found + _accepted(run)


def _accepted(run: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """The part of a run that is Arabic: from the first clear word to the last, and the words around them."""
    strong = [i for i, (_, _, is_strong) in enumerate(run) if is_strong]
    if len(strong) < _LEAST:
        return []
    first, last = strong[0], strong[-1] + 1
    if len(strong) * 3 < last - first:
        return []
    while first > 0 and len(strong) * 2 > last - first:
        first -= 1
    while last < len(run) and len(strong) * 2 > last - first:
        last += 1
    return [(run[first][0], run[last - 1][1])]
