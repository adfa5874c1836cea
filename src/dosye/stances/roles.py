"""Offices: who holds or held which office of what body, in the words of a role beside or without a name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dosye.entities.roles import office_words
from dosye.entities.stems import noun_stems
from dosye.events.context import Context
from dosye.events.scene import Scene, Side
from dosye.knowledge import Knowledge
from dosye.language.ckb import TokenKind, lookup_key
from dosye.language.ckb.sounds import YEH
from dosye.language.ckb.verbs import verb_named
from dosye.records import EntityType, Found, Relation, RelationType, Span
from dosye.stances.tables import OFFICE, is_member, known_body
from dosye.stances.words import HERE
from dosye.tables import read_table

_LONGEST = 5
_BESIDE = 3
_BODIES = (EntityType.ORG, EntityType.GPE, EntityType.PLACE, EntityType.GROUP)
MEMBERS = ("legislator", "party")
_BELONG = ("candidate",)
COMMANDER = "commander-in-chief"
COMMANDS = Found(0.3, "relations.role.commander")  # heads it; that he gives it orders is told elsewhere
APPOSED = Found(0.4, "relations.role.apposed")
HOLDS = Found(0.9, "relations.role")
FORMER = Found(0.6, "relations.role.former")
MEMBER = Found(0.86, "relations.role.member")


def find_roles(context: Context, scene: Scene) -> Iterator[Relation]:
    """Find the offices that the roles of a sentence give to persons."""
    for side in scene.sides:
        if side.mention.type is EntityType.ROLE and side.outer:
            yield from _role(context, scene, side)
        elif side.mention.type is EntityType.PERSON and side.outer:
            yield from _apposed(context, scene, side)


def _apposed(context: Context, scene: Scene, side: Side) -> Iterator[Relation]:
    """`X, head of ... Y`: an office right after a name that no role mention covers."""
    tokens = scene.read.sent.tokens
    at = side.last + 2
    if at >= len(tokens) or tokens[at - 1].kind is not TokenKind.MARK or scene.at(at) is not None:
        return
    bodies = [s for s in scene.sides if s.outer and at < s.first <= at + _LONGEST]
    if not bodies or bodies[0].mention.type not in _BODIES:
        return
    between = tokens[at : bodies[0].first]
    label, kind = read_label(context.knowledge, [t.key for t in between])
    linked = all(t.norm.endswith(YEH) for t in between)
    if label and linked and kind not in MEMBERS:
        evidence = Span(side.mention.start, bodies[0].mention.end)
        yield Relation(RelationType.HOLDS_ROLE, side.entity, bodies[0].entity, label, evidence, found=APPOSED)


def _role(context: Context, scene: Scene, side: Side) -> Iterator[Relation]:
    person = context.entities[side.entity]
    if person.type not in (EntityType.PERSON, EntityType.GROUP):
        return
    keys = [t.key for t in scene.read.sent.tokens[side.first : side.last + 1]]
    label, kind = read_label(context.knowledge, keys)
    bodies = find_bodies(scene, side)
    former = is_former(scene, side)
    label = label.removeprefix("former ")  # the tie itself tells that
    member = kind in MEMBERS and "member" in label
    evidence = _evidence(scene, side, bodies)
    if (person.type is EntityType.GROUP and not member) or _is_command(scene, side):
        return
    if label and not bodies and not member and not _is_title(scene, side, label):
        yield from _bare(context, side, label, (former, evidence))
    more = [b for b in bodies[1:] if member and b.mention.type is EntityType.ORG]
    for body in (*bodies[:1], *more):
        if body.entity == side.entity:
            continue
        type_ = RelationType.HOLDS_ROLE
        found = HOLDS
        if former:
            type_, found = RelationType.FORMER_ROLE, FORMER
        elif label == COMMANDER and body.mention.type in (EntityType.ORG, EntityType.GROUP):
            ends = (side.entity, body.entity)
            yield Relation(RelationType.COMMANDS, *ends, "formal", evidence, found=COMMANDS)
        elif (
            member or label in _BELONG or (label == _SENIOR and is_member(context, side.entity, body.entity))
        ):
            type_, found = RelationType.MEMBER_OF, MEMBER
        yield Relation(type_, side.entity, body.entity, label or None, evidence, found=found)


def _is_command(scene: Scene, side: Side) -> bool:
    """`the command of ...`: the body, not the one who commands it."""
    return scene.read.sent.tokens[side.first].norm.endswith(_ABSTRACT)


def _is_title(scene: Scene, side: Side, label: str) -> bool:
    """`President X` of whoever was or is one: a title of respect that names no office."""
    after = scene.at(side.last + 1)
    return side.first == side.last and label == _TITLE and after is not None and after.entity == side.entity


def _bare(context: Context, side: Side, label: str, told: tuple[bool, Span]) -> Iterator[Relation]:
    """An office named without its body: that of the tables, if the article names it too."""
    former, evidence = told
    body = known_body(context, side.entity, label)
    if body is not None and body != side.entity:
        type_ = RelationType.FORMER_ROLE if former else RelationType.HOLDS_ROLE
        yield Relation(type_, side.entity, body, label, evidence, implied=True, found=OFFICE)


def read_label(knowledge: Knowledge, keys: list[str]) -> tuple[str, str]:
    """Return English label and kind of the office that a role's words begin with, empty if unknown."""
    words = office_words(knowledge)
    for size in range(min(_LONGEST, len(keys)), 0, -1):
        before = "".join(keys[: size - 1])
        for stem in noun_stems(keys[size - 1]):
            if before + stem in words:
                label, kind = words[before + stem]
                return label, kind
    return "", ""


