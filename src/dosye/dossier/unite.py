"""Which of the entities that bear one name are one actor: never by the name alone.

The answer is a function of the set of members, so that the order of arrival does not matter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

LOOSE_TYPES = ("gpe:", "place:")


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """An entity of a block: its article, its id there, and its signs: two that share one are one actor."""

    doc: str
    entity: str
    signs: tuple[str, ...]


class Unions:
    """Disjoint sets over hashable things."""

    def __init__(self) -> None:
        self.parent: dict[Hashable, Hashable] = {}

    def root(self, thing: Hashable) -> Hashable:
        """Return the thing that stands for its set."""
        path = []
        while self.parent.setdefault(thing, thing) != thing:
            path.append(thing)
            thing = self.parent[thing]
        for step in path:
            self.parent[step] = thing
        return thing

    def join(self, a: Hashable, b: Hashable) -> None:
        """Make one set of the sets of two things."""
        self.parent[self.root(a)] = self.root(b)


def unite(block: str, members: Iterable[Member]) -> dict[tuple[str, str], str]:
    """Return the base actor of each member, by (document, entity).

    Args:
        block: `type:name`; the actor with the first member is called so, others with `~2`, `~3` after it.
        members: all entities of the block.
    """
    ordered = sorted(members)
    unions = Unions()
    for member in ordered:
        unions.root(member)
        for sign in member.signs:
            unions.join(sign, member)
    numbers: dict[Hashable, int] = {}
    for member in ordered:
        numbers.setdefault(unions.root(member), len(numbers) + 1)
    return {(m.doc, m.entity): _called(block, numbers[unions.root(m)]) for m in ordered}


def _called(block: str, number: int) -> str:
    return block if number == 1 else f"{block}~{number}"


def signs_of(block: str, features: Sequence[str]) -> tuple[str, ...]:
    """Return what two members of a block must share one of: a full name asks for less than a single word.

    Args:
        block: `type:name`.
        features: offices (`role:`), known actors (`with:`) and the month (`when:`) of an entity.
    """
    roles = [f for f in features if f.startswith("role:")]
    company = [f for f in features if f.startswith("with:")]
    times = [f for f in features if f.startswith("when:")]
    if " " in block or block.startswith(LOOSE_TYPES):
        return (*roles, *company, *times)
    return (*roles, *(f"{a} {b}" for a, b in product(company, times)))
