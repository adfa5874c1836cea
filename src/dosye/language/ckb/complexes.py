"""Verb complexes: a finite verb with its preverb or light-verb host, near or far, and its agent clitic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from dosye.language.ckb import lexicon
from dosye.language.ckb.once import once_a_form
from dosye.language.ckb.records import Analysis, Clitic, Token, TokenKind
from dosye.language.ckb.sounds import AE, WAW, YEH, fold
from dosye.language.ckb.verbs import person_clitics, stems, verb_named

_AGAIN = AE + WAW + AE
_FAR = 14
_READINGS = 3
PAST = frozenset({"Past", "Pqp"})
_HOST_CLITICS = frozenset({"izafe", "person", "also"})


@dataclass(slots=True, unsafe_hash=True)
class VerbComplex:
    """A verb with its host.

    `start`, `end` are the token indices of the unbroken part, `host` the index of the preverb or noun that
    makes one verb with it, else None; `lemma` has a noun before a space, a preverb joined, and the postverb.
    `person` is 1, 2, 3 or empty, `number` Sing, Plur or empty: those of the subject. `agent` is the person
    of the agent clitic and `agent_at` the token that bears it; `directed`: a goal follows the verb.
    """

    start: int
    end: int
    lemma: str
    person: str
    number: str
    tense: str
    mood: str
    aspect: str
    negated: bool
    passive: bool
    transitive: bool
    host: int | None = None
    agent: str = ""
    agent_at: int | None = None
    object_clitic: str = ""
    directed: bool = False


@cache
def transitive_verbs() -> frozenset[str]:
    """Infinitives that take an object, those with a preverb among them."""
    simple = {s.lemma for group in stems().values() for s in group if s.transitive and s.tense == "past"}
    pre = lexicon.preverbs().items()
    return frozenset(simple | {lexicon.host_spelling()[p] + v for p, vs in pre for v in vs if v in simple})


@once_a_form
def finite_reading(token: Token) -> Analysis | None:
    """The first reading of a token as a finite verb."""
    found = [a for a in token.analyses if a.pos == "VERB" and "VerbForm=Fin" in a.feats]
    if found and found[0] is not token.analyses[0]:
        found.sort(key=lambda a: "Tense=Past" not in a.feats)
    return found[0] if found else None


@once_a_form
def copula_of(token: Token) -> tuple[Analysis, Clitic] | None:
    """The reading of a noun or adjective that ends in a copula, with the copula."""
    if token.analyses and token.analyses[0].lemma == token.norm and token.analyses[0].pos != "ADJ":
        return None
    for analysis in token.analyses:
        for clitic in analysis.clitics:
            if clitic.kind == "copula" and not analysis.guessed:
                return analysis, clitic
    return None


def find_complex(tokens: tuple[Token, ...], at: int, floor: int, reading: Analysis) -> VerbComplex:
    """The complex of the finite verb at an index; its host is looked for down to `floor`."""
    feats = _features(reading.feats)
    lemma, host, first = _hosted(tokens, at, floor, reading.lemma)
    particle = _particle(tokens, at, reading)
    if any(clitic.kind == "again" for clitic in reading.clitics):
        lemma += _AGAIN
    elif particle:
        lemma += f"{AE} {particle}"
    passive = feats.get("Voice") == "Pass"
    transitive = reading.lemma.split(" ")[-1] in transitive_verbs() and not passive
    ergative = (transitive and feats.get("Tense") in PAST) or _has_agent(reading)
    agent, agent_at = _agent(tokens, at, host, reading) if ergative else ("", None)
    person, number = feats.get("Person", ""), feats.get("Number", "")
    if ergative:
        person, number = agent[:1], agent[1:]
    held = next((c.person for c in reading.clitics if c.role == "object"), "")
    return VerbComplex(
        first,
        at + 1 + bool(particle),
        lemma,
        person,
        number,
        feats.get("Tense", ""),
        feats.get("Mood", ""),
        feats.get("Aspect", ""),
        feats.get("Polarity") == "Neg",
        passive,
        transitive,
        host,
        agent,
        agent_at,
        held,
        any(clitic.kind == "toward" for clitic in reading.clitics),
    )


@lru_cache(maxsize=3072)
def _features(feats: str) -> dict[str, str]:
    return dict(feat.split("=", 1) for feat in feats.split("|") if feat)


def _hosted(tokens: tuple[Token, ...], at: int, floor: int, verb: str) -> tuple[str, int | None, int]:
    """The lemma with its host or preverb, the host farthest left, and where the unbroken complex begins."""
    if " " in verb:
        return verb, None, at
    host = _host(tokens, at, floor, verb)
    if host is None:
        return verb, None, at
    text = _host_lemma(tokens[host], verb)
    first = host if host == at - 1 else at
    if fold(text) not in lexicon.preverbs():
        return f"{text} {verb}", host, first
    lemma = text + verb
    outer = _host(tokens, host, floor, lemma)
    if outer is None or first == at:
        return lemma, host, first
    return f"{_host_lemma(tokens[outer], lemma)} {lemma}", outer, outer if outer == host - 1 else first


def has_particle(tokens: tuple[Token, ...], at: int, reading: Analysis) -> bool:
    """Whether a word follows that makes one verb with a verb that has the ending of direction."""
    return bool(_particle(tokens, at, reading))


def _particle(tokens: tuple[Token, ...], at: int, reading: Analysis) -> str:
    """The word after a verb with the ending of direction that makes one verb with it."""
    if at + 1 >= len(tokens) or not any(clitic.kind == "toward" for clitic in reading.clitics):
        return ""
    found = lexicon.verb_particles().get(fold(tokens[at + 1].norm))
    return found[0] if found is not None and reading.lemma in found[1] else ""


def copula_complex(at: int, clitic: Clitic) -> VerbComplex:
    """The complex of a copula glued to its predicate."""
    person, number = clitic.person[:1], clitic.person[1:]
    return VerbComplex(at, at + 1, verb_named("be"), person, number, "Pres", "Ind", "", False, False, False)


def _host(tokens: tuple[Token, ...], at: int, floor: int, verb: str) -> int | None:
    if at > floor and _is_host(tokens[at - 1], verb) and not _is_own(tokens, at - 1):
        before = at - 2
        if before >= floor and tokens[before].norm.endswith(YEH) and _is_host(tokens[before], verb):
            return before
        return at - 1
    if (
        at > floor
        and verb == verb_named("do")
        and _is_quality(tokens[at - 1])
        and not _is_attribute(tokens, at - 1)
    ):
        return at - 1
    for i in range(at - 2, max(floor, at - _FAR) - 1, -1):
        apart = tokens[i].norm.endswith((YEH, *_persons())) or is_adposition(tokens[i + 1])
        if apart and _is_host(tokens[i], verb) and not _is_dependent(tokens, i, floor):
            return i
    return None


def _is_own(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a reflexive pronoun only says whose the noun before it is."""
    return at > 0 and tokens[at].analyses[0].pos == "PRON" and tokens[at - 1].norm.endswith(YEH)


