"""The little grammar that English sentences of facts need: number, articles, a capital at the start."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from dosye.tables import read_table

COLLECTIVE = frozenset({"people", "police", "shia", "shiites", "youth", "staff", "men", "women", "gunmen"})
BARE = ("with", "from", "against", "to", "for", "towards", "between", "into", "of", "by")


def agreement(prefix: str, plural: bool) -> dict[str, str]:
    """Return the verb forms that agree with a subject: `{who_is}`, `{who_was}`, `{who_s}`, `{who_has}`."""
    forms = ("are", "were", "", "have") if plural else ("is", "was", "s", "has")
    return {f"{prefix}_{name}": form for name, form in zip(("is", "was", "s", "has"), forms, strict=True)}


def is_plural(ids: Sequence[str], names: Mapping[str, Mapping[str, str]]) -> bool:
    """Tell whether these actors take a verb in the plural."""
    return len(ids) > 1 or any(names[i].get("plural") for i in ids)


def names_many(name: str) -> bool:
    """Tell whether the English name of a group takes the plural: its head ends in `s` or is collective."""
    head = re.split(r" (?:with|of|who|that|in|from|against)\b|[(,]", name)[0].split()
    return bool(head) and (head[-1].lower().endswith("s") or head[-1].lower() in COLLECTIVE)


def without_preposition(verb: str) -> str:
    """Return a verb phrase to stand without its object: `held talks with` -> `held talks`."""
    head, _, last = verb.rpartition(" ")
    return head if last in BARE else f"{verb} an unnamed side"


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    rows = read_table(Path(__file__).parent / "articles.tsv", ("head",), key=("head",))
    return frozenset(row["head"] for row in rows)


def with_article(name: str) -> str:
    """Return an English name with `the` where its head takes it (`the Green Zone`)."""
    words = name.split()
    if not words or words[0].lower() in ("the", "a", "an"):
        return name
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1].split("(")[0]
    return f"the {name}" if head in _heads() and len(words) > 1 else name


def capital(sentence: str) -> str:
    """Return a sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]
