"""Clauses of a sentence: who (subject) does what (verb complex) to whom (object), where and with whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from dosye.language.ckb.complexes import (
    VerbComplex,
    copula_complex,
    copula_of,
    find_complex,
    finite_reading,
    has_particle,
    is_host_of,
)
from dosye.language.ckb.known import Known, ends_of, find_known_chunk
from dosye.language.ckb.once import once_a_form
from dosye.language.ckb.phrases import Chunk, NounPhrase, is_quote, is_shown, is_time, phrase_of, pos_of
from dosye.language.ckb.records import Analysis, Sentence, Token, TokenKind
from dosye.language.ckb.roles import clause_predicates, clause_verbs, find_predicate, find_roles
from dosye.language.ckb.sounds import AE, LEXICON, WAW, YEH
from dosye.language.ckb.verbs import verb_named
from dosye.tables import read_table

_THAT = "\u06a9\u06d5"
_INNER = frozenset({"relative", "conditional", "purpose", "main"})
_WORD = TokenKind.WORD
_TOWARD_OPEN = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "NUM"})


@dataclass(slots=True, unsafe_hash=True)
class Clause:
    """A clause: tokens `[start, end)` of its sentence.

    `kind` is main, complement, relative, conditional or purpose. `subject` is None where it is dropped or
    stands outside (the noun that a relative clause describes is its `antecedent`). `obliques` are the
    phrases with a preposition (empty: only a postposition, or a goal after the verb). `predicate` is what a
    subject is said to be.
    """

    start: int
    end: int
    kind: str
    verb: VerbComplex
    subject: NounPhrase | None = None
    object: NounPhrase | None = None
    obliques: tuple[tuple[str, NounPhrase], ...] = ()
    antecedent: NounPhrase | None = None
    predicate: NounPhrase | None = None


@dataclass(slots=True)
class _Frame:
    """A clause under construction: what has been read of it so far."""

    kind: str
    start: int
    chunks: list[Chunk] = field(default_factory=list)
    antecedent: NounPhrase | None = None
    nested: bool = False


@cache
def _openers() -> dict[str, str]:
    rows = read_table(LEXICON / "subordinators.tsv", ("word", "kind"), key=("word",))
    return {row["word"]: row["kind"] for row in rows}


@cache
def _ends() -> frozenset[str]:
    return frozenset(r["mark"] for r in read_table(LEXICON / "boundaries.tsv", ("mark",), key=("mark",)))


_NOTHING = Known()


def find_clauses(sent: Sentence, known: Known = _NOTHING) -> tuple[Clause, ...]:
    """Find the clauses of an analysed sentence, in the order of their verbs.

    `known` are names and times that somebody has found in it.
    """
    if not any(token.analyses for token in sent.tokens):
        return ()
    return _Reader(sent.tokens, known).read()


class _Reader:
    """Reads a sentence once, left to right; relative clauses interrupt the clause of their noun."""

    def __init__(self, tokens: tuple[Token, ...], known: Known) -> None:
        self.tokens = tokens
        self.tags = [_tag(token) for token in tokens]
        self.readings = [finite_reading(token) for token in tokens]
        self.known = known
        self.ends = ends_of(known.names), ends_of(known.times)
        self.asides = dict(known.asides)
        for at in known.nouns(self.tags):
            self.readings[at] = None
        self.verbs = self._complexes()
        self.frame = _Frame("", 0)
        self.outer: list[_Frame] = []
        self.clauses: list[Clause] = []
        self.after_verb = False
        self.reach = 0

    def read(self) -> tuple[Clause, ...]:
        at = 0
        while at < len(self.tokens):
            at = self._after_aside(self.asides[at]) if at in self.asides else self._next(at)
        return tuple(self.clauses)

    def _next(self, at: int) -> int:
        tag = self.tags[at]
        if tag == "END":
            self._restart(at + 1, "")
            self.after_verb = False
            return at + 1
        if tag == "OPEN":
            return self._open(at)
        if at in self.verbs:
            return self._close(self.verbs[at])
        if tag in ("HOST", "AND", "PUNCT", "CONJ"):
            if tag == "CONJ" and not self.frame.chunks:
                self.after_verb = False
            return at + 1
        chunk = self._chunk(at)
        if chunk is None:
            return at + 1
        self.frame.chunks.append(chunk)
        end = max(chunk.phrase.end, at + 1)
        if self._opens_relative(chunk, end):
            self._interrupt(end, chunk.phrase)
        return end

    def _chunk(self, at: int) -> Chunk | None:
        return find_known_chunk(self.tokens, self.tags, at, self.ends)

    def _after_aside(self, at: int) -> int:
        """Go on after words that name again what stands before; `and` there goes on the list."""
        self.reach = at
        chunks = self.frame.chunks
        link = at + int(at < len(self.tags) and self.tags[at] == "PUNCT")
        if not chunks or link + 1 not in self.ends[0] or self.tags[link] != "AND":
            return at
        more = self._chunk(link + 1)
        if more is None or more.preposition:
            return at
        last = chunks[-1]
        chunks[-1] = replace(last, phrase=replace(last.phrase, end=more.phrase.end))
        return more.phrase.end

    def _opens_relative(self, chunk: Chunk, end: int) -> bool:
        last = self.tokens[chunk.phrase.end - 1]
        if not last.norm.endswith(AE + YEH) or end >= len(self.tokens) or self.tags[end] == "OPEN":
            return False
        shown = any(map(is_shown, self.tokens[max(chunk.phrase.start - 1, 0) : chunk.phrase.start + 1]))
        return shown and end not in self.verbs and sum(1 for verb in self.verbs if verb >= end) > 1

    def _interrupt(self, at: int, antecedent: NounPhrase) -> None:
        self.outer.append(self.frame)
        self.frame = _Frame("relative", at, antecedent=antecedent)

    def _open(self, at: int) -> int:
        word = self.tokens[at].norm
        kind = _openers().get(word, "complement")
        if kind == "relative":
            antecedent = self._antecedent(at)
            if antecedent is not None:
                self._interrupt(at, antecedent)
                return at + 1
            kind = "purpose" if self._drops_preposition(at) else "complement"
        elif self.frame.chunks and not self.after_verb:
            self.outer.append(self.frame)
        self.frame = _Frame(kind, at)
        return at + 1

    def _antecedent(self, at: int) -> NounPhrase | None:
        """The noun phrase before a relative pronoun, across a comma, or across a verb that shows it.

        Across `was` and a comma it is the name before the verb: `he meant X, whom ...`.
        """
        if self.tokens[at].norm != _THAT:
            return None
        last = self.frame.chunks[-1] if self.frame.chunks else None
        if last is not None and not last.adverb:
            end = max(last.phrase.end, self.reach)
            near = end == at or (end == at - 1 and self.tags[at - 1] == "PUNCT")
            return last.phrase if near else None
        found = self.clauses[-1].object if self.after_verb and self.clauses else None
        if found is not None and self.tokens[found.end - 1].norm.endswith(AE + YEH):
            return found if is_shown(self.tokens[found.start]) else None
        return self._named_before(at)

    def _named_before(self, at: int) -> NounPhrase | None:
        """The name right before the verb of a clause of `be` that a comma parts from a token."""
        last = self.clauses[-1] if self.after_verb and self.clauses else None
        if last is None or last.verb.lemma != verb_named("be"):
            return None
        if last.verb.end != at - 1 or self.tags[at - 1] != "PUNCT":
            return None
        end = last.verb.start - int(self.tags[last.verb.start - 1] == "PUNCT")
        found = [n for n in self.known.names if n[1] in (end, last.verb.end)]
        return phrase_of(self.tokens, *max(found)) if found else None

    def _drops_preposition(self, at: int) -> bool:
        """Whether a preposition stands before `that which`: together they are `in order that`."""
        chunks = self.frame.chunks
        if chunks and chunks[-1].preposition and chunks[-1].phrase.end == at:
            chunks.pop()
            return True
        return False

    def _restart(self, at: int, kind: str) -> None:
        self.outer.clear()
        self.frame = _Frame(kind, at)

    def _close(self, verb: VerbComplex) -> int:
        frame, end = self.frame, verb.end
        goal = self._goal(verb)
        clause = self._clause(frame, verb, self._kind(frame, verb))
        if goal is not None:
            end = goal.phrase.end
            obliques = (*clause.obliques, (goal.preposition, goal.phrase))
            clause = replace(clause, end=end, obliques=obliques)
        self.clauses.append(clause)
        self.after_verb = True
        if self.outer and (frame.kind in _INNER or frame.nested):
            if verb.lemma in clause_verbs() and self._complement_follows(end):
                self.frame = _Frame("complement", end, nested=True)
                return end
            self.frame = self.outer.pop()
            self.after_verb = False
        else:
            self.frame = _Frame("", end)
        return end

    def _complement_follows(self, at: int) -> bool:
        """Whether a verb of the subjunctive stands further on, with no mark or conjunction between."""
        for i in range(at, len(self.tokens)):
            if i in self.verbs:
                return self.verbs[i].mood == "Sub"
            if self.tags[i] in ("END", "PUNCT", "AND", "CONJ", "OPEN"):
                return False
        return False

    def _kind(self, frame: _Frame, verb: VerbComplex) -> str:
        if frame.kind:
            return frame.kind
        if not self.after_verb or not self.clauses:
            return "main"
        before = self.clauses[-1].verb
        if verb.mood == "Sub" or before.lemma in clause_verbs():
            return "complement"
        return "main"

    def _clause(self, frame: _Frame, verb: VerbComplex, kind: str) -> Clause:
        plain = [c.phrase for c in frame.chunks if not (c.preposition or c.adverb or c.postposition)]
        plain = [p for p in plain if not is_time(self.tokens[p.head])] or plain
        controlled = verb.mood == "Sub" and kind in ("complement", "purpose")
        subject, object_, verb = find_roles(self.tokens, plain, verb, controlled=controlled)
        placed = tuple((c.preposition, c.phrase) for c in frame.chunks if c.preposition or c.postposition)
        starts = [c.phrase.start for c in frame.chunks]
        start = min([*starts, verb.start if verb.host is None else verb.host])
        if frame.antecedent is not None:
            start = min(start, frame.start)
        predicate = find_predicate(self.tokens, plain, verb)
        return Clause(start, verb.end, kind, verb, subject, object_, placed, frame.antecedent, predicate)

    def _goal(self, verb: VerbComplex) -> Chunk | None:
        """The phrase after the verb that belongs to it: a goal, or a prepositional phrase before an end."""
        at = verb.end
        if at >= len(self.tokens) or at in self.verbs:
            return None
        toward = verb.directed
        if self.tags[at] != "ADP" and not (toward and self.tags[at] in _TOWARD_OPEN):
            return None
        chunk = self._chunk(at)
        if chunk is None or chunk.phrase.end <= at:
            return None
        after = self.tags[chunk.phrase.end] if chunk.phrase.end < len(self.tags) else "END"
        if toward or after in ("END", "OPEN", "CONJ", "AND", "PUNCT"):
            return chunk
        return None

    def _complexes(self) -> dict[int, VerbComplex]:
        found: dict[int, VerbComplex] = {}
        floor = 0
        for at, token in enumerate(self.tokens):
            if self.tags[at] in ("END", "OPEN"):
                floor = at + 1
                continue
            reading = self.readings[at]
            if (reading is None and copula_of(token) is None) or self._is_host(at):
                continue
            if reading is not None and self._is_verb(at, floor, reading):
                verb = find_complex(self.tokens, at, floor, reading)
                found[verb.start] = verb
                if verb.host is not None:
                    self.tags[verb.host] = "HOST"
                floor = at + 1
            elif self._is_copula(at, floor):
                pair = copula_of(token)
                if pair is not None:
                    found[at] = copula_complex(at, pair[1])
                    self.tags[at] = "COPULA"
                    floor = at + 1
        return found

    def _is_verb(self, at: int, floor: int, reading: Analysis) -> bool:
        """Whether a token is a finite verb; a plural that looks like an infinitive is one before an end."""
        if self.tags[at] == "VERB":
            return True
        alone = at == floor and self.tags[at - 1 if at else 0] != "OPEN"
        if alone or self.tags[at] not in _TOWARD_OPEN:
            return False
        first = self.tokens[at].analyses[0].feats
        after = self.tags[at + 1] if at + 1 < len(self.tags) else "END"
        closing = ("END", "PUNCT", "CONJ", "OPEN", "VERB", "AND") if "VerbForm=Inf" in first else ("END",)
        verbal = "VerbForm" in first and after in closing
        before = self.tags[at - 1]
        verbal = verbal and before not in ("ADP", "AND") and not self.tokens[at - 1].norm.endswith(YEH)
        if verbal or has_particle(self.tokens, at, reading):
            self.tags[at] = "VERB"
            return True
        return False

    def _is_host(self, at: int) -> bool:
        """Whether the verb in the next token makes a host of this one, which then is no verb itself."""
        following = self.readings[at + 1] if at + 1 < len(self.tokens) else None
        return (
            following is not None
            and at not in self.ends[0]
            and self.tags[at + 1] == "VERB"
            and is_host_of(self.tokens[at], following.lemma)
        )

    def _is_copula(self, at: int, floor: int) -> bool:
        names, times = self.ends
        if at + 1 < names.get(at, at) or at in times:
            return False
        if self.tags[at] not in _TOWARD_OPEN or copula_of(self.tokens[at]) is None:
            return False
        after = self.tags[at + 1] if at + 1 < len(self.tags) else "END"
        described = after in ("ADP", "AND") and self.tokens[at].analyses[0].pos == "ADJ"
        closes = described or after in ("END", "OPEN", "CONJ", "PUNCT")
        closes = closes and not is_quote(self.tokens[min(at + 1, len(self.tags) - 1)])
        if not closes and not any(a.lemma in clause_predicates() for a in self.tokens[at].analyses[:2]):
            return False
        if not self.tokens[at].norm.endswith((AE, "\u0646", "\u0645", "\u062a")):
            return False
        if "Number" in self.tokens[at].analyses[0].feats.replace("Number=Sing", ""):
            return False
        return not any(map(is_shown, self.tokens[max(floor, at - 4) : at]))


def _tag(token: Token) -> str:
    return _word_tag(token) if token.kind is _WORD else _other_tag(token)


def _other_tag(token: Token) -> str:
    pos = pos_of(token)
    if pos == "PUNCT":
        return "END" if token.norm in _ends() else "PUNCT"
    if token.norm in _openers():
        return "OPEN"
    if token.norm == WAW:
        return "AND"
    return "X" if token.kind is TokenKind.OTHER else pos


@once_a_form
def _word_tag(token: Token) -> str:
    pos = pos_of(token)
    if token.norm in _openers() and pos != "VERB":
        return "OPEN"
    if token.norm == WAW:
        return "AND"
    if pos == "VERB":
        return "VERB" if finite_reading(token) is not None else "NOUN"
    return "CONJ" if pos in ("CCONJ", "SCONJ") else pos