def _is_dependent(tokens: tuple[Token, ...], at: int, floor: int) -> bool:
    """Whether a noun hangs on the word before it, a preposition or the head of a chain."""
    if at <= floor:
        return False
    before = tokens[at - 1]
    return is_adposition(before) or any(
        clitic.kind == "izafe" for analysis in before.analyses[:1] for clitic in analysis.clitics
    )


def _is_attribute(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an adjective rather describes the noun before it: a passive or a present verb follows."""
    return (
        at > 0 and tokens[at - 1].norm.endswith(YEH) and "Tense=Past" not in tokens[at + 1].analyses[0].feats
    )


@once_a_form
def _is_quality(token: Token) -> bool:
    """A bare adjective, which `do` makes a verb of."""
    if not token.analyses or token.analyses[0].pos != "ADJ":
        return False
    return not token.analyses[0].clitics and "Definite" not in token.analyses[0].feats


def is_adposition(token: Token) -> bool:
    """Whether the first reading of a token is a preposition."""
    return bool(token.analyses) and token.analyses[0].pos == "ADP"


@cache
def _persons() -> tuple[str, ...]:
    return tuple(text for text, person in person_clitics() if person not in ("2Sing", "3Sing"))


def is_host_of(token: Token, verb: str) -> bool:
    """Whether a token is a light-verb host or a preverb of a verb."""
    return _is_host(token, verb)


def _is_host(token: Token, verb: str) -> bool:
    return bool(_host_lemma(token, verb)) and not (verb == verb_named("do") and _is_only_quality(token))


@once_a_form
def _is_only_quality(token: Token) -> bool:
    return fold(token.analyses[0].lemma) not in lexicon.light_hosts() and _is_quality(token)


def _host_lemma(token: Token, verb: str) -> str:
    for verbs, lemma in _hosted_verbs(token):
        if verb in verbs:
            return lemma
    return token.analyses[0].lemma if verb == verb_named("do") and _is_quality(token) else ""


@once_a_form
def _hosted_verbs(token: Token) -> tuple[tuple[frozenset[str], str], ...]:
    """The verbs that a token can be host or preverb of, each group with what it then is called."""
    light, pre = lexicon.light_hosts(), lexicon.preverbs()
    found = [(light.get(fold(token.norm), frozenset()), token.norm)]
    for analysis in token.analyses[: _READINGS + 1]:
        key = fold(analysis.lemma)
        if "Definite" not in analysis.feats and _is_host_form(analysis):
            found.append((light.get(key) or pre.get(key, frozenset()), analysis.lemma))
    return tuple((verbs, lemma) for verbs, lemma in found if verbs)


def _is_host_form(analysis: Analysis) -> bool:
    return all(clitic.kind in _HOST_CLITICS for clitic in analysis.clitics)


def _has_agent(reading: Analysis) -> bool:
    return any(clitic.role == "agent" for clitic in reading.clitics)


def _agent(tokens: tuple[Token, ...], at: int, host: int | None, reading: Analysis) -> tuple[str, int | None]:
    for clitic in reading.clitics:
        if clitic.role == "agent":
            return clitic.person, at
    if host is not None:
        person = clitic_person(tokens[host])
        beside = host == at - 1
        if person and (beside or not tokens[host].norm.endswith(YEH) or not _is_nominal(tokens[host + 1])):
            return person, host
    return "", None


def _is_nominal(token: Token) -> bool:
    if not token.analyses:
        return token.kind is not TokenKind.MARK
    return token.analyses[0].pos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM")


@once_a_form
def clitic_person(token: Token) -> str:
    """The person of the clitic that a noun ends in; a bare long i counts as the third person."""
    if token.analyses and token.analyses[0].lemma == token.norm and fold(token.norm) in lexicon.light_hosts():
        return "3Sing" if token.norm.endswith(YEH) else ""
    for analysis in token.analyses[:_READINGS]:
        for clitic in analysis.clitics:
            if clitic.kind == "person" and not analysis.guessed:
                return clitic.person
    for analysis in token.analyses[:_READINGS]:
        if analysis.clitics and analysis.clitics[-1].kind == "izafe":
            return "3Sing"
    return ""
