"""Every tie that rules, words, acts or tables propose, with all that speaks for it in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations

from dosye.compiled import LazyMapping
from dosye.entities.stems import shortest_stem
from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.events.scene import Scene
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.language.ckb import lookup_key
from dosye.records import (
    EntityId,
    EntityType,
    Event,
    EventType,
    Modality,
    Relation,
    RelationType,
    Span,
    Statement,
)
from dosye.stances.named import called_after
from dosye.stances.terms import term_features
from dosye.stances.tie_ends import about, ends_known
from dosye.stances.tie_pairs import EITHER, FITS, OFFICES, Pair, find_pairs, fits
from dosye.stances.tie_parts import parts_of

R = RelationType
Key = tuple[RelationType, EntityId, EntityId]
HOSTILE = {
    EventType.ASSAULT, EventType.THREATEN, EventType.ACCUSE, EventType.REJECT, EventType.COERCE,
    EventType.PROTEST, EventType.SANCTION,
}  # fmt: skip
BY_ACT: dict[EventType, tuple[RelationType, ...]] = {
    **dict.fromkeys(HOSTILE, (R.OPPOSED_TO,)),
    EventType.THREATEN: (R.OPPOSED_TO, R.PRESSES),
    EventType.COERCE: (R.OPPOSED_TO, R.PRESSES),
    EventType.SANCTION: (R.OPPOSED_TO, R.PRESSES),
    EventType.PROTEST: (R.OPPOSED_TO, R.PRESSES),
    EventType.REQUEST: (R.PRESSES,),
    EventType.SUPPORT: (R.BACKED_BY, R.ALLIED_WITH),
    EventType.AID: (R.BACKED_BY, R.ALLIED_WITH),
    EventType.COOPERATE: (R.ALLIED_WITH,),
}
_TURNED = (R.BACKED_BY,)


@dataclass(slots=True)
class Draft:
    """A proposed tie: the rules that propose it as they would tell it, and the features of the decision."""

    key: Key
    told: list[Relation] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    span: Span | None = None
    scenes: set[int] = field(default_factory=set)
    tables_only: bool = True


def drafts_of(
    context: Context,
    scenes: Sequence[Scene],
    events: Sequence[Event],
    rules: Iterable[Relation],
    *,
    statements: Sequence[Statement],
) -> list[Draft]:
    """Gather what proposes ties, in the order of their keys."""
    drafts: dict[Key, Draft] = {}
    for relation in rules:
        draft = _draft(drafts, (relation.type, relation.subject, relation.object))
        draft.told.append(relation)
        draft.features.add(f"rule={relation.found.rule}")
        draft.tables_only &= relation.implied
    pairs = [pair for scene in scenes for pair in find_pairs(context, scene)]
    acts = _acts(events)
    named = frozenset(called_after(context))
    known = _known(context, {pair.ends for pair in pairs} | named, named)
    called = {m.entity for m in context.mentions if m.type is not EntityType.ROLE}
    for pair in pairs:
        types = pair.opens if pair.ends[0] in called else pair.opens - OFFICES
        for type_ in sorted(types | _by_tables(pair, known) | _by_acts(pair, acts), key=_value):
            _take(drafts, type_, pair)
    for whole, part in sorted(named):
        _by_name(context, drafts, whole, part)
    _by_far(context, drafts, {pair.ends for pair in pairs}, {e: key_in(context, e) for e in context.entities})
    _join_rules(drafts, pairs)
    people, rules_of = _fates(context, events), _rules_of(drafts)
    sides = {entity: about(context, entity) for entity in context.entities}
    parts = parts_of(context, events, statements)
    for draft in drafts.values():
        _tell(context, draft, rules_of, known=known, acts=acts)
        ends = (draft.key[1], draft.key[2])
        draft.features.update(ends_known((sides[ends[0]], sides[ends[1]])))
        draft.features.update(parts.features(ends, flat=draft.key[0] in EITHER))
        draft.features |= {f"fate={fate}" for fate in people.get(draft.key[1], ())}
        draft.features.update(term_features(context, draft.key[0], ends))
    return sorted(drafts.values(), key=lambda d: (d.key[0].value, d.key[1], d.key[2]))


def _by_far(
    context: Context,
    drafts: dict[Key, Draft],
    near: set[tuple[EntityId, EntityId]],
    keys: Mapping[EntityId, str],
) -> None:
    """Propose what the tables tell of two that the article names in different sentences."""
    ties = _ties(context.knowledge)
    known = ties.keys()
    named = {m.entity: m for m in reversed(context.mentions)}
    for a, b in permutations(sorted(e for e in named if keys[e]), 2):
        if (a, b) in near or (keys[a], keys[b]) not in known:
            continue
        kinds = (context.entities[a].type, context.entities[b].type)
        for told in sorted(ties[keys[a], keys[b]]):
            type_ = _type_of(told, kinds)
            if type_ in FITS and fits(type_, kinds):
                draft = _draft(drafts, (type_, a, b))
                draft.span = draft.span or Span(named[a].start, named[a].end)
                draft.features |= {"apart", f"apart={told}"}


def _by_name(context: Context, drafts: dict[Key, Draft], whole: EntityId, part: EntityId) -> None:
    """Propose where what is called after a place lies, and what a body called after another is of."""
    types = (context.entities[whole].type, context.entities[part].type)
    mention = next(m for m in context.mentions if m.entity == whole)
    for type_ in (R.LOCATED_IN, R.PART_OF):
        if fits(type_, types):
            draft = _draft(drafts, (type_, whole, part))
            draft.span = draft.span or Span(mention.start, mention.end)
            draft.tables_only = False
            words = lookup_key(context.entities[whole].name.split()[0])
            draft.features |= {"called", f"called={shortest_stem(words)}"}


def _fates(context: Context, events: Sequence[Event]) -> dict[EntityId, frozenset[str]]:
    """What the article says happened to each person: killed, dismissed, appointed ..."""
    found: dict[EntityId, set[str]] = {}
    for event in events:
        real = "real" if event.modality is Modality.ASSERTED else "not"
        sides = event.actors if event.mode == "resign" else event.recipients
        for entity in sides:
            fates = found.setdefault(entity, set())
            if event.type in (EventType.APPOINT, EventType.ASSAULT, EventType.COERCE):
                fates.add(f"{event.type.value}/{event.mode or ''}/{real}")
            if event.counts.get("killed"):
                fates.add(f"killed/{real}")
    return {entity: frozenset(fates) for entity, fates in found.items()}


def _value(type_: RelationType) -> str:
    return type_.value


def same_key(type_: RelationType, ends: tuple[EntityId, EntityId]) -> Key:
    """Return the key of a tie; of ties without direction the ends in order."""
    a, b = sorted(ends) if type_ in EITHER else ends
    return type_, a, b


def _draft(drafts: dict[Key, Draft], tie: Key) -> Draft:
    key = same_key(tie[0], (tie[1], tie[2]))
    found = drafts.get(key)
    if found is None:
        found = drafts[key] = Draft(key)
    return found


def _take(drafts: dict[Key, Draft], type_: RelationType, pair: Pair) -> None:
    draft = _draft(drafts, (type_, *pair.ends))
    flat = type_ in EITHER
    draft.features.update(map(_without_way, pair.features) if flat else pair.features)
    if type_ in pair.opens:
        draft.tables_only = False
    if draft.span is None or (
        type_ in pair.opens and pair.span[1] - pair.span[0] < draft.span[1] - draft.span[0]
    ):
        draft.span = pair.span
    draft.scenes.add(pair.scene)


@lru_cache(maxsize=3072)
def _without_way(feature: str) -> str:
    return feature.rsplit("/", 1)[0]


def _join_rules(drafts: dict[Key, Draft], pairs: Sequence[Pair]) -> None:
    """Give what rules alone propose the features of its words too."""
    by_ends: dict[tuple[EntityId, EntityId], list[Pair]] = {}
    for pair in pairs:
        by_ends.setdefault(pair.ends, []).append(pair)
    for draft in list(drafts.values()):
        if draft.told and draft.span is None:
            for pair in by_ends.get((draft.key[1], draft.key[2]), ()):
                _take(drafts, draft.key[0], pair)


def _acts(events: Sequence[Event]) -> dict[tuple[EntityId, EntityId], Counter[tuple[EventType, str]]]:
    """Count what each side does to each other side."""
    found: dict[tuple[EntityId, EntityId], Counter[tuple[EventType, str]]] = {}
    for event in events:
        real = "real" if event.modality in (Modality.ASSERTED, Modality.PLANNED) else event.modality.value
        for actor in event.actors:
            for recipient in event.recipients:
                found.setdefault((actor, recipient), Counter())[event.type, real] += 1
    return found


def _by_acts(
    pair: Pair, acts: dict[tuple[EntityId, EntityId], Counter[tuple[EventType, str]]]
) -> set[RelationType]:
    turned = (pair.ends[1], pair.ends[0])
    if pair.ends not in acts and turned not in acts:
        return set()
    found = {(t, False) for done, _ in acts.get(pair.ends, ()) for t in BY_ACT.get(done, ())}
    found |= {(t, True) for done, _ in acts.get(turned, ()) for t in BY_ACT.get(done, ())}
    types = {t for t, back in found if t in EITHER or back == (t in _TURNED)}
    return {t for t in types if fits(t, pair.types)}


Known = dict[tuple[EntityId, EntityId], frozenset[str]]


@lru_cache(maxsize=4)
def _ties(knowledge: Knowledge) -> Mapping[tuple[str, str], frozenset[str]]:
    return LazyMapping(compiled_for(knowledge, plain_ties), frozenset)


def plain_ties(knowledge: Knowledge) -> dict[tuple[str, str], list[str]]:
    """Return the types of all ties, roles and places around places, by both ends."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in knowledge.ties:
        found.setdefault((line.subject, line.object), set()).add(line.type)
    for role in knowledge.roles:
        found.setdefault((role.actor, role.body), set()).add("role")
    for place in knowledge.places.values():
        around, depth = place.within, 0
        while around and depth < 4:
            found.setdefault((place.key, around), set()).add("located_in")
            around, depth = getattr(knowledge.places.get(around), "within", ""), depth + 1
    return {ends: sorted(types) for ends, types in found.items()}


