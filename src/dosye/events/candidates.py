"""Find every place where the words of an act stand; whether they tell one is decided later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dosye.events.lexicon import Lexicon, Pattern, Piece, is_preposition, may_spread
from dosye.events.words import AND, Verb, Word, words_of
from dosye.knowledge.records import WordLine
from dosye.language.ckb import Sentence, TokenKind, lookup_key
from dosye.language.ckb.complexes import is_host_of
from dosye.language.ckb.lexicon import general_light_verbs, light_hosts

CLOSE = "close"  # the condition of a line whose verb must stand next to its noun
_REACH = 14
_HOSTS = 4  # a verb that goes with fewer words is no light verb
_NONE: frozenset[str] = frozenset()
_BRACKETS = frozenset("()[]«»“”\"'")


@dataclass(slots=True, unsafe_hash=True)
class Candidate:
    """Words that may tell an act: tokens `first` to `last`, and the token and form of the verb.

    `own` says that the verb belongs to the line (it is its light verb or the act itself); otherwise it is
    the next finite verb, `taken` if another act of the sentence owns it. `size` counts the words of the
    line that were found; `acts`: its noun names the act without the verb.
    """

    line: WordLine
    sent: int
    first: int
    last: int
    verb: int
    form: Verb | None
    own: bool
    size: int
    acts: bool = False
    taken: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Read:
    """A sentence with its words read; `finite` gives the next finite verb at or after each token."""

    sent: Sentence
    words: list[Word]
    finite: list[int]


@cache
def light_verbs() -> frozenset[str]:
    """Verbs that carry an act named by the noun before them, as keys."""
    found = Counter(verb for verbs in light_hosts().values() for verb in verbs)
    return frozenset(lookup_key(verb) for verb, n in found.items() if n >= _HOSTS)


def read_sentence(sent: Sentence) -> Read:
    """Read the words of a sentence and where its finite verbs stand."""
    words = words_of(sent.tokens)
    following = [-1] * (len(words) + 1)
    for i in range(len(words) - 1, -1, -1):
        if words[i].finite:
            following[i] = i
        elif _is_stop(sent, i):
            following[i] = -1
        else:
            following[i] = following[i + 1]
    return Read(sent, words, following)


def _is_stop(sent: Sentence, i: int) -> bool:
    token = sent.tokens[i]
    return token.kind is TokenKind.MARK and token.norm not in _BRACKETS


def find_candidates(read: Read, index: int, lexicon: Lexicon) -> list[Candidate]:
    """Find the candidates of one sentence, the fullest match for each first token and type."""
    best: dict[tuple[int, str], Candidate] = {}
    for candidate in _all(read, index, lexicon):
        key = (candidate.first, candidate.line.type)
        if key not in best or _rank(candidate) > _rank(best[key]):
            best[key] = candidate
    found = _outermost(sorted(best.values(), key=lambda c: (c.first, c.line.type)))
    return _one_noun_a_verb(found, read)


def _rank(c: Candidate) -> tuple[int, bool, int, int]:
    return c.size, c.own, c.verb if c.own else 0, c.last


def _outermost(found: list[Candidate]) -> list[Candidate]:
    """Leave out what stands inside a longer match of the same type."""
    kept: list[Candidate] = []
    for c in found:
        inside = any(
            k.line.type == c.line.type
            and k.size > c.size
            and (k.first <= c.first <= k.last or (k.own and k.verb in (c.first, c.own and c.verb)))
            for k in kept
        )
        if not inside:
            kept.append(c)
    return kept


def _one_noun_a_verb(found: list[Candidate], read: Read) -> list[Candidate]:
    """A light verb belongs to one noun: the leftmost with an izafe, else the one next to the verb."""
    claims: dict[int, list[Candidate]] = {}
    for c in found:
        if c.own and c.verb > c.first:
            claims.setdefault(c.verb, []).append(c)
    lost: set[int] = set()
    for verb, rivals in claims.items():
        held = [c.first for c in rivals if read.words[c.first].izafe]
        owner = min(held) if held else max(c.first for c in rivals)
        lost.update(id(c) for c in rivals if c.first != owner and c.verb == verb)
    freed = [replace(c, own=False, last=min(c.last, c.verb - 1)) if id(c) in lost else c for c in found]
    owned = {c.verb: c.first for c in freed if c.own}
    return [replace(c, taken=owned.get(c.verb, c.first) != c.first) if not c.own else c for c in freed]


def _all(read: Read, index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    begun_by = [lexicon.nouns_of(word.nouns) for word in read.words]
    lemmas = hosts = _NONE
    if any(begun_by):
        lemmas = frozenset([verb.lemma for word in read.words for verb in word.verbs if not verb.host])
        hosts = _NONE.union(*map(_nouns_at, read.words))
    for i, word in enumerate(read.words):
        if not (begun_by[i] or word.verbs):
            continue
        after = _nouns_at(read.words[i + 1]) if i + 1 < len(read.words) else _NONE
        for noun in begun_by[i]:
            for pattern in lexicon.nouns[noun].going_on(lemmas, after, hosts):
                yield from _match(read, index, i, pattern)
        for verb in word.verbs:
            fused = lexicon.nouns.get(verb.host) if verb.host else None
            for pattern in fused.patterns if fused else ():
                yield from _fused(index, i, verb, pattern)
            begun = lexicon.verbs.get(verb.host + verb.lemma)
            for pattern in begun.going_on(after, after) if begun else ():
                yield from _from_verb(read, index, i, verb, pattern)


def _nouns_at(word: Word) -> frozenset[str]:
    """The nouns that a token may be, or that stand before its verb in one word with it."""
    hosts = [verb.host for verb in word.verbs if verb.host]
    return word.nouns.union(hosts) if hosts else word.nouns


def _fused(index: int, i: int, verb: Verb, pattern: Pattern) -> Iterator[Candidate]:
    """Noun and light verb written as one token; the noun's own line matches it too."""
    rest = pattern.pieces[1:]
    if not rest or (len(rest) == 1 and _fits(rest[0], verb)):
        yield Candidate(pattern.line, index, i, i, i, verb, bool(rest), 1 + len(rest))


