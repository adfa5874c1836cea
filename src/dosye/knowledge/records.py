"""The lines of the knowledge tables as records; docs/knowledge.md says what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dosye.records import EntityType


@dataclass(frozen=True, slots=True)
class ActorLine:
    """A person, body or group that is known beforehand; `key` is permanent."""

    key: str
    type: EntityType
    name_ckb: str
    name_ar: str
    name_en: str
    polity: str
    sector: str
    camp: str
    wikidata: str
    since: str
    until: str
    gloss: str
    checked: bool
    where: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A country, region, town or site; `within` is the key of the place around it; degrees north and east."""

    key: str
    type: EntityType
    kind: str
    name_ckb: str
    name_ar: str
    name_en: str
    within: str
    lat: float | None
    lon: float | None
    wikidata: str
    checked: bool
    where: str


@dataclass(frozen=True, slots=True)
class AliasLine:
    """Another spelling or name of the actor or place `key`."""

    key: str
    alias: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class RoleLine:
    """An office that a person held at a body or place, from and to as far as known."""

    actor: str
    role: str
    body: str
    since: str
    until: str
    checked: bool
    where: str


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie between two lines of the tables."""

    subject: str
    type: str
    object: str
    label: str
    since: str
    until: str
    checked: bool
    where: str


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A word that heads an office, its English label and its kind."""

    word: str
    label: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class WordLine:
    """One way to say an act: citation form, type and mode, which side each slot is."""

    key: str
    form: str
    kind: str
    type: str
    mode: str
    subject: str
    object: str
    slots: Mapping[str, str]
    condition: str
    where: str


@dataclass(frozen=True, slots=True)
class CueLine:
    """A word that reports speech or belief."""

    key: str
    form: str
    kind: str
    speech: str
    complement: str
    agent_slot: str
    where: str


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A disputed issue: `meaning` says what `for` means; `low`, `high` name the ends of its axis, if any."""

    slug: str
    meaning: str
    name_ckb: str
    low: str
    high: str
    where: str


@dataclass(frozen=True, slots=True)
class IssuePhrase:
    """Words that raise an issue and the side they take: `for`, `against` or `open`."""

    slug: str
    phrase: str
    polarity: str
    where: str


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All tables, ours and a user's on top; `version` is a hash of what they hold.

    `lines` says by issue and side which way (1 for, -1 against) a side is known to take; `camps` by kind and
    word which side a place or the noun of a group stands for.

    It is loaded once and compared by identity, so that stages can cache what they compile from it.
    """

    actors: Mapping[str, ActorLine] = field(default_factory=dict)
    places: Mapping[str, PlaceLine] = field(default_factory=dict)
    aliases: Sequence[AliasLine] = ()
    roles: Sequence[RoleLine] = ()
    ties: Sequence[TieLine] = ()
    offices: Sequence[OfficeLine] = ()
    words: Sequence[WordLine] = ()
    cues: Sequence[CueLine] = ()
    issues: Mapping[str, IssueLine] = field(default_factory=dict)
    phrases: Sequence[IssuePhrase] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    camps: Mapping[tuple[str, str], str] = field(default_factory=dict)
    version: str = ""
