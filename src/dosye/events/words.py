"""What the events stage asks of a token: which nouns and verb forms its letters may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from dosye.language.ckb import Analysis, Token, TokenKind, lookup_key
from dosye.language.ckb.lexicon import entries
from dosye.language.ckb.once import Recent
from dosye.language.ckb.senses import Sense, senses

NEGATION = "\u0646\u06d5"
AGAIN = "\u06d5\u0648\u06d5"
TOWARD = "\u06d5"
AND = "\u0648"
INFINITIVE = "\u0646"
BE = "\u0628\u0648\u0646"  # the key of `be`
HAVE = "\u0647\u06d5" + BE  # of `have`, whose negation is also that of `be`
_READINGS = 5
_VERBAL = ("VERB", "AUX")


@dataclass(slots=True, unsafe_hash=True)
class Verb:
    """One verb reading: infinitive without postverb as a key, the word fused before it, its form.

    `agent` is the person of the clitic it carries; `finite` is False for verbal nouns and participles;
    `toward`: it ends as before where it leads (`put into prison`).
    """

    lemma: str
    host: str
    again: bool
    finite: bool
    past: bool
    mood: str
    negative: bool
    passive: bool
    person: str
    agent: str
    toward: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """The readings of one token: noun stems as keys, verb forms, what its clitics say."""

    nouns: frozenset[str]
    verbs: tuple[Verb, ...]
    izafe: bool
    plural: bool
    definite: bool
    clitic: str
    finite: bool
    infinitive: bool
    sense: Sense | None


EMPTY = Word(frozenset(), (), False, False, False, "", False, False, None)


def words_of(tokens: tuple[Token, ...]) -> list[Word]:
    """Read every token of a sentence.

    A form that is a verbal noun, a past plural (`were killed`), a name (`Dana` for `put`) or an adjective
    (`open` for `has been done`) is the verb where its clause ends with it.
    """
    words = [_word(t.norm, t.key, t.analyses) if t.kind is TokenKind.WORD else EMPTY for t in tokens]
    for i, word in enumerate(words):
        if word.finite or not any(v.finite for v in word.verbs) or not _ends_clause(tokens, i):
            continue
        if (word.infinitive and not word.izafe) or _is_no_name(tokens, i) or _is_perfect(tokens[i]):
            told = tuple(sorted(word.verbs, key=lambda v: not v.finite))
            words[i] = replace(word, finite=True, infinitive=False, verbs=told)
    return words


def _ends_clause(tokens: tuple[Token, ...], i: int) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or after.kind is TokenKind.MARK or after.key == AND


def _is_no_name(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word that is a given name by its letters stands where none does, after no name or `with`."""
    before = tokens[i - 1] if i else None
    if before is None or before.kind is not TokenKind.WORD or not _is_given(tokens[i]):
        return False
    held = before.analyses[:1]
    return before.key != AND and not _is_given(before) and not any(a.pos == "ADP" for a in held)


def _is_perfect(token: Token) -> bool:
    """Whether an adjective is also the perfect of a verb."""
    verbs = ("VerbForm=Fin" in a.feats and "Aspect=Perf" in a.feats for a in token.analyses)
    return any(a.pos == "ADJ" for a in token.analyses[:1]) and any(verbs)


def _is_given(token: Token) -> bool:
    return any(a.pos == "PROPN" and "NameType=given" in a.feats for a in token.analyses[:1])


_SEEN: Recent[str, Word] = Recent()


def _word(norm: str, key: str, analyses: tuple[Analysis, ...]) -> Word:
    found = _SEEN.young.get(norm) or _SEEN.get(norm)
    return found or _SEEN.put(norm, _read(key, analyses[:_READINGS]))


def _read(key: str, analyses: tuple[Analysis, ...]) -> Word:
    nouns = {key}
    verbs: list[Verb] = []
    for rank, a in enumerate(analyses):
        lemma = lemma_key(a.lemma)
        if a.pos in _VERBAL or "VerbForm" in a.feats:
            verbs.append(_verb(key, lemma, a))
            if lemma == HAVE:
                verbs.append(replace(verbs[-1], lemma=BE))
        if a.pos not in _VERBAL:
            nouns.add(lemma)
            if rank == 0 and "+" in a.lemma:
                nouns |= {lemma_key(a.lemma.rpartition("+")[2]), lemma_key(a.lemma.replace("+", ""))}
    best = analyses[0] if analyses else Analysis("", "")
    if best.pos == "ADP":  # `to` is not an imperative of `be`
        verbs = []
    elif best.pos not in _VERBAL and not best.guessed and "VerbForm" not in best.feats:
        verbs = [v for v in verbs if not v.host]
    return Word(
        nouns=frozenset(nouns),
        verbs=tuple(dict.fromkeys(verbs) if len(verbs) > 1 else verbs),
        izafe=any(c.kind == "izafe" for a in analyses for c in a.clitics),
        plural="Number=Plur" in best.feats,
        definite="Definite=Def" in best.feats,
        clitic=_clitic(analyses),
        finite=bool(verbs) and best.pos in _VERBAL and verbs[0].finite,
        infinitive="VerbForm=Inf" in best.feats,
        sense=_sense(key, best),
    )


def _sense(key: str, best: Analysis) -> Sense | None:
    """What the word means by its likeliest reading, else by its letters."""
    found = senses()
    lemma = best.lemma.rpartition("+")[2]
    return found.get(lookup_key(lemma)) or found.get(key)


def _clitic(analyses: tuple[Analysis, ...]) -> str:
    return next((c.person for a in analyses for c in a.clitics if c.kind == "person"), "")


def _verb(key: str, lemma: str, a: Analysis) -> Verb:
    feats = dict(f.split("=", 1) for f in a.feats.split("|") if "=" in f)
    host, _, verb = lemma.rpartition(" ")
    host = "" if _is_pronoun(host) else host  # `in that` written onto the verb is no part of it
    past = feats.get("Tense") == "Past" or feats.get("Aspect") == "Perf"
    return Verb(
        lemma=verb,
        host=host,
        again=AGAIN in key[-6:],
        finite=a.pos in _VERBAL,
        past=past,
        mood=feats.get("Mood", ""),
        negative=feats.get("Polarity") == "Neg",
        passive=feats.get("Voice") == "Pass",
        person=feats.get("Person", "") + feats.get("Number", ""),
        agent=next((c.person for c in a.clitics if c.kind == "person" and c.role != "possessor"), ""),
        toward=key.endswith(TOWARD),
    )


@lru_cache(maxsize=64)
def _is_pronoun(host: str) -> bool:
    return any(entry.feats == "Fused=Yes" for entry in entries().get(host, ()))


@lru_cache(maxsize=3072)
def lemma_key(lemma: str) -> str:
    """Look-up key of a lemma; of a verb without its postverb."""
    key = lookup_key(lemma)
    return key[: -len(AGAIN)] if key.endswith(INFINITIVE + AGAIN) else key
