"""What the clauses of a sentence say of an act and a mention: subject, object, oblique, and whose clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dosye.events.candidates import Candidate
from dosye.events.scene import Scene, Side
from dosye.language.ckb.clauses import Clause
from dosye.language.ckb.phrases import NounPhrase
from dosye.records import EntityId

_FAR = 2
_PLURAL = "Plur"


@dataclass(slots=True, unsafe_hash=True)
class Bond:
    """Where a mention stands: `here` in the act's own clause; `role` subject, object, `by:` a preposition
    and so on, with `~` if another noun of the phrase comes first; `steps` clauses away (0 here).
    """

    role: str
    steps: int
    clause: int

    @property
    def here(self) -> bool:
        """Whether the mention belongs to the clause of the act."""
        return self.steps == 0


@dataclass(slots=True, unsafe_hash=True)
class Grammar:
    """The clause of an act, the role of its noun there, the bond of each outer mention by first token.

    `carried` is the first token of the mention that a dropped subject means, -1 for none. `frame` says what
    fills subject and object: M a mention, m a noun with one inside, P a pronoun, N another noun, 0 nothing.
    `pronouns` are the prepositions of the clause that hold a pronoun, with its person.
    """

    clause: Clause | None
    noun: str
    bonds: dict[int, Bond]
    carried: int
    frame: str = ""
    pronouns: tuple[str, ...] = ()


_NONE = Bond("-", 9, -1)


def grammar_of(c: Candidate, scene: Scene) -> Grammar:
    """Read the clauses of a sentence from the point of view of an act."""
    at = clause_at(c, scene)
    bonds = _shared(scene, {s.first: _bond(s, scene, at) for s in scene.outer})
    if at < 0:
        return Grammar(None, "-", bonds, -1)
    clause = scene.clauses[at]
    noun = "verb" if c.own else _role_in(clause, c.first)
    pronouns = tuple(_pronouns(clause, scene))
    frame = _filler(clause.subject, scene) + _filler(clause.object, scene)
    return Grammar(clause, noun, bonds, _carried(scene, at, bonds), frame, pronouns)


def _filler(phrase: NounPhrase | None, scene: Scene) -> str:
    """What fills a place of a clause: nothing, a pronoun, a mention, or another noun."""
    if phrase is None:
        return "0"
    if any(s.first < phrase.end and phrase.start <= s.last for s in scene.outer):
        at = scene.at(phrase.head)
        return "M" if at is not None else "m"
    readings = scene.read.sent.tokens[phrase.head].analyses
    return "P" if readings and readings[0].pos == "PRON" else "N"


def _pronouns(clause: Clause, scene: Scene) -> Iterator[str]:
    """The prepositions of a clause that hold a pronoun, with its person."""
    for preposition, phrase in clause.obliques:
        if phrase.end == phrase.start + 1:
            readings = scene.read.sent.tokens[phrase.start].analyses
            if readings and readings[0].pos == "ADP":
                held = next((c.person for c in readings[0].clitics if c.kind == "person"), "")
                yield f"{preposition}{held}"


def _shared(scene: Scene, bonds: dict[int, Bond]) -> dict[int, Bond]:
    """Give every mention of an entity the best bond that one of them has: `X, the minister of Y,`."""
    best: dict[EntityId, Bond] = {}
    for s in scene.outer:
        bond, held = bonds[s.first], best.get(s.entity)
        if held is None or _strength(bond) < _strength(held):
            best[s.entity] = bond
    return {s.first: best[s.entity] for s in scene.outer}


def _strength(bond: Bond) -> tuple[int, bool, int]:
    return abs(bond.steps), bond.role.endswith("~"), bond.steps


def clause_at(c: Candidate, scene: Scene) -> int:
    """The clause whose verb is the act's; failing that the shortest around its words."""
    around: list[tuple[int, int]] = []
    for n, clause in enumerate(scene.clauses):
        verb = clause.verb
        if c.verb >= 0 and (verb.start <= c.verb < verb.end or (c.own and verb.host == c.first)):
            return n
        if clause.start <= c.first < clause.end:
            around.append((clause.end - clause.start, n))
    return min(around)[1] if around else -1


