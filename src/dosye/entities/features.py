"""What the taggers see of each token: its form, its neighbours, the classes that the tables give it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dosye.entities.names import NameIndex, NameMatch, name_index, person_words
from dosye.entities.stems import noun_stems, shortest_stem
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Token, TokenKind
from dosye.tables import read_table

_FAR = 3  # tokens; a mark further off is not told apart
_PAD = "#"
Drop = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _View:
    """What is said of a token for itself and for the tokens around it; made once for each form."""

    own: tuple[str, ...]
    around: tuple[tuple[str, ...], ...]  # as seen from two after, one after, one before, two before
    stem: str


class Featurer:
    """The features of the tokens of a sentence under one set of tables."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.index: NameIndex = name_index(knowledge)
        self.first, self.last = person_words(knowledge)
        self.offices = {lookup_key(o.word): o.kind for o in knowledge.offices}
        self.groups = group_words()
        self._views: dict[tuple[str, TokenKind], _View] = {}

    def features(self, tokens: Sequence[Token], drop: Drop | None = None) -> list[list[str]]:
        """Return one list of features a token.

        Args:
            tokens: of one sentence.
            drop: says which classes of the tables to leave out, in training; None for none.
        """
        views = [self._view(token) for token in tokens]
        tags = self._table_tags(self.index.find(tokens), len(tokens), drop)
        marks = _marks(tokens)
        out: list[list[str]] = []
        size = len(tokens)
        for at, view in enumerate(views):
            row = [*view.own, *tags[at], marks[at]]
            for shift, side in ((-2, 0), (-1, 1), (1, 2), (2, 3)):
                other = at + shift
                if 0 <= other < size:
                    row.extend(views[other].around[side])
            before = views[at - 1].stem if at else _PAD
            after = views[at + 1].stem if at + 1 < size else _PAD
            row.append(f"b{before}|{view.stem}")
            row.append(f"a{view.stem}|{after}")
            if at:
                row.extend(f"-{tag}" for tag in tags[at - 1])
            if at + 1 < size:
                row.extend(f"+{tag}" for tag in tags[at + 1])
            out.append(row)
        return out

    def _table_tags(self, matches: Sequence[NameMatch], size: int, drop: Drop | None) -> list[list[str]]:
        tags: list[list[str]] = [[] for _ in range(size)]
        for match in matches:
            if drop is not None and drop(match.stem):
                continue
            many = "m" if match.end - match.start > 1 else "s"
            for kind in {f"{name.type.value}{_quality(name.kind)}" for name in match.names}:
                for at in range(match.start, match.end):
                    tags[at].append(f"T{'B' if at == match.start else 'I'}{many}{kind}")
        for row in tags:
            row.sort()
        return tags

    def _view(self, token: Token) -> _View:
        held = self._views.get((token.key, token.kind))
        if held is None:
            held = self._make_view(token)
            self._views[token.key, token.kind] = held
        return held

    def _make_view(self, token: Token) -> _View:
        key = token.key if token.kind is TokenKind.WORD else token.kind.value + token.norm[:1]
        stem = shortest_stem(key) if token.kind is TokenKind.WORD else key
        classes = self._classes(token)
        own = (
            f"w{key}",
            f"m{stem}",
            *(f"p{key[:n]}" for n in (2, 3, 4) if len(key) >= n),
            *(f"s{key[-n:]}" for n in (1, 2, 3, 4) if len(key) >= n),
            f"k{token.kind.value}",
            *classes,
        )
        near = (f"m{stem}", f"s{key[-1:]}", f"S{key[-2:]}", f"k{token.kind.value}", *classes)
        far = (f"m{stem}", *classes)
        around = tuple(
            tuple(f"{side}{f}" for f in fs)
            for side, fs in (("<<", far), ("<", near), (">", near), (">>", far))
        )
        return _View(own, around, stem)

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
                f"Ge{token.key[len(group) :]}" if group else "",
                "F" if any(s in self.first for s in stems) else "",
                "L" if any(s in self.last for s in stems) else "",
            )
            if c
        )


def _quality(kind: str) -> str:
    return kind if kind in ("short", "surname", "acronym") else "full"


def _marks(tokens: Sequence[Token]) -> list[str]:
    """For each token the next mark and how far it is."""
    out = [""] * len(tokens)
    mark, distance = "end", 0
    for at in range(len(tokens) - 1, -1, -1):
        out[at] = f"n{mark}{min(distance, _FAR)}"
        if tokens[at].kind is TokenKind.MARK:
            mark, distance = tokens[at].norm[:1], 0
        else:
            distance += 1
    return out


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
