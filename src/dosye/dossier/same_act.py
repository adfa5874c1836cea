"""When two tellings tell the same act: type, sides, place and day agree, and nothing speaks against it.

Tellings are compared within a home, which is a day or a span of days. One that names its day is at home
there. One that names none, or only a month, is at home on the day of a telling that agrees with it, else
on the day of its news, or in its month. So a new article touches the days near it and no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dosye.dossier.slots import NARROW, REPORTED_DAYS, WIDE, home_of

SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
Key = tuple[str, str]
Pairs = Mapping[frozenset[Key], bool]
Within = Callable[[str, str], bool]
"""Tells whether the first place lies within the second."""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an act.

    `first`, `last`: the days that it can mean; `exact` is False where they are the day of the news.
    `known`: its words take the act for known. `words` say who unnamed sides are, `kin` the first of these.
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
    mode: str | None = None
    known: bool = False
    words: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        """Document and id of the event."""
        return self.doc, self.id

    @property
    def is_day(self) -> bool:
        """Whether the article dates the act to the day."""
        return self.exact and self.length < NARROW

    @property
    def length(self) -> int:
        """Days from the first that it can mean to the last."""
        return (self.last - self.first).days if self.first and self.last else 0

    @property
    def named(self) -> frozenset[str]:
        """The sides that other articles can name as well."""
        return frozenset(a for a in self.actors | self.recipients if "#" not in a)

    @property
    def sought(self) -> frozenset[str]:
        """By what tellings of the same act are found: named sides, and what unnamed ones are."""
        return self.named | self.kin


def find_home(telling: Told, dated: Iterable[Told], within: Within) -> str | None:
    """Return where a telling is at home.

    Args:
        telling: any.
        dated: tellings that name their day; those that agree with it decide.
        within: for places.
    """
    if not (telling.first and telling.last):
        return None
    own = home_of(telling.type, telling.first.isoformat(), telling.last.isoformat())
    if telling.is_day:
        return own
    days = {
        t.first
        for t in dated
        if t.is_day and t.first and _reaches(telling, t) and agreement(telling, t, within) > 1
    }
    if not days and telling.known and not telling.exact:
        days = {t.first for t in dated if not t.known and t.first and _precedes(t, telling, within)}
    if not days or (telling.exact and len(days) > 1):
        return own
    day = (min if telling.known else max)(days).isoformat()
    return home_of(telling.type, day, day)


def _precedes(told: Told, telling: Told, within: Within) -> bool:
    """Tell whether one telling brings the news of the act that another takes for known."""
    if not (told.first and telling.first) or told.modality != "asserted":
        return False
    return 0 <= (telling.first - told.first).days <= REPORTED_DAYS and agreement(telling, told, within) > 1


def _reaches(telling: Told, dated: Told) -> bool:
    if not (telling.first and telling.last and dated.first):
        return False
    if telling.exact:
        return telling.length <= WIDE and telling.first <= dated.first <= telling.last
    return 0 <= (telling.first - dated.first).days <= REPORTED_DAYS


def cluster_acts(
    tellings: Mapping[Key, Told], homes: Mapping[Key, str | None], within: Within, *, judged: Pairs
) -> dict[Key, str]:
    """Return the act of each telling: the name of the first telling of its cluster.

    Args:
        tellings: all of some homes; the result does not depend on their order.
        homes: where each is at home.
        within: for places.
        judged: pairs of tellings that a person called the same (True) or different (False).
    """
    clusters: dict[Key, list[Told]] = {key: [t] for key, t in tellings.items()}
    for strength, a, b in sorted(_links(tellings, homes, within, judged), key=lambda x: (-x[0], x[1], x[2])):
        left, right = clusters[a], clusters[b]
        if left is not right and _go(strength, left, right, within, judged):
            left += right
            for telling in right:
                clusters[telling.key] = left
    return {key: "{}#{}".format(*min(t.key for t in cluster)) for key, cluster in clusters.items()}


def _links(
    tellings: Mapping[Key, Told], homes: Mapping[Key, str | None], within: Within, judged: Pairs
) -> Iterator[tuple[int, Key, Key]]:
    """Yield the pairs for which something speaks: 4 where a person does."""
    buckets: dict[tuple[str | None, str], list[Key]] = defaultdict(list)
    for key, telling in tellings.items():
        for actor in telling.sought:
            buckets[homes[key], actor].append(key)
    pairs = {pair for (home, _), keys in buckets.items() if home for pair in combinations(sorted(keys), 2)}
    for a, b in pairs:
        if frozenset((a, b)) not in judged and (strength := agreement(tellings[a], tellings[b], within)):
            yield strength, a, b
    for pair, same in judged.items():
        if same and all(key in tellings for key in pair):
            first, second = sorted(pair)
            yield 4, first, second


def _go(strength: int, left: list[Told], right: list[Told], within: Within, judged: Pairs) -> bool:
    """Tell whether nothing speaks against any pair of two clusters, and something for half of the pairs."""
    pairs = [(a, b) for a in left for b in right]
    if not all(_goes(strength, a, b, within, judged) for a, b in pairs):
        return False
    return strength == 4 or 2 * sum(agreement(a, b, within) > 0 for a, b in pairs) >= len(pairs)


def _goes(strength: int, a: Told, b: Told, within: Within, judged: Pairs) -> bool:
    verdict = judged.get(frozenset((a.key, b.key)))
    return verdict is not False and (strength == 4 or verdict is True or fits(a, b, within))


def agreement(a: Told, b: Told, within: Within) -> int:
    """Return how much speaks for one act of two tellings from near days: 0 nothing, 1 to 3 more."""
    if not fits(a, b, within):
        return 0
    actors, recipients = _shared(a, b)
    same_place = a.place is not None and a.place == b.place
    same_word = a.trigger == b.trigger
    if not (actors or recipients):
        alike = bool(a.kin & b.kin) and (same_place or len(a.words & b.words) > 1)
        return 1 if alike and same_word and not (a.named or b.named) else 0
    if _unnamed(a.actors, b.actors) or _unnamed(a.recipients, b.recipients):
        return 1 if same_place and same_word else 0
    if (actors and recipients) or (same_word and same_place):
        return 3
    if same_word or same_place:
        return 2
    return 1 if a.is_day and b.is_day else 0


def fits(a: Told, b: Told, within: Within) -> bool:
    """Tell whether nothing speaks against one act but, perhaps, the days."""
    if a.doc == b.doc or a.type != b.type or a.modality != b.modality:
        return False
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if (
        a.place
        and b.place
        and not (a.place == b.place or within(a.place, b.place) or within(b.place, a.place))
    ):
        return False
    return not _at_odds(a, b)


def _at_odds(a: Told, b: Told) -> bool:
    if a.type in SYMMETRIC:
        both = all(len(t.actors | t.recipients) > 1 for t in (a, b))
        one, other = a.named, b.named
        alike = one <= other or other <= one or a.trigger == b.trigger or (a.is_day and b.is_day)
        return both and (len(one & other) < 2 or not alike) and not (one & other and a.kin & b.kin)
    sides = ((a.actors, b.actors), (a.recipients, b.recipients))
    return any(x and y and not x & y and not _unnamed(x, y) for x, y in sides)


def _unnamed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether both tellings leave a side unnamed: each article's own people cannot be compared."""
    return bool(a) and bool(b) and not a & b and all("#" in x for x in a | b)


def _shared(a: Told, b: Told) -> tuple[bool, bool]:
    if a.type in SYMMETRIC:
        common = (a.actors | a.recipients) & (b.actors | b.recipients)
        return bool(common), len(common) > 1
    return bool(a.actors & b.actors), bool(a.recipients & b.recipients)
