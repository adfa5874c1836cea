"""Who does an act and to whom, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dosye.events.candidates import Candidate
from dosye.events.frames import is_pair, lists_of, roles_of
from dosye.events.grammar import grammar_of
from dosye.events.heard import NETWORK, Odds, side_names, silenced, size_names
from dosye.events.logistic import EventModel, SideModel
from dosye.events.looks import look_at
from dosye.events.network import Network
from dosye.events.orders import ordering
from dosye.events.pairs import Choice, choices_for, pair_features
from dosye.events.persons import is_of_persons, mode_of_places
from dosye.events.scene import Scene, Side
from dosye.events.sets import LARGEST, Bearing, act_features, bearings_of, choose_sets, totals_of
from dosye.knowledge.records import WordLine
from dosye.records import EntityId, Span

_PLACES = ("GPE", "PLACE")
_NEVER = -99.0


@dataclass(frozen=True, slots=True)
class Sides:
    """The participants of an act with the words behind each, and its mode as its object has it."""

    actors: tuple[EntityId, ...]
    recipients: tuple[EntityId, ...]
    place: EntityId | None
    arguments: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    mode: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The entities that may take part in an act, what ties each to it, and what the act asks for."""

    choices: list[Choice]
    bearings: list[Bearing]
    features: list[list[str]]
    act: list[str]


def view_of(c: Candidate, scene: Scene, last: Scene | None) -> View:
    """Look at an act and the entities of its sentence and of the one before."""
    choices = choices_for(c, scene, last)
    roles, grammar = roles_of(c, scene), grammar_of(c, scene)
    features = [pair_features(c, scene, choice, roles, grammar) for choice in choices]
    return View(
        choices, bearings_of(c, scene, choices, roles, grammar), features, act_features(c, scene, grammar)
    )


def view_in(c: Candidate, scenes: Sequence[Scene]) -> View:
    """Look at an act among the sentences of its article."""
    return view_of(c, scenes[c.sent], scenes[c.sent - 1] if c.sent else None)


def odds_of(
    acts: Sequence[tuple[Candidate, View]], scenes: Sequence[Scene], network: Network | None
) -> list[Odds | None]:
    """Ask the network about some acts, for None where there is no network."""
    if network is None or not acts:
        return [None] * len(acts)
    looks = [look_at(c, scenes[c.sent], scenes[c.sent - 1] if c.sent else None, v.choices) for c, v in acts]
    found: list[Odds | None] = []
    for (_, view), odds in zip(acts, network.odds(looks), strict=True):
        rows = odds.tolist()
        here, after = rows[: len(view.choices)], rows[len(view.choices) :]
        found.append(
            Odds([(a, r) for a, r, _, _ in here], [p for _, _, p, _ in here], [t for _, _, _, t in after])
        )
    return found


def heard(c: Candidate, view: View, odds: Odds | None) -> View:
    """Return the view of an act with what the network says of it among its features."""
    if odds is None:
        return view
    more = side_names(c, view.bearings, odds)
    features = [[*own, *told] for own, told in zip(view.features, more, strict=True)]
    return replace(view, features=features, act=[*view.act, *size_names(odds)])


def sides_of(c: Candidate, scene: Scene, view: View, model: EventModel, odds: Odds | None) -> Sides:
    """Decide the sides and place of an act by what is seen of it and what the network gives each choice."""
    choices = view.choices
    behind = _behind_in_lists(scene, choices, odds)
    view = heard(c, view, odds and silenced(odds, behind))
    totals = totals_of(view.features, model.sides)
    for i in ordering(c, scene, choices):
        totals[i] = (_NEVER, totals[i][1])
    for i, side in behind:
        totals[i] = (_NEVER, totals[i][1]) if side == 0 else (totals[i][0], _NEVER)
    chosen = choose_sets(c, scene, view.bearings, totals, model.sides, act=view.act)
    actors = _with_joined(scene, choices, chosen[0], chosen[1])
    recipients = _with_joined(scene, choices, chosen[1], actors)
    for members in lists_of(scene):
        actors, recipients = _on_one_side(members, view, model.sides, (actors, recipients))
    place = _place(view, model, odds)
    mode, recipients, place = _befallen(c.line, choices, recipients, place)
    arguments = _arguments({"actors": actors, "recipients": recipients}, choices)
    if place is not None:
        arguments["place"] = (_span(choices[place]),)
    return Sides(
        actors=tuple(choices[i].side.entity for i in actors),
        recipients=tuple(choices[i].side.entity for i in recipients),
        place=None if place is None else choices[place].side.entity,
        arguments=arguments,
        mode=mode,
    )


