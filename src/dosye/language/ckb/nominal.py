"""Find the noun, adjective, pronoun, preposition or verbal noun with its endings in a word form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dosye.language.ckb import lexicon
from dosye.language.ckb.lexicon import Entry
from dosye.language.ckb.nouns import Chain, chain_tails, chain_texts, chains_after
from dosye.language.ckb.records import Analysis
from dosye.language.ckb.sounds import AE, LONG_U, NOON, WAW, YEH, ending
from dosye.language.ckb.verbs import verbal_nouns

_GROUPS = {
    "NOUN": frozenset({"plain", "izafe", "clitic", "noun"}),
    "PROPN": frozenset({"plain", "izafe", "clitic", "noun"}),
    "ADJ": frozenset({"plain", "izafe", "clitic", "noun", "degree"}),
    "ADV": frozenset({"plain", "clitic", "degree", "izafe"}),
    "NUM": frozenset({"plain", "izafe", "clitic", "noun", "ordinal"}),
    "PRON": frozenset({"plain", "izafe", "clitic", "noun"}),
    "ADP": frozenset({"plain", "clitic"}),
}
_PLAIN = frozenset({"plain"})
_NEGATION = NOON + AE
_VERBAL_ENDS = frozenset({NOON, WAW, AE})

Reading = tuple[float, Analysis, tuple[str, ...]]


def find_nominal(word: str) -> list[Reading]:
    """Readings of a folded form, each with its cost and its folded pieces."""
    return [
        (entry.cost + chain.cost - _fit(entry, chain), _analysis(entry, chain), (stem, *chain.pieces))
        for stem, text, state in _cuts(word)
        for entries in (nominal_entries(stem + AE if state == "x" else stem),)
        if entries
        for chain in chains_after(text, state)
        for entry in entries
        if chain.group in _GROUPS.get(entry.pos, _PLAIN)
    ]


def _fit(entry: Entry, chain: Chain) -> float:
    """What a copula gains on an adjective, which is more often said of something than shown."""
    stated = bool(chain.clitics) and chain.clitics[-1].kind == "copula"
    return 1.2 if stated and entry.pos == "ADJ" else 0.0


def splits(word: str) -> Iterator[tuple[str, Chain]]:
    """Every way to part a folded form into a stem and a chain that may follow its last sound."""
    for stem, text, state in _cuts(word):
        for chain in chains_after(text, state):
            yield stem, chain


def _cuts(word: str) -> Iterator[tuple[str, str, str]]:
    """Stem, letters of the chain and class of sound before it, longest stem first."""
    table, tails = chain_texts(), chain_tails()
    for cut in range(len(word), 0, -1):
        text = word[cut:]
        if text not in table:
            if text not in tails:
                return
            continue
        stem = word[:cut]
        state = ending(stem)
        yield stem, text, state
        if state == "c" and text:
            yield stem, text, "x"


def _analysis(entry: Entry, chain: Chain) -> Analysis:
    feats = entry.feats or chain.feats
    if entry.feats and chain.feats:
        feats = "|".join(sorted((entry.feats, chain.feats)))
    return Analysis(entry.lemma, entry.pos, feats, (), chain.clitics)


@lru_cache(maxsize=3072)
def nominal_entries(stem: str) -> tuple[Entry, ...]:
    """Words of the lexicon and verbal nouns of this folded form."""
    listed = lexicon.entries().get(stem, ())
    derived = () if listed else _derived(stem)
    return (*listed, *verbal_entries(stem), *derived)


def _derived(stem: str) -> Iterator[Entry]:
    """Abstract nouns and relational adjectives that long i makes of the words of the lexicon."""
    if not stem.endswith(YEH):
        return
    base = stem[:-1]
    if base.endswith(YEH) and ending(base[:-1]) in "ev":
        base = base[:-1]
    pos = {entry.pos for entry in lexicon.entries().get(base, ())}
    if "ADJ" in pos:
        yield Entry(stem, "NOUN", "", 1.3)
    if pos & {"NOUN", "PROPN"}:
        yield Entry(stem, "ADJ", "", 1.6)
        yield Entry(stem, "NOUN", "", 1.7)


def verbal_entries(stem: str) -> list[Entry]:
    """Infinitives and participles of this folded form, with preverb, host and negation."""
    if stem[-1:] not in _VERBAL_ENDS:
        return list(_directed(stem)) if AE in stem else []
    found = [*_bare(stem, "", None, joined=True), *_directed(stem)]
    for host, verbs, rest, joined in _hosted(stem):
        found.extend(_bare(rest, host, verbs, joined=joined))
        for inner, verbs2, rest2, joined2 in _hosted(rest):
            if joined2:
                for entry in _bare(rest2, inner, verbs2, joined=True):
                    if entry.lemma in verbs:
                        found.append(Entry(host + entry.lemma, entry.pos, entry.feats, entry.cost))
    return found


def _directed(stem: str) -> Iterator[Entry]:
    for size in range(2, min(7, len(stem) - 3)):
        particle = lexicon.verb_particles().get(stem[-size:]) if stem[-size - 1] == AE else None
        if particle is not None:
            for entry in _bare(stem[: -size - 1], "", particle[1], joined=True):
                yield Entry(entry.lemma + AE + particle[0], "NOUN", entry.feats, 0.2)


def _hosted(stem: str) -> Iterator[tuple[str, frozenset[str], str, bool]]:
    for size, (text, verbs, joined) in lexicon.hosts_of(stem):
        yield text, verbs, stem[size:], joined


def joined_entries(stem: str) -> list[Entry]:
    """Verbal nouns made of a word of the lexicon and a general light verb."""
    found: list[Entry] = []
    general = lexicon.general_light_verbs()
    words = lexicon.entries()
    known = words.keys()
    for size in range(2, len(stem) - 1):
        host = words[stem[:size]] if stem[:size] in known else ()
        if host and host[0].pos in ("NOUN", "ADJ", "ADV", "NUM", "PRON"):
            found.extend(_bare(stem[size:], host[0].lemma, general, joined=False))
    return found


def _bare(text: str, host: str, verbs: frozenset[str] | None, *, joined: bool) -> Iterator[Entry]:
    negative = text.startswith(_NEGATION) and text not in verbal_nouns()
    for lemma, base, form, again in verbal_nouns().get(text[2:] if negative else text, ()):
        if verbs is not None and lemma not in verbs and base not in verbs:
            continue
        feats = f"VerbForm={form}" + ("|Polarity=Neg" if negative else "")
        pos, cost = ("NOUN", 0.2) if form == "Inf" else ("ADJ", 1.2)
        cost -= 0.0 if joined else 0.3
        yield Entry(host + lemma, pos, feats, cost)
        if again:
            yield Entry(host + lemma + AE + WAW + AE, pos, feats, cost + 0.1)
        if form == "Part":
            yield Entry(
                host + (text if text[-2:-1] in ("\u0627",) else text[:-1] + LONG_U), pos, feats, cost + 0.1
            )
        if base != lemma:
            yield Entry(host + base, pos, feats + "|Voice=Cau", cost + 0.2)


def find_joined_nominal(word: str) -> list[Reading]:
    """Readings as a verbal noun of a word of the lexicon and a general light verb."""
    return [
        (entry.cost + chain.cost + 0.5, _analysis(entry, chain), (stem, *chain.pieces))
        for stem, chain in splits(word)
        for entry in joined_entries(stem)
        if chain.group in _GROUPS.get(entry.pos, _PLAIN)
    ]
