"""What ties a mention to an act, as names of features: slots, order, clitics, distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.events.candidates import Candidate
from dosye.events.frames import ACTING, Role, preposition, slot_of
from dosye.events.grammar import Grammar, bond_features
from dosye.events.meanings import side_meanings
from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.records import EntityId

_AND = "\u0648"
_SUFFIX = 3


@dataclass(slots=True, unsafe_hash=True)
class Choice:
    """An entity that may take part: its mention nearest to the act, or one of the sentence before."""

    side: Side
    scene: Scene
    before: bool


def choices_for(c: Candidate, scene: Scene, last: Scene | None) -> list[Choice]:
    """List the entities of the sentence, and the leading ones of the sentence before."""
    best: dict[EntityId, Side] = {}
    for side in scene.sides:
        held = best.get(side.entity)
        if held is None or (side.outer, -_gap(c, side)) > (held.outer, -_gap(c, held)):
            best[side.entity] = side
    found = [Choice(side, scene, False) for side in best.values()]
    if last is not None:
        leading = [s for s in last.sides if s.outer and s.kind in ACTING]
        for side in leading[:2]:
            if side.entity not in best:
                best[side.entity] = side
                found.append(Choice(side, last, True))
    return found


def _gap(c: Candidate, side: Side) -> int:
    return c.first - side.last if side.last < c.first else max(0, side.first - c.last)


def pair_features(
    c: Candidate, scene: Scene, choice: Choice, roles: dict[int, Role], grammar: Grammar
) -> list[str]:
    """Name the features of an act and an entity; `roles` is what grammar alone says."""
    side = choice.side
    found = ["bias", "type=" + c.line.type, "mt=" + side.kind]
    kind = side.kind
    place = min(3, scene.rank[side.entity])
    found += [f"rank={place}", f"rank={place}{kind}", f"tm={c.line.type}{kind}{c.line.mode}"]
    if place_kind := scene.kinds.get(side.entity, ""):
        word, _ = preposition(choice.scene.read.sent.tokens, side.first)
        found += [f"pk={place_kind}", f"pk={place_kind}{c.line.type}", f"pk={place_kind}{word}"]
    given = {r.side for r in roles.values()}
    if choice.before:
        found += [f"prevgiven{'actor' in given:d}{'recipient' in given:d}{c.line.subject}"]
        acting = any(s.outer and s.kind in ACTING for s in scene.sides)
        rank = choice.scene.outer.index(side)
        return [
            *found,
            "prev",
            f"prev{kind}",
            f"prev{acting:d}",
            f"prevrank{rank}",
            f"prev{c.line.type}",
            f"prev{place}",
        ]
    found += _given(c, scene, side, roles)
    found += _order(c, scene, side)
    found += _slots(c, scene, side)
    found += _frame(c, scene, side)
    found += bond_features(c, scene, side, grammar)
    found += side_meanings(c, scene, side, grammar)
    return found


def _given(c: Candidate, scene: Scene, side: Side, roles: dict[int, Role]) -> Iterator[str]:
    """What grammar says of any mention of the entity, and of the others."""
    mine = [roles[s.first] for s in scene.outer if s.entity == side.entity]
    others = {roles[s.first].side for s in scene.outer if s.entity != side.entity}
    taken = f"{'actor' in others:d}{'recipient' in others:d}"
    yield "taken=" + taken
    for role in dict.fromkeys(mine):
        yield f"role={role.side}"
        yield f"role={role.side}{taken}"
        yield f"role={role.side}{role.rule}"
        yield f"role={role.side}{role.rule}{taken}"
        yield f"role={role.side}{min(2, scene.rank[side.entity])}"
        yield f"role={role.side}{role.rule}{c.line.type}"
        if not c.own and c.form is not None:
            yield f"ruled={role.rule}{c.form.host}{c.form.lemma}"
        yield f"role={role.side}{role.rule}{c.line.kind}{c.own:d}{side.kind}"


def _order(c: Candidate, scene: Scene, side: Side) -> Iterator[str]:
    where = "B" if side.last < c.first else "A" if side.first > c.last else "I"
    kind, etype = side.kind, c.line.type
    gap = min(6, _gap(c, side))
    outer = [s for s in scene.outer if s.kind in ACTING]
    rank = _rank(c, side, outer)
    yield "w=" + where
    yield f"w={where}{kind}"
    yield f"wt={where}{etype}"
    yield f"wk={where}{c.line.kind}{c.own:d}"
    yield f"gap={where}{gap}"
    yield f"rank={where}{rank}"
    yield f"rank={where}{rank}{etype}"
    yield f"n={min(4, len({s.entity for s in outer}))}{where}{rank}"
    yield f"only={len({s.entity for s in outer}) == 1}{etype}"
    if outer and outer[0] is side:
        yield "lead"
        yield "lead" + etype
        yield f"lead{c.line.kind}{c.own:d}{_passive(c):d}"
    if not side.outer:
        yield "inner"
        yield "inner" + kind


def _rank(c: Candidate, side: Side, outer: Sequence[Side]) -> int:
    if side.last < c.first:
        return min(3, sum(side.last < o.first and o.last < c.first for o in outer))
    return min(3, sum(c.last < o.first and o.last < side.first for o in outer))


def _passive(c: Candidate) -> bool:
    return c.own and c.form is not None and c.form.passive


def _slots(c: Candidate, scene: Scene, side: Side) -> Iterator[str]:
    tokens = scene.read.sent.tokens
    word, back = preposition(tokens, side.first)
    where = "B" if side.last < c.first else "A"
    near = f"{word}{min(2, back)}"
    yield "prep=" + near
    yield f"prep={near}{where}"
    yield f"prept={word}{c.line.type}"
    yield f"prepl={word}{c.line.key}"
    slot = slot_of(c.line, word)
    if slot:
        yield "slot=" + slot
        yield f"slot={slot}{where}{min(2, back)}"
    if side.first == c.last + 1:
        izafe = scene.read.words[c.last].izafe
        given = c.line.slots.get("izafe", "")
        yield f"izafe={izafe:d}{given}"
        yield f"izafet={izafe:d}{c.line.type}{c.own:d}"
        yield f"izafel={c.line.key}"
    before = tokens[side.first - 1].key if side.first else "^"
    after = tokens[side.last + 1].key if side.last + 1 < len(tokens) else "$"
    yield "pt=" + before
    yield "nt=" + after
    yield "suffix=" + tokens[side.last].norm[-_SUFFIX:]


def _frame(c: Candidate, scene: Scene, side: Side) -> Iterator[str]:
    tokens = scene.read.sent.tokens
    colon = scene.colon
    if colon >= 0:
        yield f"colon={side.last < colon}{c.first > colon:d}"
        yield f"colon={side.last < colon}{c.first > colon:d}{c.line.type}"
    subject = c.line.object if _passive(c) else c.line.subject
    plain = preposition(tokens, side.first)[0] in ("", "^", "|")
    if c.own and side.last < c.first and plain:
        yield f"subject={subject}"
        yield f"subject={subject}{_rank(c, side, scene.outer)}"
    if c.own and side.last < c.verb and plain and c.line.object != "-":
        yield f"object={c.line.object}{_passive(c):d}{_rank(c, side, scene.outer)}"
    agent = scene.read.words[c.first].clitic or (c.form.agent if c.form else "")
    yield f"agent={agent[-4:]}{scene.read.words[side.last].plural:d}{side.kind}"
    between = _between(c, side)
    cut = any(word.finite for word in scene.read.words[between])
    marked = any(token.kind is TokenKind.MARK for token in tokens[between])
    joined = any(token.key == _AND for token in tokens[between])
    yield f"cut={cut:d}{marked:d}{joined:d}"
    yield f"cut={cut:d}{'B' if side.last < c.first else 'A'}"


def _between(c: Candidate, side: Side) -> slice:
    return slice(side.last + 1, c.first) if side.last < c.first else slice(c.last + 1, side.first)
