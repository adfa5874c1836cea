"""Who commands a force: formally, by an office that orders it or names its head; in fact, without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from dosye.entities.stems import noun_stems
from dosye.events.context import Context
from dosye.events.scene import Scene, Side
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
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
from dosye.stances.named import is_called_after
from dosye.stances.words import HERE
from dosye.statements.clauses import led
from dosye.tables import read_table

FORMAL = Found(0.7, "relations.command.formal")
ACTUAL = Found(0.6, "relations.command.actual")
_OFFICES = (RelationType.HOLDS_ROLE, RelationType.FORMER_ROLE)
_FORCES = (EntityType.ORG, EntityType.GROUP)
_COMMANDERS = (EntityType.PERSON, EntityType.GROUP)
_DISMISSED = (EntityType.PERSON, EntityType.ROLE)
_NEAR = 2
_HEADS = ("commander", "official", "head", "director", "chief")
_OUTSIDE = ("party", "religious", "candidate", "spokesperson")
_REAL = (Modality.ASSERTED, Modality.PLANNED)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    rows = read_table(HERE / "command.tsv", ("stem", "kind", "source"), key=("stem", "kind"))
    return {lookup_key(r["stem"]): r["kind"] for r in rows}


def find_commands(
    context: Context, scenes: Sequence[Scene], events: Sequence[Event], ties: Sequence[Relation]
) -> Iterator[Relation]:
    """Find the lines of command that orders, appointments and dismissals show."""
    forces = _forces(scenes)
    for tie in ties:
        if tie.type in _OFFICES and tie.object in forces and (tie.label or "").endswith(_HEADS):
            ends = (tie.subject, forces[tie.object])
            yield Relation(RelationType.COMMANDS, *ends, "formal", tie.evidence, implied=True, found=FORMAL)
    yield from _in_words(context, scenes, ties, forces)
    for event in events:
        if event.modality not in _REAL:
            continue
        if event.type is EventType.REQUEST and _is_order(context, event):
            yield from _by_order(context, event, ties, forces)
        elif event.type is EventType.APPOINT and event.mode in ("appoint", "dismiss", None):
            yield from _by_appointment(context, event, ties, forces)


def _in_words(
    context: Context, scenes: Sequence[Scene], ties: Sequence[Relation], forces: dict[EntityId, EntityId]
) -> Iterator[Relation]:
    """Command that needs no act: of whoever heads a guard, of whoever puts its head out of his post."""
    for tie in ties:
        yield from _heading_guard(context, tie, forces)
    for scene in scenes:
        for actor, gone in dismissals(scene):
            force = _force_under(context, gone.entity, ties, forces)
            if force is not None and force != actor.entity:
                evidence = Span(scene.read.sent.start, scene.read.sent.end)
                ends = (actor.entity, force)
                yield Relation(RelationType.COMMANDS, *ends, "formal", evidence, implied=True, found=FORMAL)


def _heading_guard(context: Context, tie: Relation, forces: dict[EntityId, EntityId]) -> Iterator[Relation]:
    """Whoever heads the security of a place commands its guard in name."""
    if tie.type in _OFFICES and tie.object not in forces and (tie.label or "").endswith(_HEADS):
        force = _guarding(context, tie.object, forces)
        if force is not None:
            ends = (tie.subject, force)
            yield Relation(RelationType.COMMANDS, *ends, "formal", tie.evidence, implied=True, found=FORMAL)


def dismissals(scene: Scene) -> Iterator[tuple[Side, Side]]:
    """Find who puts whom out of a post, in the words `out of his post` with their verb."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    for i, token in enumerate(tokens):
        if not _is_post(token.key):
            continue
        near = words[i + 1 : i + 1 + _NEAR]
        verbs = {name for word in near for v in word.verbs for name in (v.lemma, v.host)}
        verbs |= {t.key for t in tokens[i + 1 : i + 1 + _NEAR]}
        if not any(_table().get(lemma) == "dismiss" for lemma in verbs):
            continue
        people = [s for s in scene.sides if s.outer and s.last < i and s.mention.type in _DISMISSED]
        actor = next((s for s in people if not led(scene, s)), None)
        if actor is not None and len(people) > 1 and people[-1].entity != actor.entity:
            yield actor, people[-1]


