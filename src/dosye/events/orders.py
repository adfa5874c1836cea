"""By whose order an act is done: who gives the order does not do it where somebody else is named to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dosye.events.candidates import Candidate
from dosye.events.frames import ACTING
from dosye.events.pairs import Choice
from dosye.events.scene import Scene
from dosye.language.ckb import lookup_key
from dosye.tables import read_table

_BY = lookup_key("\u0628\u06d5")


@cache
def _orders() -> frozenset[str]:
    rows = read_table(Path(__file__).with_name("orders.tsv"), ("word", "source"), key=("word",))
    return frozenset(lookup_key(row["word"]) for row in rows)


def ordering(c: Candidate, scene: Scene, choices: Sequence[Choice]) -> frozenset[int]:
    """The choices by whose order others before them act: `a force, by order of X, attacked`."""
    if c.form is not None and c.form.passive:
        return frozenset()
    here = [(i, choice.side) for i, choice in enumerate(choices) if not choice.before and choice.side.outer]
    by = {
        s.entity: s.first
        for s in scene.outer
        if _is_led(scene, s.first) and not c.first < s.first <= c.last + 1
    }
    acting = [side.first for _, side in here if side.kind in ACTING and side.entity not in by]
    return frozenset(i for i, side in here if any(first < by.get(side.entity, -1) for first in acting))


def _is_led(scene: Scene, first: int) -> bool:
    tokens = scene.read.sent.tokens
    return first > 1 and tokens[first - 1].key in _orders() and tokens[first - 2].key == _BY
