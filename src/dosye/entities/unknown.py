"""Frequent entities that no table knows, with contexts: what a user may want to add to their own tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dosye.language.ckb import joined_key
from dosye.records import Entity, EntityId, EntityType, Reading

_AROUND = 40  # code points of context on each side
_KEPT = 3  # contexts kept of each
_NAMED = frozenset({EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.PLACE})


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name without a table line: how many articles and mentions it has, and some of its contexts."""

    name: str
    type: EntityType
    name_en: str
    articles: int
    mentions: int
    descriptions: tuple[str, ...]
    contexts: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    spellings: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    mentions: int = 0
    contexts: list[str] = field(default_factory=list)


def list_unknown(readings: Iterable[Reading], *, at_least: int = 2) -> list[Unknown]:
    """Return the named entities without a table line that stand in several articles, commonest first.

    Args:
        readings: of the user's articles; one name is one entry, however it is spelt.
        at_least: articles that a name must stand in.
    """
    found: dict[tuple[str, EntityType], _Found] = {}
    for reading in readings:
        for key, entity in reading.entities.items():
            if entity.key is None and entity.named and entity.type in _NAMED:
                _count(
                    found.setdefault((joined_key(entity.name), entity.type), _Found()), reading, key, entity
                )
    rows = [_row(kind, item) for (_, kind), item in found.items() if item.articles >= at_least]
    return sorted(rows, key=lambda u: (-u.articles, -u.mentions, u.name))


def _count(item: _Found, reading: Reading, key: EntityId, entity: Entity) -> None:
    item.articles += 1
    item.spellings[entity.name] += 1
    item.english[entity.name_en or ""] += 1
    if entity.description:
        item.descriptions[entity.description] += 1
    for mention in reading.mentions:
        if mention.entity == key:
            item.mentions += 1
            if len(item.contexts) < _KEPT:
                item.contexts.append(_context(reading.text, mention.start, mention.end))


def _context(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def _row(kind: EntityType, item: _Found) -> Unknown:
    return Unknown(
        name=_commonest(item.spellings),
        type=kind,
        name_en=_commonest(item.english),
        articles=item.articles,
        mentions=item.mentions,
        descriptions=tuple(d for d, _ in item.descriptions.most_common(_KEPT)),
        contexts=tuple(item.contexts),
    )


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))


def as_table(unknown: Sequence[Unknown]) -> list[str]:
    """Return lines in the form of the table `actors`, to be completed by hand; no key stands twice."""
    lines = []
    used: Counter[str] = Counter()
    for item in unknown:
        slug = _slug(item.name_en)
        used[slug] += 1
        slug += f"-{used[slug]}" * (used[slug] > 1)
        gloss = item.descriptions[0] if item.descriptions else ""
        cells = [slug, item.type.value, item.name, "", item.name_en, *[""] * 6, gloss, "own", "unchecked"]
        lines.append("\t".join(cells))
    return lines


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in name.lower()).split())
