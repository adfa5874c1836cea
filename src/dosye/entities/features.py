"""What the taggers see of each token: its form, its neighbours, the classes that the tables give it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from dosye.entities.bodies import body_words
from dosye.entities.names import NameIndex, NameMatch, name_index, person_words
from dosye.entities.stems import noun_stems, shortest_stem
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import AE, YEH
from dosye.tables import read_table

SIDES = {-2: "<<", -1: "<", 1: ">", 2: ">>"}  # how the features of tokens around one begin
FAR = 3  # tokens; a mark further off is not told apart
PAD = "#"
_FORMS = 3072  # words whose answers are remembered
_CHAIN = 8  # words of a chain
_TIED = (YEH, AE)  # letters of the izafe
_CLOSED = frozenset({"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON", "PART", "DET"})
_MARK = TokenKind.MARK
Drop = Callable[[str], bool]


@dataclass(slots=True, unsafe_hash=True)
class View:
    """What is said of a token for itself and for the tokens around it; made once for each form."""

    own: tuple[str, ...]
    near: tuple[str, ...]  # as seen from the next token on either side
    far: tuple[str, ...]  # as seen from the one after that
    stem: str
    heads: tuple[str, ...] = ()  # what a chain of words can start with here
    links: bool = False  # an izafe ties the next word to it
    closed: bool = True  # a chain cannot go on with it


class Featurer:
    """The features of the tokens of a sentence under one set of tables."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.index: NameIndex = name_index(knowledge)
        self.first, self.last = person_words(knowledge)
        self.offices = {lookup_key(o.word).replace(" ", ""): o.kind for o in knowledge.offices}
        self.groups = group_words()
        self.bodies = body_words()
        self.class_words, self.courtesies = outer_words("class"), outer_words("courtesy")
        self._great, self.standing = outer_words("great"), outer_words("standing")
        self.forenames = self.first | outer_words("forename")
        self.sites = outer_words("site")
        self.countries = {key for key, place in knowledge.places.items() if place.kind == "country"}
        self.outlets = {key for key, actor in knowledge.actors.items() if actor.sector == "JRN"}
        self.certain, self.anonymous = outer_words("certain"), outer_words("anonymous")
        self.charged = outer_words("charged")
        self.pointed, self.pointers = outer_words("named"), outer_words("that") | outer_words("same")
        self.office_of = lru_cache(maxsize=_FORMS)(self._office_of)
        self.group_of = lru_cache(maxsize=_FORMS)(self._group_of)
        self.stands = lru_cache(maxsize=_FORMS)(self._stands)
        self._views: dict[tuple[str, TokenKind], View] = {}

    def features(self, tokens: Sequence[Token], matches: Sequence[NameMatch]) -> list[list[str]]:
        """Return one list of features a token.

        Args:
            tokens: of one sentence.
            matches: the known names in it; in training some are left out.
        """
        views = [self._view(token) for token in tokens]
        tags = self.table_tags(matches, tokens)
        chains = find_chains(tokens, views)
        marks = [f"n{mark}{distance}" for mark, distance in next_marks(tokens)]
        out: list[list[str]] = []
        size = len(tokens)
        for at, view in enumerate(views):
            row = [*view.own, *tags[at], *chains[at], marks[at]]
            for shift, side in SIDES.items():
                other = at + shift
                if 0 <= other < size:
                    seen = views[other].near if abs(shift) == 1 else views[other].far
                    row.extend([f"{side}{feature}" for feature in seen])
            before = views[at - 1].stem if at else PAD
            after = views[at + 1].stem if at + 1 < size else PAD
            row.append(f"b{before}|{view.stem}")
            row.append(f"a{view.stem}|{after}")
            if at:
                row.extend(f"-{tag}" for tag in tags[at - 1])
            if at + 1 < size:
                row.extend(f"+{tag}" for tag in tags[at + 1])
            out.append(row)
        return out

    def _office_of(self, key: str) -> str | None:
        """The kind of the office that a word heads."""
        return next((self.offices[s] for s in noun_stems(key) if s in self.offices), None)

    def _group_of(self, key: str) -> str | None:
        """The stem of a word that heads a group and does not only count."""
        stems = (s for s in noun_stems(key) if s in self.groups)
        return next((s for s in stems if self.groups[s] != "count"), None)

    def _stands(self, key: str) -> tuple[bool, bool, bool]:
        """Whether a word is a certain body alone: with the article, without it, after a demonstrative."""
        stems = set(noun_stems(key))
        alone, bare, pointed = map(stems.isdisjoint, (self.standing, self.certain, self.pointed))
        return not alone, not bare, not pointed

    def is_great(self, key: str) -> bool:
        """Return whether a word can stand between a count and its noun."""
        return key in self._great

    def table_tags(self, matches: Sequence[NameMatch], tokens: Sequence[Token]) -> list[list[str]]:
        """Return what the known names in a sentence say of each token."""
        tags: list[list[str]] = [[] for _ in tokens]
        for match in matches:
            many = "m" if match.end - match.start > 1 else "s"
            for kind in {f"{name.type.value}{_quality(name.kind)}" for name in match.names}:
                for at in range(match.start, match.end):
                    tags[at].append(f"T{'B' if at == match.start else 'I'}{many}{kind}")
                if many == "s":
                    token = tokens[match.start]
                    tags[match.start].append(f"E{kind[:3]}{token.key[len(match.stem) :]}")
                    tags[match.start].append(f"Q{kind[:3]}{token.analyses[0].pos if token.analyses else ''}")
        for row in tags:
            row.sort()
        return tags

    def _view(self, token: Token) -> View:
        held = self._views.get((token.norm, token.kind))
        if held is None:
            held = self.make_view(token)
            self._views[token.norm, token.kind] = held
        return held

    def make_view(self, token: Token) -> View:
        """Return what is said of a token's form."""
        key = token.key if token.kind is TokenKind.WORD else token.kind.value + token.norm[:1]
        stem = shortest_stem(key) if token.kind is TokenKind.WORD else key
        classes, form = self._classes(token), _form(token)
        own = (
            f"w{key}",
            f"m{stem}",
            *(f"p{key[:n]}" for n in (2, 3, 4) if len(key) >= n),
            *(f"s{key[-n:]}" for n in (1, 2, 3, 4) if len(key) >= n),
            f"k{token.kind.value}",
            *form,
            *classes,
        )
        near = (f"m{stem}", f"s{key[-1:]}", f"S{key[-2:]}", f"k{token.kind.value}", *form, *classes)
        far = (f"m{stem}", *form[:1], *classes)
        heads = tuple({c[0] for c in classes if c[0] in "OGB" and c[1:2] != "e"})
        return View(own, near, far, stem, tuple(sorted(heads)), tied(token), _closed(token))

    def _classes(self, token: Token) -> tuple[str, ...]:
        if token.kind is not TokenKind.WORD:
            return ()
        stems = noun_stems(token.key)
        office = next((self.offices[s] for s in stems if s in self.offices), None)
        group = next((s for s in stems if s in self.groups), None)
        return tuple(
            c
            for c in (
                f"O{office}" if office else "",
                f"G{self.groups[group]}" if group else "",
                "" if self.bodies.keys().isdisjoint(stems) else "B",
                f"Ge{token.key[len(group) :]}" if group else "",
                "" if self.first.isdisjoint(stems) else "F",
                "" if self.last.isdisjoint(stems) else "L",
            )
            if c
        )


