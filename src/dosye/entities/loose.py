"""Names in a spelling that no table has: like letters, in people's a vowel more or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from dosye.entities.names import Name, worded_names
from dosye.entities.stems import sure_stem
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType
from dosye.tables import read_table

_AL = "\u0626\u06d5\u0644"  # the Arabic article
_STEM = 4  # letters left without it
_LEAST = 8  # letters of a name
_PLACE = 5  # letters of a place
_WHOLE = frozenset({"main", "full"})


@lru_cache(maxsize=1)
def _letters() -> dict[str, dict[str, str]]:
    rows = read_table(Path(__file__).parent / "letters.tsv", ("kind", "letter", "as"), key=("kind", "letter"))
    out: dict[str, dict[str, str]] = {}
    for row in rows:
        out.setdefault(row["kind"], {})[row["letter"]] = row["as"]
    return out


@lru_cache(maxsize=2)
def _changes(*kinds: str) -> dict[int, str]:
    return str.maketrans({k: v for kind in kinds for k, v in _letters()[kind].items()})


@lru_cache(maxsize=256)
def fold(word: str) -> str:
    """Return the look-up key of a word with letters that stand for one another made one, none doubled."""
    bare = word[len(_AL) :] if word.startswith(_AL) and len(word) >= len(_AL) + _STEM else word
    folded = bare.translate(_changes("like", "weak"))
    return "".join(c for i, c in enumerate(folded) if i == 0 or folded[i - 1] != c)


def _bones(folded: str) -> str:
    return folded.translate(_changes("vowel", "ending"))


def near(a: str, b: str) -> bool:
    """Whether two folded words of the same consonants differ by one vowel at most."""
    if a == b:
        return True
    letters = _letters()
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        other = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        return len(other) == 1 and letters["alike"].get(other[0][0]) == other[0][1]
    extra = [i for i in range(len(long)) if long[:i] + long[i + 1 :] == short]
    return any(
        long[i] in letters["vowel"] or (long[i] in letters["ending"] and i < len(short)) for i in extra
    )


def find_loose(keys: Sequence[str], kind: EntityType, knowledge: Knowledge) -> tuple[tuple[Name, ...], str]:
    """Return whom several words, or which place one word, may mean, and their stem; none if nobody is near.

    Args:
        keys: look-up keys of its words.
        kind: only a person's name may be a vowel off; of others letters alone may stand for one another.
        knowledge: the tables.
    """
    if len("".join(keys)) < (_PLACE if kind is EntityType.GPE else _LEAST) or not _is_told(keys, kind):
        return (), ""
    before = [fold(key) for key in keys[:-1]]
    index = loose_index(knowledge)
    last = keys[-1]
    for stem in dict.fromkeys((last, sure_stem(last), last.removesuffix(YEH))):
        words = [*before, fold(stem)]
        held = index.get(" ".join(map(_bones, words)), ())
        found = {
            key: how for type_, known, key, how in held if type_ == kind.value and _same(words, known, kind)
        }
        if found and (len(keys) > 1 or len(found) == 1):
            return tuple(Name(key, kind, how) for key, how in found.items()), "".join(keys[:-1]) + stem
    return (), ""


def _is_told(words: Sequence[str], kind: EntityType) -> bool:
    """Whether a name says enough to be known in another spelling: several words, or a place."""
    return len(words) > 1 or kind is EntityType.GPE


def _same(words: Sequence[str], known: str, kind: EntityType) -> bool:
    if kind is EntityType.PERSON:
        return all(map(near, words, known.split(" ")))
    return " ".join(words) == known


@lru_cache(maxsize=4)
def loose_index(knowledge: Knowledge) -> Mapping[str, list[tuple[str, str, str, str]]]:
    """Return the names by their consonants: the type, the folded words, the line, the kind of the name."""
    return compiled_for(knowledge, plain_loose)


def plain_loose(knowledge: Knowledge) -> dict[str, list[tuple[str, str, str, str]]]:
    """Return what `loose_index` holds."""
    out: dict[str, list[tuple[str, str, str, str]]] = {}
    for words, name in worded_names(knowledge):
        if not _is_told(words, name.type) or (name.type is EntityType.PERSON and name.kind not in _WHOLE):
            continue
        folded = [fold(word) for word in words]
        line = (name.type.value, " ".join(folded), name.key, name.kind)
        out.setdefault(" ".join(map(_bones, folded)), []).append(line)
    return dict(sorted(out.items()))
