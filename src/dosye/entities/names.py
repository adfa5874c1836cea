"""Known names in a run of tokens: any spelling that the look-up keys level, clitics taken off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dosye.compiled import LazyMapping
from dosye.entities.stems import name_stems
from dosye.knowledge import Knowledge
from dosye.knowledge.load import compiled_for
from dosye.knowledge.names import name_keys
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Token
from dosye.language.ckb.sounds import WAW, YEH
from dosye.records import EntityType

_LONGEST = 7  # tokens of a name
PlainName = tuple[str, str, str]  # key, type and kind of a name
_TYPES = {type_.value: type_ for type_ in EntityType}
_MOST = 3072  # words that are remembered
_LEAST = 2  # tokens; a name made of two is longer
_SHORT_NAME = 3  # letters; a shorter key takes no ending but one letter


@dataclass(frozen=True, slots=True)
class Name:
    """One line that bears a name: the key of an actor or place, its type, the kind of the alias."""

    key: str
    type: EntityType
    kind: str


@dataclass(slots=True, unsafe_hash=True)
class NameMatch:
    """Tokens `start` to `end` (half-open) bear a known name; `stem` is its look-up key without spaces."""

    start: int
    end: int
    names: tuple[Name, ...]
    stem: str


Opening = tuple[str | None, list[str]]
_CLOSED: Opening = (None, [])  # of a word with which no name begins


class NameIndex:
    """Every name of the tables by joined look-up key."""

    def __init__(self, knowledge: Knowledge) -> None:
        plain, titled = compiled_for(knowledge, plain_names)
        self.names = LazyMapping(plain, _names)
        self._known = self.names.keys()
        self.titled = LazyMapping(titled, _names)
        self._sorted = list(plain)
        self._starts: dict[str, Opening] = {"": _CLOSED}

    def _begins(self, text: str) -> bool:
        """Whether a longer name begins with a text."""
        at = bisect_right(self._sorted, text)
        return at < len(self._sorted) and self._sorted[at].startswith(text)

    def find(self, tokens: Sequence[Token]) -> list[NameMatch]:
        """Return the longest matches, left to right, none overlapping."""
        keys = [token.key for token in tokens]
        starts = self._starts
        if all(starts.get(key) is _CLOSED for key in keys):
            return []
        keys = [key.replace(" ", "") if " " in key else key for key in keys]
        out: list[NameMatch] = []
        at = 0
        while at < len(keys):
            key = keys[at]
            # `and`, written apart, opens no name
            opens = key and key != WAW and starts.get(key) is not _CLOSED
            found = self._longest(keys, at) if opens else None
            if found is None:
                at += 1
                continue
            found = self._prolonged(found, keys)
            out.append(found)
            at = found.end
        return out

    def _opening(self, key: str) -> Opening:
        """The name that a word is, and what longer names begin with it; kept for words of all texts."""
        held = self._starts.get(key)
        if held is None:
            found, longer = self._ending([""], key), [text for text in _inner(key) if self._begins(text)]
            held = (found, longer) if longer or found is not None else _CLOSED
            if len(self._starts) > _MOST:
                self._starts.clear()
            self._starts[key] = held
        return held

    def exact(self, keys: Sequence[str]) -> NameMatch | None:
        """Return the names that a whole run of keys bears, its clitics taken off."""
        if not keys:
            return None
        joined = [key.replace(" ", "").replace("_", "") for key in keys]
        before = "".join(joined[:-1])
        for stem in name_stems(joined[-1]):
            names = self.names.get(before + stem)
            if names:
                return NameMatch(0, len(keys), names, before + stem)
        return self._exact_prolonged(joined)

    def _exact_prolonged(self, keys: Sequence[str]) -> NameMatch | None:
        found = self._longest(keys, 0) if len(keys) > _LEAST else None
        found = self._prolonged(found, keys) if found and found.end < len(keys) else None
        return found if found and found.end == len(keys) else None

    def _prolonged(self, found: NameMatch, keys: Sequence[str]) -> NameMatch:
        """A name that ends in another's short form takes in the rest of it: the bureau of a party."""
        for at in range(found.start + 1, found.end):
            longer = self._longest(keys, at)
            if longer is None or longer.end <= found.end:
                continue
            part = self.exact(keys[at : found.end])
            if part and {n.key for n in part.names} & {n.key for n in longer.names}:
                stem = "".join(keys[found.start : at]) + longer.stem
                return NameMatch(found.start, longer.end, found.names, stem)
        return found

    def _longest(self, keys: Sequence[str], at: int) -> NameMatch | None:
        found, befores = self._opening(keys[at])
        best = NameMatch(at, at + 1, self.names[found], found) if found is not None else None
        for end in range(at + 1, min(at + _LONGEST, len(keys))):
            if not befores or not keys[end]:
                break
            found = self._ending(befores, keys[end])
            if found is not None:
                best = NameMatch(at, end + 1, self.names[found], found)
            befores = [text for b in befores if self._begins(text := b + keys[end])]
        return best

    def _ending(self, befores: Sequence[str], key: str) -> str | None:
        """The longest known name that ends in this token."""
        for before in befores:
            for stem in name_stems(key):
                if before + stem in self._known and _fits(stem, key, before):
                    return before + stem
        return None


