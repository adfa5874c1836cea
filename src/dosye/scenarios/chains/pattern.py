"""From what a person asks to the node that a run starts from."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from dosye.dossier.query.parts import Parts
from dosye.dossier.say import Said
from dosye.errors import ScenarioError
from dosye.records import EventType
from dosye.scenarios.chains.agents import Node
from dosye.scenarios.chains.links import half_node, node_of, supposed


def find_start(asked: str, parts: Parts, find: Callable[[str], str], *, half: str = "if") -> Node:
    """Return the node that a question starts from.

    Args:
        asked: `ACTOR TYPE RECIPIENT` (`-` for no side; quote names of several words), the id of an act or
            condition, or `whatif:N`, the Nth what-if of `dosye system`.
        parts: the dossier.
        find: from a name to the id of an actor.
        half: which half of a condition to start from.

    Raises:
        ScenarioError: nothing of the kind is in the dossier; the message says what is.
    """
    if asked.startswith("whatif:"):
        return half_node(parts.conditions[_number(asked, len(parts.conditions))], half, parts)
    for act in parts.acts:
        if act.id == asked:
            return node_of(act, parts)
    for condition in parts.conditions:
        if condition.id == asked:
            return half_node(condition, half, parts)
    return supposed(_said(asked, find, parts), parts)


def _number(asked: str, size: int) -> int:
    given = asked.partition(":")[2]
    if not given.isdigit() or not 1 <= int(given) <= size:
        raise ScenarioError(f"{asked}: the dossier has what-ifs 1 to {size}; `dosye system` lists them")
    return int(given) - 1


def _words(asked: str) -> list[str]:
    try:
        return shlex.split(asked)
    except ValueError:  # a stroke that belongs to a name: Kata'ib Hezbollah
        return asked.split()


def _said(asked: str, find: Callable[[str], str], parts: Parts) -> Said:
    words = _words(asked)
    types = [i for i, word in enumerate(words) if word.upper() in EventType.__members__]
    if len(types) != 1:
        known = " ".join(EventType.__members__)
        raise ScenarioError(f'{asked!r}: write "ACTOR TYPE RECIPIENT" with one type of {known}, or an id')
    at = types[0]
    sides = (" ".join(words[:at]), " ".join(words[at + 1 :]))
    actors, recipients = ((find(name),) if name not in ("", "-") else () for name in sides)
    missing = [i for i in (*actors, *recipients) if i not in parts.names]
    if missing:
        raise ScenarioError(f"{missing[0]}: takes part in no act, tie or condition of the dossier")
    return Said(words[at].upper(), None, "hypothetical", actors, recipients)
