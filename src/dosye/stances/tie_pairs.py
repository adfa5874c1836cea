"""What the words around two names of a sentence say about a tie between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from dosye.entities.roles import office_words
from dosye.entities.stems import noun_stems, shortest_stem
from dosye.events.context import Context
from dosye.events.scene import Scene, Side
from dosye.knowledge import Knowledge
from dosye.language.ckb import Token, TokenKind, lookup_key
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityId, EntityType, RelationType, Span
from dosye.stances.words import HERE
from dosye.statements.clauses import led
from dosye.tables import read_table

PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORG, EntityType.GPE
PLACE, GROUP = EntityType.PLACE, EntityType.GROUP
_ACTORS = frozenset({PERSON, ORG, GPE, GROUP})
_BODIES = frozenset({ORG, GROUP})
R = RelationType
FITS: dict[RelationType, tuple[frozenset[EntityType], frozenset[EntityType]]] = {
    R.LEADS: (frozenset({PERSON, GROUP}), _BODIES),
    R.MEMBER_OF: (frozenset({PERSON, GROUP}), _BODIES),
    R.PART_OF: (_BODIES | {GPE}, _BODIES | {GPE}),
    R.BACKED_BY: (_ACTORS, _ACTORS),
    R.ALLIED_WITH: (_ACTORS, _ACTORS),
    R.OPPOSED_TO: (_ACTORS, _ACTORS),
    R.LOCATED_IN: (_ACTORS | {PLACE}, frozenset({GPE, PLACE})),
    R.COMMANDS: (_ACTORS, _BODIES),
    R.PRESSES: (_ACTORS, _ACTORS),
    R.HOLDS_ROLE: (frozenset({PERSON}), frozenset({ORG, GPE, PLACE})),
    R.FORMER_ROLE: (frozenset({PERSON}), frozenset({ORG, GPE, PLACE})),
}
OPENS: dict[str, tuple[RelationType, ...]] = {
    "oppose": (R.OPPOSED_TO,),
    "dispute": (R.OPPOSED_TO,),
    "fight": (R.OPPOSED_TO,),
    "ally": (R.ALLIED_WITH, R.BACKED_BY),
    "link": (R.ALLIED_WITH,),
    "back": (R.BACKED_BY, R.ALLIED_WITH),
    "lead": (R.LEADS, R.HOLDS_ROLE),
    "command": (R.COMMANDS,),
    "control": (R.COMMANDS,),
    "belong": (R.MEMBER_OF, R.PART_OF),
    "press": (R.PRESSES,),
    "demand": (R.PRESSES,),
    "place": (R.LOCATED_IN,),
    "member": (R.MEMBER_OF, R.PART_OF),
    "body": (R.PART_OF,),
    "office": (R.HOLDS_ROLE, R.FORMER_ROLE),
}
EITHER = (R.ALLIED_WITH, R.OPPOSED_TO)
OFFICES = frozenset({R.HOLDS_ROLE, R.FORMER_ROLE})
_PRE, _POST, _FAR = 2, 4, 14
_UNSAID, _CLOSE = (R.COMMANDS, R.BACKED_BY), 9  # told by verbs of many kinds, so that no cue opens them
_THAT = "\u06a9\u06d5"
_AND = "\u0648"


@dataclass(slots=True, unsafe_hash=True)
class Pair:
    """Two names of a sentence, subject first, and what stands around them."""

    ends: tuple[EntityId, EntityId]
    types: tuple[EntityType, EntityType]
    features: tuple[str, ...]
    opens: frozenset[RelationType]
    span: Span
    scene: int


@lru_cache(maxsize=1)
def cue_table() -> dict[str, frozenset[str]]:
    """Return the kinds of each cue by look-up key."""
    rows = read_table(HERE / "tie-cues.tsv", ("stem", "kind", "source"), key=("stem", "kind"))
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(lookup_key(row["stem"]), set()).add(row["kind"])
    return {key: frozenset(kinds) for key, kinds in found.items()}


@lru_cache(maxsize=3072)
def _kinds(key: str) -> frozenset[str]:
    table = cue_table()
    return frozenset(kind for stem in noun_stems(key) for kind in table.get(stem, ()))


@lru_cache(maxsize=3072)
def _is_office(knowledge: Knowledge, key: str) -> bool:
    words = office_words(knowledge)
    return any(stem in words for stem in noun_stems(key))


def cues_of(scene: Scene, knowledge: Knowledge) -> list[tuple[int, str]]:
    """Return token and kind of each cue of a sentence."""
    found: list[tuple[int, str]] = []
    for i, token in enumerate(scene.read.sent.tokens):
        kinds = _kinds(token.key)
        for verb in scene.read.words[i].verbs:
            if verb.host:
                kinds |= cue_table().get(verb.host, frozenset())
        if kinds:
            found += [(i, kind) for kind in sorted(kinds)]
        if _is_office(knowledge, token.key):
            found.append((i, "office"))
    return found


def find_pairs(context: Context, scene: Scene) -> Iterator[Pair]:
    """Find the pairs of entities of a sentence, each at its nearest two names, either way round."""
    sides = [s for s in scene.sides if s.outer or s.mention.type is not EntityType.ROLE]
    if len(sides) < 2:
        return
    cues = cues_of(scene, context.knowledge)
    nearest: dict[tuple[EntityId, EntityId], tuple[int, Side, Side]] = {}
    for a, b in permutations(sides, 2):
        if a.entity == b.entity or a.first > b.first or (a.first == b.first and a.last < b.last):
            continue
        gap = max(0, b.first - a.last - 1)
        key = (min(a.entity, b.entity), max(a.entity, b.entity))
        if gap <= _FAR * 2 and (key not in nearest or gap < nearest[key][0]):
            nearest[key] = (gap, a, b)
    near = {id(side): side for _, a, b in nearest.values() for side in (a, b)}
    standing = {key: tuple(_standing(scene, side, cues)) for key, side in near.items()}
    spread: dict[str, tuple[int, int]] = {}
    for i, kind in cues:
        spread[kind] = (spread[kind][0] if kind in spread else i, i)
    for _, a, b in nearest.values():
        yield from _both_ways(context, scene, (a, b), cues, standing=standing, spread=spread)


def _both_ways(
    context: Context,
    scene: Scene,
    sides: tuple[Side, Side],
    cues: list[tuple[int, str]],
    *,
    standing: Mapping[int, tuple[str, ...]],
    spread: Mapping[str, tuple[int, int]],
) -> Iterator[Pair]:
    a, b = sides
    span = Span(min(a.mention.start, b.mention.start), max(a.mention.end, b.mention.end))
    first, last = a.first - _PRE, max(a.last, b.last) + _POST
    inside = [(i, kind) for i, kind in cues if first <= i <= last]
    around = (*_around(scene, a, b), *_worded(scene, a, b, inside))
    outside = {(kind, "far") for kind, (low, high) in spread.items() if low < first or high > last}
    for subject, object_ in ((a, b), (b, a)):
        way = "so" if subject is a else "os"
        types = (context.entities[subject.entity].type, context.entities[object_.entity].type)
        placed = {(kind, _place(i, (subject, object_), (a, b))) for i, kind in inside} | outside
        opened = {t for kind, place in placed if place != "far" for t in OPENS.get(kind, ())}
        opened |= _free(scene, (a, b), way)
        said = {t for t in opened if fits(t, types)}
        free = {t for t in _UNSAID if fits(t, types)} if b.first - a.last <= _CLOSE else set()
        features = [f"{f}/{way}" for f in around]
        for name, side in (("s", subject), ("o", object_)):
            features += [f"{f}-{name}/{way}" for f in standing[id(side)]]
        features += sorted({f"{kind}@{place}/{way}" for kind, place in placed})
        ends = (subject.entity, object_.entity)
        features += [f"open={t.value}/{way}" for t in said]
        yield Pair(ends, types, tuple(features), frozenset(said | free), span, scene.index)


def fits(type_: RelationType, types: tuple[EntityType, EntityType]) -> bool:
    """Whether a tie of a type may hold between entities of two types; who leads a body holds a role in it."""
    if type_ is R.LEADS and types == (PERSON, ORG):
        return False
    return types[0] in FITS[type_][0] and types[1] in FITS[type_][1]


def _free(scene: Scene, sides: tuple[Side, Side], way: str) -> set[RelationType]:
    """Ties that need no cue: an izafe between neighbours, a place after its preposition."""
    a, b = sides
    near = b.first - a.last - 1
    if way == "os" or near > 2:
        return set()
    if near <= 0:
        return {R.PART_OF, R.MEMBER_OF, R.LOCATED_IN, R.LEADS}
    return {R.PART_OF, R.MEMBER_OF, R.LOCATED_IN} if led(scene, b) else {R.LOCATED_IN}


def _place(at: int, ends: tuple[Side, Side], order: tuple[Side, Side]) -> str:
    """Where a cue stands: in the subject, in the object, between, before, after, far."""
    subject, object_ = ends
    a, b = order
    for name, side in (("s", subject), ("o", object_)):
        if side.first <= at <= side.last:
            return name
    if a.last < at < b.first:
        return "mid"
    if a.first - _PRE <= at < a.first:
        return "pre"
    if max(a.last, b.last) < at <= max(a.last, b.last) + _POST:
        return "post"
    return "far"


def _around(scene: Scene, a: Side, b: Side) -> Iterator[str]:
    """How far apart two names stand and what lies between them."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    gap = b.first - a.last - 1
    far = "in" if gap < 0 else min(gap, 3) if gap < 4 else 4 if gap < 9 else 5
    inside = [s for s in scene.sides if s.outer and a.last < s.first and s.last < b.first]
    among, before, after = min(len(inside), 2), led(scene, a), led(scene, b)
    yield from (f"gap={far}", f"names={among}", f"lie={far}|{among}|{before}|{after}")
    if gap == 0:
        yield f"izafe={tokens[a.last].norm.endswith(YEH):d}"
    yield f"prep={after}"
    yield f"prepa={before}"
    between = tokens[a.last + 1 : b.first]
    if 0 < gap <= 3:
        yield "btw=" + " ".join(t.key for t in between)
    if any(t.kind is TokenKind.MARK for t in between):
        yield "mark"
    if any(words[i].finite for i in range(a.last + 1, b.first)):
        yield "verb"
    if any(t.key == _THAT for t in between):
        yield "which"
    if gap >= 1 and not inside and all(t.key == _AND for t in between):
        yield "and"
    yield from _among(tokens, a, between)


