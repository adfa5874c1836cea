"""Find the mentions of an article, join those that mean the same, link them to the tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dosye.entities.antecedents import Told, choose, load_joins
from dosye.entities.bodies import is_bare
from dosye.entities.clusters import Cluster, Clusters
from dosye.entities.english import group_english, name_english, office_english
from dosye.entities.link import Linker, lands_of
from dosye.entities.names import name_index, person_words
from dosye.entities.network import WordOdds
from dosye.entities.phrases import Phrase, read_phrase
from dosye.entities.prepositions import part_prepositions
from dosye.entities.press_names import table_name, with_article
from dosye.entities.roles import Office, RoleJoiner, given_to, joined_before, person_beside, read_office
from dosye.entities.seen import Seen, find_seen, lines_of
from dosye.entities.taggers import models_folder, read_words
from dosye.entities.told import tell
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Sentence
from dosye.language.ckb.sounds import YEH
from dosye.records import Document, Entity, EntityId, EntityType, Found, Mention

_IN = "\u0644\u06d5"
_TIED = 4  # tokens after a group in which a name can be tied to it
_HEADS = frozenset({"head_of_government", "head_of_state", "minister"})


@dataclass(frozen=True, slots=True)
class FoundEntities:
    """The mentions of an article in order, and what they mean.

    `acts` and `said`: how likely each of its words is one of an act, and reports or is reported.
    """

    mentions: tuple[Mention, ...]
    entities: Mapping[EntityId, Entity]
    acts: WordOdds | None = field(default=None, compare=False)
    said: WordOdds | None = field(default=None, compare=False)


def find_entities(document: Document, sents: Sequence[Sentence], knowledge: Knowledge) -> FoundEntities:
    """Find who and what an article speaks of.

    Args:
        document: its `published` decides between holders of an office.
        sents: its sentences with tokens.
        knowledge: names, offices and dated roles.

    Returns:
        Mentions as in the guide; each entity with its table key where it is surely known.
    """
    sents = part_prepositions(sents, knowledge)
    lines = lines_of(sents, knowledge)
    read = read_words(lines)
    seen = find_seen(document, sents, knowledge, lines=lines, read=read)
    found = _Article(document, sents, knowledge, seen).found()
    return replace(found, acts=read.acts, said=read.said) if read is not None else found


def tell_groups(
    document: Document, sents: Sequence[Sentence], knowledge: Knowledge, seen: Sequence[Seen]
) -> list[Told]:
    """Return what is told of each group among some mentions of an article, all others joined."""
    article = _Article(document, sents, knowledge, seen)
    article.join_others()
    return article.told_groups()


class _Article:
    """One article while its mentions are joined."""

    def __init__(
        self, document: Document, sents: Sequence[Sentence], knowledge: Knowledge, seen: Sequence[Seen]
    ) -> None:
        self.document, self.sents, self.knowledge, self.seen = document, sents, knowledge, seen
        linker = Linker(document, knowledge)
        for s in seen:
            linker.note(s.names, s.stem)
        self.clusters = Clusters(linker, name_index(knowledge), person_words(knowledge)[1])
        self.joiner = RoleJoiner(document, knowledge, self.clusters)
        self.of: dict[int, Cluster] = {}  # by identity: a mention is long to hash
        self._starts = [s.start for s in seen]
        self._by_sent: dict[int, list[Seen]] = {}
        for s in seen:
            self._by_sent.setdefault(s.sent, []).append(s)
        self.offices: dict[int, Office] = {}

    def found(self) -> FoundEntities:
        self.join_others()
        self._join_groups()
        ids = self._ids()
        mentions = tuple(
            Mention(s.start, s.end, s.type, ids[id(self.of[id(s)])], Found(s.confidence, s.rule))
            for s in self.seen
        )
        entities = {ids[id(c)]: self._entity(c) for c in self.clusters.all if c.seen}
        return FoundEntities(mentions, entities)

    def join_others(self) -> None:
        """Join all mentions but those of groups."""
        self._join_people_and_bodies()
        self._join_roles()

    def _join_people_and_bodies(self) -> None:
        for s in self.seen:
            if s.type is EntityType.PERSON:
                self.of[id(s)] = self.clusters.add_person(s, self._title_of(s))
            elif s.type not in (EntityType.ROLE, EntityType.GROUP):
                owned = any(o.first == s.last for o in self._by_sent[s.sent])
                self.of[id(s)] = self.clusters.add_body(s, self.sents[s.sent], owned=owned)

    def _title_of(self, person: Seen) -> Seen | None:
        same = self._by_sent[person.sent]
        return next((r for r in same if r.last == person.first and r.type is EntityType.ROLE), None)

    def _join_roles(self) -> None:
        people = [s for s in self.seen if s.type is EntityType.PERSON]
        roles = [s for s in self.seen if s.type is EntityType.ROLE]
        beside = {
            id(r): person_beside(r, people, self.sents) or given_to(r, people, self.sents) for r in roles
        }
        for role in roles:  # left to right: a chain of offices is one person's
            before = joined_before(role, roles, self.sents) if beside[id(role)] is None else None
            person = beside[id(before)] if before else None
            if person is not None and before is not None and person.last <= before.first:
                beside[id(role)] = person
        for certain in (True, False):  # a role with a name beside it speaks for those before it too
            for role in roles:
                person = beside[id(role)]
                if (person is not None) is not certain:
                    continue
                inside = [(self._link(s), self.of[id(s)]) for s in self._inside(role)]
                office = read_office(role, inside, self.knowledge)
                cluster = self.joiner.join(role, office, self.of[id(person)] if person else None)
                self.of[id(role)] = cluster
                self.offices.setdefault(id(cluster), office)

    def _join_groups(self) -> None:
        told = self.told_groups()
        numbers = choose(told, load_joins(models_folder()))
        groups = [t.seen for t in told]
        clusters = self.clusters.add_groups(list(zip(groups, numbers, strict=True)))
        self.of.update((id(s), c) for s, c in zip(groups, clusters, strict=True))

    def told_groups(self) -> list[Told]:
        """Return what is told of each group, once all others are joined."""
        return [
            tell(s, self.sents[s.sent].tokens, self._by_sent[s.sent], self.of, lands=lands_of(self.knowledge))
            for s in self.seen
            if s.type is EntityType.GROUP
        ]

    def _inside(self, outer: Seen) -> list[Seen]:
        first, last = bisect_left(self._starts, outer.start), bisect_left(self._starts, outer.end)
        return [
            s
            for s in self.seen[first:last]
            if s.type not in (EntityType.ROLE, EntityType.GROUP) and s.end <= outer.end and id(s) in self.of
        ]

    def _link(self, seen: Seen) -> str:
        before = self.sents[seen.sent].tokens[seen.first - 1].key if seen.first else ""
        return "in" if before == _IN else "of"

    def _ids(self) -> dict[int, EntityId]:
        out: dict[int, EntityId] = {}
        used: set[str] = set()
        ordered = sorted((c for c in self.clusters.all if c.seen), key=lambda c: min(s.start for s in c.seen))
        for number, cluster in enumerate(ordered, start=1):
            name = cluster.key if cluster.key and cluster.key not in used else f"e{number}"
            used.add(name)
            out[id(cluster)] = EntityId(name)
        return out

    def _entity(self, cluster: Cluster) -> Entity:
        best = min(cluster.seen, key=lambda s: (s.type is EntityType.ROLE, -len(s.keys), s.start))
        name = self._clean(best, cluster)
        line = self.knowledge.actors.get(cluster.key or "") or self.knowledge.places.get(cluster.key or "")
        return Entity(
            type=cluster.type,
            name=name,
            name_en=self._english(cluster, name),
            wikidata=(line.wikidata or None) if line else None,
            key=cluster.key,
            named=cluster.named and cluster.type is not EntityType.GROUP,
            description=self._description(cluster),
            found=Found(max(s.confidence for s in cluster.seen), best.rule),
        )

    def _clean(self, seen: Seen, cluster: Cluster) -> str:
        """The words of a mention without the clitics on its last one."""
        if seen.type is EntityType.GROUP:
            return self._clean_group(seen)
        tokens = self.sents[seen.sent].tokens[seen.first : seen.last]
        raw = self.document.text[tokens[0].start : tokens[-1].end]
        if raw.isascii():
            return " ".join(raw.lstrip("#").replace("_", " ").split())
        words = [t.norm.lstrip("#").replace("_", " ") for t in tokens]
        stem = (
            cluster.words[-1]
            if len(cluster.words) == len(seen.keys) and seen.type is not EntityType.ROLE
            else ""
        )
        words[-1] = _bared(words[-1], stem) if stem else words[-1]
        return " ".join(words)

    def _clean_group(self, seen: Seen) -> str:
        """The words of a group with the name that izafe ties to them, or without clitics at the end."""
        *before, end = self.sents[seen.sent].tokens[seen.first : seen.last]
        words = [t.norm.lstrip("#").replace("_", " ") for t in before]
        clitics = end.analyses[0].clitics if end.analyses else ()
        tied = next((s for s in self._by_sent[seen.sent] if s.first == seen.last), None)
        if tied is not None and any(c.kind == "izafe" for c in clitics):
            return " ".join([*words, end.norm, self._clean(tied, self.of[id(tied)])])
        return " ".join([*words, end.norm.removesuffix("".join(c.text for c in clitics))])

    def _english(self, cluster: Cluster, name: str) -> str | None:
        if cluster.type is EntityType.GROUP:
            return group_english([p for s in cluster.seen if (p := self._phrase(s))])
        office = self.offices.get(id(cluster))
        if not cluster.named and office is not None:
            return self._office_english(cluster, office)
        return self._owned_english(cluster) or name_english(cluster, name, self.knowledge)

    def _owned_english(self, cluster: Cluster) -> str | None:
        """A body that the article names only by whose it is: `office of Ali al-Sistani`."""
        if cluster.key or not cluster.head or not is_bare(cluster.words):
            return None
        for seen in cluster.seen:
            owner = next((s for s in self._by_sent[seen.sent] if s.first == seen.last), None)
            if owner and owner.type is EntityType.PERSON and seen.keys[-1].endswith(YEH):
                person = self.of[id(owner)]
                body = name_english(cluster, "", self.knowledge).removeprefix("the ")
                return f"{body} of {self._english(person, self._clean(owner, person))}"
        return None

    def _office_english(self, cluster: Cluster, office: Office, *, capital: bool = True) -> str:
        """One of several holders is told like a group, any other by office and body."""
        if office.one_of and not cluster.named:
            phrases = [p for s in cluster.seen if (p := self._phrase(s)) and p.single]
            if phrases:
                return group_english(phrases)
        served = [(link, self._served_english(c, office)) for link, c in office.inside]
        return office_english(office, served, capital=capital)

    def _phrase(self, seen: Seen) -> Phrase | None:
        """What the words of a group say, with the names tied to it."""
        same = [s for s in self._by_sent[seen.sent] if seen.first < s.first <= seen.last + _TIED]
        names = {s.first: (s.last, self._tied_english(s)) for s in reversed(same)}
        return read_phrase(self.sents[seen.sent].tokens, seen.first, seen.last, names)

    def _tied_english(self, seen: Seen) -> str:
        """The English of a mention that another phrase names."""
        cluster = self.of[id(seen)]
        if cluster.type is EntityType.GROUP:
            phrase = read_phrase(self.sents[seen.sent].tokens, seen.first, seen.last, {})
            return phrase.text() if phrase else group_english([])
        english = (self._english(cluster, self._clean(seen, cluster)) or "").partition(" (")[0]
        return with_article(english) if cluster.named or english.startswith("a") else f"the {english}"

    def _served_english(self, served: Cluster, office: Office) -> str:
        """The body or place that an office is held at; a head of government is one of the country."""
        land = lands_of(self.knowledge).get(served.key or "", ())
        line = self.knowledge.actors.get(served.key or "")
        if office.kind in _HEADS and line is not None and line.sector == "GOV" and land:
            return table_name(land[0], self.knowledge) or line.name_en
        best = max(served.seen, key=lambda s: len(s.keys))
        return (
            table_name(served.key, self.knowledge) or self._english(served, self._clean(best, served)) or ""
        )

    def _description(self, cluster: Cluster) -> str | None:
        line = self.knowledge.actors.get(cluster.key or "")
        if line is not None:
            return line.gloss or None
        office = self.offices.get(id(cluster))
        if office is None:
            return None
        return self._office_english(cluster, office, capital=False)


@lru_cache(maxsize=256)
def _bared(word: str, stem: str) -> str:
    """The beginning of a word whose look-up key is a stem; the whole word where none is."""
    return next((word[:n] for n in range(len(word), 0, -1) if lookup_key(word[:n]) == stem), word)
