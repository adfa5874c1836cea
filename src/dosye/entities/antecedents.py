"""Which group spoken of before a group means, if any: one learnt choice over them and over nobody."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from dosye.entities.choices import Choice
from dosye.entities.seen import Seen

_NEW = "new"  # how the features of a group not spoken of before begin
_FAR, _OLD, _USED = (0, 1, 3, 8), (0, 1, 3, 8), (1, 2, 4, 8)  # sentences, groups since, uses of a noun
_LARGE, _MANY = (1, 2, 5), (0, 3, 8, 15)  # mentions of a group, groups of an article
_POINTED = frozenset({"the one", "that", "same"})  # how one that is known is spoken of
_LATEST = 40  # groups that are looked back at
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The mention of a group as the choice sees it.

    `form` is how it is pointed to (`the`, `that`, counted, ...); `forms` its words with and without the last
    clitic; `tied` the entity tied to it, `near` those that stand close after it, both by identity; `friend`
    whom the words say it is close to, for a town its land.
    """

    seen: Seen
    head: str
    kind: str
    label: str
    form: str
    izafe: bool
    single: bool
    forms: frozenset[str]
    words: frozenset[str]
    adjectives: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    tied: frozenset[int] = NONE
    near: frozenset[int] = NONE
    friend: str = ""


@dataclass(slots=True)
class Group:
    """The mentions of one group so far, and what they said together."""

    told: list[Told]
    heads: set[str]
    labels: set[str]
    kinds: set[str]
    forms: set[str]
    words: set[str]
    adjectives: set[str]
    counts: set[str]
    tied: set[int]
    near: set[int]

    @classmethod
    def of(cls, told: Told) -> Group:
        """Return the group of one mention."""
        group = cls([], set(), set(), set(), set(), set(), set(), set(), set(), set())
        group.add(told)
        return group

    def add(self, told: Told) -> None:
        """Take in a mention."""
        self.told.append(told)
        self.heads.add(told.head)
        self.labels.add(told.label)
        self.kinds.add(told.kind)
        self.forms |= told.forms
        self.words |= told.words
        self.adjectives |= told.adjectives
        self.counts |= told.counts
        self.tied |= told.tied
        self.near |= told.near


