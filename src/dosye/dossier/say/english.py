"""The little grammar that English sentences of facts need: number, articles, a capital at the start."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from dosye.tables import read_table

_NUMBER = re.compile(r"a number of |(?:[2-9]|1[\d,.]*\d)[\d,.]* ", re.IGNORECASE)


def agreement(prefix: str, plural: bool) -> dict[str, str]:
    """Return the verb forms that agree with a subject: `{who_is}`, `{who_was}`, `{who_s}`, `{who_has}`."""
    forms = ("are", "were", "", "have") if plural else ("is", "was", "s", "has")
    return {f"{prefix}_{name}": form for name, form in zip(("is", "was", "s", "has"), forms, strict=True)}


def is_plural(ids: Sequence[str], names: Mapping[str, Mapping[str, str]]) -> bool:
    """Tell whether these actors take a verb in the plural."""
    return len(ids) > 1 or any(names[i].get("plural") for i in ids)


def names_many(name: str) -> bool:
    """Tell whether the English name of a group takes the plural: it counts people, or its head does."""
    head = head_of(name).lower()
    return head.endswith("s") or head in _words("many") or bool(_NUMBER.match(name))


def is_plural_body(name: str) -> bool:
    """Tell whether the English name of a body takes the plural: `United States forces in Iraq`."""
    return head_of(name).lower() in _words("bodies")


def head_of(name: str) -> str:
    """Return the word on which an English name hangs: `embassy` of `the United States embassy in Baghdad`."""
    words = re.split(r" ?[(,]", name)[0].split()
    last = next((n for n, word in enumerate(words) if n and word in _words("after")), len(words))
    return words[last - 1] if words else ""


@lru_cache(maxsize=4)
def _words(kind: str) -> frozenset[str]:
    """The words of one kind that tell number and head of an English name."""
    rows = read_table(Path(__file__).parent / "heads.tsv", ("kind", "word"), key=("kind", "word"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[str, str]]:
    """Head of a name -> `the` or nothing, and the preposition of what happens there, if it is not `in`."""
    rows = read_table(Path(__file__).parent / "articles.tsv", ("head", "article", "place"), key=("head",))
    return {row["head"]: (row["article"], row["place"]) for row in rows}


def with_article(name: str, *, office: bool = False) -> str:
    """Return an English name with `the` where its head, or an office, takes it (`the Green Zone`).

    `office` says that the name is that of the post of somebody: `the Governor of Kirkuk`.
    """
    words = name.split()
    if not words or words[0].lower() in ("the", "a", "an"):
        return name
    if office:
        return _with_article_of_office(name)
    article, _ = _heads().get(head_of(name), ("", ""))
    return f"the {name}" if article and len(words) > 1 else name


def _with_article_of_office(name: str) -> str:
    """Return the name of an office with its article; what counts people or is no title has none."""
    first = name.split(maxsplit=1)[0]
    if names_many(name) or not first[0].isupper():
        return name
    article = "the" if head_of(name).lower() not in _words("shared") else "an" if first[0] in "AEIOU" else "a"
    return f"{article} {name}"


def is_point(name: str) -> bool:
    """Tell whether things happen at a place of this name, and not in it: an airport, an embassy."""
    return _heads().get(head_of(name), ("", ""))[1] == "at"


def capital(sentence: str) -> str:
    """Return a sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]
