"""Who acts and on whom, decided together: the sets of actors and recipients that fit an act best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dosye.events.candidates import Candidate
from dosye.events.frames import Role, is_pair
from dosye.events.grammar import Grammar
from dosye.events.logistic import SideModel
from dosye.events.pairs import Choice
from dosye.events.scene import Scene

MOST = 4  # entities weighed for each side
NEAR = 4.0
LARGEST = 2  # entities that a side may have; what `and` joins to them comes on top
Sets = tuple[tuple[int, ...], tuple[int, ...]]
_FAR = 2
_RANKS = 3


@dataclass(slots=True, unsafe_hash=True)
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


def act_features(c: Candidate, scene: Scene, grammar: Grammar) -> list[str]:
    """Name what an act says of how many sides it has."""
    line, form = c.line, c.form if c.own else None
    active = form is not None and form.finite and not form.passive
    shape = f"{c.own:d}{active:d}{form is not None and form.passive:d}"
    outer = min(4, sum(side.outer for side in scene.sides))
    return [
        "bias", f"t={line.type}", f"o={line.kind}{shape}", f"t={line.type}{shape}", f"l={line.key}",
        f"so={line.subject}{line.object}{shape}", f"m={line.type}{line.mode}", f"n={outer}{line.type}",
        f"fr={grammar.frame}{c.own:d}", f"fr={grammar.frame}{grammar.noun}", f"fr={grammar.frame}{line.type}",
        *(f"pro={p}" for p in grammar.pronouns), *(f"pro={p}{line.type}" for p in grammar.pronouns),
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


def totals_of(features: Sequence[list[str]], model: SideModel) -> list[tuple[float, float]]:
    """What speaks for each choice as actor and as recipient."""
    return [(model.actor.total(f), model.recipient.total(f)) for f in features]


def choose_sets(
    c: Candidate,
    scene: Scene,
    bearings: Sequence[Bearing],
    totals: Sequence[tuple[float, float]],
    model: SideModel,
    *,
    act: Sequence[str],
) -> Sets:
    """Choose the actors and recipients that together fit best, at least one of them.

    `totals` says what speaks for each choice as actor and as recipient; `act` are the features of the act.
    """
    acting = _Side("A", _leading([total for total, _ in totals]))
    acted = _Side("R", _leading([total for _, total in totals]))
    both = {
        (i, j): model.sets.total(both_features(c, bearings[i], bearings[j]))
        for i in acting.totals
        for j in acted.totals
        if i != j
    }
    given = acted.sets(c, scene, bearings, model)
    sizes: dict[tuple[int, int], float] = {}
    best: tuple[float, Sets] = (float("-inf"), ((), ()))
    for actors, a in acting.sets(c, scene, bearings, model):
        for recipients, r in given:
            if not (actors or recipients) or not set(actors).isdisjoint(recipients):
                continue
            size = len(actors), len(recipients)
            if size not in sizes:
                sizes[size] = model.sets.total(size_features(act, size))
            total = a + r + sizes[size]
            for i in actors:
                for j in recipients:
                    total += both[i, j]
            if total > best[0]:
                best = total, (actors, recipients)
    return best[1]


@dataclass(frozen=True, slots=True)
class _Side:
    """The entities weighed for one side, `A` or `R`, and how much speaks for each."""

    name: str
    totals: dict[int, float]

    def sets(
        self, c: Candidate, scene: Scene, bearings: Sequence[Bearing], model: SideModel
    ) -> list[tuple[tuple[int, ...], float]]:
        """All sets of them, and how much speaks for each."""
        found: list[tuple[tuple[int, ...], float]] = [((), 0.0)]
        found += [((i,), total) for i, total in self.totals.items()]
        for i, j in combinations(self.totals, LARGEST):
            same = same_features(c, scene, self.name, (bearings[i], bearings[j]))
            found.append(((i, j), self.totals[i] + self.totals[j] + model.sets.total(same)))
        return found


def _leading(totals: Sequence[float]) -> dict[int, float]:
    """Those for whom most speaks; whoever has far less than the first is left out."""
    best = sorted(range(len(totals)), key=lambda i: -totals[i])[:MOST]
    return {i: totals[i] for i in best if totals[i] >= totals[best[0]] - NEAR}
