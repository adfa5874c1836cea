"""Who acts and on whom, decided together: the sets of actors and recipients that fit an act best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dosye.events.candidates import Candidate
from dosye.events.frames import Role, is_pair
from dosye.events.grammar import Grammar
from dosye.events.logistic import SideModel
from dosye.events.pairs import Choice
from dosye.events.scene import Scene

MOST = 5  # entities weighed for each side
LARGEST = 2  # entities that a side may have; what `and` joins to them comes on top
Sets = tuple[tuple[int, ...], tuple[int, ...]]
_FAR = 2
_RANKS = 3


@dataclass(frozen=True, slots=True)
class Bearing:
    """How an entity stands to an act, in a few words.

    `where` is B before it, A after it, I inside it, P in the sentence before.
    """

    choice: Choice
    kind: str
    where: str
    role: str
    bond: str
    rank: int

    @property
    def first(self) -> int:
        """Its first token, -1 in the sentence before."""
        return -1 if self.choice.before else self.choice.side.first


def bearings_of(
    c: Candidate, scene: Scene, choices: Sequence[Choice], roles: dict[int, Role], grammar: Grammar
) -> list[Bearing]:
    """Tell of each choice how it stands to the act."""
    found = []
    for choice in choices:
        side = choice.side
        where = _where(c, choice)
        role, bond = roles.get(side.first), grammar.bonds.get(side.first)
        if choice.before:
            role = bond = None
        found.append(
            Bearing(
                choice,
                kind=side.mention.type.value,
                where=where,
                role=role.side[:1] + role.rule if role else where,
                bond=f"{bond.role}{max(-_FAR, min(_FAR, bond.steps))}" if bond else where,
                rank=min(_RANKS, scene.rank[side.entity]),
            )
        )
    return found


def _where(c: Candidate, choice: Choice) -> str:
    if choice.before:
        return "P"
    return "B" if choice.side.last < c.first else "A" if choice.side.first > c.last else "I"


def act_features(c: Candidate, scene: Scene) -> list[str]:
    """Name what an act says of how many sides it has."""
    line, form = c.line, c.form if c.own else None
    active = form is not None and form.finite and not form.passive
    shape = f"{c.own:d}{active:d}{form is not None and form.passive:d}"
    outer = min(4, sum(side.outer for side in scene.sides))
    return [
        "bias", f"t={line.type}", f"o={line.kind}{shape}", f"t={line.type}{shape}", f"l={line.key}",
        f"so={line.subject}{line.object}{shape}", f"m={line.type}{line.mode}", f"n={outer}{line.type}",
    ]  # fmt: skip


def size_features(act: Sequence[str], sizes: tuple[int, int]) -> list[str]:
    """Name what an act says for so many actors and recipients."""
    lead = f"{sizes[0]}{sizes[1]}"
    return [lead + feature for feature in act]


def both_features(c: Candidate, actor: Bearing, recipient: Bearing) -> list[str]:
    """Name how an actor and a recipient go together."""
    type_ = c.line.type
    order = f"{actor.where}{recipient.where}{actor.first < recipient.first:d}"
    return [
        f"mm={actor.kind}{recipient.kind}{type_}", "or=" + order, f"or={order}{type_}{c.own:d}",
        f"rr={actor.role}|{recipient.role}", f"bb={actor.bond}|{recipient.bond}",
        f"rk={actor.rank}{recipient.rank}",
    ]  # fmt: skip


def same_features(c: Candidate, scene: Scene, side: str, two: tuple[Bearing, Bearing]) -> list[str]:
    """Name how two entities go together on one side, `A` or `R`."""
    a, b = two
    here = a.first >= 0 and b.first >= 0
    joined = f"{here and is_pair(scene, a.choice.side, b.choice.side):d}"
    type_ = c.line.type
    return [
        f"{side}j={joined}", f"{side}j={joined}{type_}", f"{side}m={_both(a.kind, b.kind)}{joined}",
        f"{side}w={_both(a.where, b.where)}{type_}", f"{side}r={_both(a.role, b.role)}",
        f"{side}b={_both(a.bond, b.bond)}{joined}",
    ]  # fmt: skip


def _both(a: str, b: str) -> str:
    return f"{a}|{b}" if a <= b else f"{b}|{a}"


def choose_sets(
    c: Candidate, scene: Scene, bearings: Sequence[Bearing], features: Sequence[list[str]], model: SideModel
) -> Sets:
    """Choose the actors and recipients that together fit best, at least one of them."""
    actors = _leading([model.actor.total(f) for f in features])
    recipients = _leading([model.recipient.total(f) for f in features])
    act = act_features(c, scene)
    sizes = {
        (n, m): model.sets.total(size_features(act, (n, m)))
        for n in range(LARGEST + 1)
        for m in range(LARGEST + 1)
    }
    ties = {
        (i, j): model.sets.total(both_features(c, bearings[i], bearings[j]))
        for i in actors
        for j in recipients
        if i != j
    }

    def sets(side: str, leading: dict[int, float]) -> Iterator[tuple[tuple[int, ...], float]]:
        yield (), 0.0
        for i, total in leading.items():
            yield (i,), total
        for i, j in combinations(leading, 2):
            same = same_features(c, scene, side, (bearings[i], bearings[j]))
            yield (i, j), leading[i] + leading[j] + model.sets.total(same)

    given = list(sets("R", recipients))
    best: tuple[float, Sets] = (float("-inf"), ((), ()))
    for acting, a in sets("A", actors):
        for acted, r in given:
            if not (acting or acted) or any(i in acted for i in acting):
                continue
            total = a + r + sizes[len(acting), len(acted)] + sum(ties[i, j] for i in acting for j in acted)
            if total > best[0]:
                best = total, (acting, acted)
    return best[1]


def _leading(totals: Sequence[float]) -> dict[int, float]:
    best = sorted(range(len(totals)), key=lambda i: -totals[i])[:MOST]
    return {i: totals[i] for i in best}
