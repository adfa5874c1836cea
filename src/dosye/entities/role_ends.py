"""Where a role ends: the whole word for the office, the whole name of what it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.entities.lines import Line
from dosye.entities.not_names import BODIES
from dosye.entities.taggers import Tagged

_IN = "\u0644\u06d5"
_FOR = "\u0628\u06c6"
_TAIL = frozenset({"diplomat", "legislator"})
_SENT = frozenset({"diplomat"})


def whole_office(role: Tagged, line: Line) -> Tagged:
    """An office that is written in two words, of which the tagger saw the first."""
    end = role.end
    if end - role.start == 1 and end < len(line.tokens) and line.tokens[end].key and line.office_phrase(end):
        return replace(role, end=end + 1)
    return role


def with_whole(role: Tagged, names: Sequence[Tagged]) -> Tagged:
    """A role does not end inside the name of what it serves."""
    end = max((n.end for n in names if role.start < n.start < role.end < n.end), default=role.end)
    return replace(role, end=end)


def outside_office(name: Tagged, roles: Sequence[Tagged], line: Line) -> Tagged:
    """The second word of an office is none of the country's: `president of the republic of` Turkey."""
    second = any(r.start + 1 == name.start < r.end for r in roles) and line.office_phrase(name.start)
    if not second or name.end - name.start == 1:
        return name
    keys = [t.key for t in line.tokens[name.start : name.end]]
    whole, rest = line.known.index.exact(keys), line.known.index.exact(keys[1:])
    same = whole and rest and {n.key for n in whole.names} & {n.key for n in rest.names}
    return replace(name, start=name.start + 1) if same else name


def with_tail(role: Tagged, names: Sequence[Tagged], line: Line) -> Tagged:
    """An envoy or member `in` a country or parliament."""
    if role.end + 1 >= len(line.tokens) or line.tokens[role.end].key not in (_IN, _FOR):
        return role
    place = next((n for n in names if n.start == role.end + 1 and n.type in BODIES), None)
    kinds = {line.office(i) for i in range(role.start, role.end)}
    kinds &= _TAIL if line.tokens[role.end].key == _IN else _SENT
    return replace(role, end=place.end) if place and kinds else role
