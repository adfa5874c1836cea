"""One act told twice in an article is one event: find the earlier telling, keep the fuller one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.events.sides import Sides
from dosye.records import EntityId, Event

_STEM = 4


def telling_of(event: Event, earlier: Sequence[Event], text: str) -> int | None:
    """Return the place of the earlier event that tells the same act, or None."""
    for n, other in enumerate(earlier):
        if other.type is event.type and _is_same(event, other, text):
            return n
    return None


def _is_same(a: Event, b: Event, text: str) -> bool:
    stems = [text[e.trigger.start : e.trigger.end][:_STEM] for e in (a, b)]
    if stems[0] != stems[1] and (a.mode is None or a.mode != b.mode):
        return False
    if a.time and b.time and a.time != b.time:
        return False
    if not (_agree(a.actors, b.actors) and _agree(a.recipients, b.recipients)):
        return False
    mine, theirs = {*a.actors, *a.recipients}, {*b.actors, *b.recipients}
    return bool(mine & theirs) and a.modality is b.modality


def _agree(a: tuple[EntityId, ...], b: tuple[EntityId, ...]) -> bool:
    return not a or not b or bool(set(a) & set(b))


def fuller(first: Event, second: Event) -> Event:
    """The telling that names both sides wins, else the first; what it lacks comes from the other."""
    wins = bool(second.actors and second.recipients) and not (first.actors and first.recipients)
    main, rest = (second, first) if wins else (first, second)
    arguments = {**rest.arguments, **main.arguments}
    return replace(
        main,
        actors=main.actors or rest.actors,
        recipients=main.recipients or rest.recipients,
        place=main.place or rest.place,
        time=main.time or rest.time,
        arguments=arguments,
        counts={**rest.counts, **main.counts},
    )


def suffered(attack: Event, outcome: Sides) -> Event:
    """The attack with those whom it killed or wounded among its recipients, none of them its actors."""
    hit = tuple(e for e in outcome.recipients if e not in attack.recipients)
    actors = tuple(e for e in attack.actors if e not in outcome.recipients)
    spans = (*attack.arguments.get("recipients", ()), *outcome.arguments.get("recipients", ()))
    arguments = {**attack.arguments, "recipients": tuple(dict.fromkeys(spans))} if hit else attack.arguments
    if not actors:
        arguments = {name: found for name, found in arguments.items() if name != "actors"}
    return replace(attack, actors=actors, recipients=(*attack.recipients, *hit), arguments=arguments)