@lru_cache(maxsize=1)
def _former() -> frozenset[str]:
    rows = read_table(HERE / "former.tsv", ("word", "source"), key=("word",))
    return frozenset(lookup_key(r["word"] + end).replace(" ", "") for r in rows for end in ("", YEH))


def is_former(scene: Scene, side: Side) -> bool:
    """Whether a role is one of the past: `the former ...`, `who was then ...`, `who was the head of ...`."""
    tokens = scene.read.sent.tokens
    if any(t.key in _former() for t in tokens[side.first : side.last + 2]) or _was(scene, side):
        return True
    before = tokens[max(0, side.first - _BESIDE) : side.first]
    joined = (
        "".join(t.key for t in before[i:j]) for i in range(len(before)) for j in range(i + 1, len(before) + 1)
    )
    return any(word in _former() for word in joined)


def _was(scene: Scene, side: Side) -> bool:
    """Whether a plain `was` follows a role at once, not a verb made of it (`gathered`)."""
    be = lookup_key(verb_named("be"))
    verbs = [v for word in scene.read.words[side.last + 1 : side.last + 2] for v in word.verbs]
    plain = [v for v in verbs if not (v.negative or v.host or v.again)]
    return any(v.lemma == be and v.past for v in plain)


def find_bodies(scene: Scene, side: Side) -> list[Side]:
    """Return the bodies and places named inside a role, else right after it."""
    inside = [s for s in scene.sides if s is not side and side.first <= s.first and s.last <= side.last]
    found = [s for s in inside if s.mention.type in _BODIES]
    if found:
        return found
    near = [s for s in scene.sides if s.outer and side.last < s.first <= side.last + 2]
    tokens = scene.read.sent.tokens
    near = [s for s in near if all(t.key == _IN for t in tokens[side.last + 1 : s.first])]
    return [s for s in near if s.mention.type in _BODIES]


_TITLE, _SENIOR = "president", "leader"
_ABSTRACT = "\u06d5\u06cc\u06cc"
_IN = "\u0644\u06d5"


def _evidence(scene: Scene, side: Side, bodies: list[Side]) -> Span:
    ends = [side, *bodies]
    same = [s for s in scene.sides if s.outer and s.entity == side.entity]
    ends += [
        s for s in same if -_BESIDE <= s.first - side.last <= _BESIDE or 0 < side.first - s.last <= _BESIDE
    ]
    return Span(min(s.mention.start for s in ends), max(s.mention.end for s in ends))