def _worded(scene: Scene, a: Side, b: Side, cues: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The cues near two names as words, and the verb of the clause of the second; is the first in it too?"""
    tokens, read = scene.read.sent.tokens, scene.read
    for i in dict.fromkeys(i for i, kind in cues if kind != "office"):
        yield f"cue={shortest_stem(tokens[i].key)}@{_place(i, (a, b), (a, b))}"
    at = read.finite[b.last] if b.last < len(read.finite) else -1
    if at >= 0:
        verbs = read.words[at].verbs
        denied = any(v.negative for v in verbs)
        yield from (f"clause={v.lemma}|{denied:d}|{read.finite[a.last] == at:d}" for v in verbs[:1])


def _among(tokens: Sequence[Token], a: Side, between: Sequence[Token]) -> Iterator[str]:
    """`the war between A and B`."""
    if a.first and "among" in _kinds(tokens[a.first - 1].key) and any(t.key == _AND for t in between):
        yield "among"
        if a.first > 1:
            yield from (f"among={kind}" for kind in sorted(_kinds(tokens[a.first - 2].key)))


def _standing(scene: Scene, side: Side, cues: list[tuple[int, str]]) -> Iterator[str]:
    """What governs a name: a cue with its izafe or through a preposition; whether it opens its clause."""
    tokens = scene.read.sent.tokens
    at = side.first - 1
    prep = led(scene, side)
    steps = (at - 1, at - 2) if prep else (at, at - 1, at - 2)
    for i, kind in cues:
        if i in steps and scene.at(i) is not side:
            yield f"gov={kind}/{prep or tokens[i].norm.endswith(YEH)}"
    if prep:
        yield f"led={prep}"
    first = next((s for s in scene.sides if s.outer and not led(scene, s)), None)
    if first is not None and first.entity == side.entity:
        yield "first"
    if at >= 0 and tokens[at].key == _THAT:
        yield "after-which"
    if _THAT in [t.key for t in tokens[side.last + 1 : side.last + 3]]:
        yield "which"
    verb = scene.read.finite[side.last] if side.last < len(scene.read.finite) else -1
    for i, kind in cues:
        if max(side.last + 1, verb - 2) <= i <= verb:
            yield f"does={kind}"
            if any(v.negative for v in scene.read.words[verb].verbs):
                yield f"not={kind}"
