"""The lines of the `words` table as patterns over tokens, compiled once for each set of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from dosye.compiled import LazyMapping
from dosye.events.words import AGAIN, INFINITIVE, NEGATION, TOWARD, lemma_key
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.knowledge.records import WordLine
from dosye.language.ckb import lookup_key
from dosye.language.ckb.lexicon import glued_words, preverbs
from dosye.language.ckb.sounds import LEXICON, YEH
from dosye.language.ckb.verbs import stems
from dosye.tables import read_table

_ASKED_MOST = 3072
PlainPatterns = list[tuple[int, bool, list[tuple[str, bool, bool, bool]]]]  # line, `acts`, pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a pattern: a noun stem, or a verb by its infinitive; `again` asks for the postverb."""

    key: str
    verb: bool = False
    again: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line and its words; `acts`: its noun alone names an act of the same type."""

    line: WordLine
    pieces: tuple[Piece, ...]
    acts: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Patterns by the key of their first word; `nouns` and `verbs` by what that word is."""

    nouns: Mapping[str, tuple[Pattern, ...]]
    verbs: Mapping[str, tuple[Pattern, ...]]
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

    def make(plain: PlainPatterns) -> tuple[Pattern, ...]:
        return tuple([Pattern(lines[at], tuple([Piece(*p) for p in row]), acts) for at, acts, row in plain])

    nouns, verbs = compiled_for(knowledge, plain_patterns)
    return Lexicon(LazyMapping(nouns, make), LazyMapping(verbs, make))


def plain_patterns(knowledge: Knowledge) -> tuple[dict[str, PlainPatterns], dict[str, PlainPatterns]]:
    """Return the lines and pieces of the patterns by the key of the first word: a noun's, a verb's."""
    nouns: dict[str, PlainPatterns] = {}
    verbs: dict[str, PlainPatterns] = {}
    lines = knowledge.words
    found = [(at, pieces) for at, line in enumerate(lines) for pieces in _patterns(line)]
    whole = {(lines[at].type, *[p.key for p in pieces]) for at, pieces in found}
    for at, pieces in found:
        row = [(p.key, p.verb, p.again, p.negative) for p in pieces]
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
    joined: list[str] = []
    for word in words[:-1]:
        if joined and joined[-1] in glued:
            joined[-1] += word
        else:
            joined.append(word)
    if len(joined) + 1 < len(words):
        yield from _as_written(line, [*joined, words[-1]])


def _taken_apart(verb: str) -> tuple[str, str] | None:
    """A verb as two words where it is written together with a preposition that holds its noun (`to it`)."""
    for before in _holding():
        rest = verb.removeprefix(before)
        if rest != verb and lookup_key(rest) in _infinitives():
            return before, rest
    return None


@cache
def _holding() -> tuple[str, ...]:
    """The prepositions that hold their noun."""
    rows = read_table(LEXICON / "pronominal-prepositions.tsv", ("lemma",), key=("lemma",))
    return tuple(row["lemma"] for row in rows)


def _as_written(line: WordLine, words: list[str]) -> Iterator[list[Piece]]:
    if line.kind == "noun":
        yield [Piece(lemma_key(w)) for w in words]
        return
    last = _piece(words[-1], last=True)
    light = line.kind == "light"
    pieces = [*(Piece(lemma_key(w)) if light else _piece(w, last=False) for w in words[:-1]), last]
    if not any(piece.verb for piece in pieces):
        pieces = _with_verb(pieces)
    yield pieces
    if len(words) == 1 and not pieces[0].negative:
        yield [Piece(pieces[0].key)]
    if len(words) == 2 and pieces[1].verb and not pieces[0].verb:
        yield [Piece(lemma_key(words[0] + words[1]))]


def _with_verb(pieces: list[Piece]) -> list[Piece]:
    """The pieces of an idiom whose verb is not its last word (`to lay hand on`), the verb as one."""
    at = max((i for i, piece in enumerate(pieces) if piece.key in _infinitives()), default=-1)
    return [replace(piece, verb=piece.verb or i == at) for i, piece in enumerate(pieces)]


@cache
def _infinitives() -> frozenset[str]:
    return frozenset(lookup_key(stem.lemma) for group in stems().values() for stem in group)


def _piece(word: str, *, last: bool) -> Piece:
    key = lookup_key(word)
    toward = key.endswith(INFINITIVE + TOWARD)
    again = key.endswith(INFINITIVE + AGAIN)
    if not (toward or again or (last and key.endswith(INFINITIVE))):
        return Piece(key)
    base = key[: -len(AGAIN)] if again else key[:-1] if toward else key
    plain = _not_negated(base)
    return Piece(plain, verb=True, again=again, negative=plain != base)


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