def _bond(side: Side, scene: Scene, at: int) -> Bond:
    """The role of a mention in the nearest clause that holds it, the act's own first."""
    best = _NONE
    for n, clause in enumerate(scene.clauses):
        role = _role_in(clause, side.first)
        if role == "-":
            continue
        steps = n - at
        if best is _NONE or (abs(steps), steps) < (abs(best.steps), best.steps):
            best = Bond(role, steps, n)
    return best if best is not _NONE else _loose(side, scene, at)


def _loose(side: Side, scene: Scene, at: int) -> Bond:
    """A mention that no phrase of a clause holds goes with the clause around it, else the next verb."""
    around = [(c.end - c.start, n) for n, c in enumerate(scene.clauses) if c.start <= side.first < c.end]
    if around:
        n = min(around)[1]
        return Bond("in", n - at, n)
    following = next((n for n, c in enumerate(scene.clauses) if c.verb.start > side.last), -1)
    return Bond("before", following - at, following) if following >= 0 else _NONE


def _role_in(clause: Clause, token: int) -> str:
    for role, phrase in _phrases(clause):
        if phrase.start <= token < phrase.end:
            if token <= phrase.head:
                return role
            return role + "~"
    return "-"


def _phrases(clause: Clause) -> Iterator[tuple[str, NounPhrase]]:
    if clause.subject is not None:
        yield "subject", clause.subject
    if clause.object is not None:
        yield "object", clause.object
    for preposition, phrase in clause.obliques:
        yield "by:" + preposition, phrase
    if clause.antecedent is not None:
        yield "antecedent", clause.antecedent
    if clause.predicate is not None:
        yield "predicate", clause.predicate


def _carried(scene: Scene, at: int, bonds: dict[int, Bond]) -> int:
    """The mention that a dropped subject takes up: the antecedent, else the last subject that agrees."""
    clause = scene.clauses[at]
    if clause.subject is not None:
        return -1
    if clause.antecedent is not None:
        return next((first for first, b in bonds.items() if b == Bond("antecedent", 0, at)), -1)
    for n in range(at - 1, max(-1, at - 4), -1):
        other = scene.clauses[n]
        if other.subject is None or other.kind == "relative":
            continue
        if clause.verb.number and other.verb.number and clause.verb.number != other.verb.number:
            continue
        for s in scene.sides:
            if s.outer and other.subject.start <= s.first <= other.subject.head:
                return s.first
    return -1


def bond_features(c: Candidate, scene: Scene, side: Side, grammar: Grammar) -> Iterator[str]:
    """Name what the clauses say of an act and a mention."""
    clause, bond = grammar.clause, grammar.bonds.get(side.first, _NONE)
    if clause is None:
        yield "noclause"
        return
    verb = clause.verb
    form = f"{verb.passive:d}{grammar.noun if not c.own else 'V'}"
    steps = max(-_FAR, min(_FAR, bond.steps))
    role = f"{bond.role}{steps}"
    has = f"{clause.subject is not None:d}{clause.object is not None:d}{clause.kind[:1]}"
    yield "cl=" + role
    yield f"cl={role}{form}"
    yield f"cl={role}{has}{c.own:d}"
    yield f"cl={role}{c.line.type}{form}"
    yield f"cl={role}{c.line.subject}{c.line.object}{form}"
    yield f"cl={role}{side.kind}{c.own:d}"
    if clause.antecedent is not None or bond.role == "antecedent":
        yield f"ante={role}{clause.subject is not None:d}{verb.passive:d}{verb.transitive:d}"
    plain = bond.role.removesuffix("~")
    yield f"head={plain[:4]}{min(1, abs(steps))}{c.own:d}{c.line.object}{verb.passive:d}"
    yield from _frame(c, scene, grammar, bond)
    yield from _near_and_far(c, scene, grammar, bond)
    yield from _subject(c, scene, side, grammar)


