"""The lines of the `words` table as patterns over tokens, compiled once for each set of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from dosye.compiled import LazyMapping
from dosye.events.words import AGAIN, INFINITIVE, NEGATION, TOWARD, lemma_key
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.knowledge.records import WordLine
from dosye.language.ckb import lookup_key
from dosye.language.ckb.lexicon import entries, glued_words, preverbs
from dosye.language.ckb.sounds import LEXICON, YEH
from dosye.language.ckb.verbs import stems
from dosye.tables import read_table

IN = "\u0644\u06d5"
_ASKED_MOST = 3072
PlainPatterns = list[tuple[int, bool, list[tuple[str, bool, bool, bool, bool]]]]  # line, `acts`, pieces


@dataclass(slots=True, unsafe_hash=True)
class Piece:
    """One word of a pattern: a noun stem, or a verb by its infinitive.

    `again` asks for its postverb, `toward` for the ending before where it leads (`put into prison`).
    """

    key: str
    verb: bool = False
    again: bool = False
    negative: bool = False
    toward: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Pattern:
    """A line and its words; `acts`: its noun alone names an act of the same type."""

    line: WordLine
    pieces: tuple[Piece, ...]
    acts: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Beginning:
    """The patterns that begin with one word, and the numbers of those by what may follow it.

    `alone` are of one word; `verbs` and `nouns` go by the key of their second word, `apart` those of them
    by that of their last noun, which may stand further on.
    """

    patterns: tuple[Pattern, ...]
    alone: tuple[int, ...]
    verbs: Mapping[str, tuple[int, ...]]
    nouns: Mapping[str, tuple[int, ...]]
    apart: Mapping[str, tuple[int, ...]]

    def going_on(
        self, verbs: frozenset[str], nouns: frozenset[str], hosts: frozenset[str] = frozenset()
    ) -> list[Pattern]:
        """Return, in order, the patterns that the verbs of a sentence or the next noun can go on with."""
        found = list(self.alone)
        if self.verbs:
            for key in verbs:
                found += self.verbs.get(key, ())
        if self.nouns:
            for key in nouns:
                found += self.nouns.get(key, ())
        if self.apart:
            for key in hosts:
                found += self.apart.get(key, ())
        return [self.patterns[n] for n in (sorted(set(found)) if len(found) > 1 else found)]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Patterns by the key of their first word; `nouns` and `verbs` by what that word is."""

    nouns: Mapping[str, Beginning]
    verbs: Mapping[str, Beginning]
    asked: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)

    def nouns_of(self, stems: frozenset[str]) -> tuple[str, ...]:
        """Which of the noun stems that a token may be begin a pattern, in order."""
        found = self.asked.get(stems)
        if found is None:
            if len(self.asked) >= _ASKED_MOST:
                self.asked.clear()
            found = self.asked[stems] = tuple(sorted([stem for stem in stems if stem in self.nouns]))
        return found


@lru_cache(maxsize=4)
def compile_lexicon(knowledge: Knowledge) -> Lexicon:
    """Compile the table of acts."""
    lines = knowledge.words

    def make(plain: PlainPatterns) -> Beginning:
        rows = [(lines[at], tuple([Piece(*piece) for piece in row]), acts) for at, acts, row in plain]
        return _beginning(tuple([Pattern(*row) for row in rows]))

    nouns, verbs = compiled_for(knowledge, plain_patterns)
    return Lexicon(LazyMapping(nouns, make), LazyMapping(verbs, make))


def _beginning(patterns: tuple[Pattern, ...]) -> Beginning:
    alone = tuple([n for n, pattern in enumerate(patterns) if len(pattern.pieces) == 1])
    verbs: dict[str, tuple[int, ...]] = {}
    nouns: dict[str, tuple[int, ...]] = {}
    apart: dict[str, tuple[int, ...]] = {}
    for n, pattern in enumerate(patterns):
        if len(pattern.pieces) > 1:
            key = pattern.pieces[1].key
            held = verbs if pattern.pieces[1].verb else nouns
            held[key] = (*held.get(key, ()), n)
            if len(pattern.pieces) == 3 and may_spread(pattern.pieces):
                apart[key] = (*apart.get(key, ()), n)
    return Beginning(patterns, alone, verbs, nouns, apart)


@cache
def may_spread(pieces: tuple[Piece, ...]) -> bool:
    """Whether a line is of nouns and a verb, and no preposition or izafe ties the last noun to the others.

    What stands before a place or a side leads another noun than that (`in front of the court gathered`).
    """
    if len(pieces) < 3 or not pieces[-1].verb or any(piece.verb for piece in pieces[:-1]):
        return False
    before = pieces[-3].key
    tied = before.endswith(YEH) and before not in entries()
    return not tied and (not is_preposition(before) or without_in(before) in relators())


def plain_patterns(knowledge: Knowledge) -> tuple[dict[str, PlainPatterns], dict[str, PlainPatterns]]:
    """Return the lines and pieces of the patterns by the key of the first word: a noun's, a verb's."""
    nouns: dict[str, PlainPatterns] = {}
    verbs: dict[str, PlainPatterns] = {}
    lines = knowledge.words
    found = [(at, pieces) for at, line in enumerate(lines) for pieces in _patterns(line)]
    written = {(lines[at].type, *pieces) for at, pieces in found}
    joined = [(at, pieces) for at, line in enumerate(lines) for pieces in _put_together(line)]
    found += [(at, pieces) for at, pieces in joined if (lines[at].type, *pieces) not in written]
    whole = {(lines[at].type, *[p.key for p in pieces]) for at, pieces in found}
    for at, pieces in found:
        row = [(p.key, p.verb, p.again, p.negative, p.toward) for p in pieces]
        keys = [p.key for p in pieces[:-2] or pieces[:1]]
        kind = lines[at].type
        acts = (kind, *keys) in whole or (kind, keys[0].removesuffix(YEH)) in whole
        (verbs if pieces[0].verb else nouns).setdefault(pieces[0].key, []).append((at, acts, row))
    return _sorted(nouns), _sorted(verbs)