@lru_cache(maxsize=3072)
def _is_post(key: str) -> bool:
    return any(_table().get(stem) == "post" for stem in noun_stems(key))


def _is_order(context: Context, event: Event) -> bool:
    words = context.document.text[event.trigger.start : event.trigger.end].split()
    stems = (stem for word in words for stem in noun_stems(lookup_key(word)))
    return any(_table().get(stem) == "order" or stem.startswith(_orders()) for stem in stems)


@lru_cache(maxsize=1)
def _orders() -> tuple[str, ...]:
    return tuple(stem for stem, kind in _table().items() if kind == "order" and len(stem) > 4)


def _by_order(
    context: Context, event: Event, ties: Sequence[Relation], forces: dict[EntityId, EntityId]
) -> Iterator[Relation]:
    """An order to a force or its head: formal from one who holds office over the state, else actual."""
    outside = _outside_state(context.knowledge)
    for actor in event.actors:
        held = [t for t in ties if t.subject == actor and t.type is RelationType.HOLDS_ROLE]
        formal = any((t.label or "") not in outside for t in held)
        for recipient in event.recipients:
            force = _force_under(context, recipient, ties, forces)
            if force is not None and force != actor and context.entities[actor].type in _COMMANDERS:
                label, found = ("formal", FORMAL) if formal else ("actual", ACTUAL)
                yield _command(context, (actor, force), (label, found), event)


@lru_cache(maxsize=4)
def _outside_state(knowledge: Knowledge) -> frozenset[str]:
    """Offices that give no command over a force of the state: those of parties and of the faith."""
    return frozenset(office.label for office in knowledge.offices if office.kind in _OUTSIDE)


def _by_appointment(
    context: Context, event: Event, ties: Sequence[Relation], forces: dict[EntityId, EntityId]
) -> Iterator[Relation]:
    """Whoever names or dismisses the head of a force has the formal command of it."""
    for actor in event.actors:
        for recipient in event.recipients:
            force = _force_under(context, recipient, ties, forces)
            named = context.entities[recipient].type is EntityType.PERSON
            if named and force is not None and force != actor:
                yield _command(context, (actor, force), ("formal", FORMAL), event)


def _force_under(
    context: Context, entity: EntityId, ties: Sequence[Relation], forces: dict[EntityId, EntityId]
) -> EntityId | None:
    """The force that an entity is or heads: by its office at a body, or at a place that a force guards."""
    if context.entities[entity].type in _FORCES:
        return entity if _is_force(context.entities[entity].name) else None
    for tie in ties:
        if tie.subject == entity and tie.type in _OFFICES:
            if tie.object in forces:
                return forces[tie.object]
            held = context.entities[tie.object]
            around = _guarding(context, tie.object, forces)
            if around is not None:
                return around
            if held.type in _FORCES and _is_force(held.name):
                return tie.object
    return None


def _guarding(context: Context, body: EntityId, forces: dict[EntityId, EntityId]) -> EntityId | None:
    """The force of the place that a body is called after (`the security of the Green Zone`)."""
    return next((forces[place] for place in sorted(forces) if is_called_after(context, body, place)), None)


def _is_force(name: str) -> bool:
    return any(
        _table().get(stem) == "force" for word in name.split() for stem in noun_stems(lookup_key(word))
    )


def _forces(scenes: Sequence[Scene]) -> dict[EntityId, EntityId]:
    """Return, for each place, the force that an izafe gives to it (`the guards of the Green Zone`)."""
    found: dict[EntityId, EntityId] = {}
    for scene in scenes:
        sides = [s for s in scene.sides if s.outer]
        for left, right in pairwise(sides):
            if right.first == left.last + 1 and left.mention.type in _FORCES and _heads_force(scene, left):
                found.setdefault(right.entity, left.entity)
    return found


def _heads_force(scene: Scene, side: Side) -> bool:
    tokens = scene.read.sent.tokens[side.first : side.last + 1]
    return any(_table().get(stem) == "force" for t in tokens for stem in noun_stems(t.key))


def _command(
    context: Context, ends: tuple[EntityId, EntityId], told: tuple[str, Found], event: Event
) -> Relation:
    sent = context.sents[context.sentence_at(event.trigger.start)]
    evidence = Span(sent.start, sent.end)
    return Relation(RelationType.COMMANDS, *ends, told[0], evidence, implied=True, found=told[1])
