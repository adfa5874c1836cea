"""Who does what: which noun phrases of a clause are its subject, its object and its predicate."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dosye.language.ckb.complexes import PAST, VerbComplex, clitic_person
from dosye.language.ckb.phrases import NounPhrase, has_weak_link, phrase_of
from dosye.language.ckb.records import Token
from dosye.language.ckb.sounds import LEXICON, WAW, YEH
from dosye.language.ckb.verbs import verb_named
from dosye.tables import read_table

Roles = tuple[NounPhrase | None, NounPhrase | None, VerbComplex]


@cache
def clause_verbs() -> frozenset[str]:
    """Verbs that a clause may follow without a conjunction."""
    return _clause_takers("verb")


@cache
def clause_predicates() -> frozenset[str]:
    """Predicates with a copula that a clause may follow without a conjunction."""
    return _clause_takers("predicate")


def _clause_takers(kind: str) -> frozenset[str]:
    rows = read_table(LEXICON / "clause-verbs.tsv", ("lemma", "kind"), key=("lemma", "kind"))
    return frozenset(row["lemma"] for row in rows if row["kind"] == kind)


def find_roles(
    tokens: tuple[Token, ...], phrases: list[NounPhrase], verb: VerbComplex, *, controlled: bool
) -> Roles:
    """Subject, object and the verb with its agent clitic, from the bare noun phrases of a clause.

    `controlled`: the clause follows another whose subject it shares, so that a lone phrase is its object.
    """
    if not verb.transitive:
        return _intransitive_subject(tokens, phrases, verb), None, verb
    if verb.tense in PAST and verb.mood != "Cnd":
        return _past_roles(tokens, phrases, verb)
    return (*_present_roles(tokens, phrases, verb, controlled=controlled), verb)


def _intransitive_subject(
    tokens: tuple[Token, ...], phrases: list[NounPhrase], verb: VerbComplex
) -> NounPhrase | None:
    if not phrases:
        return None
    first = phrases[0]
    if verb.lemma != verb_named("be") or len(phrases) > 1 or first.end != verb.start:
        return first
    if tokens[first.end - 1].norm.endswith(YEH) and _is_glued(tokens, verb):
        return _parted(tokens, [], first)[0]
    readings = tokens[first.head].analyses
    return None if readings and readings[0].pos == "ADJ" and not _is_glued(tokens, verb) else first


def _is_glued(tokens: tuple[Token, ...], verb: VerbComplex) -> bool:
    """Whether a verb is a copula written onto its predicate."""
    readings = tokens[verb.start].analyses
    return verb.lemma == verb_named("be") and not (readings and readings[0].pos == "VERB")


def find_predicate(
    tokens: tuple[Token, ...], phrases: list[NounPhrase], verb: VerbComplex
) -> NounPhrase | None:
    """What the subject of `be` is said to be: the word of the copula with its chain, or the last phrase."""
    if verb.lemma != verb_named("be"):
        return None
    last = phrases[-1] if phrases and phrases[-1].end == verb.start else None
    if not _is_glued(tokens, verb):
        return last if last is not None and last != _intransitive_subject(tokens, phrases, verb) else None
    if last is None or not tokens[last.end - 1].norm.endswith(YEH):
        return phrase_of(tokens, verb.start, verb.end)
    subject = _intransitive_subject(tokens, phrases, verb)
    start = subject.end if subject is not None and subject.start == last.start else last.start
    return phrase_of(tokens, start, verb.end)


def _past_roles(tokens: tuple[Token, ...], phrases: list[NounPhrase], verb: VerbComplex) -> Roles:
    after_host = [p for p in phrases if verb.host is not None and p.start > verb.host]
    before = [p for p in phrases if p not in after_host]
    if verb.agent_at is None and phrases:
        bearer = phrases[-1]
        person = clitic_person(tokens[bearer.end - 1])
        if not person and len(before) > 1 and tokens[bearer.end - 1].norm.endswith(YEH):
            person = "3Sing"  # one letter for the long i of the noun and the clitic
        if person:
            agent = replace(verb, person=person[0], number=person[1:], agent=person, agent_at=bearer.end - 1)
            return (*_parted(tokens, [p for p in before if p != bearer], bearer), agent)
    if after_host:
        return (before[0] if before else None), after_host[-1], verb
    if len(before) > 1 and verb.host is None:
        return before[0], before[-1], verb
    return (before[0] if before else None), None, verb


def _parted(
    tokens: tuple[Token, ...], left: list[NounPhrase], bearer: NounPhrase
) -> tuple[NounPhrase | None, NounPhrase]:
    """Part a lone phrase that bears the agent clitic where only spelling may have joined two."""
    if left:
        return left[0], bearer
    for at in range(bearer.end - 2, bearer.start - 1, -1):
        if has_weak_link(tokens, at):
            return phrase_of(tokens, bearer.start, at + 1), phrase_of(tokens, at + 1, bearer.end)
    return None, bearer


def _present_roles(
    tokens: tuple[Token, ...], phrases: list[NounPhrase], verb: VerbComplex, *, controlled: bool
) -> tuple[NounPhrase | None, NounPhrase | None]:
    if verb.host is not None and verb.host < verb.start:
        inside = [p for p in phrases if p.start > verb.host]
        before = [p for p in phrases if p.start < verb.host]
        return (before[0] if before else None), (inside[-1] if inside else None)
    if len(phrases) != 1:
        return (phrases[0], phrases[-1]) if phrases else (None, None)
    only = phrases[0]
    if verb.lemma in clause_verbs() or verb.object_clitic:
        return only, None
    if controlled:
        return None, only
    if verb.host is not None and not _is_plural(tokens, only) and verb.number == "Sing":
        return only, None
    return (only, None) if _may_act(tokens, only, verb) else (None, only)


def _may_act(tokens: tuple[Token, ...], phrase: NounPhrase, verb: VerbComplex) -> bool:
    """Whether a lone phrase before a transitive verb of the present is likelier its subject."""
    readings = tokens[phrase.head].analyses
    if verb.person in ("1", "2") or not readings:
        return False
    if _is_plural(tokens, phrase) != (verb.number == "Plur"):
        return False
    return verb.host is not None or phrase.end < verb.start or readings[0].pos in ("PROPN", "PRON")


def _is_plural(tokens: tuple[Token, ...], phrase: NounPhrase) -> bool:
    inside = tokens[phrase.start : phrase.end]
    if any(token.norm == WAW for token in inside):
        return True
    return any("Number=Plur" in a.feats for token in inside for a in token.analyses[:1])
