"""Questions about a word form that are answered once: the tokens of one form share their analyses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from dosye.language.ckb.records import Analysis, Token

Answer = TypeVar("Answer")
_MOST = 8192  # forms; then the memory starts anew


def once_a_form(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Remember what a function says of a token, by its spelling and its analyses, whatever its place.

    The analyses are told apart as objects: the memory holds them, so that no other can take their place.
    """
    held: dict[tuple[str, int], tuple[Answer, tuple[Analysis, ...]]] = {}

    @wraps(ask)
    def answer(token: Token) -> Answer:
        analyses = token.analyses
        form = token.norm, id(analyses)
        found = held.get(form)
        if found is None:
            if len(held) >= _MOST:
                held.clear()
            found = held[form] = ask(token), analyses
        return found[0]

    return answer