def _known(
    context: Context, ends: set[tuple[EntityId, EntityId]], named: frozenset[tuple[EntityId, EntityId]]
) -> Known:
    """What the tables and the names themselves say of pairs of entities."""
    ties, keys = _ties(context.knowledge), {e: key_in(context, e) for e in context.entities}
    found: dict[tuple[EntityId, EntityId], frozenset[str]] = {}
    for a, b in ends:
        told = set(ties.get((keys[a], keys[b]), ())) if keys[a] and keys[b] else set()
        if (a, b) in named:
            told.add("name")
        if told:
            found[a, b] = frozenset(told)
    return found


def _by_tables(pair: Pair, known: Known) -> set[RelationType]:
    told = known.get(pair.ends)
    if told is None:
        return set()
    types = {_type_of(t, pair.types) for t in told if t not in ("role", "name")}
    if "name" in told:
        types |= {R.LOCATED_IN, R.PART_OF}
    return {t for t in types if t in FITS and fits(t, pair.types)}


def _type_of(told: str, kinds: tuple[EntityType, EntityType]) -> RelationType:
    """The type of a tie of the tables: who leads a body holds a role in it."""
    heads = told == R.LEADS.value and kinds == (EntityType.PERSON, EntityType.ORG)
    return R.HOLDS_ROLE if told == "role" or heads else R(told)


