"""Which line of the tables a name means here: the right one of two namesakes, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dosye.compiled import LazyMapping
from dosye.entities.features import outer_words
from dosye.entities.names import Name, name_index
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.knowledge.records import RoleLine
from dosye.language.ckb import lookup_key
from dosye.records import Document

_WHOLE = frozenset({"main", "full", "acronym", "latin", "old", "body"})
_HOME = 2.5  # how much a namesake from the land of the article leads one from elsewhere
_DEEP = 6  # places within places
_PART = 3  # a land named this part as often as the one the article is about counts too
_SURE = 2.0  # how far the best namesake must lead the next one


class Linker:
    """Chooses among namesakes by what else the article names and by its date."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.published = document.published or ""
        self.named: Counter[str] = Counter()
        self.shown: set[str] = set()  # lines with a name that can mean nothing else
        self.around: Counter[str] = Counter()
        self.lands: Counter[str] = Counter(lands_of(knowledge).get(publisher_key(document, knowledge), ()))

    @property
    def land(self) -> str:
        """The place whose affairs the article is about: the country or region that it names most."""
        ranked = sorted(self.lands, key=lambda key: (-self.lands[key], key))
        return ranked[0] if ranked else ""

    def is_at_home(self, key: str | None) -> bool:
        """Whether a line belongs to the land that the article is about, or to none."""
        lands = lands_of(self.knowledge).get(key or "", ()) if key else None
        return lands is not None and (not lands or not self.land or self.land in lands)

    def note(self, names: Sequence[Name], stem: str = "") -> None:
        """Count a name that has one bearer, and what that one is tied to; `stem` is its joined key."""
        if len({n.key for n in names}) == 1:
            key = names[0].key
            self.named[key] += 1
            if stem not in _doubtful():
                self.shown.add(key)
            for place in lands_of(self.knowledge).get(key, ()):
                self.lands[place] += 1
            for near in _surroundings(self.knowledge).get(key, ()):
                self.around[near] += 1

    def choose(self, names: Sequence[Name], *, title: str = "", stem: str = "") -> str | None:
        """Return the key that the name means here; None where no bearer leads clearly.

        Args:
            names: the bearers of the name.
            title: the joined key of the role in front of the name, if any.
            stem: the joined key of the name; a common word needs its bearer to be shown in another way.
        """
        if stem in _doubtful():
            names = [name for name in names if self._is_shown(name.key)]
        scores = {name.key: self._score(name, title) for name in names}
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        if not ranked:
            return None
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _SURE:
            return self._by_fame(ranked, scores)
        return ranked[0]

    def _is_shown(self, key: str) -> bool:
        """Whether the article names a line in another way too, or is much about its land."""
        lands = lands_of(self.knowledge).get(key, ())
        most = self.lands[self.land] if self.land else 0
        return key in self.shown or any(self.lands[place] * _PART >= most > 0 for place in lands)

    def _score(self, name: Name, title: str) -> float:
        score = 3.0 * (self.named[name.key] > 0) + (1.5 if name.kind in _WHOLE else 0.0)
        score += min(self.around[name.key], 3) * 0.7
        score += _HOME * (bool(self.land) and self.land in lands_of(self.knowledge).get(name.key, ()))
        roles = roles_of(self.knowledge).get(name.key, ())
        score += 1.0 * any(holds(role, self.published) for role in roles)
        return score + 6.0 * (title == name.key)

    def _by_fame(self, ranked: list[str], scores: dict[str, float]) -> str | None:
        """Near ties go to the one the tables know most of, if it clearly is the better known."""
        near = [key for key in ranked if scores[ranked[0]] - scores[key] < _SURE]
        fame = {key: fame_of(self.knowledge).get(key, 0) + 2 * scores[key] for key in near}
        best = sorted(near, key=lambda key: (-fame[key], key))
        return best[0] if fame[best[0]] >= fame[best[1]] + 2 else None


@lru_cache(maxsize=1)
def _doubtful() -> frozenset[str]:
    return frozenset(key.replace(" ", "") for key in outer_words("doubtful"))


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


def publisher_key(document: Document, knowledge: Knowledge) -> str:
    """Return the line of the outlet, by the first part of its name or address; empty if unknown."""
    name = (document.publisher or "").split(".", maxsplit=1)[0]
    found = name_index(knowledge).exact(lookup_key(name).split())
    return found.names[0].key if found else ""


@lru_cache(maxsize=4)
def lands_of(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """Return the country or region of each line: an actor's by its polity, a place's by what is around it."""
    return compiled_for(knowledge, plain_lands)


def plain_lands(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return what `lands_of` holds."""
    by_polity = _polity_places(knowledge)
    out: dict[str, tuple[str, ...]] = {
        key: (by_polity[line.polity],) for key, line in knowledge.actors.items() if line.polity in by_polity
    }
    tops = set(by_polity.values())
    for key in knowledge.places:
        at, steps = key, 0
        while at and at not in tops and steps < _DEEP:
            line = knowledge.places.get(at)
            at, steps = (line.within if line else ""), steps + 1
        if at in tops:
            out[key] = (at,)
    return out


def _polity_places(knowledge: Knowledge) -> dict[str, str]:
    """The place of each polity: the one that its offices of state are held at."""
    votes: dict[str, Counter[str]] = {}
    for role in knowledge.roles:
        actor, place = knowledge.actors.get(role.actor), knowledge.places.get(role.body)
        if actor and place and place.kind in ("country", "region"):
            votes.setdefault(actor.polity, Counter())[role.body] += 1
    return {
        polity: max(sorted(found), key=lambda place: found[place])
        for polity, found in votes.items()
        if polity
    }


@lru_cache(maxsize=4)
def fame_of(knowledge: Knowledge) -> Mapping[str, int]:
    """Return how much the tables know of each line."""
    return compiled_for(knowledge, plain_fame)


def plain_fame(knowledge: Knowledge) -> dict[str, int]:
    """Return what `fame_of` holds."""
    return dict(Counter(_mentions(knowledge)))


def _mentions(knowledge: Knowledge) -> Iterable[str]:
    for role in knowledge.roles:
        yield from (role.actor, role.body)
    for tie in knowledge.ties:
        yield from (tie.subject, tie.object)
    yield from (alias.key for alias in knowledge.aliases)


@lru_cache(maxsize=4)
def _surroundings(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    return LazyMapping(compiled_for(knowledge, plain_surroundings), frozenset)


def plain_surroundings(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return what the tables tie to each line, by a role or a tie."""
    out: dict[str, set[str]] = {}
    pairs = [(role.actor, role.body) for role in knowledge.roles]
    pairs += [(tie.subject, tie.object) for tie in knowledge.ties]
    for a, b in pairs:
        out.setdefault(a, set()).add(b)
        out.setdefault(b, set()).add(a)
    return {key: sorted(near) for key, near in out.items()}
