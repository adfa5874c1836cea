"""Find articles that copy one another: posts told again, an agency's story in several outlets.

An article is sketched by its eight smallest hashes of three words that follow each other. Articles that
share half of a sketch are compared by all of these; those alike in three parts of five are copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from zlib import crc32

from sqlalchemy import Connection, bindparam, func, select, update

from dosye.dossier import schema as s
from dosye.dossier.unite import Unions

SIZE, SHARED, ALIKE = 8, 4, 0.6
CHUNK = 300


def shingles(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of every three look-up keys of a text that follow each other."""
    runs = (" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2)))
    return frozenset(crc32(run.encode("utf-8", "surrogatepass")) for run in runs)


def sketch(words: Sequence[str]) -> list[int]:
    """Return the smallest hashes of a text, by which its copies are looked up."""
    return sorted(shingles(words))[:SIZE]


def join_copies(connection: Connection, docs: Iterable[str], *, changed: Iterable[str] = ()) -> None:
    """Mark which articles copy which, among these and all that are alike to them by whatever steps.

    Args:
        connection: within a transaction.
        docs: articles whose text is new.
        changed: those of them that had another text before; what copied that is looked at again.
    """
    unions = Unions()
    fresh = set(docs)
    if changed := set(changed):
        fresh |= set(_groups(connection, changed))
    seen = set(fresh)
    links = _candidates(connection, fresh)
    texts = _shingles(connection, {d for pair in links for d in pair})
    alike = {pair for pair in links if is_copy(texts[pair[0]], texts[pair[1]])}
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


def _candidates(connection: Connection, docs: Iterable[str]) -> set[tuple[str, str]]:
    mine, other = s.sketches.alias("mine"), s.sketches.alias("other")
    found: set[tuple[str, str]] = set()
    ordered = sorted(docs)
    for i in range(0, len(ordered), CHUNK):
        query = (
            select(mine.c.doc, other.c.doc)
            .join(other, other.c.hash == mine.c.hash)
            .where(mine.c.doc.in_(ordered[i : i + CHUNK]), other.c.doc != mine.c.doc)
            .group_by(mine.c.doc, other.c.doc)
            .having(func.count() >= SHARED)
        )
        found |= {(min(pair), max(pair)) for pair in connection.execute(query)}
    return found


def _shingles(connection: Connection, docs: Iterable[str]) -> dict[str, frozenset[int]]:
    ordered = sorted(docs)
    found: dict[str, frozenset[int]] = {}
    for i in range(0, len(ordered), CHUNK):
        query = select(s.texts.c.doc, s.texts.c.forms).where(s.texts.c.doc.in_(ordered[i : i + CHUNK]))
        found |= {doc: shingles(forms.split()) for doc, forms in connection.execute(query)}
    return found


def _store(connection: Connection, docs: Iterable[str], unions: Unions) -> None:
    ordered = sorted(docs)
    days: dict[str, str] = {}
    marked: dict[str, str | None] = {}
    d = s.documents.c
    for i in range(0, len(ordered), CHUNK):
        query = select(d.id, d.day, d.copy_of).where(d.id.in_(ordered[i : i + CHUNK]))
        for id_, day, copy_of in connection.execute(query):
            days[id_], marked[id_] = day or "9999", copy_of
    groups: dict[object, list[str]] = defaultdict(list)
    for doc in ordered:
        groups[unions.root(doc)].append(doc)
    rows = []
    for group in groups.values():
        origin = min(group, key=lambda doc: (days[doc], doc))
        wanted = {doc: None if doc == origin else origin for doc in group}
        rows += [{"d": doc, "copy_of": copied} for doc, copied in wanted.items() if marked[doc] != copied]
    if rows:
        connection.execute(update(s.documents).where(d.id == bindparam("d")), rows)
