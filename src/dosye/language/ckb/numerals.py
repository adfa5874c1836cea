"""Numbers in digits and words to values and back: cardinals, ordinals, fractions, shares, quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path

from dosye.language.ckb.lookup import lookup_key
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.tokens import find_tokens
from dosye.tables import read_table

_HERE = Path(__file__).parent
_BRACKETS = frozenset("()")
_PERCENT = frozenset("%\u066a")
_ORDINAL = re.compile("(?:[\u06cc\u0647]?\u06d5\u0645)(?:\u06cc\u0646)?\u06cc?$")
_AND = "\u0648"
_IZAFE = "\u06cc"
_INDEFINITE = "\u06ce\u06a9"
_GROUPS = re.compile(r"\d{1,3}(?:[,\u060c\u066c]\d{3})+(?:[.\u066b]\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_HUNDRED, _TEN = 100, 10


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


def _value(tokens: Sequence[Token], at: int) -> tuple[Fraction, int, NumeralKind]:
    """Read groups joined by `and`, each smaller than the one before: 3 thousand and 273."""
    total, last, lowest, kind = _group(tokens, at)
    while kind is NumeralKind.CARDINAL:
        following = _after_and(tokens, last)
        if following is None:
            break
        part = _word(tokens[following])
        if part is not None and part.kind == "fraction" and lowest:
            return _with_fraction(tokens, total + part.value * lowest, following + 1, lowest)
        value, end, low, next_kind = _group(tokens, following)
        if not (0 < value < lowest):
            break
        total, last, lowest, kind = total + value, end, low, next_kind
    return total, last, kind


def _with_fraction(
    tokens: Sequence[Token], value: Fraction, last: int, lowest: Fraction
) -> tuple[Fraction, int, NumeralKind]:
    """`یەک و نیو ملیار`: the scale behind the fraction counts for the whole."""
    scale = _word(tokens[last]) if last < len(tokens) else None
    if scale is not None and scale.kind == "scale" and lowest == 1:
        return value * scale.value, last + 1, NumeralKind.CARDINAL
    return value, last, NumeralKind.CARDINAL


def _group(tokens: Sequence[Token], at: int) -> tuple[Fraction, int, Fraction, NumeralKind]:
    """One number with the scales behind it; also the scale below which another group may follow."""
    word = _word(tokens[at])
    assert word is not None
    value, last = word.value, at + 1
    kind = _KINDS.get(word.kind, NumeralKind.CARDINAL)
    lowest = _lowest(value) if word.kind != "digits" else Fraction(1)
    while kind is not NumeralKind.ORDINAL:
        following = _skip_bracket(tokens, last)
        scale = _word(tokens[following]) if following < len(tokens) else None
        if (
            scale is None
            or scale.kind not in {"scale", "scale-ordinal"}
            or not 0 < value < scale.value * 1000
        ):
            break
        if word.kind == "scale" and scale.value <= word.value:
            break
        value, last, lowest = value * scale.value, following + 1, scale.value
        kind = NumeralKind.ORDINAL if scale.kind == "scale-ordinal" else NumeralKind.CARDINAL
    return value, last, lowest, kind


def _lowest(value: Fraction) -> Fraction:
    for scale in (10**12, 10**9, 10**6, 1000, 100, 10):
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
    unit = _units().get(key) or _units().get(key.removesuffix(_IZAFE))
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
    for key in (token.key, token.key.removesuffix(_IZAFE), token.key.removesuffix(_AND)):
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
