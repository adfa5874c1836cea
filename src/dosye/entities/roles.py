"""Roles: what office the words name, where, and whom they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dosye.entities.bodies import head_of
from dosye.entities.clusters import Cluster, Clusters
from dosye.entities.features import outer_words
from dosye.entities.link import holders_of, holds, roles_of
from dosye.entities.seen import Seen
from dosye.entities.stems import noun_stems
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Sentence, TokenKind
from dosye.language.ckb.sounds import INDEFINITE, WAW
from dosye.records import Document, EntityType

_LINKS = frozenset({"\u060c", ",", "-", "/", "\u2013", "(", "\u200c"})  # marks between a name and its role
_CLAUSE = 3  # tokens of what joins a name and its role: a mark, `who`, `then`
_LONGEST = 6
_GIVEN = 10  # tokens from a person to the office that is given


@dataclass(frozen=True, slots=True)
class Office:
    """What a role names: the English label, the words of the head, the cluster of body or place served.

    `inside` are the clusters of the mentions in it, each with the English preposition before it.
    """

    label: str
    kind: str
    head: str
    size: int
    served: Cluster | None
    one_of: bool
    inside: tuple[tuple[str, Cluster], ...] = ()


def read_office(seen: Seen, inside: Sequence[tuple[str, Cluster]], knowledge: Knowledge) -> Office:
    """Return the office that a role's words name; `inside` is as in the record."""
    words = office_words(knowledge)
    served = inside[0][1] if inside else None
    portfolio = head_of(seen.keys)
    for size in range(min(_LONGEST, len(seen.keys)), 0, -1):
        before = "".join(seen.keys[: size - 1])
        for stem in noun_stems(seen.keys[size - 1]):
            if before + stem in words:
                label, kind = words[before + stem]
                if portfolio and portfolio[1] > size and kind == "minister":
                    label = portfolio[2].removesuffix(" of {}").lower()
                one = seen.keys[size - 1][len(stem) :].startswith(INDEFINITE)
                return Office(label, kind, before + stem, size, served, one, tuple(inside))
    return Office("", "", noun_stems(seen.keys[0])[-1], 1, served, False, tuple(inside))


