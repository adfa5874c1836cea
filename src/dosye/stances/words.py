"""The word tables of ties, compiled: nouns that head groups, words between two names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dosye.entities.stems import noun_stems
from dosye.events.scene import Scene, Side
from dosye.language.ckb import lookup_key
from dosye.records import Found, Relation, RelationType, Span
from dosye.tables import read_table

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Tie:
    """What a word says about the names beside it."""

    type: RelationType
    label: str | None
    left: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    turned: bool = False


@lru_cache(maxsize=8)
def kinds_of(table: str) -> dict[str, str]:
    """Return the kind of each stem of a table beside this file, by look-up key."""
    rows = read_table(HERE / table, ("stem", "kind", "source"), key=("stem",))
    return {lookup_key(r["stem"]): r["kind"] for r in rows}


_NONE: frozenset[str] = frozenset()  # one for all words: each empty set made anew takes room


@lru_cache(maxsize=3072)
def _told(key: str, table: str) -> frozenset[str]:
    kinds = kinds_of(table)
    return frozenset(kinds[stem] for stem in noun_stems(key) if stem in kinds) or _NONE


_SAYING = {  # the kinds of each table that say something by themselves; the others only help them
    "leaders.tsv": frozenset({"leading"}),
    "lists.tsv": frozenset({"made", "are", "holds", "self"}),
    "obeys.tsv": frozenset({"order", "ear", "obey", "command", "share"}),
    "pressure.tsv": frozenset({"pressure"}),
    "sways.tsv": frozenset({"back", "backer", "oppose", "ally", "control", "fight", "owner"}),
}


@lru_cache(maxsize=1)
def _sayings() -> dict[str, frozenset[str]]:
    """The tables that say something by itself of a stem."""
    found: dict[str, set[str]] = {}
    for table, kinds in _SAYING.items():
        for stem, kind in kinds_of(table).items():
            if kind in kinds:
                found.setdefault(stem, set()).add(table)
    return {stem: frozenset(tables) for stem, tables in found.items()}


@lru_cache(maxsize=3072)
def _saying(key: str) -> frozenset[str]:
    said = _sayings()
    return _NONE.union(*[said[stem] for stem in noun_stems(key) if stem in said]) or _NONE


def tables_saying(scene: Scene) -> frozenset[str]:
    """Return the tables of which a word of a sentence, or the noun of a verb, says something by itself."""
    keys = [token.key for token in scene.read.sent.tokens]
    hosts = [verb.host for word in scene.read.words for verb in word.verbs if verb.host]
    return _NONE.union(*map(_saying, keys), *map(_saying, hosts))


def kinds_at(scene: Scene, at: int, table: str) -> frozenset[str]:
    """Return what a table says of the word at a token, by its stems or by the noun of its verb."""
    told, verbs = _told(scene.read.sent.tokens[at].key, table), scene.read.words[at].verbs
    if not verbs:
        return told
    kinds = kinds_of(table)
    return told | {kinds[v.host] for v in verbs if v.host in kinds}


@lru_cache(maxsize=1)
def head_ties() -> dict[str, Tie]:
    """Return the nouns that head groups and bodies, by look-up key."""
    rows = read_table(HERE / "heads.tsv", ("stem", "type", "label", "source"), key=("stem",))
    return {lookup_key(r["stem"]): Tie(RelationType(r["type"]), r["label"] or None) for r in rows}


@lru_cache(maxsize=1)
def between_ties() -> dict[str, Tie]:
    """Return the words between two names, by joined look-up key."""
    columns = ("words", "type", "label", "left", "right", "turned", "source")
    rows = read_table(HERE / "between.tsv", columns, key=("words",))
    return {
        lookup_key(r["words"]).replace(" ", ""): Tie(
            RelationType(r["type"]),
            r["label"] or None,
            frozenset(r["left"].split()),
            frozenset(r["right"].split()),
            r["turned"] == "1",
        )
        for r in rows
    }


def tie_between(type_: RelationType, ends: tuple[Side, Side], label: str | None, found: Found) -> Relation:
    """Return the tie of two names, subject first; its evidence runs from the one to the other."""
    evidence = Span(min(s.mention.start for s in ends), max(s.mention.end for s in ends))
    return Relation(type_, ends[0].entity, ends[1].entity, label, evidence, found=found)


def denied(scene: Scene, at: int) -> bool:
    """Whether the verb that ends the clause of a token is denied."""
    verb = scene.read.finite[at]
    return verb >= 0 and any(v.negative for v in scene.read.words[verb].verbs)
