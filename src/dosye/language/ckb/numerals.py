"""Numbers in digits and words to values and back: cardinals, ordinals, fractions, shares, quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path

from dosye.language.ckb.letters import pattern_source
from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.language.ckb.tokens import find_tokens
from dosye.tables import read_table

_HERE = Path(__file__).parent
_BRACKETS = frozenset("()")
_PERCENT = frozenset("%\u066a")
_ORDINAL = re.compile(pattern_source("ordinal"))
_AND = "\u0648"
_INDEFINITE = "\u06ce\u06a9"
_GROUPS = re.compile(r"\d{1,3}(?:[,\u060c\u066c]\d{3})+(?:[.\u066b]\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_THOUSAND, _HUNDRED, _TEN = 1000, 100, 10


class NumeralKind(Enum):
    """How a number counts."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: offsets of the raw text, exact value, and the unit that it counts or measures.

    `unit` is an ISO 4217 code for money, `percent`, `km`, `person` ... of `units.tsv`, or empty.
    """

    start: int
    end: int
    value: Fraction
    kind: NumeralKind
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    value: Fraction
    kind: str


def parse_number(text: str) -> Fraction | None:
    """Value of a text that is one number and nothing else, None otherwise: `3 هەزار و 273` -> 3273."""
    tokens = find_tokens(text)
    found = find_numerals(tokens)
    if len(found) == 1 and (found[0].start, found[0].end) == (tokens[0].start, tokens[-1].end):
        return found[0].value
    return None


def find_numerals(tokens: Sequence[Token]) -> tuple[Numeral, ...]:
    """Find the numbers of a text or sentence, in order, without overlap."""
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral, at = _numeral(tokens, at)
        if numeral is not None:
            found.append(numeral)
    return tuple(found)


def _numeral(tokens: Sequence[Token], at: int) -> tuple[Numeral | None, int]:
    """The number that starts at token `at`, and where to go on."""
    first = at
    share = _is(tokens, at, "share") or _is_percent(tokens, at)
    if share and at + 1 < len(tokens) and _word(tokens[at + 1]) is not None:
        at += 1
    word = _word(tokens[at])
    if word is None or word.kind in {"and", "over", "share"}:
        return None, first + 1
    value, last, kind = _value(tokens, at)
    value, last, kind = _fraction(tokens, value, last, kind)
    unit, last = _unit(tokens, last)
    if (share and at > first) or unit == "percent":
        kind, unit = NumeralKind.PERCENT, "percent"
    return Numeral(tokens[first].start, tokens[last - 1].end, value, kind, unit), max(last, first + 1)


class _Sum:
    """A number under reading: scales that are finished, and the group below a thousand that is open."""

    __slots__ = ("group", "kind", "limit", "low", "total")

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.group: Fraction | None = None
        self.low = Fraction(10**18)  # what is added to the open group must be smaller
        self.limit = Fraction(10**18)  # the next scale must be smaller
        self.kind = NumeralKind.CARDINAL

    @property
    def value(self) -> Fraction:
        return self.total + (self.group or 0)

    def add(self, word: _Word) -> bool:
        """Add a word that follows the conjunction or opens the number."""
        if word.kind in {"scale", "scale-ordinal"} and word.value >= _THOUSAND and self.group is None:
            return self._close(Fraction(1), word)
        bound = self.low if self.group is not None else self.limit
        if not (word.value < bound and (self.value == 0 or word.value > 0)):
            return False
        self.group = (self.group or 0) + word.value
        self.low = Fraction(1) if word.kind == "digits" else _lowest(word.value)
        self.kind = _KINDS.get(word.kind, NumeralKind.CARDINAL)
        return True

    def scale(self, word: _Word, last: Fraction) -> bool:
        """Multiply by a scale word that follows without a conjunction."""
        if word.value == _HUNDRED and self.group is not None and 1 < last < 10:
            self.group += last * 99
            self.low = word.value
            self.kind = _KINDS.get(word.kind, NumeralKind.CARDINAL)
            return True
        if self.group is None and self.total and word.value > self.limit:
            self.total, self.limit = self.total * word.value, word.value
            return True
        return self.group is not None and word.value >= _THOUSAND and self._close(self.group, word)

    def _close(self, count: Fraction, word: _Word) -> bool:
        if word.value >= self.limit or not count:
            return False
        self.total += count * word.value
        self.group, self.limit = None, word.value
        self.kind = _KINDS.get(word.kind, NumeralKind.CARDINAL)
        return True


def _value(tokens: Sequence[Token], at: int) -> tuple[Fraction, int, NumeralKind]:
    """Read groups joined by `and`, each smaller than the one before: 3 thousand and 273."""
    number = _Sum()
    done = (Fraction(0), at, NumeralKind.CARDINAL)
    following: int | None = at
    while following is not None:
        word = _word(tokens[following])
        if word is None:
            break
        if word.kind == "fraction" and following > at:
            unit = number.low if number.group is not None else number.limit
            return _with_fraction(tokens, number.value + word.value * unit, following + 1, unit)
        if not number.add(word):
            break
        last, fits = _scales(tokens, following + 1, number, word.value)
        if not fits:
            break
        done = (number.value, last, number.kind)
        following = _after_and(tokens, last) if number.kind is NumeralKind.CARDINAL else None
    return done if done[1] > at else (_first_value(tokens[at]), at + 1, NumeralKind.CARDINAL)


def _scales(tokens: Sequence[Token], last: int, number: _Sum, value: Fraction) -> tuple[int, bool]:
    """Read the scale words from token `last` on; False where one does not fit what stands before."""
    while number.kind is not NumeralKind.ORDINAL:
        at = _skip_bracket(tokens, last)
        word = _word(tokens[at]) if at < len(tokens) else None
        if word is None or word.kind not in {"scale", "scale-ordinal"}:
            break
        if not number.scale(word, value):
            return last, False
        last = at + 1
    return last, True


def _first_value(token: Token) -> Fraction:
    word = _word(token)
    return word.value if word is not None else Fraction(0)


def _with_fraction(
    tokens: Sequence[Token], value: Fraction, last: int, lowest: Fraction
) -> tuple[Fraction, int, NumeralKind]:
    """`یەک و نیو ملیار`: the scale behind the fraction counts for the whole."""
    scale = _word(tokens[last]) if last < len(tokens) else None
    if scale is not None and scale.kind == "scale" and lowest == 1:
        return value * scale.value, last + 1, NumeralKind.CARDINAL
    return value, last, NumeralKind.CARDINAL


def _lowest(value: Fraction) -> Fraction:
    for scale in (100, 10):
        if value >= scale and value % scale == 0:
            return Fraction(scale)
    return Fraction(1) if value else Fraction(0)


def _after_and(tokens: Sequence[Token], last: int) -> int | None:
    """Index of the number after the conjunction, spaced (`و`) or glued to the word before."""
    if _is(tokens, last, "and"):
        last += 1
    elif not tokens[last - 1].key.endswith(_AND) or tokens[last - 1].key in _words():
        return None
    if last < len(tokens) and (word := _word(tokens[last])) is not None and word.kind not in {"and", "over"}:
        return last
    return None


def _fraction(
    tokens: Sequence[Token], value: Fraction, last: int, kind: NumeralKind
) -> tuple[Fraction, int, NumeralKind]:
    """`دوو لەسەر سێ` is two thirds."""
    if not _is(tokens, last, "over") or last + 1 >= len(tokens):
        return value, last, kind
    below = _word(tokens[last + 1])
    if below is None or below.kind not in {"digits", "number"} or not below.value:
        return value, last, kind
    return value / below.value, last + 2, NumeralKind.FRACTION


def _unit(tokens: Sequence[Token], last: int) -> tuple[str, int]:
    following = _skip_bracket(tokens, last)
    if following >= len(tokens):
        return "", last
    key = tokens[following].key or tokens[following].norm
    unit = _units().get(key) or _units().get(key.removesuffix(YEH))
    if unit is None:
        return "", last
    return unit, following + 1


def _skip_bracket(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].norm == ")" else at


def _is(tokens: Sequence[Token], at: int, kind: str) -> bool:
    word = _words().get(tokens[at].key) if at < len(tokens) else None
    return word is not None and word.kind == kind


def _is_percent(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].norm in _PERCENT


def _word(token: Token) -> _Word | None:
    """What a token counts, or None."""
    if token.kind is TokenKind.NUMBER:
        return _digits(token)
    if token.kind is not TokenKind.WORD:
        return None
    words = _words()
    for key in (token.key, token.key.removesuffix(YEH), token.key.removesuffix(_AND)):
        if key in words:
            return words[key]
    return _joined(token.key) or _ordinal(token.key)


def _joined(key: str) -> _Word | None:
    """`بیستوپێنج` in one word, and `ملیۆنێک`, a million."""
    words = _words()
    scale = words.get(key.removesuffix(_INDEFINITE))
    if scale is not None and scale.kind == "scale":
        return scale
    for at in (m.start() for m in re.finditer(_AND, key)):
        tens, ones = words.get(key[:at]), words.get(key[at + 1 :])
        if tens and ones and tens.value >= 20 and tens.value % 10 == 0 and 0 < ones.value < 10:
            return _Word(tens.value + ones.value, ones.kind)
    return None


def _ordinal(key: str) -> _Word | None:
    words = _words()
    stem = _ORDINAL.sub("", key)
    if stem != key and stem in words and words[stem].kind in {"number", "scale"}:
        word = words[stem]
        return _Word(word.value, "ordinal" if word.kind == "number" else "scale-ordinal")
    return None


def _digits(token: Token) -> _Word | None:
    text = token.parts[0].norm if token.parts else token.norm
    suffix = lookup_key(token.parts[1].norm) if token.parts else ""
    value = _digits_value(text)
    if value is None:
        return None
    return _Word(value, "ordinal" if _ORDINAL.fullmatch(suffix) else "digits")


def _digits_value(text: str) -> Fraction | None:
    if _GROUPS.fullmatch(text):
        many_dots = text.count(".") > 1
        text = re.sub("[,\u060c\u066c.]" if many_dots else "[,\u060c\u066c]", "", text)
    text = re.sub("[,\u060c\u066b\u066c]", ".", text)
    return Fraction(text) if re.fullmatch(r"\d{1,40}(?:\.\d{1,40})?", text) else None


def say_number(value: int) -> str:
    """Write a whole number in Kurdish words: 3273 -> `سێ هەزار و دوو سەد و حەفتا و سێ`.

    Raises:
        ValueError: the number is negative or has more than fifteen digits.
    """
    if not 0 <= value < 10**15:
        raise ValueError(f"{value}: only whole numbers from 0 to 999,999,999,999,999 have words here")
    if value == 0:
        return _spoken()[0]
    parts: list[str] = []
    for scale in (10**12, 10**9, 10**6, 1000, _HUNDRED):
        count, value = divmod(value, scale)
        if count:
            one = count == 1 and scale <= 1000
            parts.append(_spoken()[scale] if one else f"{say_number(count)} {_spoken()[scale]}")
    for scale in (_TEN, 1):
        if value in _spoken() and value:
            parts.append(_spoken()[value])
            break
        if scale == _TEN and value > _TEN:
            parts.append(_spoken()[value - value % _TEN])
            value %= _TEN
    return f" {_AND} ".join(parts)


@cache
def _words() -> dict[str, _Word]:
    rows = read_table(_HERE / "numerals.tsv", ("word", "value", "kind"), key=("word",))
    return {lookup_key(row["word"]): _Word(Fraction(row["value"]), row["kind"]) for row in rows}


@cache
def _spoken() -> dict[int, str]:
    """The usual word of each value: the one marked first in `spoken.tsv`."""
    rows = read_table(_HERE / "spoken.tsv", ("value", "word"), key=("value",))
    return {int(row["value"]): row["word"] for row in rows}


@cache
def _units() -> dict[str, str]:
    rows = read_table(_HERE / "units.tsv", ("word", "unit", "kind"), key=("word",))
    return {lookup_key(row["word"]) or row["word"]: row["unit"] for row in rows}


_KINDS = {
    "ordinal": NumeralKind.ORDINAL,
    "scale-ordinal": NumeralKind.ORDINAL,
    "fraction": NumeralKind.FRACTION,
}
