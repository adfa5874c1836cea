"""What the words around an act and its sides mean, as names of features: class, field, help or harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dosye.events.candidates import Candidate
from dosye.events.grammar import Grammar, clause_at
from dosye.events.scene import Scene, Side
from dosye.events.words import Word
from dosye.language.ckb.phrases import NounPhrase
from dosye.language.ckb.senses import GENERAL

_REACH = 5  # words before and after an act
_NEAR = 2
_MOST = 3
_PARTS = 20  # of an article, by which the share of a field is told
_FIELDS = ("politics", "security", "law", "diplomacy", "economy", "health", "sport", "culture", "religion")


def meaning_features(c: Candidate, scene: Scene) -> Iterator[str]:
    """Name what the words beside an act mean, its verb, its clause, its sentence and its article."""
    words, type_ = scene.read.words, c.line.type
    own = words[c.first].sense
    if own is not None:
        yield f"s0={own.kind}"
        yield f"s0={own.kind}{type_}"
    verb = words[c.verb].sense if not c.own and c.verb >= 0 else None
    if verb is not None:
        yield f"sv={verb.kind}"
        yield f"sv={verb.kind}{type_}"
    yield from _beside(c, words)
    senses = [word.sense for word in words if word.sense is not None]
    yield from (f"ss={name}{type_}" for name in sorted({s.field for s in senses} - {GENERAL}))
    tone = sum((s.tone == "+") - (s.tone == "-") for s in senses)
    yield f"st={max(-_MOST, min(_MOST, tone))}{type_}"
    yield from _clause(c, scene)
    yield from _article(scene.fields, type_)


def _beside(c: Candidate, words: Sequence[Word]) -> Iterator[str]:
    for at in range(max(0, c.first - _REACH), min(len(words), c.last + 1 + _REACH)):
        sense = words[at].sense
        if sense is None or c.first <= at <= c.last:
            continue
        where = "B" if at < c.first else "A"
        yield f"sw={where}{sense.kind}"
        yield f"sf={where}{sense.field}"
        gap = at - c.first if at < c.first else at - c.last
        if abs(gap) <= _NEAR:
            yield f"sn={gap}{sense.kind}"
            yield f"sn={gap}{sense.kind}{c.line.type}"


def _clause(c: Candidate, scene: Scene) -> Iterator[str]:
    """What fills the subject and object of the act's clause, and what it describes."""
    at = clause_at(c, scene)
    if at < 0:
        return
    clause = scene.clauses[at]
    for name, phrase in (("S", clause.subject), ("O", clause.object), ("R", clause.antecedent)):
        if phrase is not None:
            kind = _filler(phrase, scene)
            yield f"sc={name}{kind}"
            yield f"sc={name}{kind}{c.line.type}{c.own:d}"


def _filler(phrase: NounPhrase, scene: Scene) -> str:
    """The type of the mention that heads a phrase, else the class of its noun."""
    side = scene.at(phrase.head)
    if side is not None:
        return side.kind
    sense = scene.read.words[phrase.head].sense
    return sense.kind if sense is not None else "?"


def _article(fields: Counter[str], type_: str) -> Iterator[str]:
    """The fields of life that an article is mostly of, and how much of it is of each."""
    leading = [name for name, _ in fields.most_common(_MOST) if name != GENERAL][:_NEAR]
    for name in leading:
        yield f"sd={name}"
        yield f"sd={name}{type_}"
    total = max(1, fields.total())
    for name in _FIELDS:
        yield f"sq={name}{min(4, _PARTS * fields[name] // total)}"


def side_meanings(c: Candidate, scene: Scene, side: Side, grammar: Grammar) -> Iterator[str]:
    """Name what the words beside a mention mean, the verb of its clause and what else fills that."""
    words, type_ = scene.read.words, c.line.type
    where = "B" if side.last < c.first else "A"
    before = words[side.first - 1] if side.first else None
    if before is not None and before.sense is not None:
        yield f"hb={before.sense.kind}{before.izafe:d}"
        yield f"hb={before.sense.kind}{before.izafe:d}{where}{type_}"
    after = words[side.last + 1].sense if side.last + 1 < len(words) else None
    if after is not None:
        yield f"ha={after.kind}"
        yield f"ha={after.kind}{where}{type_}"
    bond = grammar.bonds.get(side.first)
    if bond is None or bond.clause < 0:
        return
    clause = scene.clauses[bond.clause]
    sense = words[clause.verb.end - 1 if clause.verb.host is None else clause.verb.host].sense
    kind = sense.kind if sense is not None else "?"
    role = f"{bond.role}{max(-_NEAR, min(_NEAR, bond.steps))}"
    yield f"hv={role}{kind}{c.own:d}{clause.verb.passive:d}"
    yield f"hv={role}{kind}{type_}"
    for name, phrase in (("S", clause.subject), ("O", clause.object)):
        if phrase is not None:
            yield f"hf={role}{name}{_filler(phrase, scene)}"
