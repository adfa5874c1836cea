"""People whom the article names in full: the same name is theirs where the tagger took it for another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.entities.stems import name_stems
from dosye.language.ckb.records import Sentence, Token
from dosye.records import EntityType

SURNAME = 4  # letters of a name that is believed alone
_OTHERS = frozenset({EntityType.ORG, EntityType.GPE, EntityType.PLACE})


@dataclass(slots=True, unsafe_hash=True)
class Named:
    """What matters of a mention here: `known` if a table has its name; `stem` is the joined key."""

    sent: int
    first: int
    last: int
    type: EntityType
    keys: tuple[str, ...]
    stem: str
    known: bool


def full_names(found: Sequence[Named]) -> set[tuple[str, ...]]:
    """Return the names of several words that people bear, clitics off."""
    people = (n for n in found if n.type is EntityType.PERSON and len(n.keys) > 1)
    return {(*n.keys[:-1], stem) for n in people if len(stem := _last(n)) >= SURNAME}


def _last(named: Named) -> str:
    before = len("".join(named.keys[:-1]))
    return named.stem[before:] if named.known else named.keys[-1]


def spread(names: set[tuple[str, ...]], sents: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
    """Yield where in the article full names stand: sentence, first token, the one after the last."""
    firsts = {name[0] for name in names}
    for at, sent in enumerate(sents):
        for i, token in enumerate(sent.tokens):
            if token.key in firsts:
                end = max((_end(sent.tokens, i, n) for n in names if n[0] == token.key), default=0)
                if end:
                    yield at, i, end


def _end(tokens: Sequence[Token], at: int, name: tuple[str, ...]) -> int:
    run = tokens[at : at + len(name)]
    same = len(run) == len(name) and all(t.key == k for t, k in zip(run[:-1], name[:-1], strict=True))
    return at + len(name) if same and name[-1] in name_stems(run[-1].key) else 0


def is_person(named: Named, names: set[tuple[str, ...]]) -> bool:
    """Whether one word that was taken for a body or place is the last name of a person, and no known name."""
    if named.type not in _OTHERS or named.known or len(named.keys) > 1:
        return False
    stems = name_stems(named.keys[0])
    return any(name[-1] in stems for name in names)