def _form(token: Token) -> tuple[str, ...]:
    """Part of speech, number, definiteness and clitics of the likeliest analysis."""
    if not token.analyses:
        return ()
    best = token.analyses[0]
    feats = tuple(f"f{f}" for f in best.feats.split("|") if f.startswith(("Number", "Definite", "VerbForm")))
    return (f"P{best.pos}", *feats, *(f"c{c.kind}" for c in best.clitics))


def tied(token: Token) -> bool:
    """Whether an izafe can tie the next word to a token."""
    izafe = any(c.kind == "izafe" for a in token.analyses[:2] for c in a.clitics)
    return izafe or token.key.endswith(_TIED)


def _closed(token: Token) -> bool:
    return token.kind is not TokenKind.WORD or bool(token.analyses and token.analyses[0].pos in _CLOSED)


class Linked(Protocol):
    """What a chain of words asks of each."""

    @property
    def heads(self) -> tuple[str, ...]:
        """What it can start with here."""

    @property
    def links(self) -> bool:
        """Whether it goes on to the next word."""

    @property
    def closed(self) -> bool:
        """Whether it cannot go on with this word."""


def find_chains(tokens: Sequence[Token], views: Sequence[Linked]) -> list[list[str]]:
    """Mark the words that an izafe chain ties to a head of office, group or body."""
    out: list[list[str]] = [[] for _ in tokens]
    for at, view in enumerate(views):
        for head in view.heads:
            end = at + 1
            while end < len(tokens) and views[end - 1].links and not views[end].closed and end - at < _CHAIN:
                end += 1
            for i in range(at, end):
                out[i].append(f"h{head}{'B' if i == at else 'I'}{'E' if i == end - 1 else ''}")
    return out


def _quality(kind: str) -> str:
    return kind if kind in ("short", "surname", "acronym") else "full"


def next_marks(tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """Return for each token the next mark and how far it is."""
    out: list[tuple[str, int]] = []
    mark, distance = "end", 0
    for token in reversed(tokens):
        out.append((mark, distance))
        if token.kind is _MARK:
            mark, distance = token.norm[:1], 0
        elif distance < FAR:
            distance += 1
    out.reverse()
    return out


@lru_cache(maxsize=16)
def outer_words(kind: str) -> frozenset[str]:
    """Return the look-up keys of the words around names of one kind."""
    rows = read_table(Path(__file__).parent / "words.tsv", ("kind", "word"), key=("kind", "word"))
    return frozenset(lookup_key(row["word"]) for row in rows if row["kind"] == kind)


@lru_cache(maxsize=1)
def group_words() -> dict[str, str]:
    """Return the kind of each noun that makes a GROUP, by look-up key."""
    rows = read_table(Path(__file__).parent / "groups.tsv", ("word", "kind", "label"), key=("word",))
    return {lookup_key(row["word"]): row["kind"] for row in rows}


@lru_cache(maxsize=1)
def group_labels() -> dict[str, str]:
    """Return the English plural of each noun that makes a GROUP, by look-up key."""
    rows = read_table(Path(__file__).parent / "groups.tsv", ("word", "kind", "label"), key=("word",))
    return {lookup_key(row["word"]): row["label"] for row in rows}


@lru_cache(maxsize=4)
def featurer(knowledge: Knowledge) -> Featurer:
    """Return the featurer of the tables, made once."""
    return Featurer(knowledge)


def chance(share: float, salt: str) -> Drop:
    """Return a rule that drops about this share of names, always the same ones for the same salt."""

    def drop(stem: str) -> bool:
        digest = hashlib.blake2b(f"{salt}/{stem}".encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") < share * 2**32

    return drop
