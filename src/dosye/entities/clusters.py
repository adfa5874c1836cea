"""Clusters of mentions that mean the same, and how named mentions and groups join them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dosye.entities.bodies import head_of, is_bare
from dosye.entities.features import group_words, outer_words
from dosye.entities.link import Linker
from dosye.entities.names import Name, NameIndex
from dosye.entities.seen import Seen
from dosye.entities.stems import name_stems, noun_stems, sure_stem
from dosye.language.ckb import joined_key, lookup_key
from dosye.language.ckb.records import Sentence
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityType
from dosye.tables import read_table

_COUNT = "count"  # kind of words for how many
_SHORTEST = 3  # letters of a name that can stand for a longer one


@dataclass(slots=True)
class Cluster:
    """Mentions of one entity; `words` are those of the fullest name, clitics off; `key` its table line."""

    type: EntityType
    seen: list[Seen] = field(default_factory=list)
    key: str | None = None
    words: tuple[str, ...] = ()
    head: str = ""
    named: bool = True
    others: set[tuple[str, ...]] = field(default_factory=set)  # other names of several words

    def add(self, seen: Seen, words: tuple[str, ...] = ()) -> None:
        """Take in a mention; the fuller name becomes the cluster's."""
        self.seen.append(seen)
        if len(words) > 1:
            self.others.add(words)
        if len(words) > len(self.words):
            self.words = words


class Clusters:
    """The clusters of an article, in order of appearance, latest use last in `recent`."""

    def __init__(self, linker: Linker, index: NameIndex, last_words: frozenset[str]) -> None:
        self.linker = linker
        self.index = index
        self.last_words = last_words
        self.all: list[Cluster] = []
        self.recent: list[Cluster] = []

    def of(self, kind: EntityType) -> Iterable[Cluster]:
        """Return the clusters of a type, the latest used first."""
        return (c for c in reversed(self.recent) if c.type is kind)

    def put(self, seen: Seen, cluster: Cluster | None, words: tuple[str, ...] = ()) -> Cluster:
        """Add a mention to a cluster, or to a new one."""
        if cluster is None:
            cluster = Cluster(seen.type)
            self.all.append(cluster)
        else:
            self.recent.remove(cluster)
        cluster.add(seen, words)
        self.recent.append(cluster)
        return cluster

    def add_person(self, seen: Seen, title: Seen | None) -> Cluster:
        """Place the mention of a person: by table line, by the same name, by a part of a fuller name."""
        words = self._person_words(seen)
        key = self._person_key(seen, words, title)
        found = self._same_person(words, key)
        cluster = self.put(seen, found, words)
        cluster.key = cluster.key or key
        return cluster

    def _person_key(self, seen: Seen, words: tuple[str, ...], title: Seen | None) -> str | None:
        if title is not None:
            names = self.index.titled.get("".join(title.keys) + "".join(words), ())
            if names:
                return names[0].key
        part = len(words) == 1 and any(_is_part(words, c.words) for c in self.of(EntityType.PERSON))
        return None if part else self.linker.choose(_people(seen))

    def _person_words(self, seen: Seen) -> tuple[str, ...]:
        last = seen.keys[-1]
        if _people(seen):
            before = len("".join(seen.keys[:-1]))
            return (*seen.keys[:-1], seen.stem[before:])
        used = {w for c in self.of(EntityType.PERSON) for w in c.words}
        stems = name_stems(last)
        stem = next((s for s in stems if s in self.last_words or s in used), sure_stem(last))
        return (*seen.keys[:-1], stem)

    def _same_person(self, words: tuple[str, ...], key: str | None) -> Cluster | None:
        people = list(self.of(EntityType.PERSON))
        for cluster in people:
            if key and cluster.key == key:
                return cluster
        for cluster in people:
            if key and cluster.key:
                continue
            if "".join(cluster.words) == "".join(words):
                return cluster
        for cluster in people:
            if not (key and cluster.key) and (
                _is_part(words, cluster.words) or _is_part(cluster.words, words)
            ):
                return cluster
        return (
            next((c for c in people if any(_is_part(words, o) for o in c.others)), None) if not key else None
        )

    def add_body(self, seen: Seen, sent: Sentence, *, owned: bool = False) -> Cluster:
        """Place the mention of a body, country or place; `owned` if a name stands right after it."""
        head = head_of(seen.keys)
        key = self.linker.choose(seen.names, stem=seen.stem)
        if not self.linker.is_at_home(key):
            key = self._body_of_the_land(seen) or key
        words = (*seen.keys[:-1], self._body_stem(seen, sent))
        found = self._same_body(seen, words, key=key, head=head[0] if head else "")
        noun = head[0] if head and is_bare(seen.keys) else _pointing_noun(seen.keys)
        if found is None and noun and key is None and not (owned and seen.keys[-1].endswith(YEH)):
            found = self._meant(seen, noun, pointed=self._pointed(seen, sent))
        cluster = self.put(seen, found, words)
        cluster.key = cluster.key or key
        cluster.head = cluster.head or (head[0] if head else "")
        return cluster

    def _body_of_the_land(self, seen: Seen) -> str | None:
        """The government, parliament or army of the land that the article is about, if named alone."""
        place = self.linker.knowledge.places.get(self.linker.land)
        if seen.type is not EntityType.ORG or place is None:
            return None
        before, name = "".join(seen.keys[:-1]), joined_key(place.name_ckb)
        for stem in noun_stems(seen.keys[-1]):
            for link in ("", YEH):
                found = self.index.names.get(before + stem + link + name, ())
                if any(n.type is EntityType.ORG for n in found):
                    return self.linker.choose([n for n in found if n.type is EntityType.ORG])
        return None

    def _body_stem(self, seen: Seen, sent: Sentence) -> str:
        """The last word of a body without clitics; one that the lexicon has without them is whole."""
        last = seen.keys[-1]
        if seen.names:
            return seen.stem[len("".join(seen.keys[:-1])) :]
        analyses = sent.tokens[seen.last - 1].analyses
        whole = bool(analyses) and not (analyses[0].guessed or analyses[0].clitics)
        return last if whole else sure_stem(last)

    def _same_body(self, seen: Seen, words: tuple[str, ...], *, key: str | None, head: str) -> Cluster | None:
        same = list(self.of(seen.type))
        for cluster in same:
            if key and cluster.key == key:
                return cluster
        joined = "".join(words)
        bare = seen.type is EntityType.ORG and is_bare(seen.keys)
        for cluster in same:
            other = "".join(cluster.words)
            if key and cluster.key and cluster.key != key:
                continue
            if other == joined or (bare and head and cluster.head == head):
                return cluster
            if not bare and _grown(words, cluster.words) and not is_bare(cluster.words):
                return cluster
        if len(words) == 1 and seen.type is EntityType.ORG and not key:
            part = (c for c in same if len(c.words) > 1 and words[0] in noun_stems(c.words[0]))
            found = next(part, None)
            if found is not None:
                return found
        if bare:
            return None
        return next((c for c in same if head and c.head == head and is_bare(c.words) and not c.key), None)

    def _meant(self, seen: Seen, head: str, *, pointed: bool) -> Cluster | None:
        """The body last spoken of that a noun points to: `the party`, `that ministry`."""
        sectors = pointing_nouns().get(head)
        rest = "".join(seen.keys).removeprefix(head)
        if sectors is None or not (pointed or rest.removeprefix(YEH).startswith(_THE)):
            return None
        for cluster in self.of(seen.type):
            line = self.linker.knowledge.actors.get(cluster.key or "")
            named = "".join(cluster.words).startswith(head)
            if named or cluster.head.startswith(head) or (line is not None and line.sector in sectors):
                return cluster
        return None

    def add_groups(self, groups: Sequence[tuple[Seen, int]]) -> list[Cluster]:
        """Place the mentions of groups, each with the number of the group that it means."""
        held: dict[int, Cluster] = {}
        for seen, number in groups:
            held[number] = self.put(seen, held.get(number), seen.keys)
            held[number].head = held[number].head or group_head(seen.keys)
        return [held[number] for _, number in groups]

    def _pointed(self, seen: Seen, sent: Sentence) -> bool:
        before = sent.tokens[seen.first - 1].key if seen.first else ""
        return before in outer_words("that") | outer_words("same")


