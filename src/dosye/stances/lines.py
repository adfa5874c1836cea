"""Which line a side is known to take on an issue: its own, its camp's, its country's, its body's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dosye.entities.stems import noun_stems
from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.language.ckb import lookup_key
from dosye.records import EntityId, EntityType, Event, EventType, Mention

_BODIES = (EntityType.ORG, EntityType.GPE, EntityType.GROUP)
_OPPONENTS = "opponents"
_OWN = ("leads", "member_of", "part_of")
_NEAR = 8  # letters between the name of a group and the name that it belongs to
_DEALS = {
    **dict.fromkeys((EventType.SUPPORT, EventType.AID, EventType.COOPERATE, EventType.AGREE), 1),
    **dict.fromkeys((EventType.ASSAULT, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE), -1),
    **dict.fromkeys((EventType.REJECT, EventType.SANCTION, EventType.PROTEST), -1),
}
Dealings = Mapping[EntityId, Sequence[tuple[EntityId, int]]]


@lru_cache(maxsize=2)
def _camps(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """The side that a place or the noun of a group stands for, by kind and (look-up) key."""
    return {(k, lookup_key(w) if k == "stem" else w): side for (k, w), side in knowledge.camps.items()}


def line_of(context: Context, holder: EntityId, issue: str) -> int:
    """Return 1 or -1 where the side, or else a body that its role or name holds, has a known line; else 0."""
    lines, way = context.knowledge.lines, -1 if _OPPONENTS in _sides(context, holder) else 1
    for entity in (holder, *_bodies(context).get(holder, ())):
        for side in _sides(context, entity):
            if (issue, side) in lines:
                return way * lines[issue, side]
    return 0


def all_sides(context: Context, holder: EntityId) -> tuple[str, ...]:
    """Return what a side and the bodies that its role or name holds count as, the nearest first."""
    entities = (holder, *_bodies(context).get(holder, ()))
    return tuple(dict.fromkeys(side for entity in entities for side in _sides(context, entity)))


def is_own(context: Context, holder: EntityId, issue: str) -> bool:
    """Whether the line that a side has is its own or its camp's, not that of its bodies or country."""
    key, lines = key_in(context, holder), context.knowledge.lines
    actor = context.knowledge.actors.get(key)
    return (issue, key) in lines or (actor is not None and (issue, actor.camp) in lines)


def _sides(context: Context, entity: EntityId) -> tuple[str, ...]:
    """What an entity counts as, the nearest first: itself, its camp, its polity, its kind of people."""
    known = _counted(context)
    if entity not in known:
        known[entity] = _find_sides(context, entity)
    return known[entity]


@lru_cache(maxsize=1)
def _counted(_: Context) -> dict[EntityId, tuple[str, ...]]:
    """What `_sides` has found in an article: the last one only, for it holds the whole article."""
    return {}


def _find_sides(context: Context, entity: EntityId) -> tuple[str, ...]:
    key, camps, found = key_in(context, entity), _camps(context.knowledge), context.entities[entity]
    actor = context.knowledge.actors.get(key)
    sides = [key, actor.camp if actor else "", *_served(context.knowledge).get(key, ())]
    sides += [actor.polity if actor else "", camps.get(("place", key), "")]
    if found.type is EntityType.GROUP and actor is None:
        stems = (stem for word in found.name.split() for stem in noun_stems(lookup_key(word)))
        sides += [camps.get(("stem", stem), "") for stem in stems]
    return tuple(side for side in sides if side)


@lru_cache(maxsize=2)
def _served(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """The bodies that an actor leads, belongs to or holds office at, with their camps."""
    return compiled_for(knowledge, plain_served)


def plain_served(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return what `_served` holds."""
    found: dict[str, dict[str, None]] = {}
    own = [(t.subject, t.object) for t in knowledge.ties if t.type in _OWN]
    for actor, body in (*own, *((r.actor, r.body) for r in knowledge.roles)):
        line = knowledge.actors.get(body)
        found.setdefault(actor, {}).update(dict.fromkeys((body, line.camp if line else "")))
    return {actor: tuple(bodies) for actor, bodies in found.items()}


@lru_cache(maxsize=2)
def _bodies(context: Context) -> Mapping[EntityId, tuple[EntityId, ...]]:
    """The bodies and places named inside a role, or inside or right after the name of a group."""
    found: dict[EntityId, tuple[EntityId, ...]] = {}
    for row in context.mentions_by_sentence:
        for m in row:
            if m.type in (EntityType.ROLE, EntityType.GROUP):
                own = (o.entity for o in row if o.entity != m.entity and _belongs(context, m, o))
                found[m.entity] = (*found.get(m.entity, ()), *own)
    return found


def _belongs(context: Context, owner: Mention, body: Mention) -> bool:
    if body.type not in _BODIES:
        return False
    if body.start < owner.end:
        return owner.start <= body.start and body.end <= owner.end
    gap = context.document.text[owner.end : body.start] if body.start - owner.end <= _NEAR else None
    return gap is not None and len(gap.split()) <= (owner.type is EntityType.GROUP)


def dealings_of(events: Sequence[Event]) -> Dealings:
    """Return with whom each side deals as a friend (1) or a foe (-1), by its own acts and by theirs."""
    found: dict[EntityId, list[tuple[EntityId, int]]] = {}
    for event in events:
        way = _DEALS.get(event.type, 0)
        for one, other in _both(event) if way else ():
            found.setdefault(one, []).append((other, way))
    return found


def _both(event: Event) -> Iterator[tuple[EntityId, EntityId]]:
    for actor in event.actors:
        for recipient in event.recipients:
            if actor != recipient:
                yield actor, recipient
                yield recipient, actor


def line_of_friends(context: Context, dealings: Dealings, holder: EntityId, issue: str) -> int:
    """Return 1 or -1: the known lines of the friends that the article shows, and against those of foes."""
    total = sum(way * line_of(context, other, issue) for other, way in dealings.get(holder, ()))
    return (total > 0) - (total < 0)