Rules = dict[tuple[EntityId, EntityId], list[tuple[RelationType, str]]]


def _rules_of(drafts: Mapping[Key, Draft]) -> Rules:
    """The types of ties that rules tell of two entities, with the rules."""
    found: Rules = {}
    for (type_, a, b), draft in drafts.items():
        told = [(type_, r.found.rule or "") for r in draft.told]
        for ends in {(a, b), (b, a)} if told and type_ in EITHER else ((a, b),) if told else ():
            found.setdefault(ends, []).extend(told)
    return found


def _tell(
    context: Context,
    draft: Draft,
    rules_of: Rules,
    *,
    known: Known,
    acts: dict[tuple[EntityId, EntityId], Counter[tuple[EventType, str]]],
) -> None:
    """Add what is known of the two ends beside the words."""
    type_, a, b = draft.key
    flat = type_ in EITHER
    kinds = [context.entities[e].type.value for e in (a, b)]
    pair = ">".join(sorted(kinds) if flat else kinds)
    draft.features |= {f"kinds={pair}", "bias", f"scenes={min(len(draft.scenes), 3)}"}
    for ends, way in (((a, b), ""), ((b, a), "" if flat else "turned-")):
        draft.features |= {f"{way}table={t}" for t in known.get(ends, ())}
        for (done, real), n in acts.get(ends, {}).items():
            draft.features |= {
                f"{way}act={done.value}/{real}",
                f"{way}act={done.value}/many" if n > 1 else "bias",
            }
            if done in HOSTILE:
                draft.features.add(f"{way}act=hostile/{real}")
    draft.features |= {f"rival={rule}" for other, rule in rules_of.get((a, b), ()) if other is not type_}
    if draft.told:
        draft.features |= {f"rule={r.found.rule}/{kinds[0]}>{kinds[1]}" for r in draft.told}
        draft.features |= {f"label={r.label}" for r in draft.told if r.label}
    else:
        draft.features.add("norule")
