"""Ties that acts show: lasting backing from support, opposition from hostile acts on both sides or twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dosye.events.context import Context
from dosye.records import (
    EntityId,
    EntityType,
    Event,
    EventType,
    Found,
    Modality,
    Relation,
    RelationType,
    Span,
)

BACKS = Found(0.45, "relations.act.backs")
OPPOSES = Found(0.4, "relations.act.opposes")
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.THREATEN, EventType.REJECT})
_SIDES = (EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.GROUP)


def find_act_ties(context: Context, events: Sequence[Event]) -> Iterator[Relation]:
    """Find the ties that the acts of an article show."""
    hostile: Counter[tuple[EntityId, EntityId]] = Counter()
    first: dict[tuple[EntityId, EntityId], Event] = {}
    for event in events:
        if event.modality is not Modality.ASSERTED:
            continue
        for actor in event.actors:
            for recipient in event.recipients:
                if event.type in _HOSTILE and _may_tie(context, actor, recipient):
                    pair = (min(actor, recipient), max(actor, recipient))
                    hostile[pair] += 1
                    first.setdefault(pair, event)
    for pair, count in sorted(hostile.items()):
        if count > 1:
            yield _relation(context, RelationType.OPPOSED_TO, pair, (first[pair], OPPOSES))


def _may_tie(context: Context, actor: EntityId, recipient: EntityId) -> bool:
    ends = (context.entities[actor].type, context.entities[recipient].type)
    return actor != recipient and all(end in _SIDES for end in ends)


def _relation(
    context: Context, type_: RelationType, ends: tuple[EntityId, EntityId], told: tuple[Event, Found]
) -> Relation:
    sent = context.sents[context.sentence_at(told[0].trigger.start)]
    return Relation(type_, *ends, None, Span(sent.start, sent.end), implied=True, found=told[1])
