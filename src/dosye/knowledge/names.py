"""Find the line of the actor or place table that a whole name means, whatever its spelling."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dosye.compiled import LazyMapping
from dosye.knowledge.load import compiled_for
from dosye.knowledge.records import ActorLine, Knowledge, PlaceLine
from dosye.language.ckb import lookup_key, lookup_keys
from dosye.records import EntityType

GROUPS = {EntityType.GPE: "place", EntityType.PLACE: "place"}


@lru_cache(maxsize=4)
def name_index(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Return the keys of the lines that bear each name, by look-up key or lower-case Latin letters."""
    return LazyMapping(compiled_for(knowledge, bearers), frozenset)


def bearers(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return what `name_index` holds, as plain lists."""
    index: dict[str, set[str]] = {}
    keys = name_keys(knowledge)
    lines: list[ActorLine | PlaceLine] = [*knowledge.actors.values(), *knowledge.places.values()]
    for line in lines:
        for name in (line.name_ckb, line.name_en, line.name_ar):
            if name:
                index.setdefault(fold(name, keys), set()).add(line.key)
    for alias in knowledge.aliases:
        if alias.kind != "surname":
            index.setdefault(fold(alias.alias, keys), set()).add(alias.key)
    return {name: sorted(keys) for name, keys in index.items()}


@lru_cache(maxsize=4)
def name_keys(knowledge: Knowledge) -> Mapping[str, str]:
    """Return the look-up key of every name and alias of the tables, by its spelling."""
    lines: list[ActorLine | PlaceLine] = [*knowledge.actors.values(), *knowledge.places.values()]
    names = {name for line in lines for name in (line.name_ckb, line.name_en, line.name_ar)}
    names.update(alias.alias for alias in knowledge.aliases)
    ordered = sorted(names)
    return dict(zip(ordered, lookup_keys(ordered), strict=True))


def fold(name: str, keys: Mapping[str, str] | None = None) -> str:
    """Return the form under which a name is looked up; `keys` are the look-up keys known already."""
    if name.isascii():
        return name.lower().replace("al-", "").replace("'", "").strip()
    return keys[name] if keys and name in keys else lookup_key(name)


def key_of(knowledge: Knowledge, type_: EntityType, *names: str | None) -> str | None:
    """Return the one line of a fitting type that bears one of the names, or None where none or several do."""
    for name in names:
        keys = (
            {k for k in name_index(knowledge).get(fold(name), ()) if _fits(knowledge, k, type_)}
            if name
            else ()
        )
        if len(keys) == 1:
            return next(iter(keys))
    return None


def _fits(knowledge: Knowledge, key: str, type_: EntityType) -> bool:
    line = knowledge.actors.get(key) or knowledge.places.get(key)
    return line is not None and GROUPS.get(line.type, line.type) == GROUPS.get(type_, type_)
