"""Tokens seen as the words of time expressions: what each does, its value, its ending."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.tables import read_table
from dosye.times.calendars import MonthName

_HERE = Path(__file__).parent
_OPTIONAL = {"indefinite": "", "definite": "", "plural": ""}
INSIDE = "\u062f\u0627"  # the ending of what something happens in
SINCE = "\u06d5\u0648\u06d5"  # the ending of what something began at
_OPENING = 2  # letters by which words are looked up
_NOTHING = ("", "", "", "")
_ENDING = 5  # letters of an ending of a number
_LONGEST = 4  # tokens of a phrase
_NUMBER = re.compile(r"(\d{1,18})((?:\D.*)?)")  # a longer run of digits counts nothing
_GLUED = frozenset(
    {"day", "night", "year", "unit", "ref", "then", "edge", "ordinal", "month", "number", "some", "part"}
    | {"same", "season"}
)


@dataclass(slots=True, unsafe_hash=True)
class Lexeme:
    """One or more tokens that do one thing in a time expression; `kind` is empty for any other word.

    `ending` is what stands after the stem (look-up key), `glued` the word in front of it; `first` and
    `end` count code points of the text.
    """

    kind: str
    value: str
    start: int
    end: int
    key: str
    ending: str = ""
    glued: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A line of the tables."""

    kind: str
    value: str


def find_lexemes(tokens: Sequence[Token]) -> list[Lexeme]:
    """Return the words of a sentence as lexemes, brackets left out."""
    out: list[Lexeme] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.key:
            if token.kind is TokenKind.MARK and token.norm not in BRACKETS:
                out.append(Lexeme("mark", token.norm, token.start, token.end, ""))
            at += 1
            continue
        if _ends_bracket(tokens, at) and out and out[-1].kind == "number":
            out[-1] = replace(out[-1], end=token.end, ending=token.key)
            at += 1
            continue
        size = _phrase_size(tokens, at) if _starts_phrase(token.key) else 1
        out.append(_lexeme(tokens, at, size))
        at += size
        if out[-1].kind == "number" and _is_sum(out):
            tens, _, ones = out[-3:]
            value = str(int(tens.value) + int(ones.value))
            out[-3:] = [replace(ones, value=value, start=tens.start, key=f"{tens.key} {_AND} {ones.key}")]
    return [_as_number(out, at) or word for at, word in enumerate(out)]


def _as_number(lex: Sequence[Lexeme], at: int) -> Lexeme | None:
    """The name of a month that is a number with its izafe, where it counts a day or an hour: `the tenth of
    June`, `ten at night`."""
    word = lex[at]
    if word.kind != "month" or not word.key.endswith(YEH):
        return None
    number = _words().get(word.key[: -len(YEH)])
    follow = lex[at + 1].kind if at + 1 < len(lex) else ""
    hour = at > 0 and lex[at - 1].kind == "unit" and lex[at - 1].value == "TH"
    if number is None or number.kind != "number" or not (hour or follow in ("month", "this")):
        return None
    return replace(word, kind="number", value=number.value, ending=YEH)


_AND = "\u0648"
_TENS = frozenset(map(str, range(20, 100, 10)))
_ONES = frozenset(map(str, range(1, 10)))


def _is_sum(found: Sequence[Lexeme]) -> bool:
    """Whether the last three words are a number of tens, `and`, a number of ones: `twenty and five`."""
    if len(found) < 3 or any(x.kind != "number" for x in (found[-3], found[-1])):
        return False
    spelt = not any(c.isdigit() for x in (found[-3], found[-1]) for c in x.key)
    return spelt and found[-2].key == _AND and found[-3].value in _TENS and found[-1].value in _ONES


BRACKETS = frozenset("()[]")


