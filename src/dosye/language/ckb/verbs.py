"""The parts of verb forms, put together from the tables: stems, prefixes, endings, verbal nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dosye.compiled import LazyMapping, compiled
from dosye.language.ckb.sounds import AE, LEXICON, NOON, WAW, YEH, fold, past_ending
from dosye.tables import read_table

_PAST_GROUPS = (
    "past",
    "perfect",
    "perfect-clitic",
    "pluperfect",
    "perfect-subjunctive",
    "conditional",
    "past-conditional",
)
_ENDING_COLUMNS = ("set", "after", "text", "leaves", "feats", "person", "cost")
_VERB_COLUMNS = ("lemma", "transitive", "past", "present", "passive", "causative")
_A, _E, _D, _R, _O = "\u0627", "\u06ce", "\u062f", "\u0631", "\u06c6"
_CAUSATIVE_PAST, _INFINITIVE = _A + NOON + _D, NOON
_ALSO = "\u0634"
_PERFECT_ONLY = "o"  # a past stem that has no other form: `has become`
_HELD = {  # which endings of the past an agent clitic may follow; that of many is then the object's
    "3Sing": ("past", "pluperfect", "perfect-subjunctive"),
    "3Plur": ("perfect", "pluperfect"),
}
PlainStem = tuple[str, str, str, str, bool, str, str]


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem: class for the endings, infinitive, infinitive of the base, voice, mood swallowed by it."""

    kind: str
    tense: str
    lemma: str
    base: str
    transitive: bool
    voice: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """What follows a stem: features, person, the clitic it ends in and the postverb."""

    group: str
    feats: str
    person: str
    clitic: str = ""
    postverb: str = ""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before a stem: its kind, features and the clitics in it."""

    feats: str
    stems: str
    also: str = ""
    clitic: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    group: str
    after: str
    text: str
    leaves: str
    feats: str
    person: str
    cost: float


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for r in read_table(LEXICON / "verb-endings.tsv", _ENDING_COLUMNS):
        row = _Row(
            r["set"], r["after"], fold(r["text"]), r["leaves"], r["feats"], r["person"], float(r["cost"])
        )
        found.setdefault(row.group, []).append(row)
    return {key: tuple(value) for key, value in found.items()}


@cache
def verb_named(kind: str) -> str:
    """The verb that a rule names: be, do, have or want."""
    rows = read_table(LEXICON / "verb-kinds.tsv", ("kind", "lemma"), key=("kind",))
    return next(row["lemma"] for row in rows if row["kind"] == kind)


@cache
def verbs_used(use: str) -> frozenset[str]:
    """The verbs of one use: motion or rare."""
    rows = read_table(LEXICON / "verb-use.tsv", ("lemma", "use"), key=("lemma", "use"))
    return frozenset(row["lemma"] for row in rows if row["use"] == use)


def person_clitics() -> tuple[tuple[str, str], ...]:
    """The person clitics with their persons."""
    return tuple((row.text, row.person) for row in _rows()["clitic"])


@cache
def stems() -> Mapping[str, tuple[Stem, ...]]:
    """All stems of all simple verbs by folded form."""
    return LazyMapping(compiled(plain_stems), lambda group: tuple([Stem(*stem) for stem in group]))


def plain_stems() -> dict[str, list[PlainStem]]:
    """Return the fields of `stems`."""
    found: dict[str, list[Stem]] = {}
    for r in read_table(LEXICON / "verbs.tsv", _VERB_COLUMNS, key=("lemma",)):
        active = r["transitive"] == "yes"
        for text, stem in _verb(r["lemma"], r["past"], r["present"], r["passive"], transitive=active):
            found.setdefault(text, []).append(stem)
        for base in r["causative"].split():
            for text, stem in _causative(r["lemma"], base):
                found.setdefault(text, []).append(stem)
    for r in read_table(LEXICON / "verb-fused.tsv", ("text", "class", "lemma", "feats")):
        stem = Stem(r["class"], "present", r["lemma"], r["lemma"], True, mood=r["feats"])
        found.setdefault(r["text"], []).append(stem)
    return {text: [*map(_plain_stem, dict.fromkeys(group))] for text, group in found.items()}


def _plain_stem(s: Stem) -> PlainStem:
    return s.kind, s.tense, s.lemma, s.base, s.transitive, s.voice, s.mood


def _verb(
    lemma: str, past: str, present: str, passive: str, *, transitive: bool
) -> Iterator[tuple[str, Stem]]:
    for text in map(fold, past.split()):
        yield text, Stem(past_ending(text), "past", lemma, lemma, transitive)
    for text in map(fold, present.split()):
        kind, cut = _present(text)
        yield cut, Stem(kind, "present", lemma, lemma, transitive)
    for text in map(fold, passive.split()):
        yield text + _A, Stem("a", "past", lemma, lemma, False, "Pass")
        yield text + _E, Stem("ee", "present", lemma, lemma, False, "Pass")


def _present(text: str) -> tuple[str, str]:
    if text.endswith(AE):
        return "e", text[:-1]
    if text.endswith(_O):
        return "o", text[:-1]
    return ("ee" if text.endswith(_E) else "c"), text


def _causative(base: str, root: str) -> Iterator[tuple[str, Stem]]:
    root = fold(root)
    lemma = root + _CAUSATIVE_PAST + _INFINITIVE
    yield root + _CAUSATIVE_PAST, Stem("c", "past", lemma, base, True, "Cau")
    for vowel in (_E, AE) if root.endswith(YEH) else (_E,):
        text = root + vowel + NOON
        yield text, Stem("c", "present", lemma, base, True, "Cau")
        for passive in (text + _R, text + _D + _R):
            yield passive + _A, Stem("a", "past", lemma, base, False, "Pass")
            yield passive + _E, Stem("ee", "present", lemma, base, False, "Pass")


@cache
def ends() -> dict[tuple[str, str], dict[str, tuple[End, ...]]]:
    """Endings by (tense, class of the stem) and folded text."""
    found: dict[tuple[str, str], dict[str, list[End]]] = {}
    for tense, kinds in (("present", ("c", "e", "o", "ee", "y")), ("past", ("c", "a", "i", "u", "o"))):
        for kind in kinds:
            table = found.setdefault((tense, kind), {})
            for text, end in _present_ends(kind) if tense == "present" else _past_ends(kind):
                table.setdefault(text, []).append(end)
    return {key: {t: tuple(e) for t, e in table.items()} for key, table in found.items()}


@cache
def end_texts() -> frozenset[str]:
    """The folded texts of all endings."""
    return frozenset(text for table in ends().values() for text in table)


@cache
def beginnings(table: Literal["prefixes", "stems"]) -> frozenset[str]:
    """All beginnings of the texts of a table, so that a search may stop early."""
    texts = prefixes() if table == "prefixes" else stems()
    return frozenset(text[:n] for text in texts for n in range(1, len(text) + 1))


def _present_ends(kind: str) -> Iterator[tuple[str, End]]:
    for group in ("present", "imperative"):
        for row in _rows()[group]:
            if row.after == kind:
                yield from _postverbs(row.text, End(group, row.feats, row.person, cost=row.cost), row.leaves)


def _past_ends(kind: str) -> Iterator[tuple[str, End]]:
    for group in _PAST_GROUPS:
        for row in _rows()[group]:
            if row.after != kind:
                continue
            yield from _past_row(row)
    for also in _rows()["also"]:
        if also.after == kind:
            yield also.text, End("past", "", "3Sing", cost=2)
            for row in _rows()["clitic"]:
                end = End("past", "", row.person, row.text, cost=1)
                yield from _postverbs(also.text + row.text, end, row.leaves)


def _past_row(row: _Row) -> Iterator[tuple[str, End]]:
    own = row.group == "perfect-clitic"
    perfect = "perfect-" if row.group.startswith("perfect") and "subj" not in row.group else ""
    clitic = row.text if own else ""
    end = End("perfect" if own else row.group, row.feats, row.person, clitic, cost=row.cost)
    if row.leaves != "o":
        yield row.text, end
    yield from _postverbs(row.text, end, row.leaves, perfect=perfect, bare=False)
    if row.group in _HELD.get(row.person, ()):
        for cl in _rows()["clitic"]:
            held = replace(end, person=cl.person, clitic=cl.text)
            yield from _postverbs(row.text + cl.text, held, cl.leaves)


def _postverbs(
    text: str, end: End, leaves: str, *, perfect: str = "", bare: bool = True
) -> Iterator[tuple[str, End]]:
    if bare:
        yield text, end
    for group in ("again", "toward"):
        for row in _rows()[perfect + group]:
            if row.after == leaves:
                yield (
                    text + row.text,
                    replace(end, postverb=row.group.removeprefix("perfect-"), cost=end.cost + row.cost),
                )


@cache
def prefixes() -> dict[str, tuple[Prefix, ...]]:
    """Prefixes with the clitics inside them, by folded text."""
    found: dict[str, list[Prefix]] = {"": [Prefix("", "present past")]}
    for row in read_table(LEXICON / "verb-prefixes.tsv", ("text", "kind", "feats", "stems"), key=("text",)):
        text = row["text"]
        for also in ("", _ALSO, YEH + _ALSO):
            for clitic, person in (("", ""), *person_clitics()):
                prefix = Prefix(row["feats"], row["stems"], also, clitic, person)
                inside = also + clitic
                whole = text[:2] + inside + text[2:] if row["kind"] == "split" else text + inside
                found.setdefault(whole, []).append(prefix)
    return {key: tuple(value) for key, value in found.items()}


@cache
def links() -> dict[str, tuple[str, str, str]]:
    """What may stand between a host and its verb: text -> (also, clitic, person)."""
    found = {"": ("", "", "")}
    for also in ("", _ALSO, YEH + _ALSO):
        for clitic, person in (("", ""), *person_clitics()):
            found.setdefault(also + clitic, (also, clitic, person))
    return found


@cache
def verbal_nouns() -> dict[str, tuple[tuple[str, str, str, bool], ...]]:
    """Infinitives and participles by folded form: (lemma, base, form of the verb, postverb inside)."""
    return compiled(plain_nouns)


def plain_nouns() -> dict[str, tuple[tuple[str, str, str, bool], ...]]:
    """Return what `verbal_nouns` holds."""
    found: dict[str, list[tuple[str, str, str, bool]]] = {}
    for text, group in stems().items():
        for stem in group:
            if stem.tense != "past" or stem.kind == _PERFECT_ONLY:
                continue
            infinitive, participle = text + NOON, text if stem.kind == "u" else text + WAW
            again = AE + WAW + AE
            for form, kind, inside in (
                (infinitive, "Inf", False),
                (infinitive + again, "Inf", True),
                (participle, "Part", False),
            ):
                found.setdefault(form, []).append((stem.lemma, stem.base, kind, inside))
    return {key: tuple(dict.fromkeys(value)) for key, value in found.items()}