def _from_verb(read: Read, index: int, i: int, verb: Verb, pattern: Pattern) -> Iterator[Candidate]:
    first, rest = pattern.pieces[0], pattern.pieces[1:]
    if not _fits(first, verb, alone=False):
        return
    for offset, piece in enumerate(rest, start=1):
        if i + offset >= len(read.words) or piece.key not in read.words[i + offset].nouns:
            return
    last = i + len(rest)
    if verb.finite:
        yield Candidate(pattern.line, index, i, last, i, verb, True, len(pattern.pieces))
        return
    ruling = read.finite[last]
    form = read.words[ruling].verbs[0] if ruling >= 0 else None
    yield Candidate(pattern.line, index, i, last, ruling, form, False, len(pattern.pieces))


def _match(read: Read, index: int, i: int, pattern: Pattern) -> Iterator[Candidate]:
    found = _follow(read, i, pattern)
    if found is None:
        yield from _spread(read, index, i, pattern)
        return
    last, verb, form = found
    carried = form is not None and last < verb and _is_carried(read, pattern, i, form)
    if form is not None and last < verb and _is_held(read, i, verb, form, named=not carried):
        form = None
    own = form is not None
    if own and carried:
        i = last = verb
    if form is None:
        verb = read.finite[last]
        form = read.words[verb].verbs[0] if verb >= 0 else None
    yield Candidate(pattern.line, index, i, last, verb, form, own, len(pattern.pieces), pattern.acts)


def _follow(read: Read, i: int, pattern: Pattern) -> tuple[int, int, Verb | None] | None:
    """The last word, the verb and its form of a line that begins at a token; None where it does not go on."""
    pieces, at = pattern.pieces, i + 1
    tight = CLOSE in pattern.line.condition or (len(pieces) == 2 and _is_quality(read, i, pieces))
    last, verb, form = i, -1, None
    for n, piece in enumerate(pieces[1:], start=1):
        if piece.verb:
            verb, form = _verb_after(read, at, piece, close=tight or n < len(pieces) - 1)
            if form is None:
                return None
            if verb == at or n < len(pieces) - 1:
                last = verb
            at = verb + 1
        elif at < len(read.words) and piece.key in read.words[at].nouns:
            last, at = at, at + 1
        elif at < len(read.words) and (joined := _joined(read.words[at], pieces[n:])):
            return at, at, joined
        else:
            return None
    return last, verb, form


def _spread(read: Read, index: int, i: int, pattern: Pattern) -> Iterator[Candidate]:
    """A line whose last noun stands apart from the others: `a complaint against X lodged`.

    It begins at its first noun where that names the act, else at the last: `its troops on the border placed`.
    """
    pieces, at = pattern.pieces, i + 1
    if not may_spread(pieces) or _is_governed(read, i):
        return
    for piece in pieces[1:-2]:
        if at >= len(read.words) or piece.key not in read.words[at].nouns:
            return
        at += 1
    found = _apart(read, at + 1, pieces[-2:])
    if found is None:
        return
    host, verb, form = found
    stays = pattern.acts or is_preposition(pieces[-2].key)
    first, last = (i, at - 1) if stays else (host, host)
    yield Candidate(pattern.line, index, first, last, verb, form, True, len(pieces))


