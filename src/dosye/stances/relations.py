"""Find the ties that an article states: offices, membership, sides, places, command, pressure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.events.scene import Scene, scenes_of
from dosye.records import (
    EntityId,
    EntityType,
    Event,
    Found,
    Modality,
    Relation,
    RelationType,
    Span,
    Statement,
)
from dosye.stances.affiliates import find_affiliates
from dosye.stances.commands import find_commands
from dosye.stances.leaders import find_leaders
from dosye.stances.lists import find_listed
from dosye.stances.mutual import find_mutual
from dosye.stances.obeys import find_obeys
from dosye.stances.offices import find_beside, find_ended, find_served, office_near, unowned
from dosye.stances.pressure import find_pressure
from dosye.stances.roles import find_roles
from dosye.stances.sways import find_sways
from dosye.stances.tables import find_sites
from dosye.stances.tie_drafts import Draft, drafts_of
from dosye.stances.tie_model import TieModel, load_model
from dosye.stances.ties import find_ties
from dosye.stances.words import tables_saying

_RULES = 0.4
_SHORT = 6
_STANDING = (
    RelationType.HOLDS_ROLE, RelationType.FORMER_ROLE, RelationType.MEMBER_OF, RelationType.PART_OF,
)  # fmt: skip
_EITHER = (RelationType.ALLIED_WITH, RelationType.OPPOSED_TO)
LEADER = "leader"
_OF_BODIES = {"president": "head", "vice president": "deputy head"}
_UNTOLD = ("relations.words", "relations.table")


def find_relations(
    context: Context, events: Sequence[Event], statements: Sequence[Statement], model: TieModel | None = None
) -> tuple[Relation, ...]:
    """Return the ties that the article states or plainly presupposes, in the order of their evidence.

    `model` decides which of the proposed ties are kept; the one that comes with dosye where none is given.
    """
    model = model or load_model()
    kept: list[Relation] = []
    long = len(context.sents) > _SHORT
    for draft in proposed(context, events, statements):
        share = share_of(draft, model)
        if share >= model.limit(draft.key[0], told=bool(draft.told), long=long):
            kept.append(_relation(draft, round(share, 3)))
    holders = {r.subject for r in kept if r.type is RelationType.HOLDS_ROLE}
    return once(_labelled(context, tie, holders) for tie in best_of(kept))


def best_of(relations: Sequence[Relation]) -> list[Relation]:
    """Of ties between the same two that exclude each other keep the likeliest, of a rule before others."""
    best: dict[tuple[object, ...], tuple[bool, float]] = {}
    for r in relations:
        best[_rivals(r)] = max(best.get(_rivals(r), (False, 0.0)), _weight(r))
    return [r for r in relations if _weight(r) >= best[_rivals(r)]]


def _weight(relation: Relation) -> tuple[bool, float]:
    return relation.found.rule not in _UNTOLD, relation.found.confidence or 0.0


def _rivals(relation: Relation) -> tuple[object, ...]:
    ends = (relation.subject, relation.object)
    if relation.type in _STANDING:
        return ("standing", *ends)
    if relation.type in _EITHER or relation.type is RelationType.COMMANDS:
        kind = "side" if relation.type in _EITHER else "command"
        return (kind, *sorted(ends))
    return (relation.type, *ends)


def share_of(draft: Draft, model: TieModel) -> float:
    """How likely a proposed tie is right: what the model says, and what the rule that tells it is worth."""
    share = model.share(draft.key[0], draft.features)
    if not draft.told:
        return share
    rule = max(r.found.confidence or 0.0 for r in draft.told)
    return (1 - _RULES) * share + _RULES * rule


def proposed(context: Context, events: Sequence[Event], statements: Sequence[Statement]) -> list[Draft]:
    """Return every tie that rules, words, acts or tables propose."""
    told = by_rules(context, events, statements)
    return drafts_of(context, scenes_of(context), events, told, statements=statements)


def by_rules(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> tuple[Relation, ...]:
    """Return the ties that the rules tell."""
    scenes = scenes_of(context)
    found: list[Relation] = []
    said = [tables_saying(scene) for scene in scenes]
    for scene in scenes:
        beside = list(find_beside(context, scene))
        found += ended(unowned(find_roles(context, scene), beside), events)
        found += beside
        if len(scene.sides) > 1:
            found += _of_two(scene, said[scene.index])
        found += find_listed(scenes, scene.index, said="lists.tsv" in said[scene.index])
    pressing = [scene for scene in scenes if "pressure.tsv" in said[scene.index]]
    found += find_pressure(context, scenes, statements, pressing)
    found += find_sites(context)
    found += find_commands(context, scenes, events, found)
    found += find_ended(found)
    found += [tie for scene in scenes for tie in find_served(context, scene)]
    return once(_as_office(context, tie) for tie in found)


def _of_two(scene: Scene, said: Collection[str]) -> Iterator[Relation]:
    """The ties that a sentence with two names tells; `said`: the tables of which a word says something."""
    yield from find_ties(scene)
    yield from find_affiliates(scene)
    yield from find_leaders(scene, said="leaders.tsv" in said)
    if "sways.tsv" in said:
        yield from find_sways(scene)
    if "obeys.tsv" in said:
        yield from find_obeys(scene)
    yield from find_mutual(scene)


def _as_office(context: Context, tie: Relation) -> Relation:
    """Who leads a body holds a role in it; `leads` is left for groups."""
    kinds = (context.entities[tie.subject].type, context.entities[tie.object].type)
    if tie.type is not RelationType.LEADS or kinds != (EntityType.PERSON, EntityType.ORG):
        return tie
    return replace(tie, type=RelationType.HOLDS_ROLE, label=tie.label or LEADER)


def _relation(draft: Draft, share: float) -> Relation:
    """The tie as its best rule tells it, else as its words stand."""
    if draft.told:
        best = max(draft.told, key=lambda r: (r.found.confidence or 0.0, -r.evidence.start))
        return replace(best, found=Found(share, best.found.rule))
    type_, subject, object_ = draft.key
    rule = _UNTOLD[draft.tables_only]
    span = draft.span or Span(0, 0)
    return Relation(type_, subject, object_, None, span, implied=draft.tables_only, found=Found(share, rule))


def _labelled(context: Context, tie: Relation, holders: Collection[EntityId]) -> Relation:
    """Name the office that words beside a tie tell; command by who holds an office is formal.

    Kurdish has one word for the president of a country and the head of a body.
    """
    if tie.label:
        body = context.entities[tie.object].type is EntityType.ORG
        return replace(tie, label=_OF_BODIES.get(tie.label, tie.label)) if body else tie
    if tie.type is RelationType.COMMANDS:
        return replace(tie, label="formal" if tie.subject in holders else "actual")
    if tie.type in (RelationType.HOLDS_ROLE, RelationType.FORMER_ROLE):
        return replace(tie, label=office_near(context, tie))
    return tie


def ended(relations: Iterable[Relation], events: Sequence[Event]) -> list[Relation]:
    """Turn the offices of those whom the article says were dismissed or killed into former ones.

    An act that is rather none than one changes nobody's office.
    """
    gone = {
        person
        for event in events
        if event.modality is Modality.ASSERTED and (event.mode in _ENDS or event.counts.get("killed"))
        if event.found.confidence is None or event.found.confidence >= _SURE
        for person in (event.actors if event.mode == "resign" else event.recipients)
    }
    return [
        replace(r, type=RelationType.FORMER_ROLE)
        if r.type is RelationType.HOLDS_ROLE and r.subject in gone
        else r
        for r in relations
    ]


_SURE = 0.5
_ENDS = ("dismiss", "resign", "kill", "assassinate")


def once(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Keep each tie at its first telling."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Relation] = []
    for relation in sorted(relations, key=lambda r: (r.evidence, r.type.value, r.subject, r.object)):
        ends = (relation.subject, relation.object)
        key = (relation.type, *(sorted(ends) if relation.type in _EITHER else ends))
        if key not in seen and relation.subject != relation.object:
            seen.add(key)
            kept.append(relation)
    return tuple(kept)
