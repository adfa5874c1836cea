"""A question from what the articles say: positions, salience and a proposal for capability, with words.

An article says on which side somebody stands, seldom how far. So a stance is a stretch of the scale and
not a point, and everything else that the articles leave open is left wide and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dosye.dossier import Dossier, Fact, Filters
from dosye.errors import ScenarioError
from dosye.scenarios.question import Estimate, Origin, Player, Question, Scale

LOW, HIGH = 0.0, 100.0
STRETCHES = {  # low, best, high of what a stance says on a scale of 0 to 100; `for` is the high end
    "for": (60.0, 80.0, 100.0),
    "mixed": (30.0, 50.0, 70.0),
    "against": (0.0, 20.0, 40.0),
}
CERTAINTY = 1.2816
"""Half-width of a range that holds eight of ten, in standard deviations."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the dossier holds of one side on one issue; a row of the table that a question is made from.

    stands: `for`, `against` or `mixed`, once for each place where it is said. evidence: where.
    on_issue, in_all: how many of its words, acts and stances touch the issue, and how many there are.
    partners: how many other actors it has ties with, acts on or is acted on by.
    """

    key: str
    name: str
    stands: tuple[str, ...]
    evidence: tuple[str, ...]
    on_issue: int
    in_all: int
    partners: int


def question_from_dossier(dossier: Dossier, issue: str, *, ends: tuple[str, str] | None = None) -> Question:
    """The question of one issue as the articles describe it.

    Args:
        dossier: what the articles say.
        issue: its slug.
        ends: what 0 and 100 mean, 100 being the end of those who are for it; from the table of issues
            where it is not given. Without either the scale is None, and `run` says what to do instead.

    Raises:
        ScenarioError: nobody has a stance on the issue; the message names those that have some.
    """
    facts = dossier.stances(Filters(issue=issue)) if dossier.has_issue(issue) else []
    if not facts:
        known = sorted({fact.details["issue"] for fact in dossier.stances()})
        told = ", ".join(known) if known else "none"
        raise ScenarioError(
            f"{dossier.name}: nobody stands anywhere on {issue!r}; issues with stances: {told}"
        )
    line = dossier.knowledge.issues.get(issue)
    named = ends or ((line.low, line.high) if line and line.low and line.high else None)
    scale = Scale(LOW, HIGH, *named) if named else None
    title = line.meaning if line else issue.replace("-", " ")
    return question_from_standings(
        find_standings(dossier, facts), scale=scale, names=(issue, title), source=dossier.name
    )


def find_standings(dossier: Dossier, facts: Sequence[Fact]) -> tuple[Standing, ...]:
    """One row for each holder of a stance, in the order of their keys."""
    holders: dict[str, list[Fact]] = {}
    for fact in facts:
        holders.setdefault(fact.actors[0], []).append(fact)
    places = _places(facts)
    return tuple(_standing(dossier, key, holders[key], places) for key in sorted(holders))


_Place = tuple[str, int, int]


def _places(facts: Iterable[Fact]) -> frozenset[_Place]:
    return frozenset((quote.doc, quote.start, quote.end) for fact in facts for quote in fact.quotes)


def _standing(dossier: Dossier, key: str, facts: Sequence[Fact], on_issue: frozenset[_Place]) -> Standing:
    filters = Filters(actor=key)
    acts, ties = dossier.timeline(filters), dossier.ties(filters=filters)
    everything = _places([*acts, *dossier.statements(filters), *dossier.stances(filters)])
    touching = sum(any(_overlap(place, other) for other in on_issue) for place in everything)
    partners = {actor for fact in (*acts, *ties) for actor in fact.actors} - {key}
    return Standing(
        key=key,
        name=facts[0].details["holder"],
        stands=tuple(fact.details["position"] for fact in facts for _ in fact.quotes),
        evidence=tuple(f"{quote.doc}:{quote.start}-{quote.end}" for fact in facts for quote in fact.quotes),
        on_issue=touching,
        in_all=len(everything),
        partners=len(partners),
    )


def _overlap(one: _Place, other: _Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def question_from_standings(
    rows: Sequence[Standing], *, scale: Scale | None, names: tuple[str, str], source: str
) -> Question:
    """The question of a table of standings; `names` are the issue's slug and what it means in words."""
    most = max((row.partners for row in rows), default=0) or 1
    fewest = min((row.partners for row in rows), default=0)
    players = tuple(
        Player(
            key=row.key,
            name=row.name,
            position=_position(row, scale or Scale(LOW, HIGH)),
            salience=_salience(row),
            capability=_capability(row, fewest=fewest, most=most),
        )
        for row in rows
    )
    return Question(names[0], names[1], scale, players, None, source)


def _capability(row: Standing, *, fewest: int, most: int) -> Estimate:
    """Prominence as a stand-in for power: from half of it, or the least prominent, to the most prominent."""
    value = max(row.partners, 1) / most
    return Estimate(value, min(max(fewest, 1) / most, value / 2), 1.0, Origin.PROPOSED)


def _position(row: Standing, scale: Scale) -> Estimate:
    """The mean of what is said, from the lowest to the highest that any of it allows."""
    if not row.stands:
        middle = (scale.low + scale.high) / 2
        return Estimate(middle, scale.low, scale.high, Origin.UNKNOWN)
    stretches = [STRETCHES[stand] for stand in row.stands]
    unit = (scale.high - scale.low) / (HIGH - LOW)
    low, high = min(low for low, _, _ in stretches), max(high for _, _, high in stretches)
    best = sum(best for _, best, _ in stretches) / len(stretches)
    low, best, high = (scale.low + unit * (value - LOW) for value in (low, best, high))
    return Estimate(best, low, high, Origin.ARTICLES, row.evidence)


def _salience(row: Standing) -> Estimate:
    """The share of its words and acts that touch the issue, as wide as so few of them leave it."""
    if row.in_all == 0:
        return Estimate(0.5, 0.0, 1.0, Origin.UNKNOWN)
    share = row.on_issue / row.in_all
    # Wilson's interval: never 0 to 0 or 1 to 1, however few there are
    weight = CERTAINTY**2 / row.in_all
    centre = (share + weight / 2) / (1 + weight)
    half = CERTAINTY / (1 + weight) * (share * (1 - share) / row.in_all + weight / (4 * row.in_all)) ** 0.5
    low, high = max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))
    return Estimate(share, low, high, Origin.ARTICLES, row.evidence)