def _sorted(found: dict[str, PlainPatterns]) -> dict[str, PlainPatterns]:
    return {key: sorted(ps, key=lambda p: -len(p[2])) for key, ps in found.items()}


def _patterns(line: WordLine) -> Iterator[list[Piece]]:
    """The patterns of a line: as written, its prepositions written onto their nouns or off the verb."""
    glued = glued_words()
    words = line.form.split()
    yield from _as_written(line, words)
    if len(words) > 1 and line.kind != "noun" and (apart := _taken_apart(words[-1])):
        yield from _as_written(line, [*words[:-1], *apart])
    verb = -1 if line.kind == "noun" else _verb_at(words)
    joined: list[str] = []
    for at, word in enumerate(words):
        if joined and joined[-1] in glued and at != verb:
            joined[-1] += word
        else:
            joined.append(word)
    if len(joined) < len(words):
        yield from _as_written(line, joined)


def _taken_apart(verb: str) -> tuple[str, str] | None:
    """A verb as two words where it is written together with a preposition that holds its noun (`to it`)."""
    for before in _holding():
        rest = verb.removeprefix(before)
        if rest != verb and lookup_key(rest) in _infinitives():
            return before, rest
    return None


def _put_together(line: WordLine) -> Iterator[list[Piece]]:
    """The patterns of a line whose verb is written onto the preposition before it, as most write it."""
    words = line.form.split()
    if line.kind != "noun" and len(words) > 1 and words[-2] in _holding():
        yield from _as_written(line, [*words[:-2], words[-2] + words[-1]])


@cache
def _holding() -> tuple[str, ...]:
    """The prepositions that hold their noun."""
    rows = read_table(LEXICON / "pronominal-prepositions.tsv", ("lemma",), key=("lemma",))
    return tuple(row["lemma"] for row in rows)


def _as_written(line: WordLine, words: list[str]) -> Iterator[list[Piece]]:
    if line.kind == "noun":
        yield [Piece(lemma_key(w)) for w in words]
        return
    pieces = _with_verb(words, light=line.kind == "light")
    yield pieces
    if len(words) == 1 and not pieces[0].negative:
        yield [Piece(pieces[0].key)]
    if len(words) == 2 and pieces[1].verb and not pieces[0].verb:
        yield [Piece(lemma_key(words[0] + words[1]))]


def _with_verb(words: list[str], *, light: bool) -> list[Piece]:
    """The pieces of a line with a verb, its other words as nouns."""
    at = _verb_at(words)
    key = lemma_key if light else lookup_key
    return [_piece(word) if i == at else Piece(key(word)) for i, word in enumerate(words)]


def _verb_at(words: list[str]) -> int:
    """Where the verb of a line stands: last, or before where to (`to put into prison`, `to lay hand on`)."""
    last = len(words) - 1
    known = [i for i, word in enumerate(words[:-1]) if _is_infinitive(word)]
    closed = _piece(words[-1]).key in _infinitives()
    for i in known:
        if _is_toward(words[i]) or (not closed and is_preposition(lookup_key(words[i + 1]))):
            return i
    return max(known, default=last) if not _piece(words[-1]).verb else last


def is_preposition(key: str) -> bool:
    """Whether a word may be a preposition."""
    return any(entry.pos == "ADP" for entry in entries().get(key, ()))


@cache
def relators() -> Mapping[str, str]:
    """The nouns that serve as prepositions (`against`), as keys, and their kinds."""
    rows = read_table(Path(__file__).with_name("relators.tsv"), ("word", "kind", "source"), key=("word",))
    return {lookup_key(row["word"]): row["kind"] for row in rows}


def without_in(word: str) -> str:
    """A word without the preposition `in` written onto it."""
    return word.removeprefix(IN)


def _is_toward(word: str) -> bool:
    key = lookup_key(word)
    return key.endswith(INFINITIVE + TOWARD) and key not in entries()


def _is_infinitive(word: str) -> bool:
    """Whether a word is an infinitive, also with a preverb, not only the letters of one (`prison`)."""
    key = _piece(word).key
    bare = [key.removeprefix(lookup_key(before)) for before in preverbs()]
    return _piece(word).verb and not _infinitives().isdisjoint((key, *bare))


@cache
def _infinitives() -> frozenset[str]:
    return frozenset(lookup_key(stem.lemma) for group in stems().values() for stem in group)


def _piece(word: str) -> Piece:
    """A word as a verb where it has the letters of an infinitive."""
    key = lookup_key(word)
    toward = _is_toward(word)
    again = key.endswith(INFINITIVE + AGAIN)
    if not (toward or again or key.endswith(INFINITIVE)):
        return Piece(key)
    base = key[: -len(AGAIN)] if again else key[:-1] if toward else key
    plain = _not_negated(base)
    return Piece(plain, verb=True, again=again, negative=plain != base, toward=toward)


def is_negated(verb: str) -> bool:
    """Whether an infinitive is negated (`not to accept`)."""
    return _piece(verb).negative


def _not_negated(verb: str) -> str:
    """An infinitive without its negation, which stands first or after the preverb (`take not off`)."""
    if verb.startswith(NEGATION) and len(verb) > 4:
        return verb[len(NEGATION) :]
    for before in preverbs():
        key = lookup_key(before)
        rest = verb.removeprefix(key + NEGATION)
        if rest != verb and rest in _infinitives():
            return key + rest
    return verb
