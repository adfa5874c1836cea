"""Questions about a word form that are answered once: the tokens of one form share their analyses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

from dosye.language.ckb.records import Analysis, Token

Answer = TypeVar("Answer")
Key = TypeVar("Key")
_HALF = 3072  # answers


class Recent(Generic[Key, Answer]):
    """Answers that were asked for lately: the young ones, and the generation before them."""

    __slots__ = ("_old", "young")

    def __init__(self) -> None:
        self.young: dict[Key, Answer] = {}
        self._old: dict[Key, Answer] = {}

    def get(self, key: Key) -> Answer | None:
        """Return an answer, which is young again, or None."""
        found = self.young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Key, answer: Answer) -> Answer:
        """Keep an answer and return it."""
        if len(self.young) >= _HALF:
            self._old, self.young = self.young, {}
        self.young[key] = answer
        return answer


def once_a_form(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Remember what a function says of a token, by its spelling and its analyses, whatever its place.

    The analyses are told apart as objects: the memory holds them, so that no other can take their place.
    """
    held: Recent[tuple[str, int], tuple[Answer, tuple[Analysis, ...]]] = Recent()

    @wraps(ask)
    def answer(token: Token) -> Answer:
        analyses = token.analyses
        form = token.norm, id(analyses)
        found = held.young.get(form) or held.get(form) or held.put(form, (ask(token), analyses))
        return found[0]

    return answer
