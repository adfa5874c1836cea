"""Which line of the tables a name means here: the right one of two namesakes, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dosye.entities.names import Name
from dosye.knowledge import Knowledge
from dosye.knowledge.records import RoleLine
from dosye.records import Document

_WHOLE = frozenset({"main", "full", "acronym", "latin", "old", "body"})
_SURE = 2.0  # how far the best namesake must lead the next one


class Linker:
    """Chooses among namesakes by what else the article names and by its date."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.published = document.published or ""
        self.named: Counter[str] = Counter()
        self.around: Counter[str] = Counter()

    def note(self, names: Sequence[Name]) -> None:
        """Count a name that has one bearer, and what that one is tied to."""
        if len({n.key for n in names}) == 1:
            key = names[0].key
            self.named[key] += 1
            for near in _surroundings(self.knowledge).get(key, ()):
                self.around[near] += 1

    def choose(self, names: Sequence[Name], *, title: str = "") -> str | None:
        """Return the key that the name means here; None where no bearer leads clearly.

        Args:
            names: the bearers of the name.
            title: the joined key of the role in front of the name, if any.
        """
        scores = {name.key: self._score(name, title) for name in names}
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        if not ranked:
            return None
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _SURE:
            return self._by_fame(ranked, scores)
        return ranked[0]

    def _score(self, name: Name, title: str) -> float:
        score = 3.0 * (self.named[name.key] > 0) + (1.5 if name.kind in _WHOLE else 0.0)
        score += min(self.around[name.key], 3) * 0.7
        roles = roles_of(self.knowledge).get(name.key, ())
        score += 1.0 * any(holds(role, self.published) for role in roles)
        return score + 6.0 * (title == name.key)

    def _by_fame(self, ranked: list[str], scores: dict[str, float]) -> str | None:
        """Near ties go to the one the tables know most of, if it clearly is the better known."""
        near = [key for key in ranked if scores[ranked[0]] - scores[key] < _SURE]
        fame = {key: fame_of(self.knowledge).get(key, 0) + 2 * scores[key] for key in near}
        best = sorted(near, key=lambda key: (-fame[key], key))
        return best[0] if fame[best[0]] >= fame[best[1]] + 2 else None


def holds(role: RoleLine, day: str) -> bool:
    """Return whether an office was held on an ISO day, month or year; unknown ends are open."""
    if not day:
        return False
    return role.since[: len(day)] <= day[:10] and (not role.until or day[: len(role.until)] <= role.until)


@lru_cache(maxsize=4)
def roles_of(knowledge: Knowledge) -> dict[str, tuple[RoleLine, ...]]:
    """Return the offices of each person."""
    out: dict[str, tuple[RoleLine, ...]] = {}
    for role in knowledge.roles:
        out[role.actor] = (*out.get(role.actor, ()), role)
    return out


@lru_cache(maxsize=4)
def holders_of(knowledge: Knowledge) -> dict[str, tuple[RoleLine, ...]]:
    """Return the offices at each body or place."""
    out: dict[str, tuple[RoleLine, ...]] = {}
    for role in knowledge.roles:
        out[role.body] = (*out.get(role.body, ()), role)
    return out


@lru_cache(maxsize=4)
def fame_of(knowledge: Knowledge) -> Counter[str]:
    """Return how much the tables know of each line."""
    return Counter(_mentions(knowledge))


def _mentions(knowledge: Knowledge) -> Iterable[str]:
    for role in knowledge.roles:
        yield from (role.actor, role.body)
    for tie in knowledge.ties:
        yield from (tie.subject, tie.object)
    yield from (alias.key for alias in knowledge.aliases)


@lru_cache(maxsize=4)
def _surroundings(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    pairs = [(role.actor, role.body) for role in knowledge.roles]
    pairs += [(tie.subject, tie.object) for tie in knowledge.ties]
    for a, b in pairs:
        out.setdefault(a, set()).add(b)
        out.setdefault(b, set()).add(a)
    return {key: frozenset(near) for key, near in out.items()}
