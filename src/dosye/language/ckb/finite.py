"""Find the finite verb in a word form: host or preverb, clitics, prefix, stem, ending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dosye.language.ckb import lexicon
from dosye.language.ckb.records import Analysis, Clitic
from dosye.language.ckb.sounds import AE, LEXICON, fold
from dosye.language.ckb.verbs import (
    End,
    Prefix,
    Stem,
    beginnings,
    end_texts,
    ends,
    links,
    prefixes,
    stems,
    verb_named,
    verbs_used,
)
from dosye.tables import read_table

_LONGEST_LINK = 6
_NO_LINK = ("", "", "")
_WITH_OBJECT = ("perfect", "pluperfect")  # where the ending of many may be the object's (`had arrested them`)


@dataclass(slots=True, unsafe_hash=True)
class Host:
    """What stands before the verb: its words, the verbs it licenses (None: any), the clitics after it."""

    text: str
    verbs: frozenset[str] | None
    link: tuple[str, str, str]
    joined: bool


_NO_HOST = Host("", None, _NO_LINK, True)


def find_finite(word: str) -> list[tuple[float, Analysis]]:
    """Readings of a folded word form as a finite verb, with their costs."""
    found = list(_core(word, _NO_HOST))
    for host, rest in _hosts(word):
        found.extend(_core(rest, host))
        for inner, rest2 in _hosts(rest):
            if inner.joined and inner.text:
                found.extend(_nested(host, inner, rest2))
    found.extend(irregular().get(word, ()))
    found.extend(_directed(word))
    return found


def _directed(word: str) -> Iterator[tuple[float, Analysis]]:
    for size in range(2, min(7, len(word) - 2)):
        particle = lexicon.verb_particles().get(word[-size:])
        if particle is None:
            continue
        for cost, analysis in _core(word[:-size], Host("", particle[1], _NO_LINK, True)):
            if any(clitic.kind == "toward" for clitic in analysis.clitics):
                yield cost, _with_lemma(analysis, f"{analysis.lemma}{AE} {particle[0]}")


def _nested(host: Host, inner: Host, rest: str) -> Iterator[tuple[float, Analysis]]:
    link = host.link if host.link[1] else inner.link
    both = Host(inner.text, inner.verbs, link, True)
    for cost, analysis in _core(rest, both):
        if host.verbs is None or analysis.lemma in host.verbs:
            gap = "" if host.joined else " "
            yield cost + 0.2, _with_lemma(analysis, host.text + gap + analysis.lemma)


def _with_lemma(a: Analysis, lemma: str) -> Analysis:
    return Analysis(lemma, a.pos, a.feats, a.segments, a.clitics, a.guessed)


def _hosts(word: str) -> Iterator[tuple[Host, str]]:
    for size, (text, verbs, joined) in lexicon.hosts_of(word):
        yield from _linked(word, size, text, verbs, joined=joined)


def _linked(
    word: str, size: int, text: str, verbs: frozenset[str], *, joined: bool
) -> Iterator[tuple[Host, str]]:
    for reach in range(min(_LONGEST_LINK, len(word) - size - 1) + 1):
        link = links().get(word[size : size + reach])
        if link is not None:
            yield Host(text, verbs, link, joined), word[size + reach :]


def find_joined(word: str) -> list[tuple[float, Analysis]]:
    """Readings as any noun or adjective of the lexicon joined with a general light verb."""
    found: list[tuple[float, Analysis]] = []
    general = lexicon.general_light_verbs()
    words = lexicon.entries()
    known = words.keys()
    for size in range(3, len(word) - 1):
        entry = words[word[:size]] if word[:size] in known else ()
        if entry and entry[0].pos in ("NOUN", "ADJ", "ADV"):
            for host, rest in _linked(word, size, entry[0].lemma, general, joined=False):
                found.extend((cost + 2, a) for cost, a in _core(rest, host))
    return found


def _core(word: str, host: Host) -> Iterator[tuple[float, Analysis]]:
    for before, group, rest in _divisions(word):
        for stem in group:
            if host.verbs is None or stem.lemma in host.verbs or stem.base in host.verbs:
                for end in ends()[stem.tense, stem.kind].get(rest, ()):
                    for prefix in before:
                        if _agree(host, prefix, stem, end):
                            yield from _readings(host, prefix, stem, end)


def _divisions(word: str) -> Iterator[tuple[tuple[Prefix, ...], tuple[Stem, ...], str]]:
    """Every way to part a form into a prefix, a stem and an ending, each of which is in the tables."""
    prefix_of, prefix_starts = prefixes(), beginnings("prefixes")
    stem_of, stem_starts, known_ends = stems(), beginnings("stems"), end_texts()
    known_stems = stem_of.keys()
    for size in range(len(word)):
        if size and word[:size] not in prefix_starts:
            return
        before = prefix_of.get(word[:size])
        if before is None:
            continue
        for cut in range(size + 1, len(word) + 1):
            text = word[size:cut]
            if text not in stem_starts:
                break
            if text in known_stems and word[cut:] in known_ends:
                yield before, stem_of[text], word[cut:]


def _agree(host: Host, prefix: Prefix, stem: Stem, end: End) -> bool:
    if stem.tense not in prefix.stems or not _mood_fits(host, prefix, stem, end):
        return False
    held = [c for c in (host.link[1], prefix.clitic, end.clitic) if c]
    if len(held) > 1 or (end.clitic and not stem.transitive and host.text + stem.lemma != verb_named("have")):
        return False
    if stem.tense == "past" and stem.transitive and not held:
        return end.person == "3Sing" or (end.person == "3Plur" and end.group in _WITH_OBJECT)
    return True


def _mood_fits(host: Host, prefix: Prefix, stem: Stem, end: End) -> bool:
    bare = not prefix.feats
    if stem.tense == "present":
        if stem.mood:
            return ("Neg" in prefix.feats) if stem.mood == "neg" else bare
        if end.group == "imperative":
            return "Sub" in prefix.feats or "Imp" in prefix.feats or (bare and bool(host.text))
        return not bare or bool(host.text)
    if end.group in ("conditional", "past-conditional"):
        return end.group == "past-conditional" or not bare or bool(host.text)
    if "Mood=Sub" in prefix.feats:
        return False
    return "Mood=Ind" not in prefix.feats or end.group == "past"


def _readings(host: Host, prefix: Prefix, stem: Stem, end: End) -> Iterator[tuple[float, Analysis]]:
    cost, analysis = _reading(host, prefix, stem, end)
    yield cost, analysis
    if stem.base != stem.lemma:
        yield cost + 0.5, _with_lemma(analysis, analysis.lemma.removesuffix(stem.lemma) + stem.base)


def _reading(host: Host, prefix: Prefix, stem: Stem, end: End) -> tuple[float, Analysis]:
    lemma = host.text + ("" if host.joined else " ") + stem.lemma if host.text else stem.lemma
    analysis = Analysis(lemma, "VERB", _feats(host, prefix, stem, end), (), _clitics(host, prefix, stem, end))
    return _cost(host, prefix, stem, end), analysis


def _cost(host: Host, prefix: Prefix, stem: Stem, end: End) -> float:
    """How unlikely a reading is: bare stems, rare verbs, directions where nothing moves."""
    cost = end.cost + 0.2 * bool(host.text) + 0.3 * (stem.voice == "Cau" and bool(host.text))
    if not (prefix.feats or host.text or stem.mood):
        cost += 0.8
    if not host.text and stem.base in verbs_used("rare"):
        cost += 1.5
    if end.postverb == "toward" and stem.base not in verbs_used("motion"):
        cost += 1.5
    return cost


def _feats(host: Host, prefix: Prefix, stem: Stem, end: End) -> str:
    found = {"VerbForm": "Fin", "Tense": "Pres" if stem.tense == "present" else "Past", "Mood": "Ind"}
    if stem.tense == "past" and "Mood=Ind" in prefix.feats:
        found["Aspect"] = "Imp"
    if stem.tense == "present" and (not prefix.feats or prefix.feats == "Polarity=Neg"):
        found["Mood"] = "Sub"
    for part in (prefix.feats, stem.mood if "=" in stem.mood else "", end.feats):
        for feat in filter(None, part.split("|")):
            name, _, value = feat.partition("=")
            found[name] = value
    if stem.voice:
        found["Voice"] = stem.voice
    person = _subject(host, prefix, stem, end)
    if person:
        found["Person"], found["Number"] = person[0], person[1:]
    return "|".join(f"{name}={found[name]}" for name in sorted(found))


def _is_ergative(stem: Stem) -> bool:
    return (stem.tense == "past" and stem.transitive) or stem.lemma == verb_named("want")


def _subject(host: Host, prefix: Prefix, stem: Stem, end: End) -> str:
    if not _is_ergative(stem):
        return end.person
    return end.person if end.clitic else host.link[2] or prefix.person


def _clitics(host: Host, prefix: Prefix, stem: Stem, end: End) -> tuple[Clitic, ...]:
    role = "agent" if _is_ergative(stem) else ("object" if stem.transitive else "possessor")
    found = [Clitic(also, "also") for also in (host.link[0], prefix.also) if also]
    for text, person in (host.link[1:], (prefix.clitic, prefix.person)):
        if text:
            found.append(Clitic(text, "person", person, role))
    if end.clitic:
        found.append(Clitic(end.clitic, "person", end.person, "agent" if stem.transitive else "possessor"))
    if end.postverb:
        found.append(Clitic("", end.postverb))
    return tuple(found)


@cache
def irregular() -> dict[str, list[tuple[float, Analysis]]]:
    """The verb forms of the table, by folded form."""
    found: dict[str, list[tuple[float, Analysis]]] = {}
    for row in read_table(LEXICON / "verb-forms.tsv", ("form", "lemma", "feats", "clitic"), key=("form",)):
        text, _, person = row["clitic"].partition(":")
        clitics = (Clitic(text, "person", person, "possessor"),) if text else ()
        analysis = Analysis(row["lemma"], "VERB", row["feats"], (), clitics)
        found.setdefault(fold(row["form"]), []).append((-0.5, analysis))
    return found
