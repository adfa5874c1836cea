"""Who does an act and to whom, and where: decided pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dosye.events.candidates import Candidate
from dosye.events.frames import Role, is_pair, preposition, roles_of, slot_of
from dosye.events.grammar import Grammar, grammar_of
from dosye.events.logistic import EventModel
from dosye.events.pairs import Choice, choices_for, pair_features
from dosye.events.scene import Scene
from dosye.records import EntityId, Span

_FIRM = ("izaf", "betw", "slot")
_LOOSE = ("over", "taken", "droppedover", "droppedtaken", "plain", "second", "speaker")
_NONE = Role("-", "")
_IN = "\u0644\u06d5"
_GOVERNING = frozenset(("country", "capital", "state", "region"))


@dataclass(frozen=True, slots=True)
class Sides:
    """The participants of an act with the words behind each."""

    actors: tuple[EntityId, ...]
    recipients: tuple[EntityId, ...]
    place: EntityId | None
    arguments: dict[str, tuple[Span, ...]] = field(default_factory=dict)


def sides_of(c: Candidate, scene: Scene, last: Scene | None, model: EventModel) -> Sides:
    """Decide the sides and place of an act."""
    choices = choices_for(c, scene, last)
    roles = roles_of(c, scene)
    grammar = grammar_of(c, scene)
    features = [pair_features(c, scene, choice, roles, grammar) for choice in choices]
    idle = {i for i, choice in enumerate(choices) if _is_idle(c, choice, roles)}
    only = {i for i, choice in enumerate(choices) if _is_only_where(c, choice, grammar)}
    actors, recipients = _sides(c, features, model, (idle, only))
    actors = _with_joined(scene, choices, actors, recipients)
    recipients = _with_joined(scene, choices, recipients, actors)
    place = _place(c, choices, features, model)
    arguments = _arguments({"actors": actors, "recipients": recipients}, choices)
    if place is not None:
        arguments["place"] = (_span(choices[place]),)
    return Sides(
        actors=tuple(choices[i].side.entity for i in actors),
        recipients=tuple(choices[i].side.entity for i in recipients),
        place=None if place is None else choices[place].side.entity,
        arguments=arguments,
    )


def _sides(
    c: Candidate, features: Sequence[list[str]], model: EventModel, barred: tuple[set[int], set[int]]
) -> tuple[list[int], list[int]]:
    """Choose actors and recipients; where nobody is sure, the likeliest of all.

    `barred`: who cannot be an actor, and who is only the place.
    """
    idle, only = barred
    limits = model.thresholds
    p_actor = {i: model.actor.share(f) for i, f in enumerate(features) if i not in only}
    p_recipient = {i: model.recipient.share(f) for i, f in enumerate(features) if i not in only}
    doing = {i: p for i, p in p_actor.items() if p >= p_recipient[i] and i not in idle}
    actors = _chosen(doing, limits["actor"], limits["least"] if _is_active(c) else limits["least noun"])
    rest = {i: p for i, p in p_recipient.items() if i not in actors}
    recipients = _chosen(rest, limits["recipient"], 1.0)
    if actors or recipients:
        return actors, recipients
    actors = _chosen(doing, 1.1, limits["least"])
    return actors, ([] if actors else _chosen(rest, 1.1, limits["least"]))


def _with_joined(
    scene: Scene, choices: Sequence[Choice], chosen: list[int], others: Sequence[int]
) -> list[int]:
    """Add the mentions that `and` joins to a chosen one, unless they stand on the other side."""
    found = list(chosen)
    for i in chosen:
        for j, choice in enumerate(choices):
            both = not (choice.before or choices[i].before) and choice.side.outer and choices[i].side.outer
            if j not in found and j not in others and both and is_pair(scene, choices[i].side, choice.side):
                found.append(j)
    return sorted(found)


def _is_active(c: Candidate) -> bool:
    """Whether the act has its own active verb, so that somebody must do it."""
    return c.own and c.form is not None and c.form.finite and not c.form.passive


def _is_idle(c: Candidate, choice: Choice, roles: Mapping[int, Role]) -> bool:
    """Whether a mention only rules the clause of an act that names its doer elsewhere."""
    if c.own or not any(
        r.side == "actor" and r.rule.removeprefix("and")[:4] in _FIRM for r in roles.values()
    ):
        return False
    return choice.before or roles.get(choice.side.first, _NONE).rule in _LOOSE


def _is_only_where(c: Candidate, choice: Choice, grammar: Grammar) -> bool:
    """Whether a town or site stands only as the place: `in X`, or within what stands there.

    A capital means its government too, and a line may ask its side after `in` (`demands of X`).
    """
    side, kind = choice.side, choice.scene.kinds.get(choice.side.entity, "")
    if choice.before or side.mention.type.value not in ("GPE", "PLACE") or kind in _GOVERNING:
        return False
    word, _ = preposition(choice.scene.read.sent.tokens, side.first)
    if slot_of(c.line, _IN):
        return False
    bond = grammar.bonds.get(side.first)
    return word == _IN or (bond is not None and bond.role.startswith("by:" + _IN))


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


def _arguments(found: dict[str, list[int]], choices: Sequence[Choice]) -> dict[str, tuple[Span, ...]]:
    return {name: tuple(_span(choices[i]) for i in chosen) for name, chosen in found.items() if chosen}


def _span(choice: Choice) -> Span:
    return Span(choice.side.mention.start, choice.side.mention.end)
