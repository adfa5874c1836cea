"""Questions about a word form that are answered once: the tokens of one form share their analyses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Generic, TypeVar

from dosye.language.ckb.records import Token

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


_FORMS: Recent[tuple[str, int], dict[int, object]] = Recent()
_ANALYSES = 0  # under which the analyses of a form stand beside the answers
_NUMBERS = count(_ANALYSES + 1)


def once_a_form(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Remember what a function says of a token, by its spelling and its analyses, whatever its place.

    The analyses are told apart as objects: the memory holds them, so that no other can take their place.
    All functions share one memory of forms.
    """
    number = next(_NUMBERS)

    @wraps(ask)
    def answer(token: Token) -> Answer:
        form = token.norm, id(token.analyses)
        held = _FORMS.young.get(form) or _FORMS.get(form) or _FORMS.put(form, {_ANALYSES: token.analyses})
        try:
            return held[number]  # type: ignore[return-value]  # what this function said
        except KeyError:
            found = held[number] = ask(token)
            return found

    return answer