class Groups:
    """The groups of an article up to a mention, in order of their first."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.uses = Counter(t.head for t in told)
        self.all: list[Group] = []

    def choices(self, told: Told) -> tuple[list[list[str]], list[int]]:
        """Return the features of each choice, a new group first, and the numbers of the groups after it."""
        ages = sorted(range(len(self.all)), key=lambda n: -self.all[n].told[-1].seen.start)[:_LATEST]
        rows = [list(_new(told, self.all, self.uses))]
        rows += [
            list(_same(told, self.all[n], age=_step(age, _OLD), uses=self.uses)) for age, n in enumerate(ages)
        ]
        return rows, ages

    def known_friend(self, told: Told) -> int | None:
        """Return whom `the official close to Iran` means: the last one said to be close to that land."""
        if not (told.friend and told.single and told.form in _POINTED):
            return None
        alike = (
            n for n, g in enumerate(self.all) if any(t.single and t.friend == told.friend for t in g.told)
        )
        return max(alike, key=lambda n: self.all[n].told[-1].seen.start, default=None)

    def put(self, told: Told, number: int | None) -> int:
        """Add a mention to a group, to a new one for None; return its number."""
        if number is None:
            self.all.append(Group.of(told))
            return len(self.all) - 1
        self.all[number].add(told)
        return number


def choose(told: Sequence[Told], weights: Mapping[str, float]) -> list[int]:
    """Return the number of the group that each mention of an article means, in order."""
    groups = Groups(told)
    out = []
    for one in told:
        friend = groups.known_friend(one)
        if friend is not None:
            out.append(groups.put(one, friend))
            continue
        rows, numbers = groups.choices(one)
        scores = [sum(map(weights.get, row, repeat(0.0))) for row in rows]
        best = max(range(len(rows)), key=lambda n: (scores[n], -n))
        out.append(groups.put(one, numbers[best - 1] if best else None))
    return out


def choices_of(told: Sequence[Told], entities: Sequence[str]) -> Iterator[Choice]:
    """Yield the choices of an article whose groups are labelled, each with the right one."""
    groups, number = Groups(told), dict[str, int]()
    for one, entity in zip(told, entities, strict=True):
        rows, numbers = groups.choices(one)
        before = number.get(entity)
        if before is None or before in numbers:
            yield rows, 0 if before is None else numbers.index(before) + 1
        number[entity] = groups.put(one, before)


@lru_cache(maxsize=4)
def load_joins(folder: Path) -> dict[str, float]:
    """Return the weights of the choice; none without a model."""
    path = folder / "entities-joins.json"
    if not path.exists():
        return {}
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def _new(told: Told, groups: Sequence[Group], uses: Mapping[str, int]) -> Iterator[str]:
    """Yield what speaks for or against a group not spoken of before."""
    known = any(told.head in g.heads for g in groups)
    used = _step(uses[told.head], _USED)
    yield _NEW
    yield f"new {told.form} {known}"
    yield f"new {known} {told.izafe} {bool(told.tied)}"
    yield f"new uses {used} {told.form}"
    yield f"new adjectives {len(told.adjectives)} {known}"
    yield f"new stem {told.head}"
    yield f"new kind {told.kind} {told.form}"
    yield f"new counts {' '.join(sorted(told.counts))} {known}"
    yield f"new groups {_step(len(groups), _MANY)}"
    yield f"new first {told.seen.first == 0}"


def _same(told: Told, group: Group, *, age: str, uses: Mapping[str, int]) -> Iterator[str]:
    """Yield what speaks for or against a mention of this group."""
    last = group.told[-1]
    noun = _noun(told, group)
    form = not group.forms.isdisjoint(told.forms)
    tie = _ties(told.tied, group.tied)
    adjectives = _ties(told.adjectives, group.adjectives)
    far = _step(told.seen.sent - last.seen.sent, _FAR)
    shared = len(group.words & told.words) > 1
    singles = [t.single for t in group.told]
    clash = not any(singles) if told.single else all(singles)
    counts = _ties(told.counts, group.counts)
    plain = not (told.adjectives or told.tied or told.counts)
    yield from (
        f"noun {noun} {told.form}",
        f"form {form} {told.form} {told.izafe}",
        f"tie {tie} {noun}",
        f"tie {tie} {form}",
        f"adjectives {adjectives} {noun}",
        f"adjectives {adjectives} {form}",
        f"counts {counts} {noun}",
        f"counts {counts}",
        f"clash {clash}",
        f"clash {clash} {told.form}",
        f"tie {tie}",
        f"adjectives {adjectives}",
        f"single {told.single} {last.single} {noun}",
        f"kinds {told.kind} {last.kind}",
        f"far {far} {noun}",
        f"far {far} {told.form}",
        f"size {_step(len(group.told), _LARGE)} {noun}",
        f"forms {group.told[0].form} {told.form} {noun}",
        f"forms {last.form} {told.form} {noun} last",
        f"near {not group.near.isdisjoint(told.near)} {noun}",
        f"age {age} {noun}",
        f"age {age} {told.form}",
        f"uses {_step(uses[told.head], _USED)} {noun} {told.izafe}",
        f"stem {told.head} {noun}",
        f"plain {plain} {noun} {told.form}",
        f"shared {shared} {noun}",
    )
    if noun != "same":
        yield f"pair {last.head} {told.head}"
        yield f"pair {group.told[0].head} {told.head} first"


def _noun(told: Told, group: Group) -> str:
    """How near the noun is to those that the group was called by."""
    if told.head in group.heads:
        return "same"
    if told.label in group.labels:
        return "label"
    return "kind" if told.kind in group.kinds else "other"


def _ties(mine: frozenset[str] | frozenset[int], theirs: set[str] | set[int]) -> str:
    """How what is told of a mention goes with what has been told of the group."""
    if not mine:
        return "theirs" if theirs else "none"
    if not theirs:
        return "mine"
    if mine <= theirs:
        return "in"
    return "some" if not theirs.isdisjoint(mine) else "differ"


def _step(number: int, steps: Sequence[int]) -> str:
    return next((str(step) for step in steps if number <= step), "more")
