"""The nouns that every stage shares: what a document is and what a reading of it holds.

A `Reading` has the form of the annotation guide (docs/record.md); what dosye adds stands in keys of its
own and is left out of the JSON where it has nothing to say. `dosye.codec` turns readings to JSON and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, NewType

DocId = NewType("DocId", str)
EntityId = NewType("EntityId", str)
EventId = NewType("EventId", str)
StatementId = NewType("StatementId", str)


class Span(NamedTuple):
    """Half-open range of code points of `Document.text`."""

    start: int
    end: int


class EntityType(Enum):
    """What an entity or mention is; ROLE is for mentions only."""

    __hash__ = object.__hash__  # that of Enum runs in Python, and types are asked for often
    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    PLACE = "PLACE"
    GROUP = "GROUP"
    ROLE = "ROLE"


class EventType(Enum):
    """PLOVER's sixteen types and APPOINT."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    SANCTION = "SANCTION"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    APPOINT = "APPOINT"


class Modality(Enum):
    """Whether an act happened, as its teller has it."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class Position(Enum):
    """Where a side stands on an issue."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"


class RelationType(Enum):
    """Ties between entities."""

    HOLDS_ROLE = "holds_role"
    FORMER_ROLE = "former_role"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    LEADS = "leads"
    BACKED_BY = "backed_by"
    ALLIED_WITH = "allied_with"
    OPPOSED_TO = "opposed_to"
    LOCATED_IN = "located_in"
    COMMANDS = "commands"
    PRESSES = "presses"


class SourceKind(Enum):
    """What kind of source speaks."""

    NAMED = "named"
    OFFICE = "office"
    BODY = "body"
    COLLECTIVE = "collective"
    ANONYMOUS = "anonymous"
    UNSURE = "unsure"


class SpeechKind(Enum):
    """What the speaker does with the words."""

    SAY = "say"
    DENY = "deny"
    REFUSE = "refuse"
    BELIEVE = "believe"
    ASK = "ask"
    ORDER = "order"
    PROMISE = "promise"
    WARN = "warn"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it came; `text` is never changed. `published`: ISO day, month, moment, or None."""

    id: DocId
    text: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How sure dosye is of a fact (0-1) and what found it: id of the rule, table line or model."""

    confidence: float | None = None
    rule: str | None = None


UNMARKED = Found()


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions of an article mean.

    `key` is the line of the actor or place table, if linked; `named` is False for an actor that the
    article leaves unnamed; `description` says who an unnamed or unknown one is, in English.
    """

    type: EntityType
    name: str
    name_en: str | None = None
    wikidata: str | None = None
    key: str | None = None
    named: bool = True
    description: str | None = None
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of whole tokens that means an entity."""

    start: int
    end: int
    type: EntityType
    entity: EntityId
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression; `value` is the text form of a `TimeValue` (`dosye.times.parse_value`)."""

    start: int
    end: int
    value: str
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Telling:
    """One account of an event: by the outlet itself (`statement` None) or by a statement.

    `chain` runs from the teller nearest to the reader to the first source; `first_hand` is None where
    the article does not say.
    """

    statement: StatementId | None = None
    chain: tuple[EntityId, ...] = ()
    first_hand: bool | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A political act. `arguments` quotes the words behind each side, place and time.

    `counts` are people `killed`, `wounded`, `arrested` ... where the article gives them; `implied` marks
    an act that the words presuppose and do not state.
    """

    id: EventId
    type: EventType
    mode: str | None
    trigger: Span
    actors: tuple[EntityId, ...] = ()
    recipients: tuple[EntityId, ...] = ()
    place: EntityId | None = None
    time: str | None = None
    modality: Modality = Modality.ASSERTED
    arguments: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    tellings: tuple[Telling, ...] = ()
    implied: bool = False
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a source; `chain` lists who passed them on, nearest to the reader first."""

    id: StatementId
    source: EntityId
    cue: Span
    content: Span
    medium: EntityId | None = None
    direct: bool = False
    denies: tuple[EventId, ...] = ()
    kind: SpeechKind = SpeechKind.UNSURE
    source_kind: SourceKind = SourceKind.UNSURE
    addressee: EntityId | None = None
    chain: tuple[EntityId, ...] = ()
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie between two entities of the article; `since`, `until` where the article dates it."""

    type: RelationType
    subject: EntityId
    object: EntityId
    label: str | None
    evidence: Span
    since: str | None = None
    until: str | None = None
    implied: bool = False
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Stance:
    """Where `holder` stands on `issue` (a slug of the issue table)."""

    holder: EntityId
    issue: str
    position: Position
    evidence: Span
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Condition:
    """An if and then that the article itself ties together; `by` is whose forecast it is."""

    id: str
    if_: Span
    then: Span
    by: EntityId | None = None
    found: Found = UNMARKED


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one article says, each fact with the words that say it.

    `published_inferred` is a window (`earliest/latest`) worked out from the article where `published`
    is missing. `reader` and `tables` are the versions that made the reading; None for one made by hand.
    """

    doc_id: DocId
    text: str
    published: str | None = None
    publisher: str | None = None
    sentences: tuple[Span, ...] = ()
    entities: Mapping[EntityId, Entity] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    stances: tuple[Stance, ...] = ()
    conditions: tuple[Condition, ...] = ()
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published_inferred: str | None = None
    reader: str | None = None
    tables: str | None = None

    def quote(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[span.start : span.end]
