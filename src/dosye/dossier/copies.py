"""Find articles that copy one another: posts told again, an agency's story in several outlets.

An article is sketched by its six smallest hashes of three words that follow each other. Articles that
share half of a sketch are compared by all of these; those alike in three parts of five are copies. They are
looked up by the rarest of these hashes: what an outlet writes under every article leads nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select, update

from dosye.dossier import schema as s
from dosye.dossier.bulk import change_rows, count_rows, fetch_rows
from dosye.dossier.sketches import SIZE, WHOLE, Sketch, shingles, sketch, unpack_sketch
from dosye.dossier.unite import Unions

SHARED, ALIKE = 3, 0.6
LIKELY = 5
"""Of the hashes that are kept of texts that are alike, so many agree."""
SURE = WHOLE + 1
CLOSELY = 12
"""How many others are compared in whole with one, those of which most agrees: a copy is among the first."""
CHUNK = 300
AT_ONCE = 100
"""The copies of so many articles are sought together: of each there may be any number."""


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
    old = _shingles(connection, fresh - texts.keys())
    runs = {**old, **texts}
    sketches = {**{doc: sketch(some) for doc, some in old.items()}, **sketches}
    firsts: set[str] = set()
    hashes = _rarest(connection, sketches)
    ordered = sorted(hashes, key=lambda doc: (hashes[doc][-1], doc))  # what many bear is fetched once
    for i in range(0, len(ordered), AT_ONCE):
        near = _near(connection, sketches, {doc: hashes[doc] for doc in ordered[i : i + AT_ONCE]})
        for doc, group in _alike(connection, runs, near):
            unions.join(doc, group)
            firsts.add(group)
    _store(connection, fresh | firsts, unions, outside=firsts - fresh)


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
    connection: Connection, mine: Mapping[str, frozenset[int]], near: Mapping[str, Counter[str]]
) -> Iterator[tuple[str, str]]:
    """Yield articles with each group of copies to which they belong, named by its first article.

    Args:
        connection: within a transaction.
        mine: the runs of the articles that are new or looked at again: each a group by itself.
        near: the articles that may be copies of some of them.
    """
    groups = _origins(connection, {other for some in near.values() for other in some} - mine.keys())
    return _first_alike(connection, mine, near, groups)


def _rarest(connection: Connection, sketches: Mapping[str, Sketch]) -> dict[str, list[int]]:
    """Return, rarest first, so many hashes of each article that whatever shares enough has one of these.

    Those that no other article bears are left out, and articles that have no other.
    """
    common = _frequencies(connection, {h for whole in sketches.values() for h in whole[:SIZE]})
    found = {}
    for doc, whole in sketches.items():
        ordered = sorted(whole[:SIZE], key=lambda hash_: (common[hash_], hash_))
        found[doc] = [h for h in ordered[: max(len(ordered) - SHARED + 1, 0)] if common[h] > 1]
    return {doc: some for doc, some in found.items() if some}


def _near(
    connection: Connection, sketches: Mapping[str, Sketch], hashes: Mapping[str, Sequence[int]]
) -> dict[str, Counter[str]]:
    """Return the articles that may be copies of each of some, with how much their sketches share."""
    there: dict[int, list[tuple[str, bytes]]] = defaultdict(list)
    shared = {h for some in hashes.values() for h in some}
    for hash_, doc, whole in fetch_rows(connection, s.sketches, ("hash", "doc", "whole"), "hash", shared):
        there[hash_].append((doc, whole))  # type: ignore[index, arg-type]  # as the table says
    near: dict[str, Counter[str]] = {}
    for doc, some in hashes.items():
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
    """Yield articles with each group in which they have a copy: the first is as good as all of them.

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
                group = groups.get(other, other)
                yield doc, group
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


def _store(connection: Connection, docs: Iterable[str], unions: Unions, *, outside: Collection[str]) -> None:
    """Write of which article each is a copy; where the first of a group `outside` loses, of all in it."""
    days: dict[str, str] = {}
    marked: dict[str, str | None] = {}
    for id_, day, copy_of in fetch_rows(connection, s.documents, ("id", "day", "copy_of"), "id", docs):
        days[str(id_)], marked[str(id_)] = str(day or "9999"), copy_of  # type: ignore[assignment]
    groups: dict[object, list[str]] = defaultdict(list)
    for doc in sorted(days):
        groups[unions.root(doc)].append(doc)
    origins = {doc: min(some, key=lambda d: (days[d], d)) for some in groups.values() for doc in some}
    wanted = {doc: None if doc == origin else origin for doc, origin in origins.items()}
    rows = [{"id": doc, "copy_of": copied} for doc, copied in wanted.items() if marked[doc] != copied]
    change_rows(connection, s.documents, ("id",), rows)
    for doc in sorted(outside):
        if wanted[doc]:
            moved = update(s.documents).where(s.documents.c.copy_of == doc)
            connection.execute(moved.values(copy_of=wanted[doc]))
