"""The word tables as look-up dictionaries of folded forms, loaded at first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dosye.compiled import LazyMapping, compiled
from dosye.language.ckb.sounds import LEXICON, fold
from dosye.tables import read_table


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the lexicon: dictionary form, UD part of speech, features; `cost` ranks homonyms."""

    lemma: str
    pos: str
    feats: str = ""
    cost: float = 0.0


PlainEntry = tuple[str, str, str, float]


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """Words that are not verbs, by folded form."""
    return LazyMapping(compiled(plain_entries), lambda words: tuple([Entry(*word) for word in words]))


def plain_entries() -> dict[str, list[PlainEntry]]:
    """Return the fields of `entries`."""
    found: dict[str, list[PlainEntry]] = {}
    for row in read_table(
        LEXICON / "function-words.tsv", ("form", "pos", "lemma", "feats"), key=("form", "pos")
    ):
        found.setdefault(fold(row["form"]), []).append((row["lemma"], row["pos"], row["feats"], -0.5))
    for name, pos in (("adjectives", "ADJ"), ("nouns", "NOUN")):
        for row in read_table(LEXICON / f"{name}.tsv", ("lemma",), key=("lemma",)):
            found.setdefault(fold(row["lemma"]), []).append((row["lemma"], pos, "", 0.0))
    for row in read_table(LEXICON / "names.tsv", ("lemma", "kind"), key=("lemma",)):
        word = (row["lemma"], "PROPN", f"NameType={row['kind']}", 0.0)
        found.setdefault(fold(row["lemma"]), []).append(word)
    return found


@cache
def light_hosts() -> dict[str, frozenset[str]]:
    """Words that make one verb with a light verb, by folded form: the verbs they stand with."""
    return _hosts_in("light-verbs.tsv")


@cache
def joined_hosts() -> dict[str, frozenset[str]]:
    """Words that are hosts of a verb only where they are written onto it, by folded form: the verbs."""
    return _hosts_in("light-joined.tsv")


def _hosts_in(table: str) -> dict[str, frozenset[str]]:
    rows = read_table(LEXICON / table, ("host", "verbs"), key=("host",))
    return {fold(row["host"]): frozenset(row["verbs"].split()) for row in rows}


@cache
def host_spelling() -> dict[str, str]:
    """The full spelling of preverbs and light-verb hosts, by folded form."""
    hosts = {
        fold(r["host"]): r["host"]
        for table in ("light-joined.tsv", "light-verbs.tsv")
        for r in read_table(LEXICON / table, ("host", "verbs"))
    }
    pre = {
        fold(r["preverb"]): r["preverb"] for r in read_table(LEXICON / "preverbs.tsv", ("preverb", "verb"))
    }
    return hosts | pre


@cache
def preverbs() -> dict[str, frozenset[str]]:
    """Preverbs by folded form: the verbs that they stand with."""
    found: dict[str, set[str]] = {}
    for row in read_table(LEXICON / "preverbs.tsv", ("preverb", "verb"), key=("preverb", "verb")):
        found.setdefault(fold(row["preverb"]), set()).add(row["verb"])
    return {key: frozenset(value) for key, value in found.items()}


HostEntry = tuple[str, frozenset[str], bool]


@cache
def hosts() -> tuple[dict[str, tuple[HostEntry, ...]], frozenset[str]]:
    """Preverbs and light-verb hosts by folded form (spelling, verbs, joined), and all beginnings of them."""
    found: dict[str, list[HostEntry]] = {}
    spelling = host_spelling()
    for table, joined in ((preverbs(), True), (light_hosts(), False), (joined_hosts(), False)):
        for text, verbs in table.items():
            found.setdefault(text, []).append((spelling[text], verbs, joined))
    starts = frozenset(text[:n] for text in found for n in range(1, len(text) + 1))
    return {text: tuple(value) for text, value in found.items()}, starts


def hosts_of(word: str) -> Iterator[tuple[int, HostEntry]]:
    """The hosts that a folded word begins with: how long each is, and its entry."""
    table, starts = hosts()
    for size in range(1, len(word) - 1):
        text = word[:size]
        if text not in starts:
            return
        for entry in table.get(text, ()):
            yield size, entry


@cache
def general_light_verbs() -> frozenset[str]:
    """The verbs that any noun or adjective may be joined to."""
    rows = read_table(LEXICON / "light-general.tsv", ("verb",), key=("verb",))
    return frozenset(row["verb"] for row in rows)


@cache
def verb_particles() -> dict[str, tuple[str, frozenset[str]]]:
    """Words written onto a verb after its ending of direction, by folded form: spelling and verbs."""
    rows = read_table(LEXICON / "verb-particles.tsv", ("particle", "verbs"), key=("particle",))
    return {fold(r["particle"]): (r["particle"], frozenset(r["verbs"].split())) for r in rows}


@cache
def glued_words() -> dict[str, Entry]:
    """Prepositions and conjunctions of two letters that are written onto the next word."""
    words = [row["word"] for row in read_table(LEXICON / "glued-words.tsv", ("word",), key=("word",))]
    found = ((word, entries().get(word, ())) for word in words)
    return {word: next(e for e in group if e.pos in ("ADP", "SCONJ")) for word, group in found if group}
