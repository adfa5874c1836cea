"""The records of a chain: nodes (acts, or words of a condition), links between them, branches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dosye.dossier.records import Quote
from dosye.dossier.say import Said


class LinkKind(Enum):
    """Why one node leads to another."""

    CONDITION = "condition"
    PRECEDENT = "precedent"
    FORMAL = "formal command"
    ACTUAL = "actual command"
    BACKING = "backing"
    PRESSURE = "pressure"


class Weight(Enum):
    """How well sourced a link is; the weakest link is the weight of its branch."""

    TOLD_BY_OUTLET = 4
    NAMED = 3
    ANONYMOUS = 2
    CONTESTED = 1


@dataclass(frozen=True, slots=True)
class Node:
    """Something that happens in a run: an act, or a half of a condition that codes to no act.

    `actors` are all that it involves; `words` are empty for what the question itself supposes.
    """

    id: str
    en: str
    ckb: str
    actors: frozenset[str]
    acts: tuple[Said, ...] = ()
    words: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A step with the words behind it, who claims it and who denies it (names in English)."""

    kind: LinkKind
    start: Node
    end: Node
    words: tuple[Quote, ...]
    claimed_by: str
    denied_by: tuple[str, ...]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Branch:
    """Links that follow one another.

    `stops` says why it ends: `sources` (no source says more), `cycle` (it meets itself), `depth`.
    """

    links: tuple[Link, ...]
    stops: str

    @property
    def weight(self) -> Weight:
        """The weight of its weakest link."""
        return min((link.weight for link in self.links), key=lambda w: w.value)


@dataclass(frozen=True, slots=True)
class Run:
    """What a question gives: the node it starts from, the branches, and ties that bear on it."""

    start: Node
    branches: tuple[Branch, ...]
    beside: tuple[Link, ...] = ()
