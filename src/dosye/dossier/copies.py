"""Find articles that copy one another: posts told again, an agency's story in several outlets.

An article is sketched by its six smallest hashes of three words that follow each other. Articles that
share half of a sketch are compared by all of these; those alike in three parts of five are copies. They are
looked up by the rarest of these hashes: what an outlet writes under every article leads nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from dosye.dossier import schema as s
from dosye.dossier.bulk import change_rows, count_rows, fetch_rows
from dosye.dossier.sketches import SIZE, WHOLE, Sketch, shingles, sketch, unpack_sketch
from dosye.dossier.unite import Unions

SHARED, ALIKE = 3, 0.6
RAREST = SIZE - SHARED + 1
"""Two sketches that share enough share one of so many, whichever these are."""
LIKELY = 5
"""Of the hashes that are kept of texts that are alike, so many agree."""
SURE = WHOLE + 1
CLOSELY = 12
"""How many others are compared in whole with one, those of which most agrees: a copy is among the first."""
CHUNK = 300


def join_copies(
    connection: Connection,
    texts: Mapping[str, frozenset[int]],
    sketches: Mapping[str, Sketch],
    *,
    changed: Iterable[str] = (),
) -> None:
    """Mark which articles copy which, among these and all that are alike to them by whatever steps.

    Args:
        connection: within a transaction.
        texts: the runs of words (`shingles`) of articles whose text is new.
        sketches: those of the same articles.
        changed: those of them that had another text before; what copied that is looked at again.
    """
    unions = Unions()
    fresh = set(texts)
    if changed := set(changed):
        fresh |= set(_groups(connection, changed))
    seen = set(fresh)
    old = _shingles(connection, fresh - texts.keys())
    found = {doc: sketch(runs) for doc, runs in old.items()}
    alike = _alike(connection, {**old, **texts}, {**found, **sketches})
    for a, b in alike:
        unions.join(a, b)
    for doc, origin in _groups(connection, {d for pair in alike for d in pair} - fresh).items():
        if doc not in fresh and origin not in fresh:
            unions.join(doc, origin)
        seen.add(doc)
    _store(connection, seen, unions)


def _groups(connection: Connection, docs: Iterable[str]) -> dict[str, str]:
    """Return all articles that stand in one group of copies with some, each with the first of its group."""
    d = s.documents.c
    ordered = sorted(docs)
    origins: set[str] = set()
    for i in range(0, len(ordered), CHUNK):
        query = select(d.id, d.copy_of).where(d.id.in_(ordered[i : i + CHUNK]))
        origins |= {copy_of or id_ for id_, copy_of in connection.execute(query)}
    found: dict[str, str] = {}
    firsts = sorted(origins)
    for i in range(0, len(firsts), CHUNK):
        part = firsts[i : i + CHUNK]
        for column in (d.id, d.copy_of):
            query = select(d.id, d.copy_of).where(column.in_(part))
            found |= {id_: copy_of or id_ for id_, copy_of in connection.execute(query)}
    return found


def is_copy(a: frozenset[int], b: frozenset[int]) -> bool:
    """Tell whether two texts share enough of what they say."""
    return len(a & b) >= ALIKE * len(a | b)


def _alike(
    connection: Connection, mine: Mapping[str, frozenset[int]], sketches: Mapping[str, Sketch]
) -> set[tuple[str, str]]:
    """Return the pairs of copies of which at least one is among some articles, given by runs and sketch."""
    near = _near(connection, sketches)
    groups = _origins(connection, {other for some in near.values() for other in some} - mine.keys())
    return {(doc, other) for doc, other in _first_alike(connection, mine, near, groups)}


def _near(connection: Connection, sketches: Mapping[str, Sketch]) -> dict[str, Counter[str]]:
    """Return the articles that may be copies of each of some, with how much their sketches share."""
    common = _frequencies(connection, {h for whole in sketches.values() for h in whole[:SIZE]})
    rarest = {doc: sorted(w[:SIZE], key=lambda h: (common[h], h))[:RAREST] for doc, w in sketches.items()}
    there: dict[int, list[tuple[str, bytes]]] = defaultdict(list)
    shared = {h for some in rarest.values() for h in some if common[h] > 1}
    for hash_, doc, whole in fetch_rows(connection, s.sketches, ("hash", "doc", "whole"), "hash", shared):
        there[hash_].append((doc, whole))  # type: ignore[index, arg-type]  # as the table says
    near: dict[str, Counter[str]] = {}
    for doc, some in rarest.items():
        mine = frozenset(sketches[doc])
        theirs = {other: whole for h in some for other, whole in there[h] if other != doc}
        numbers = {other: agreement(mine, sketches[doc], unpack_sketch(w)) for other, w in theirs.items()}
        near[doc] = Counter({other: n for other, n in numbers.items() if n})
    return near


def agreement(mine: frozenset[int], a: Sketch, b: Sketch) -> int:
    """Return how many hashes two sketches share; 0 where the texts cannot be copies, SURE where they are.

    Args:
        mine: the hashes of the first.
        a: the first sketch.
        b: the second.
    """
    both = mine.intersection(b)
    whole = len(a) < WHOLE and len(b) < WHOLE  # the sketches are all that the texts say
    if len(both) < (ALIKE * (len(a) + len(b) - len(both)) if whole else LIKELY):
        return 0
    if len({*a[:SIZE]} & {*b[:SIZE]}) < SHARED:
        return 0
    return SURE if whole else len(both)


def _first_alike(
    connection: Connection,
    mine: Mapping[str, frozenset[int]],
    near: Mapping[str, Counter[str]],
    groups: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield the first copy of each article in each group of copies: one is as good as all of them.

    Args:
        connection: within a transaction.
        mine: the runs of some articles.
        near: the articles that may be copies of each, with how many of its rarest hashes they bear.
        groups: the group of copies in which those stand that are not among `mine`.
    """
    waiting = {doc: _nearest(some) for doc, some in near.items()}
    texts = dict(mine)
    while waiting := {doc: some for doc, some in waiting.items() if some}:
        asked = {doc for doc, some in waiting.items() if near[doc][some[0]] != SURE}
        texts |= _shingles(connection, {waiting[doc][0] for doc in asked} - texts.keys())
        for doc, some in waiting.items():
            other = some.pop(0)
            if doc not in asked or is_copy(texts[doc], texts[other]):
                yield doc, other
                group = groups.get(other, other)
                waiting[doc] = [o for o in some if groups.get(o, o) != group]


