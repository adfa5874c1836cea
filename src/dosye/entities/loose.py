"""Names of people in a spelling that no table has: the same consonants, a vowel more or less in a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from dosye.entities.names import Name, people_names
from dosye.entities.stems import sure_stem
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType
from dosye.tables import read_table

_AL = "\u0626\u06d5\u0644"  # the Arabic article
_STEM = 4  # letters left without it
_LEAST = 8  # letters of a name
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


def find_loose(keys: Sequence[str], knowledge: Knowledge) -> tuple[tuple[Name, ...], str]:
    """Return the people whom a name of several words may mean, and its stem; none where nobody is near."""
    if len(keys) == 1 or len("".join(keys)) < _LEAST:
        return (), ""
    before = [fold(key) for key in keys[:-1]]
    index = loose_index(knowledge)
    last = keys[-1]
    for stem in dict.fromkeys((last, sure_stem(last), last.removesuffix(YEH))):
        words = [*before, fold(stem)]
        held = index.get(" ".join(map(_bones, words)), ())
        found = {key: kind for known, key, kind in held if all(map(near, words, known.split(" ")))}
        if found:
            names = tuple(Name(key, EntityType.PERSON, kind) for key, kind in found.items())
            return names, "".join(keys[:-1]) + stem
    return (), ""


@lru_cache(maxsize=4)
def loose_index(knowledge: Knowledge) -> Mapping[str, list[tuple[str, str, str]]]:
    """Return the names of people by their consonants: the folded words, the line, the kind of the name."""
    return compiled_for(knowledge, plain_loose)


def plain_loose(knowledge: Knowledge) -> dict[str, list[tuple[str, str, str]]]:
    """Return what `loose_index` holds."""
    out: dict[str, list[tuple[str, str, str]]] = {}
    for words, name in people_names(knowledge):
        folded = [fold(word) for word in words]
        if name.kind in _WHOLE and len(words) > 1:
            out.setdefault(" ".join(map(_bones, folded)), []).append((" ".join(folded), name.key, name.kind))
    return dict(sorted(out.items()))