def _behind_in_lists(scene: Scene, choices: Sequence[Choice], odds: Odds | None) -> set[tuple[int, int]]:
    """The members of long lists, by choice and side (0 actor, 1 recipient), but the likeliest of each list.

    One speaks for its list, which stands on one side as a whole; all of them would crowd out the other side.
    """
    found: set[tuple[int, int]] = set()
    if odds is None:
        return found
    for members in lists_of(scene):
        listed = [i for i, choice in enumerate(choices) if not choice.before and choice.side in members]
        if len(listed) > LARGEST:
            for side in (0, 1):
                best = max(listed, key=lambda i: (odds.sides[i][side], -i))
                found.update((i, side) for i in listed if i != best)
    return found


def _befallen(
    line: WordLine, choices: Sequence[Choice], recipients: list[int], place: int | None
) -> tuple[str, list[int], int | None]:
    """Mode, recipients and place of an act: what befalls persons befalls no town, it happens there."""
    towns = [i for i in recipients if _is_place(choices[i])]
    if not towns or not is_of_persons(line):
        return line.mode, recipients, place
    mode = mode_of_places(line) if towns == recipients else ""
    if mode:
        return mode, recipients, place
    return line.mode, [i for i in recipients if i not in towns], towns[0] if place is None else place


def _is_place(choice: Choice) -> bool:
    return choice.side.mention.type.value in _PLACES


def _with_joined(
    scene: Scene, choices: Sequence[Choice], chosen: Sequence[int], others: Sequence[int]
) -> list[int]:
    """Add the mentions that `and` joins to a chosen one, unless they stand on the other side."""
    found = list(chosen)
    for i in chosen:
        for j, choice in enumerate(choices):
            both = not (choice.before or choices[i].before) and choice.side.outer and choices[i].side.outer
            if j not in found and j not in others and both and is_pair(scene, choices[i].side, choice.side):
                found.append(j)
    return sorted(found)


def _on_one_side(
    members: Sequence[Side], view: View, model: SideModel, sides: tuple[list[int], list[int]]
) -> tuple[list[int], list[int]]:
    """Put the members of a list on one side of the act: where they stand, else where more speaks for them."""
    actors, recipients = sides
    listed = {i for i, choice in enumerate(view.choices) if not choice.before and choice.side in members}
    acting, acted = listed.intersection(actors), listed.intersection(recipients)
    if not (acting or acted):
        return sides
    if acting and acted:
        found = [view.features[i] for i in sorted(listed)]
        more = sum(map(model.actor.total, found), 0.0) > sum(map(model.recipient.total, found), 0.0)
    else:
        more = bool(acting)
    if more:
        return sorted(listed.union(actors)), [i for i in recipients if i not in listed]
    return [i for i in actors if i not in listed], sorted(listed.union(recipients))


def _place(view: View, model: EventModel, odds: Odds | None) -> int | None:
    shares = [
        (model.place.share(view.features[i], NETWORK * odds.places[i] if odds else 0.0), -i)
        for i, choice in enumerate(view.choices)
        if _is_place(choice)
    ]
    best, at = max(shares, default=(0.0, 0))
    return -at if best >= model.thresholds["place"] else None


def _arguments(found: dict[str, list[int]], choices: Sequence[Choice]) -> dict[str, tuple[Span, ...]]:
    return {name: tuple(_span(choices[i]) for i in chosen) for name, chosen in found.items() if chosen}


def _span(choice: Choice) -> Span:
    return Span(choice.side.mention.start, choice.side.mention.end)
