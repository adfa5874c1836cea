"""What a dossier answers: facts told in a sentence, each with the words behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a fact: code points `[start, end)` of the document's text.

    `before` and `after` are the rest of the sentence, cut where it is long, for words that say little alone.
    """

    doc: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the dossier holds, told in plain English and in Kurdish.

    `id` is `document/layer/local id`; `details` are the parts as text, for tables and exports.
    """

    id: str
    layer: str
    en: str
    ckb: str
    quotes: tuple[Quote, ...]
    time: str | None = None
    confidence: float | None = None
    actors: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an answer (`key` in the table of messages) and what stands under it.

    `more` is the number of facts of less weight that are left out; `names` is what each group is called, by
    language.
    """

    key: str
    facts: tuple[Fact, ...]
    groups: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    more: int = 0
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question to a dossier gives: titled sections of facts; `title_ckb` where Kurdish has its own."""

    title: str
    sections: tuple[Section, ...]
    title_ckb: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What of a dossier to look at; an empty field leaves all in. Dates are ISO, inclusive.

    `grade` keeps the acts at least so well sourced (A to E). `other` asks for acts of `actor` with this
    one; `about` for statements whose words name this actor.
    """

    since: str | None = None
    until: str | None = None
    actor: str | None = None
    place: str | None = None
    type: str | None = None
    modality: str | None = None
    outlet: str | None = None
    issue: str | None = None
    doc: str | None = None
    limit: int | None = None
    other: str | None = None
    about: str | None = None
    grade: str | None = None


EVERYTHING = Filters()