def _ends_bracket(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the ending of a number in brackets: (15)ی."""
    before = tokens[at - 1] if at else None
    if before is None or before.norm not in BRACKETS:
        return False
    return (
        before.end == tokens[at].start
        and len(tokens[at].key) < _ENDING
        and _ending("number").fullmatch(tokens[at].key) is not None
    )


def _phrase_size(tokens: Sequence[Token], at: int) -> int:
    for size in range(min(_LONGEST, len(tokens) - at), 1, -1):
        if _known(" ".join(t.key for t in tokens[at : at + size])):
            return size
    return 1


def _lexeme(tokens: Sequence[Token], at: int, size: int) -> Lexeme:
    token = tokens[at]
    if size > 1:
        key = " ".join(t.key for t in tokens[at : at + size])
    elif token.kind is TokenKind.DATE or token.kind is TokenKind.TIME:
        kind = "date" if token.kind is TokenKind.DATE else "clock"
        value = token.parts[0].norm if token.parts else token.norm
        return Lexeme(kind, value, token.start, token.end, token.key)
    else:
        key = token.key
    kind, value, ending, glued = _known(key) or _NOTHING
    return Lexeme(kind, value, token.start, tokens[at + size - 1].end, key, ending, glued)


Known = tuple[str, str, str, str]


@lru_cache(maxsize=3072)
def _known(key: str) -> Known | None:
    digits = _NUMBER.fullmatch(key)
    if digits:
        return ("number", digits[1], digits[2], "")
    return _split(key) or _unglued(key)


def _unglued(key: str) -> Known | None:
    for prefix in _prefixes():
        found = _split(key[len(prefix) :]) if key.startswith(prefix) and len(key) > len(prefix) + 2 else None
        if found and found[0] in _GLUED:
            return (*found[:3], prefix)
    return _number_unit(key)


def _number_unit(key: str) -> Known | None:
    """A number word glued to its unit (دووساڵ)."""
    for stem, value in _numbers().get(key[:1], ()):
        if key.startswith(stem):
            rest = _split(key[len(stem) :])
            if rest and rest[0] == "unit":
                return ("length", f"{value} {rest[1]}", rest[2], "")
    return None


@lru_cache(maxsize=1)
def _numbers() -> dict[str, list[tuple[str, str]]]:
    """The number words and their values, by first letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for stem, word in _words().items():
        if word.kind == "number":
            found.setdefault(stem[:1], []).append((stem, word.value))
    return found


def _split(key: str) -> Known | None:
    length = len(key)
    for size in _sizes().get(key[:_OPENING], _short_sizes() if length else ()):
        if size > length:
            continue
        word = _words().get(key[:size])
        if word and (size == length or _ending(word.kind).fullmatch(key, size)):
            return (word.kind, word.value, key[size:], "")
    return None


@lru_cache(maxsize=1)
def _sizes() -> dict[str, tuple[int, ...]]:
    """How long the words with each beginning are, longest first."""
    found: dict[str, set[int]] = {}
    for word in _words():
        found.setdefault(word[:_OPENING], set(_short_sizes())).add(len(word))
    return {opening: tuple(sorted(sizes, reverse=True)) for opening, sizes in found.items()}


@lru_cache(maxsize=1)
def _short_sizes() -> tuple[int, ...]:
    """How long the words are that are no longer than such a beginning."""
    return tuple(sorted({len(word) for word in _words() if len(word) < _OPENING}, reverse=True))


@lru_cache(maxsize=1)
def _words() -> dict[str, Word]:
    rows = read_table(_HERE / "words.tsv", ("kind", "value", "word"), key=("kind", "word"))
    words = {lookup_key(row["word"]): Word(row["kind"], row["value"]) for row in rows}
    for row in read_table(_HERE / "feasts.tsv", ("day", "name"), key=("name",)):
        words[lookup_key(row["name"])] = Word("feast", row["day"])
    for key in months():
        words[key] = Word("month", key)
    return words


@lru_cache(maxsize=1)
def months() -> dict[str, MonthName]:
    """Return every month name by look-up key."""
    rows = read_table(_HERE / "months.tsv", ("calendar", "number", "word", "use"), key=("word",))
    return {
        lookup_key(r["word"]): MonthName(
            r["calendar"], int(r["number"]), r["use"] == "alone", r["use"] == "inside"
        )
        for r in rows
    }


@lru_cache(maxsize=1)
def _endings() -> dict[str, re.Pattern[str]]:
    rows = read_table(_HERE / "endings.tsv", ("kind", "pattern"), key=("kind",))
    return {row["kind"]: re.compile(f"(?:{row['pattern']}){_OPTIONAL.get(row['kind'], '?')}") for row in rows}


def _ending(kind: str) -> re.Pattern[str]:
    return _endings().get(kind) or _endings()["*"]


def is_indefinite(word: Lexeme) -> bool:
    """Return whether a word is `a ...`: one of its kind."""
    return bool(word.ending) and _endings()["indefinite"].match(word.ending) is not None


def is_definite(word: Lexeme) -> bool:
    """Return whether a word is `the ...`: one that was named before."""
    return bool(word.ending) and _endings()["definite"].match(word.ending) is not None


def is_plural(word: Lexeme) -> bool:
    """Return whether a word is one of many: `days`, `the months`."""
    return bool(word.ending) and _endings()["plural"].match(word.ending) is not None


@lru_cache(maxsize=1)
def _prefixes() -> tuple[str, ...]:
    return tuple(lookup_key(p) for p in _endings()["prefix"].pattern[3:-2].split("|"))


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(key.split(" ", 1)[0] for key in _words() if " " in key)


@lru_cache(maxsize=3072)
def _starts_phrase(key: str) -> bool:
    return key in _firsts()