@lru_cache(maxsize=4)
def office_words(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """Return label and kind of each head of office, by joined look-up key."""
    return {lookup_key(o.word).replace(" ", ""): (o.label, o.kind) for o in knowledge.offices}


def person_beside(role: Seen, people: Sequence[Seen], sents: Sequence[Sentence]) -> Seen | None:
    """Return the person whose name stands beside a role: after it without a mark, else before, else after."""
    same = [p for p in people if p.sent == role.sent]
    after = _nearest(role.last, [p for p in same if p.first >= role.last], sents[role.sent], forward=True)
    before = _nearest(role.first, [p for p in same if p.last <= role.first], sents[role.sent], forward=False)
    if after is not None and after.first == role.last:
        return after
    return before or after or _other_line(role, people, sents)


def given_to(role: Seen, people: Sequence[Seen], sents: Sequence[Sentence]) -> Seen | None:
    """Return the person before a role to whom it is given: `was elected as speaker`, `became governor`."""
    tokens = sents[role.sent].tokens
    near = [p for p in people if p.sent == role.sent and p.last < role.first <= p.last + _GIVEN]
    if not near or role.first < _CLAUSE:
        return None
    second, last = (t.key for t in tokens[role.first - 2 : role.first])
    around = {second, *(t.key for t in tokens[role.last : role.last + _CLAUSE])}
    led = last in outer_words("as")
    beside = led and near[-1].last == role.first - 1
    made = led and not outer_words("made").isdisjoint(around)
    return near[-1] if beside or made or last in outer_words("became") else None


def joined_before(role: Seen, roles: Sequence[Seen], sents: Sequence[Sentence]) -> Seen | None:
    """Return the role that a conjunction ties a role to: `head of the party and deputy of parliament`."""
    tokens = sents[role.sent].tokens
    if role.first < 2 or tokens[role.first - 1].key != WAW:
        return None
    return next((r for r in roles if r.sent == role.sent and r.last == role.first - 1), None)


def _nearest(at: int, people: Sequence[Seen], sent: Sentence, *, forward: bool) -> Seen | None:
    for person in people if forward else reversed(people):
        low, high = (at, person.first) if forward else (person.last, at)
        between = sent.tokens[low:high]
        clause = not forward and len(between) <= _CLAUSE
        clause = clause and all(t.norm in _LINKS or t.key in outer_words("link") for t in between)
        if clause or (len(between) <= 1 and all(t.norm in _LINKS for t in between)):
            return person
        return None
    return None


def _other_line(role: Seen, people: Sequence[Seen], sents: Sequence[Sentence]) -> Seen | None:
    """A name alone on one line and the role alone on the next."""
    sent = sents[role.sent]
    if (
        role.first != 0
        or role.sent == 0
        or any(t.kind is not TokenKind.MARK for t in sent.tokens[role.last :])
    ):
        return None
    above = sents[role.sent - 1]
    alone = [p for p in people if p.sent == role.sent - 1 and p.last >= len(above.tokens) - 1]
    return alone[-1] if alone and alone[-1].first <= 2 else None


class RoleJoiner:
    """Finds whom each role means: a name beside it, an office held before in the article, the tables."""

    def __init__(self, document: Document, knowledge: Knowledge, clusters: Clusters) -> None:
        self.document = document
        self.knowledge = knowledge
        self.clusters = clusters
        self.held: list[tuple[Office, Cluster]] = []

    def join(self, role: Seen, office: Office, beside: Cluster | None) -> Cluster:
        """Add a role to the cluster of the one it means; a new one where the article names nobody."""
        found = beside or self._held(office, role) or (None if _is_other(role) else self._by_table(office))
        cluster = self.clusters.put(role, found)
        if found is None:
            cluster.type, cluster.named = EntityType.PERSON, False
            cluster.head = office.head
        self.held.append((office, cluster))
        return cluster

    def _held(self, office: Office, role: Seen) -> Cluster | None:
        joined = "".join(role.keys)
        for other, cluster in reversed(self.held):
            if any("".join(s.keys) == joined for s in cluster.seen):
                return cluster
            if office.one_of or other.one_of or _is_other(role) or not _same_office(office, other):
                continue
            if office.served is None or other.served is None or office.served is other.served:
                return cluster
        return None

    def _by_table(self, office: Office) -> Cluster | None:
        """The holder of the office on the day of the article, if the article names that person."""
        served = office.served.key if office.served else None
        if not office.label or office.one_of:
            return None
        if office.served is None:
            return self._of_the_day(office)
        if served is None:
            return None
        day = self.document.published or ""
        lines = [x for x in holders_of(self.knowledge).get(served, ()) if x.role == office.label]
        holders = {line.actor for line in lines if not day or holds(line, day)}
        found = [c for c in self.clusters.of(EntityType.PERSON) if c.key in holders]
        return found[0] if found and (day or len(found) == 1) else None

    def _of_the_day(self, office: Office) -> Cluster | None:
        """The one person of the article who holds an office told without its body."""
        day = self.document.published or ""
        roles = roles_of(self.knowledge)
        held = [
            (cluster, line.body)
            for cluster in self.clusters.of(EntityType.PERSON)
            for line in roles.get(cluster.key or "", ())
            if line.role == office.label and holds(line, day)
        ]
        home = [cluster for cluster, body in held if body == self.clusters.linker.land]
        found = {id(c): c for c in home or [cluster for cluster, _ in held]}
        return next(iter(found.values())) if len(found) == 1 else None


def _is_other(role: Seen) -> bool:
    """Whether a role is that of the one before or to come, not of today's holder."""
    others = outer_words("other")
    return any(stem in others for key in role.keys[1:] for stem in noun_stems(key))


def _same_office(a: Office, b: Office) -> bool:
    return a.head == b.head or bool(a.label and a.label == b.label)
