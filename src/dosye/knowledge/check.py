"""Check what no single line shows: that every key which a line names is there."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.knowledge.records import Knowledge


def dangling(knowledge: Knowledge) -> list[str]:
    """Return a message for each line that names a key no table holds."""
    known = knowledge.actors.keys() | knowledge.places.keys()
    return [
        f"{where}: no actor or place has the key {key!r}; add its line or mend the key"
        for where, key in _references(knowledge)
        if key and key not in known
    ]


def _references(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for alias in knowledge.aliases:
        yield alias.where, alias.key
    for role in knowledge.roles:
        yield role.where, role.actor
        yield role.where, role.body
    for tie in knowledge.ties:
        yield tie.where, tie.subject
        yield tie.where, tie.object
    for place in knowledge.places.values():
        yield place.where, place.within
