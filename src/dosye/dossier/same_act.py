"""When two tellings tell the same act: type, sides, place and day agree, and nothing speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
REPORTED_DAYS = 3
"""How many days after an act an article about it may appear that names no day."""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an act.

    `first`, `last`: the days that it can mean; `exact` is False where they are the day of publication.
    """

    doc: str
    id: str
    type: str
    modality: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    first: date | None
    last: date | None
    exact: bool
    trigger: str

    @property
    def key(self) -> tuple[str, str]:
        """Document and id of the event."""
        return self.doc, self.id


Within = Callable[[str, str], bool]
"""Tells whether the first place lies within the second."""


def cluster_acts(
    tellings: Iterable[Told], within: Within, *, judged: Mapping[frozenset[tuple[str, str]], bool]
) -> dict[tuple[str, str], str]:
    """Return the act of each telling: the name of the first telling of its cluster.

    Args:
        tellings: all that may be the same; the result does not depend on their order.
        within: for places.
        judged: pairs of tellings that a person called the same (True) or different (False).
    """
    ordered = sorted(tellings, key=lambda t: t.key)
    clusters: dict[tuple[str, str], list[Told]] = {t.key: [t] for t in ordered}
    pairs = ((agreement(a, b, within, judged), a, b) for a, b in combinations(ordered, 2))
    for strength, a, b in sorted(
        ((s, a, b) for s, a, b in pairs if s), key=lambda p: (-p[0], p[1].key, p[2].key)
    ):
        left, right = clusters[a.key], clusters[b.key]
        if left is not right and all(
            strength == 4 or _fits(x, y, within, judged) for x in left for y in right
        ):
            left += right
            for telling in right:
                clusters[telling.key] = left
    return {key: "{}#{}".format(*min(t.key for t in cluster)) for key, cluster in clusters.items()}


def agreement(a: Told, b: Told, within: Within, judged: Mapping[frozenset[tuple[str, str]], bool]) -> int:
    """Return how much speaks for one act: 0 nothing, 1 to 3 more, 4 a person's word."""
    verdict = judged.get(frozenset((a.key, b.key)))
    if verdict is not None:
        return 4 if verdict else 0
    if not _fits(a, b, within, judged):
        return 0
    actors, recipients = _shared(a, b)
    if actors and recipients:
        return 3
    same_place = a.place is not None and a.place == b.place
    firm = (a.exact and b.exact and _is_day(a) and _is_day(b)) or same_place
    if (actors or recipients) and a.trigger == b.trigger:
        return 2
    return 1 if (actors or recipients) and firm else 0


def _fits(a: Told, b: Told, within: Within, judged: Mapping[frozenset[tuple[str, str]], bool]) -> bool:
    """Tell whether nothing speaks against one act."""
    if judged.get(frozenset((a.key, b.key))) is False:
        return False
    if a.doc == b.doc or a.type != b.type or a.modality != b.modality or not _near(a, b):
        return False
    if (
        a.place
        and b.place
        and a.place != b.place
        and not (within(a.place, b.place) or within(b.place, a.place))
    ):
        return False
    return not _at_odds(a, b)


def _at_odds(a: Told, b: Told) -> bool:
    if a.type in SYMMETRIC:
        a_all, b_all = a.actors | a.recipients, b.actors | b.recipients
        return len(a_all) > 1 and len(b_all) > 1 and len(a_all & b_all) < 2
    sides = ((a.actors, b.actors), (a.recipients, b.recipients))
    return any(x and y and not x & y for x, y in sides)


def _shared(a: Told, b: Told) -> tuple[bool, bool]:
    if a.type in SYMMETRIC:
        common = (a.actors | a.recipients) & (b.actors | b.recipients)
        return bool(common), len(common) > 1
    return bool(a.actors & b.actors), bool(a.recipients & b.recipients)


def _near(a: Told, b: Told) -> bool:
    if not (a.first and a.last and b.first and b.last):
        return False
    if a.exact and b.exact:
        return a.first <= b.last and b.first <= a.last
    if a.exact or b.exact:
        exact, reported = (a, b) if a.exact else (b, a)
        return 0 <= (reported.first - exact.last).days <= REPORTED_DAYS  # type: ignore[operator]
    return abs((a.first - b.first).days) <= 1


def _is_day(a: Told) -> bool:
    return a.first is not None and a.last is not None and (a.last - a.first).days <= 1
