"""Who does an act and to whom, where and when: decided pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dosye.events.candidates import Candidate
from dosye.events.frames import roles_of
from dosye.events.logistic import EventModel
from dosye.events.pairs import Choice, choices_for, pair_features, time_features
from dosye.events.scene import Scene
from dosye.records import EntityId, Span


@dataclass(frozen=True, slots=True)
class Sides:
    """The participants of an act with the words behind each."""

    actors: tuple[EntityId, ...]
    recipients: tuple[EntityId, ...]
    place: EntityId | None
    time: str | None
    arguments: dict[str, tuple[Span, ...]] = field(default_factory=dict)


def sides_of(c: Candidate, scene: Scene, last: Scene | None, model: EventModel) -> Sides:
    """Decide the sides, place and time of an act."""
    choices = choices_for(c, scene, last)
    roles = roles_of(c, scene)
    features = [pair_features(c, scene, choice, roles) for choice in choices]
    limits = model.thresholds
    p_actor = {i: model.actor.share(f) for i, f in enumerate(features)}
    p_recipient = {i: model.recipient.share(f) for i, f in enumerate(features)}
    actors = _chosen(
        {i: p for i, p in p_actor.items() if p >= p_recipient[i]}, limits["actor"], limits["least"]
    )
    rest = {i: p for i, p in p_recipient.items() if i not in actors}
    recipients = _chosen(rest, limits["recipient"], 1.0)
    place = _place(c, choices, features, model)
    time = _time(c, scene, model)
    arguments = _arguments({"actors": actors, "recipients": recipients}, choices)
    if place is not None:
        arguments["place"] = (_span(choices[place]),)
    if time is not None:
        arguments["time"] = (Span(scene.times[time][0].start, scene.times[time][0].end),)
    return Sides(
        actors=tuple(choices[i].side.entity for i in actors),
        recipients=tuple(choices[i].side.entity for i in recipients),
        place=None if place is None else choices[place].side.entity,
        time=None if time is None else scene.times[time][0].value,
        arguments=arguments,
    )


def _chosen(shares: dict[int, float], limit: float, least: float) -> list[int]:
    """All above the limit; failing that the best one above the least."""
    found = sorted(i for i, p in shares.items() if p >= limit)
    if found or not shares:
        return found
    best = max(shares, key=lambda i: (shares[i], -i))
    return [best] if shares[best] >= least else []


def _place(
    c: Candidate, choices: Sequence[Choice], features: Sequence[list[str]], model: EventModel
) -> int | None:
    shares = {
        i: model.place.share(features[i])
        for i, choice in enumerate(choices)
        if choice.side.mention.type.value in ("GPE", "PLACE")
    }
    found = _chosen(shares, 1.0, model.thresholds["place"])
    return found[0] if found else None


def _time(c: Candidate, scene: Scene, model: EventModel) -> int | None:
    shares = {i: model.time.share(time_features(c, scene, time)) for i, time in enumerate(scene.times)}
    found = _chosen(shares, 1.1, model.thresholds["time"])
    return found[0] if found else None


def _arguments(found: dict[str, list[int]], choices: Sequence[Choice]) -> dict[str, tuple[Span, ...]]:
    return {name: tuple(_span(choices[i]) for i in chosen) for name, chosen in found.items() if chosen}


def _span(choice: Choice) -> Span:
    return Span(choice.side.mention.start, choice.side.mention.end)