def _frame(c: Candidate, scene: Scene, grammar: Grammar, bond: Bond) -> Iterator[str]:
    """What fills the places of the act's clause, the pronouns in it, and the clause of the mention."""
    clause, frame = grammar.clause, grammar.frame
    if clause is None:
        return
    steps = max(-_FAR, min(_FAR, bond.steps))
    role, near = f"{bond.role}{steps}", f"{bond.role.removesuffix('~')[:4]}{min(1, abs(steps))}"
    yield f"fr={role}{frame}"
    yield f"fr={role}{frame}{c.own:d}{clause.verb.passive:d}"
    yield f"fr={role}{frame}{c.line.type}"
    for pronoun in grammar.pronouns:
        yield f"pro={pronoun}{role}"
        yield f"pro={pronoun}{c.line.type}{near}"
    if not bond.here and bond.clause >= 0:
        kinds = scene.clauses[bond.clause].kind[:2] + clause.kind[:2]
        yield f"rel={kinds}{role}"
        yield f"rel={kinds}{steps}{frame[:1]}"


def _subject(c: Candidate, scene: Scene, side: Side, grammar: Grammar) -> Iterator[str]:
    """Whether the mention agrees with the verb, and is what a dropped subject takes up."""
    clause, bond = grammar.clause, grammar.bonds.get(side.first, _NONE)
    if clause is None:
        return
    verb = clause.verb
    plural = scene.read.words[side.last].plural or side.kind == "GROUP"
    yield f"agree={verb.number[:1]}{plural:d}{bond.role}{min(1, abs(bond.steps))}"
    if grammar.carried == side.first:
        yield f"carried{clause.kind[:1]}"
        yield f"carried{c.own:d}{c.line.subject}{verb.passive:d}"
        yield f"carried{c.line.type}"
    elif grammar.carried >= 0:
        yield f"uncarried{bond.role}"
    if bond.role == "subject" and bond.steps < 0:
        yield from _earlier(c, scene, clause, bond)


def _earlier(c: Candidate, scene: Scene, clause: Clause, bond: Bond) -> Iterator[str]:
    """How the subject of an earlier clause may be that of the act: kinds, number, subjects between."""
    there, verb = scene.clauses[bond.clause], clause.verb
    between = scene.clauses[bond.clause + 1 : bond.clause - bond.steps]
    later = min(2, sum(o.subject is not None and o.kind == there.kind for o in between))
    agree = not (verb.number and there.verb.number) or verb.number == there.verb.number
    chain = f"chain={there.kind}{clause.kind}{later}"
    yield f"{chain}{agree:d}{clause.subject is None:d}"
    yield f"{chain}{c.own:d}{clause.subject is None:d}{verb.passive:d}"


def _near_and_far(c: Candidate, scene: Scene, grammar: Grammar, bond: Bond) -> Iterator[str]:
    """The line or verb that a mention of the act's clause goes with, or the verb of another clause."""
    clause = grammar.clause
    if clause is None:
        return
    role = f"{bond.role}{max(-_FAR, min(_FAR, bond.steps))}"
    if bond.here:
        yield f"cll={role}{c.line.key}{clause.verb.passive:d}"
        if not c.own:
            yield f"clv={role}{grammar.noun}{clause.verb.lemma}"
    else:
        there = scene.clauses[bond.clause] if bond.clause >= 0 else None
        lemma = there.verb.lemma if there is not None else ""
        yield f"clo={role}{clause.kind[:1]}{clause.subject is None:d}{clause.verb.mood}"
        yield f"clo={role}{lemma}{clause.subject is None:d}"
