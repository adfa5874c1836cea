"""What the tables know of the two ends of a tie: sector, country and camp of each."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.records import EntityId

About = tuple[str, str, str]
_COUNTRY, _STATE, _PLACE, _NOBODY = "country", "STATE", "PLACE", "-"


def ends_known(ends: tuple[About, About]) -> Iterator[str]:
    """Return the features of two ends, as the tables know them."""
    (sector, polity, camp), (sector2, polity2, camp2) = ends
    yield from (f"sec={sector}>{sector2}", f"sec1={sector}", f"sec2={sector2}")
    for name, a, b in (("pol", polity, polity2), ("camp", camp, camp2)):
        if a and b:
            yield from (f"{name}={'same' if a == b else 'other'}", f"{name}={a}>{b}")


def about(context: Context, entity: EntityId) -> About:
    """Return sector, polity and camp of an entity; the last two are empty where unknown."""
    key = key_in(context, entity)
    line, place = context.knowledge.actors.get(key), context.knowledge.places.get(key)
    if line is not None:
        return line.sector or "?", line.polity, line.camp
    if place is not None:
        return _STATE if place.kind == _COUNTRY else _PLACE, "", ""
    return _NOBODY, "", ""
