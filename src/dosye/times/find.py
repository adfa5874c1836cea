"""Find the time expressions of an article and their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from dosye.knowledge import Knowledge
from dosye.language.ckb.records import Sentence, Token
from dosye.records import Document, Found, Timex
from dosye.times.clock import Clock, Reference, parse_reference
from dosye.times.expressions import find_date
from dosye.times.infer import infer_published, term_start
from dosye.times.lengths import Match, find_length
from dosye.times.lexemes import BRACKETS, Lexeme, find_lexemes
from dosye.times.tense import told_by_verb
from dosye.times.units import find_reference, find_unit

_DAY = len("2020-06-25")


@dataclass(frozen=True, slots=True)
class FoundTimes:
    """The time expressions of an article; `published_inferred` where its day had to be worked out."""

    times: tuple[Timex, ...]
    published_inferred: str | None = None

    @property
    def inferred(self) -> str:
        """The day, month or year in which the whole window lies; empty where there is none."""
        first, _, last = (self.published_inferred or "").partition("/")
        return next((first[:size] for size in (_DAY, 7, 4) if first[:size] == last[:size] != ""), "")


Rule = Callable[[Sequence[Lexeme], int, Clock], Match | None]
_RULES: tuple[tuple[str, Rule], ...] = (
    ("date", find_date),
    ("length", find_length),
    ("unit", find_unit),
    ("reference", find_reference),
)
_YEAR = 4  # digits
_LEADS = frozenset({"in", "between", "edge"})  # before a year that says when something was
_BACK = frozenset({"earlier", "before"})  # kinds and values of words with which a sentence looks back
_TODAY = ("day", "0")
_OPENING = 3  # headline, place line, first sentence
_CLOSING = frozenset(")]")
_CONFIDENCE = {"date": 0.95, "length": 0.9, "unit": 0.9, "reference": 0.85}


def find_times(document: Document, sents: Sequence[Sentence], knowledge: Knowledge) -> FoundTimes:
    """Find the time expressions of an article.

    Args:
        document: relative expressions count from its `published`, at its own precision.
        sents: its sentences with tokens.
        knowledge: dated facts, to work out the time of an article that bears no date.

    Returns:
        The expressions in order of the text, with values as in the guide.
    """
    reference = parse_reference(document.published)
    inferred = None
    if reference is None or reference.exact is None:
        today = _dated_today(sents, reference)
        inferred = f"{today}/{today}" if today and reference is None else None
        reference = parse_reference(today) or reference
    if reference is None:
        inferred = infer_published(sents, knowledge)
    clock = Clock(
        reference or parse_reference(FoundTimes((), inferred).inferred),
        took_office=partial(term_start, sents, knowledge),
    )
    times = []
    for at, sent in enumerate(sents):
        clock.enter(at, opening=at < _OPENING)
        times += _find_in(sent, clock)
    return FoundTimes(tuple(times), inferred)


def _dated_today(sents: Sequence[Sentence], near: Reference | None) -> str | None:
    """The day that the article itself calls today: `today, Wednesday 11 February 2026`."""
    for sent in sents:
        lex = find_lexemes(sent.tokens)
        todays = [word.start for word in lex if (word.kind, word.value) == _TODAY]
        for timex in _find_in(sent, Clock(near)) if todays else ():
            called = any(timex.start <= at < timex.end for at in todays)
            day = parse_reference(timex.value[:_DAY]) if called else None
            if day is not None and day.exact and _fits(day, near):
                return timex.value[:_DAY]
    return None


def _fits(day: Reference, near: Reference | None) -> bool:
    """Whether a day lies in the month or year in which the article is known to have come out."""
    return near is None or (day.year == near.year and near.month in (None, day.month))


def _find_in(sent: Sentence, clock: Clock) -> list[Timex]:
    lex = find_lexemes(sent.tokens)
    clock.tells = partial(told_by_verb, sent, lex)
    out: list[Timex] = []
    at = 0
    while at < len(lex):
        found = _match(lex, at, clock) if lex[at].kind not in ("", "mark") else None
        if found is None:
            at += 1
            continue
        (first, end, value), rule = found
        if lex[first].kind != "number" or len(value) != _YEAR or _is_led(lex, first):
            clock.note(value, aside=any(_BACK & {word.kind, word.value} for word in lex[first:end]))
        start, stop = _with_brackets(sent.tokens, lex[first].start, lex[end - 1].end)
        timex = Timex(start, stop, value, Found(_CONFIDENCE[rule], f"times/{rule}"))
        if out and timex.start < out[-1].end:
            out.pop()
        out.append(timex)
        at = end
    return out


def _with_brackets(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """A span with the bracket beside it whose other half it holds: `(15) days`."""
    inside = [token.norm for token in tokens if start <= token.start < end and token.norm in BRACKETS]
    closing, opening = ([b for b in inside if (b in _CLOSING) is closes] for closes in (True, False))
    for token in tokens if len(closing) != len(opening) else ():
        if token.end == start and token.norm in BRACKETS - _CLOSING and len(closing) > len(opening):
            start = token.start
        elif token.start == end and token.norm in _CLOSING and len(opening) > len(closing):
            end = token.end
    return start, end


def _is_led(lex: Sequence[Lexeme], at: int) -> bool:
    """Whether a year says when something was: not `the election of 2021`."""
    return at == 0 or lex[at - 1].kind in _LEADS


def _match(lex: Sequence[Lexeme], at: int, clock: Clock) -> tuple[Match, str] | None:
    """Return the match that reaches furthest; of two alike the earlier rule's."""
    best: tuple[Match, str] | None = None
    for name, rule in _RULES:
        found = rule(lex, at, clock)
        if found and (best is None or found[1] > best[0][1]):
            best = found, name
    return best
