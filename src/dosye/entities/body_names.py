"""The English name of a body or place that a noun heads: what it is for, which one it is, whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dosye.entities.bodies import head_of
from dosye.entities.names import name_index
from dosye.entities.phrases import word_english
from dosye.entities.press_names import articled, table_name, with_article
from dosye.entities.stems import noun_stems
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.numerals import parse_number
from dosye.language.ckb.romanise import romanise
from dosye.language.ckb.sounds import WAW
from dosye.tables import read_table

_LONGEST = 2  # tokens of a part
_NAMED = " {}"
_OF = " of {}"
_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_AND = " and "


def body_english(keys: tuple[str, ...], words: Sequence[str], knowledge: Knowledge) -> str | None:
    """Return the English name that the words of a body or place tell; None where no noun heads them.

    Args:
        keys: look-up keys of the words.
        words: as written, clitics off.
        knowledge: names that stand in it.
    """
    head = head_of(keys) or _further_head(keys)
    if head is None or not head[2].strip("{} "):
        return None
    _, size, english = head
    parts, at = _parts(keys, size, knowledge)
    rest = _rest(keys[at:], words[at:], knowledge)
    bare = english.replace(_OF, "").replace("{} ", "").replace(_NAMED, "").strip()
    if not parts:
        return _with_rest(english, bare, rest)
    if _OF in english and len(parts) == 1 and parts[0] in _purposes() and not _stands_after(bare):
        whole = f"{bare} of {parts[0].capitalize()}"
    else:
        whole = " ".join([*_in_order(parts), bare.lower()])
        whole = whole if rest or any(map(_is_number, parts)) else f"the {whole}"
    return f"{whole} of {with_article(rest)}" if rest else whole


def _with_rest(english: str, bare: str, rest: str) -> str:
    if not rest:
        return f"the {bare.lower()}"
    if rest.lower().split()[-1:] == [bare.lower()]:
        return rest
    if rest.startswith("the "):
        return f"{bare.lower()} of {rest}"
    return english.replace("{}", with_article(rest) if _OF in english else rest)


def _stands_after(bare: str) -> bool:
    """Whether what a body is for stands before its noun: `leadership council`."""
    return not articled("before").isdisjoint(bare.split())


def _in_order(parts: Sequence[str]) -> list[str]:
    """Kurdish adjectives in English order: the last first, but a degree before all."""
    turned = list(reversed(parts))
    return sorted(turned, key=lambda part: part.split()[0] not in articled("degree") and not _is_number(part))


def _is_number(part: str) -> bool:
    return part in _FIRST or part[:1].isdigit()


def _parts(keys: Sequence[str], at: int, knowledge: Knowledge) -> tuple[list[str], int]:
    """What stands after the noun before any name, in Kurdish order, and the index of the word after it."""
    parts: list[str] = []
    while at < len(keys) and not name_index(knowledge).exact(keys[at:]):
        joined = bool(parts) and keys[at] == WAW
        size, part = _part(keys, at + joined)
        if not part:
            break
        if joined:
            part = parts.pop() + _AND + part
        parts.append(part)
        at += size + joined
    return parts, at


def _part(keys: Sequence[str], at: int) -> tuple[int, str]:
    """The longest part that starts at a word, and of how many words it is."""
    for size in range(min(_LONGEST, len(keys) - at), 0, -1):
        *before, last = keys[at : at + size]
        for stem in noun_stems(last):
            english = _told("part").get(" ".join([*before, stem]))
            if english:
                return size, english
    if at >= len(keys):
        return 0, ""
    return 1, word_english(keys[at]) or _ordinal(keys[at])


def _ordinal(key: str) -> str:
    """Return `45th` or `ninth` for a number, whatever ending it bears; nothing for other words."""
    number = parse_number(key)
    if number is None or number.denominator != 1 or number < 1:
        return ""
    if number <= len(_FIRST):
        return _FIRST[int(number) - 1]
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(int(number) % 10, "th")
    return f"{int(number)}{ending}"


def _rest(keys: tuple[str, ...], words: Sequence[str], knowledge: Knowledge) -> str:
    """The English of what follows the noun and its parts: a known name, a noun, another body, a new name."""
    if not keys:
        return ""
    found = name_index(knowledge).exact(keys)
    known = table_name(found.names[0].key, knowledge) if found else None
    known = known or (word_english(keys[0], noun=True) if len(keys) == 1 else None)
    if known:
        return known
    if WAW in keys[1:-1]:
        at = keys.index(WAW, 1)
        both = (_rest(keys[:at], words[:at], knowledge), _rest(keys[at + 1 :], words[at + 1 :], knowledge))
        return _AND.join(both)
    return body_english(keys, words, knowledge) or romanise(" ".join(words))


def _further_head(keys: tuple[str, ...]) -> tuple[str, int, str] | None:
    """A noun that heads a body's name in telling only."""
    heads = _told("head")
    stem = next((s for s in noun_stems(keys[0]) if s in heads), None) if keys else None
    return (stem, 1, heads[stem]) if stem else None


@lru_cache(maxsize=2)
def _told(kind: str) -> dict[str, str]:
    path = Path(__file__).parent / "body-words.tsv"
    rows = read_table(path, ("word", "kind", "english"), key=("word", "kind"))
    return {lookup_key(row["word"]): row["english"] for row in rows if row["kind"] == kind}


@lru_cache(maxsize=1)
def _purposes() -> frozenset[str]:
    return frozenset(_told("part").values()) - articled("degree")