def _nearest(some: Counter[str]) -> list[str]:
    ordered = sorted(some, key=lambda other: (-some[other], other))
    sure = sum(n == SURE for n in some.values())
    return ordered[: sure + CLOSELY]


def _origins(connection: Connection, docs: Collection[str]) -> dict[str, str]:
    """Return the group of copies in which each article stands: the id of its first."""
    found = fetch_rows(connection, s.documents, ("id", "copy_of"), "id", docs)
    return {str(id_): str(copy_of or id_) for id_, copy_of in found}


def _frequencies(connection: Connection, hashes: Collection[int]) -> dict[int, int]:
    """Return how many articles bear each hash."""
    found = count_rows(connection, s.sketches, "hash", hashes)
    return {int(hash_): int(number) for hash_, number in found}  # type: ignore[arg-type]  # as the table says


def _shingles(connection: Connection, docs: Iterable[str]) -> dict[str, frozenset[int]]:
    numbers = {n: str(id_) for id_, n in fetch_rows(connection, s.documents, ("id", "n"), "id", docs)}
    forms = fetch_rows(connection, s.texts, ("n", "forms"), "n", numbers)
    return {numbers[n]: shingles(str(words).split()) for n, words in forms}


def _store(connection: Connection, docs: Iterable[str], unions: Unions) -> None:
    ordered = sorted(docs)
    days: dict[str, str] = {}
    marked: dict[str, str | None] = {}
    for id_, day, copy_of in fetch_rows(connection, s.documents, ("id", "day", "copy_of"), "id", ordered):
        days[str(id_)], marked[str(id_)] = str(day or "9999"), copy_of  # type: ignore[assignment]
    groups: dict[object, list[str]] = defaultdict(list)
    for doc in ordered:
        groups[unions.root(doc)].append(doc)
    rows = []
    for group in groups.values():
        origin = min(group, key=lambda doc: (days[doc], doc))
        wanted = {doc: None if doc == origin else origin for doc in group}
        rows += [{"id": doc, "copy_of": copied} for doc, copied in wanted.items() if marked[doc] != copied]
    change_rows(connection, s.documents, ("id",), rows)
