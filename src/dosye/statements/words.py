"""The small words around reported speech, and what a name stands after."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind, lookup_key
from dosye.language.ckb.sounds import YEH
from dosye.tables import read_table

ALSO = "\u0634"
PAUSES = frozenset("،,؛;:")
WHICH = "\u06a9\u06d5"
THAT = "\u0626\u06d5\u0648"  # that, that one, he
_REACH = 3


@lru_cache(maxsize=1)
def link_words() -> dict[str, str]:
    """Return the small words around a clause and what each does: join, that, lead."""
    rows = read_table(Path(__file__).parent / "links.tsv", ("word", "kind", "source"), key=("word",))
    return {lookup_key(row["word"]): row["kind"] for row in rows}


def led(scene: Scene, side: Side) -> str:
    """The preposition right before a side, empty where it has none."""
    if side.first == 0:
        return ""
    token = scene.read.sent.tokens[side.first - 1]
    if link_words().get(token.key) == "turn":
        return ""
    return token.key if token.analyses and token.analyses[0].pos == "ADP" else ""


def preposition(scene: Scene, side: Side) -> str:
    """The preposition before a side, also before the class word of its name (`to the channel X`)."""
    tokens = scene.read.sent.tokens
    for at in range(side.first - 1, max(-1, side.first - 2 - _REACH), -1):
        token = tokens[at]
        if token.kind is TokenKind.MARK or link_words().get(token.key) == "turn":
            break
        if token.analyses and token.analyses[0].pos == "ADP":
            return token.key
        if scene.at(at) is not None or not token.norm.endswith(YEH) or scene.read.words[at].finite:
            break
    return ""


def is_pronoun(key: str) -> bool:
    """Whether a word stands for somebody named before (`according to him`)."""
    return link_words().get(key) in ("pronoun", "said")
