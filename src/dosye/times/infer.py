"""When an article without a date came out: the months that its dates and the terms of offices leave open."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dosye.entities.names import NameMatch, name_index
from dosye.knowledge import Knowledge
from dosye.knowledge.records import RoleLine
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Sentence
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType
from dosye.times.lexemes import Lexeme, find_lexemes, months
from dosye.times.values import last_day

_FIRST, _LAST = 2003, 2030  # years that are thought of
_TITLED, _OUTSIDE = 2.0, -4.0  # a term of office said of its holder: held in that month, or not
_LENGTH = 0.6  # time since taking office leads to this month
_BEFORE = -3.0  # an explicit date lies after it
_OFTEN = 3  # times said after which a length weighs no more
_GAP = -0.05  # for each month since each one named
_ENOUGH = 2.0  # votes without which nothing is said
_CLOSE = 0.3  # months this near the best stay open
_NEAR = 4  # tokens between a name and its title
_LONG = 28  # days; a shorter time tells nothing of the month
_WIDEST = 36  # months; a wider window is no answer
_PLACED = frozenset({"past", "future", "more", "ago"})
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44}


@dataclass(frozen=True, slots=True)
class Signs:
    """What an article says of its own time."""

    terms: tuple[RoleLine, ...]  # offices by which it titles people
    start: str  # when the one it speaks of most took office
    lengths: tuple[tuple[float, int], ...]  # days, how often said
    months: tuple[int, ...]  # months of the year that it looks back on
    latest: tuple[int, int] | None  # the last year and month that it dates


def infer_published(sents: Sequence[Sentence], knowledge: Knowledge) -> str | None:
    """Return the window `first/last day` in which an undated article came out; None where nothing tells."""
    signs = find_signs(sents, knowledge)
    if not signs.terms:
        return None
    scores = {m: _score(signs, *m) for m in _candidates()}
    if not scores or max(scores.values()) < _ENOUGH:
        return None
    best = max(scores.values())
    open_months = sorted(m for m, score in scores.items() if best - score < _CLOSE)
    first, last = open_months[0], open_months[-1]
    if 12 * (last[0] - first[0]) + last[1] - first[1] >= _WIDEST:
        return None
    return f"{date(*first, 1)}/{last_day(*last)}"


def _candidates() -> Iterator[tuple[int, int]]:
    for year in range(_FIRST, _LAST):
        yield from ((year, month) for month in range(1, 13))


def _score(signs: Signs, year: int, month: int) -> float:
    score = 0.0
    for actor in {term.actor for term in signs.terms}:
        held = any(_covers(term, year, month) for term in signs.terms if term.actor == actor)
        score += _TITLED if held else _OUTSIDE
    score += _LENGTH * sum(
        min(times, _OFTEN) for length, times in signs.lengths if _reaches(signs.start, length, year, month)
    )
    if signs.latest and (year, month) < signs.latest:
        score += _BEFORE
    return score + _GAP * sum((month - m - 1) % 12 for m in signs.months)


def _covers(term: RoleLine, year: int, month: int) -> bool:
    here = f"{year:04d}-{month:02d}"
    return term.since[:7] <= here and (not term.until or here <= (term.until + "-12")[:7])


def _reaches(start: str, length: float, year: int, month: int) -> bool:
    if len(start) < len("2020-05"):
        return False
    parts = [int(p) for p in start.split("-")]
    reached = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 15).toordinal() + length
    there = date.fromordinal(int(reached))
    return (there.year, there.month) == (year, month)


def term_start(sents: Sequence[Sentence], knowledge: Knowledge) -> str:
    """Return when the office holder whom an article speaks of most took office; empty where unknown."""
    return find_signs(sents, knowledge).start


def find_signs(sents: Sequence[Sentence], knowledge: Knowledge) -> Signs:
    """Collect the dated facts of an article."""
    lines = [find_lexemes(sent.tokens) for sent in sents]
    matches = [name_index(knowledge).find(sent.tokens) for sent in sents]
    terms = sorted(_terms(sents, matches, knowledge), key=lambda t: (t.actor, t.since, t.role))
    uses = Counter(n.key for found in matches for m in found for n in m.names)
    most = max(terms, key=lambda t: (uses[t.actor], t.since), default=None)
    return Signs(
        terms=tuple(terms),
        start=most.since if most else "",
        lengths=tuple(sorted(Counter(n for lex in lines for n in _lengths(lex)).items())),
        months=tuple(sorted(set(_past_months(lines)))),
        latest=max((d for lex in lines for d in _dates(lex)), default=None),
    )


def _terms(
    sents: Sequence[Sentence], matches: Sequence[Sequence[NameMatch]], knowledge: Knowledge
) -> set[RoleLine]:
    """The dated offices of people whom the article names and titles; former ones are not asked for."""
    out: set[RoleLine] = set()
    offices, terms = _office_labels(knowledge), _terms_of(knowledge)
    for sent, found in zip(sents, matches, strict=True):
        for match in found:
            keys = {n.key for n in match.names if n.type is EntityType.PERSON}
            if len(keys) != 1:
                continue
            near = sent.tokens[max(0, match.start - _NEAR) : match.end + _NEAR]
            labels = {label for t in near for label in offices.get(_bare(t.key), ())}
            out.update(term for term in terms.get(keys.pop(), ()) if term.role in labels)
    return out


def _bare(key: str) -> str:
    return key.removesuffix(YEH)


@lru_cache(maxsize=2)
def _office_labels(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """The labels that a word for an office can have, whole or as its first word."""
    out: dict[str, set[str]] = {}
    for office in knowledge.offices:
        for key in {lookup_key(office.word), _bare(lookup_key(office.word).split()[0])}:
            out.setdefault(key, set()).add(office.label)
    return {key: frozenset(labels) for key, labels in out.items()}


@lru_cache(maxsize=2)
def _terms_of(knowledge: Knowledge) -> dict[str, tuple[RoleLine, ...]]:
    out: dict[str, tuple[RoleLine, ...]] = {}
    for role in knowledge.roles:
        if role.since:
            out[role.actor] = (*out.get(role.actor, ()), role)
    return out


def _lengths(lex: Sequence[Lexeme]) -> Iterator[float]:
    """Lengths that may count from a beginning: not `the last N months`, `N years more`, `N days ago`."""
    for at, (word, unit) in enumerate(itertools.pairwise(lex)):
        follow = lex[at + 2].kind if at + 2 < len(lex) else ""
        counted = word.kind == "number" and unit.kind == "unit" and unit.value in _DAYS
        days = int(word.value) * _DAYS[unit.value] if counted else 0.0
        if days >= _LONG and follow not in _PLACED:
            yield days


def _past_months(lines: Sequence[Sequence[Lexeme]]) -> Iterator[int]:
    """Months that the article looks back on; `the month after` one of them is one too."""
    last: int | None = None
    for lex in lines:
        for word, follow in itertools.pairwise(lex):
            if word.kind == "month" and follow.kind in ("past", "year"):
                month = months()[word.value]
                last = month.number if month.calendar == "gregorian" else None
            elif last is not None and word.kind == "unit" and word.value == "M" and follow.kind == "later":
                last = last % 12 + 1
            else:
                continue
            if last is not None:
                yield last


def _dates(lex: Sequence[Lexeme]) -> Iterator[tuple[int, int]]:
    for at, word in enumerate(lex):
        if word.kind == "number" and len(word.value) == 4 and _FIRST <= int(word.value) < _LAST:
            led = at > 0 and lex[at - 1].kind in ("in", "unit", "month")
            month = months()[lex[at - 1].value].number if at and lex[at - 1].kind == "month" else 1
            if led:
                yield int(word.value), month
