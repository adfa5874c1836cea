"""Which bodies and places are called after others (`the airport of Erbil`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dosye.entities.stems import noun_stems
from dosye.events.context import Context
from dosye.language.ckb import lookup_key
from dosye.records import EntityId, EntityType

_CALLED = (EntityType.ORG, EntityType.PLACE, EntityType.GPE)
_LONGEST = 4


def called_after(context: Context) -> Iterator[tuple[EntityId, EntityId]]:
    """Find the entities whose name ends in the name of another body or place, the longest that fits."""
    names = {_joined(e.name): key for key, e in reversed(list(context.entities.items())) if e.type in _CALLED}
    for key, entity in context.entities.items():
        if entity.type in (EntityType.ORG, EntityType.PLACE):
            part = next((names[end] for end in _ends(entity.name) if end in names), None)
            if part is not None and part != key:
                yield key, part


def is_called_after(context: Context, whole: EntityId, part: EntityId) -> bool:
    """Whether the name of one ends in the name of the other."""
    return _joined(context.entities[part].name) in _ends(context.entities[whole].name)


def _joined(name: str) -> str:
    return lookup_key(name).replace(" ", "")


@lru_cache(maxsize=256)
def _ends(name: str) -> tuple[str, ...]:
    """The ways to read the last words of a name, longest first, the whole left out."""
    words = [lookup_key(w) for w in name.split()]
    found: list[str] = []
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        before = "".join(words[len(words) - size : -1])
        found += [before + stem for stem in noun_stems(words[-1])]
    return tuple(found)