def _apart(read: Read, at: int, pieces: tuple[Piece, ...]) -> tuple[int, int, Verb] | None:
    """The places of a noun and of the verb that goes with it, somewhere after a token."""
    for j in range(at, min(len(read.words), at + _REACH)):
        word = read.words[j]
        if joined := _joined(word, pieces):
            return j, j, joined
        if pieces[0].key in word.nouns:
            verb, form = _verb_after(read, j + 1, pieces[1], close=not word.izafe)
            if form is not None:
                return j, verb, form
        if word.finite or _is_stop(read.sent, j):
            return None
    return None


def _is_governed(read: Read, i: int) -> bool:
    """Whether a noun hangs on the word before it, so that it is no object of the verb."""
    return i > 0 and (read.words[i - 1].izafe or is_preposition(read.sent.tokens[i - 1].key))


def _is_quality(read: Read, i: int, pieces: tuple[Piece, ...]) -> bool:
    """Whether a line is an adjective and `make` or `be`: without izafe it needs its verb right after it."""
    best = read.sent.tokens[i].analyses[:1]
    plain = any(a.pos == "ADJ" and lookup_key(a.lemma) == pieces[0].key for a in best)
    return plain and pieces[1].key in _any_nouns() and not read.words[i].izafe


def _is_carried(read: Read, pattern: Pattern, i: int, form: Verb) -> bool:
    """Whether the noun of a line is only who moves or is moved (`troops entered`): the verb is the act."""
    if len(pattern.pieces) != 2 or pattern.acts or form.lemma not in light_verbs() - _any_nouns():
        return False
    return not is_host_of(read.sent.tokens[i], form.lemma)


@cache
def _any_nouns() -> frozenset[str]:
    """The verbs that any noun may go with, as keys."""
    return frozenset(lookup_key(verb) for verb in general_light_verbs())


def _joined(word: Word, pieces: tuple[Piece, ...]) -> Verb | None:
    """The verb of a token that holds the last noun of a line and its verb in one word."""
    if len(pieces) != 2:
        return None
    return next((v for v in word.verbs if v.host == pieces[0].key and _fits(pieces[1], v)), None)


def _is_held(read: Read, noun: int, verb: int, form: Verb, *, named: bool) -> bool:
    """Whether a light verb belongs to another word than a noun before it.

    It goes with the host right before it (`accused X of the attack`), takes none that a circumposition holds
    (`in a meeting asked`) and, where the noun names an act, no definite one (`speaks about the visit` is no
    visit).
    """
    if named and read.words[noun].definite and not form.passive:
        return True
    if _is_enclosed(read, noun, verb):
        return True
    beside = read.sent.tokens[verb - 1]
    bare = verb - 1 > noun and bool(beside.analyses) and lookup_key(beside.analyses[0].lemma) == beside.key
    return bare and form.lemma in light_verbs() and is_host_of(beside, form.lemma)


def _is_enclosed(read: Read, noun: int, verb: int) -> bool:
    """Whether a preposition stands before a noun and the postposition that goes with it before the verb."""
    tokens = read.sent.tokens
    if noun == 0 or not is_preposition(tokens[noun - 1].key):
        return False
    for token in tokens[noun:verb]:
        if token.kind is not TokenKind.WORD or token.key == AND or is_preposition(token.key):
            return False
        if any(c.kind == "postposition" for a in token.analyses[:1] for c in a.clitics):
            return True
    return False


def _verb_after(read: Read, at: int, piece: Piece, *, close: bool) -> tuple[int, Verb | None]:
    for j in range(at, min(len(read.words), at + (1 if close else _REACH))):
        for verb in read.words[j].verbs:
            if _fits(piece, verb, alone=not verb.host) and (verb.finite or j == at):
                return j, verb
        if read.words[j].finite or _is_stop(read.sent, j):
            break
    return -1, None


def _fits(piece: Piece, verb: Verb, *, alone: bool = True) -> bool:
    return (
        piece.verb
        and piece.key == (verb.lemma if alone else verb.host + verb.lemma)
        and (not piece.again or verb.again)
        and (not piece.toward or verb.toward)
        and (not piece.negative or verb.negative)
    )