_THE = ("\u06d5\u06a9\u06d5", "\u06a9\u06d5")  # endings of `the ...`


@lru_cache(maxsize=1)
def pointing_nouns() -> dict[str, frozenset[str]]:
    """Return the sectors of the bodies that a noun with the article can point to, by look-up key."""
    rows = read_table(Path(__file__).parent / "pointing.tsv", ("word", "sectors"), key=("word",))
    return {lookup_key(row["word"]): frozenset(row["sectors"].split()) for row in rows}


def _pointing_noun(keys: Sequence[str]) -> str:
    """The noun that points to a body where a mention is nothing else, though it heads no names."""
    stems = noun_stems(keys[0]) if len(keys) == 1 else ()
    return next((s for s in stems if s in pointing_nouns()), "")


def _people(seen: Seen) -> list[Name]:
    """The persons of the tables that bear a name; a place can bear it with a longer ending."""
    return [name for name in seen.names if name.type is EntityType.PERSON]


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is the last or first part of a fuller one."""
    if not short or len(short) >= len(full) or len("".join(short)) < _SHORTEST:
        return False
    return full[-len(short) :] == short or full[: len(short)] == short


def _grown(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name of a body is the beginning of the other."""
    short, full = sorted(("".join(a), "".join(b)), key=len)
    return len(short) > 2 * _SHORTEST and full.startswith(short) and min(len(a), len(b)) > 1


def group_head(keys: tuple[str, ...]) -> str:
    """Return the noun that a group is named by."""
    words = group_words()
    for key in keys:
        if words.get(key) == _COUNT and key != keys[-1]:
            continue
        for stem in noun_stems(key):
            if words.get(stem, _COUNT) != _COUNT:
                return stem
    return noun_stems(keys[0])[-1]
