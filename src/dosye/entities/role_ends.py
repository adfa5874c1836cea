"""Where a role ends: the whole word for the office, the whole name of what it serves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dosye.entities.bodies import head_of
from dosye.entities.features import outer_words
from dosye.entities.lines import Line
from dosye.entities.not_names import BODIES
from dosye.entities.taggers import Tagged
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType

_SURE = 0.7  # confidence of a role that only the words tell
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
    keys = tuple(t.key for t in line.tokens[name.start : name.end])
    own = name.type is EntityType.ORG and head_of(keys[:1])  # `the board of` a force is a body
    if not second or own or len(keys) == 1:
        return name
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


def is_thing(role: Tagged, line: Line) -> bool:
    """Whether the words mean the office and not who holds it: `the post of` president, or an act like it."""
    before = line.tokens[role.start - 1].key if role.start else ""
    after = line.tokens[role.end].key if role.end < len(line.tokens) else ""
    acts = line.tokens[role.start].key in outer_words("act") and role.end - role.start == 1 and after == _IN
    return acts or before in outer_words("post")


def is_command(role: Tagged, names: Sequence[Tagged], line: Line) -> bool:
    """Whether a role is the command itself, not who commands: an abstract noun with no person before it."""
    person = any(n.type is EntityType.PERSON and n.end == role.start for n in names)
    word = line.tokens[role.start].norm
    return not person and word.endswith(YEH + YEH) and line.office(role.start) == "commander"


def ranked(names: Sequence[Tagged], roles: Sequence[Tagged], line: Line) -> Iterator[Tagged]:
    """A rank right before the name of a person is a role, also where it was taken for a brigade."""
    taken = {i for r in roles for i in range(r.start, r.end)}
    for name in names:
        at = name.start - 1
        free = name.type is EntityType.PERSON and at >= 0 and at not in taken
        if free and line.tokens[at].key in outer_words("rank"):
            yield Tagged(at, at + 1, EntityType.ROLE, _SURE)