def _inner(key: str) -> list[str]:
    """What the first word of a name can be inside it: a first name may bear an izafe."""
    return [key, key[:-1]] if len(key) > _SHORT_NAME and key.endswith(YEH) else [key]


def _fits(stem: str, key: str, before: str) -> bool:
    return len(before + stem) >= _SHORT_NAME or len(key) - len(stem) <= 1


def plain_names(knowledge: Knowledge) -> tuple[dict[str, list[PlainName]], dict[str, list[PlainName]]]:
    """Return the names of the tables by joined look-up key, in order; persons' names with a title apart."""
    names: dict[str, list[PlainName]] = {}
    titled: dict[str, list[PlainName]] = {}
    titles = {lookup_key(office.word) for office in knowledge.offices}
    keys = name_keys(knowledge)
    for text, name in _all_names(knowledge):
        words = keys[text].split()
        joined, plain = "".join(words), (name.key, name.type.value, name.kind)
        if " " in text and _titled(words, name.type, titles):
            titled[joined] = [plain]
        elif len(joined) > 1:
            held = names.setdefault(joined, [])
            if all(key != name.key for key, _, _ in held):
                held.append(plain)
    return dict(sorted(names.items())), titled


def _names(plain: Sequence[PlainName]) -> tuple[Name, ...]:
    return tuple([Name(key, _TYPES[type_], kind) for key, type_, kind in plain])


def _all_names(knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    types = {key: line.type for key, line in knowledge.actors.items()}
    types |= {key: line.type for key, line in knowledge.places.items()}
    for lines in (knowledge.actors, knowledge.places):
        for line in lines.values():
            for text in (line.name_ckb, line.name_en, line.name_ar):
                if text:
                    yield text, Name(line.key, line.type, "main")
    for alias in knowledge.aliases:
        if alias.key in types:
            yield alias.alias, Name(alias.key, types[alias.key], alias.kind)


def _titled(words: Sequence[str], kind: EntityType, titles: set[str]) -> bool:
    """Whether a person's alias starts with a title, which is a mention of its own."""
    if kind is not EntityType.PERSON or not words:
        return False
    return words[0] in titles or len(words[0]) == 1


@lru_cache(maxsize=4)
def name_index(knowledge: Knowledge) -> NameIndex:
    """Return the index of the tables, made once."""
    return NameIndex(knowledge)


@lru_cache(maxsize=4)
def person_words(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str]]:
    """Return the look-up keys of words that open names of persons, and of those that end them."""
    first, last = compiled_for(knowledge, person_keys)
    return frozenset(first), frozenset(last)


def person_keys(knowledge: Knowledge) -> tuple[list[str], list[str]]:
    """Return what `person_words` holds, in order."""
    first: set[str] = set()
    last: set[str] = set()
    for words, name in worded_names(knowledge):
        if name.type is EntityType.PERSON and len(words) > 1:
            first.add(words[0])
            last.update(words[1:])
    return sorted(first), sorted(last)


def worded_names(knowledge: Knowledge) -> Iterator[tuple[list[str], Name]]:
    """Yield the look-up keys of the words of each name, and whose it is."""
    keys = name_keys(knowledge)
    for text, name in _all_names(knowledge):
        yield keys[text].split(), name
