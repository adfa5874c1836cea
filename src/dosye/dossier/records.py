"""What a dossier answers: facts told in a sentence, each with the words behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dosye.errors import QueryError
from dosye.records import EventType, Modality

CODES = {
    "type": tuple(known.value for known in EventType),
    "modality": tuple(known.value for known in Modality),
    "grade": tuple("ABCDE"),
}
"""The filters that take one of few values."""
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


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
    one; `about` for statements whose words name this actor. Actors and places are ids, or names that mean
    one. A question passes over what it has no use for: statements have no place.

    Raises:
        QueryError: a value can match nothing in any dossier.
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

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not is_date(value):
                raise QueryError(f"{name}={value!r} is no date; write 2020-06-25, 2020-06 or 2020")
        if self.since and self.until and self.since > self.until + "~":
            raise QueryError(f"since {self.since} lies after until {self.until}: no day is left")
        for name, known in CODES.items():
            value = getattr(self, name)
            if value is not None and value not in known:
                raise QueryError(f"{name}={value!r} is not one of {', '.join(known)}")
        if self.limit is not None and self.limit < 1:
            raise QueryError(f"limit={self.limit} leaves nothing; give 1 or more, or None for all")


def is_date(value: object) -> bool:
    """Tell whether a value is an ISO day, month or year."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


EVERYTHING = Filters()
