"""What only the tables know of those whom the article names: bodies of bare offices, places around sites."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.knowledge import Knowledge
from dosye.knowledge.records import RoleLine
from dosye.records import EntityId, EntityType, Found, Mention, Relation, RelationType, Span

WITHIN = Found(0.5, "relations.table.within")
OFFICE = Found(0.55, "relations.table.office")
_GOVERNED = "-government"
NOW, OVER, COMING = "now", "over", "coming"


@lru_cache(maxsize=4)
def _roles(knowledge: Knowledge) -> dict[str, tuple[RoleLine, ...]]:
    found: dict[str, list[RoleLine]] = {}
    for line in knowledge.roles:
        found.setdefault(line.actor, []).append(line)
    return {actor: tuple(lines) for actor, lines in found.items()}


def roles_of(knowledge: Knowledge, actor: str) -> tuple[RoleLine, ...]:
    """Return the dated offices of a person of the tables."""
    return _roles(knowledge).get(actor, ())


def find_sites(context: Context) -> Iterator[Relation]:
    """Sites that lie right inside a place which the article names beside them."""
    places = context.knowledge.places
    for number, mentions in enumerate(context.mentions_by_sentence):
        kinds = [m for m in mentions if m.type in _PLACES]
        keys = [(m, key_in(context, m.entity)) for m in kinds]
        for site, key in keys:
            line = places.get(key)
            if line is None or site.type is not EntityType.PLACE:
                continue
            for around, other in keys:
                if other and other == line.within:
                    yield _inside(context, number, (site, around))


def _inside(context: Context, number: int, ends: tuple[Mention, Mention]) -> Relation:
    sent = context.sents[number]
    evidence = Span(sent.start, sent.end)
    pair = (ends[0].entity, ends[1].entity)
    return Relation(RelationType.LOCATED_IN, *pair, None, evidence, implied=True, found=WITHIN)


def term_on(line: RoleLine, day: str | None) -> str:
    """Return whether an office is held on the day of an article, `over` or `coming` then.

    For an article without a day those without an end are held.
    """
    if day and day[: len(line.since)] < line.since:
        return COMING
    return OVER if line.until and (not day or line.until < day[: len(line.until)]) else NOW


_PLACES = (EntityType.GPE, EntityType.PLACE)


def known_body(context: Context, person: EntityId, label: str) -> EntityId | None:
    """Return the body of the article at which the tables have a person hold an office so called."""
    day = context.document.published
    lines = [r for r in roles_of(context.knowledge, key_in(context, person)) if _called(r.role, label)]
    lines = [r for r in lines if term_on(r, day) == NOW] or lines
    keys = {key_in(context, e): e for e in reversed(list(context.entities))}
    for line in lines:
        for key in (line.body, country_of(context.knowledge, line.body)):
            if key and key in keys:
                return keys[key]
    return None


@lru_cache(maxsize=4)
def _members(knowledge: Knowledge) -> frozenset[tuple[str, str]]:
    """Who belongs to which body without leading it."""
    told = {(t.subject, t.object) for t in knowledge.ties if t.type == RelationType.MEMBER_OF.value}
    heads = {(t.subject, t.object) for t in knowledge.ties if t.type == RelationType.LEADS.value}
    return frozenset(told - heads - {(r.actor, r.body) for r in knowledge.roles})


def is_member(context: Context, person: EntityId, body: EntityId) -> bool:
    """Whether the tables have a person as one of a body that others lead."""
    return (key_in(context, person), key_in(context, body)) in _members(context.knowledge)


def _called(role: str, label: str) -> bool:
    """Whether two English names of an office are the same, or one is the other with a field."""
    a, b = set(role.split()), set(label.split())
    return a == b or (bool(b) and b <= a)


@lru_cache(maxsize=512)
def country_of(knowledge: Knowledge, body: str) -> str:
    """Return the country that a government governs, empty for other bodies."""
    actor = knowledge.actors.get(body)
    if actor is None or not body.endswith(_GOVERNED):
        return ""
    return next(
        (k for k, p in knowledge.places.items() if p.kind == "country" and body.startswith(k[:4])), ""
    )
