"""Pairs of actors that may be one: of one name and kept apart, or of names that are nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.bulk import fetch_rows
from dosye.dossier.question import Question, Reason
from dosye.knowledge import Knowledge
from dosye.knowledge.names import fold

MOST = 1500
"""How many actors are compared: those in most articles."""
BEST = 100
"""How many pairs are looked at closely."""
ARTICLES = 10
"""In how many articles an actor's company is looked for: those that name it most."""
GROUP = 12
"""A name borne by more actors than this says too little."""
SHORTEST = 6
TYPES = ("PERSON", "ORG", "GPE", "PLACE")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor with its folded name and whether a table knows it."""

    id: str
    type: str
    name: str
    known: bool
    articles: int


def find_likely_actors(connection: Connection, knowledge: Knowledge) -> list[Question]:
    """Return pairs of actors of which at least one is in no table, with how alike they are."""
    named = _named(connection)
    pairs: dict[tuple[str, str], tuple[float, str]] = {}
    for a, b, score, key in _alike(named):
        if a.type == b.type and not (a.known and b.known):
            pair = (min(a.id, b.id), max(a.id, b.id))
            pairs[pair] = max(pairs.get(pair, (0.0, "")), (score, key))
    by_id = {x.id: x for x in named}
    best = sorted(pairs.items(), key=lambda item: (-item[1][0], item[0]))[:BEST]
    company = _company(connection, {id_ for pair, _ in best for id_ in pair})
    return [_question(by_id[a], by_id[b], why, company) for (a, b), why in best]


def _question(a: Named, b: Named, why: tuple[float, str], company: Mapping[str, set[str]]) -> Question:
    score, key = why
    reasons = [Reason(key)]
    shared = len(company[a.id] & company[b.id])
    if shared:
        score += 0.2 * min(1.0, shared / 3)
        reasons.append(Reason("company", {"n": shared}))
    articles = min(a.articles, b.articles)
    score += 0.1 * min(1.0, articles / 10)
    reasons.append(Reason("articles", {"a": a.articles, "b": b.articles}))
    return Question("actors", min(score, 1.0), (a.id, b.id), tuple(reasons))


def _named(connection: Connection) -> list[Named]:
    a = s.actors.c
    query = (
        select(a.id, a.type, a.name, a.key, a.articles)
        .where(a.named, a.type.in_(TYPES))
        .order_by(a.articles.desc(), a.id)
        .limit(MOST)
    )
    return [
        Named(r.id, r.type, fold(r.name), r.key is not None, r.articles) for r in connection.execute(query)
    ]


def _alike(named: Sequence[Named]) -> Iterator[tuple[Named, Named, float, str]]:
    """Yield pairs that share a name, all but one letter of it, or its words."""
    for a, b in _pairs(named, lambda x: [x.name]):
        yield a, b, 0.7 - _short(a), "same_name"
    for a, b in _pairs(named, lambda x: _cuts(x.name)):
        yield a, b, 0.5 - _short(a), "one_letter"
    for a, b in _pairs(named, lambda x: combinations(x.name.split(), 2)):
        if _within(a.name.split(), b.name.split()):
            yield a, b, 0.55, "shorter_name"


def _pairs(
    named: Sequence[Named], keys: Callable[[Named], Iterable[Hashable]]
) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs that share a key borne by few."""
    groups: dict[Hashable, dict[Named, None]] = defaultdict(dict)
    for x in named:
        for key in keys(x):
            groups[key][x] = None
    for group in groups.values():
        if 1 < len(group) <= GROUP:
            yield from combinations(group, 2)


def _cuts(name: str) -> list[str]:
    """Return a name and what is left of it without one letter: names alike but for one share one of these."""
    return [name, *(name[:i] + name[i + 1 :] for i in range(len(name)))] if len(name) >= SHORTEST else []


def _short(a: Named) -> float:
    return 0.0 if " " in a.name else 0.25


def _within(a: list[str], b: list[str]) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) < len(long) and all(word in long for word in short)


def _company(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """Return the known actors in whose company the articles name each of some actors."""
    e = s.entities.c
    docs: dict[str, list[str]] = {}
    for actor in sorted(ids):
        query = select(e.doc).where(e.actor == actor).order_by(e.mentions.desc(), e.doc).limit(ARTICLES)
        docs[actor] = list(connection.execute(query).scalars())
    known: dict[str, set[str]] = defaultdict(set)
    columns = ("doc", "key", "type")
    for doc, key, type_ in fetch_rows(connection, s.entities, columns, "doc", chain(*docs.values())):
        if key and type_ in ("PERSON", "ORG"):
            known[str(doc)].add(str(key))
    return {actor: {key for doc in some for key in known[doc]} - {actor} for actor, some in docs.items()}
