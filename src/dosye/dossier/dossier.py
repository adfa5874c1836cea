"""The open dossier: every question to it and every change of it is a method here, done elsewhere.

What changes or judges it is loaded when it is called: a question should not wait for the stages of reading.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, func, select

from dosye.codec import reading_from_json
from dosye.dossier import query as q
from dosye.dossier import schema as s
from dosye.dossier.judgements import Anchor, Judgement, Verdict
from dosye.dossier.log import fetch_log, fetch_words
from dosye.dossier.query.parts import Parts, find_parts
from dosye.dossier.records import EVERYTHING, Answer, Fact, Filters, Quote
from dosye.dossier.store import open_engine
from dosye.errors import QueryError
from dosye.knowledge import Knowledge, load_knowledge
from dosye.records import Reading

if TYPE_CHECKING:
    from dosye.dossier.candidates import Candidate
    from dosye.dossier.prepared import Prepared


def open_dossier(where: str | Path, *, create: bool = False, tables: Path | None = None) -> Dossier:
    """Open a dossier.

    Args:
        where: a `.dosye` file or a `postgresql://` URL.
        create: make an empty one if there is none.
        tables: a folder of your own knowledge tables, laid over ours.

    Raises:
        StoreError: it is no dossier, or cannot be opened.
    """
    return Dossier(open_engine(where, create=create), load_knowledge(tables), Path(str(where)).name)


class Dossier:
    """An open dossier; use it in a `with` block or call `close`."""

    def __init__(self, engine: Engine, knowledge: Knowledge, name: str) -> None:
        self.engine = engine
        self.knowledge = knowledge
        self.name = name

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()

    def add(
        self, readings: Iterable[Reading | Prepared], *, replaced: Callable[[str], None] | None = None
    ) -> int:
        """Store readings; return how many changed the dossier.

        `replaced` is told the id of each document whose text has taken the place of another text.
        """
        from dosye.dossier.write import store_readings

        return store_readings(self.engine, readings, self.knowledge, replaced=replaced)

    def readings(self) -> Iterator[Reading]:
        """Return every reading, in order of document id."""
        columns = (s.documents.c.id, s.documents.c.text, s.documents.c.record)
        with self.engine.connect() as connection:
            for id_, text, record in connection.execute(select(*columns).order_by(s.documents.c.id)):
                yield reading_from_json(json.loads(record) | {"text": text}, where=id_)

    def reading(self, doc: str) -> Reading:
        """Return the reading of one document; QueryError if there is none."""
        columns = (s.documents.c.text, s.documents.c.record)
        with self.engine.connect() as connection:
            row = connection.execute(select(*columns).where(s.documents.c.id == doc)).one_or_none()
        if row is None:
            raise _no_document(doc, self.name)
        return reading_from_json(json.loads(row.record) | {"text": row.text}, where=doc)

    def has_document(self, doc: str) -> bool:
        """Tell whether a document is called so."""
        with self.engine.connect() as connection:
            query = select(s.documents.c.n).where(s.documents.c.id == doc)
            return connection.execute(query).first() is not None

    def documents(self) -> list[dict[str, str | int | None]]:
        """Return id, date, outlet, title and number of words of every document."""
        d = s.documents.c
        query = select(d.id, d.published, d.publisher, d.title, d.words).order_by(d.day.nulls_first(), d.id)
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def system(self, *, limit: int | None = None) -> Answer:
        """Return the system that the articles describe, under the headings of `dosye system`."""
        with self.engine.connect() as connection:
            return q.find_system(connection, self.knowledge, name=self.name, limit=limit)

    def actors(self, *, type_: str | None = None, limit: int | None = None) -> list[q.ActorRow]:
        """Return the actors, those in most articles first."""
        with self.engine.connect() as connection:
            return q.find_actors(connection, type_=type_, limit=limit)

    def settle(self, filters: Filters) -> Filters:
        """Return filters with ids for the names of actors and places, and outlets as they are written.

        Raises:
            QueryError: a name means nobody or several, or no outlet, issue or document is called so.
        """
        if filters.issue and filters.issue not in self.knowledge.issues and not self.has_issue(filters.issue):
            raise QueryError(f"no issue is called {filters.issue!r}; `dosye issues {self.name}` lists them")
        if filters.doc and not self.has_document(filters.doc):
            raise _no_document(filters.doc, self.name)
        outlet = self.find_outlet(filters.outlet) if filters.outlet else None
        actor, place, about, other = (
            self.find(name) if name else None
            for name in (filters.actor, filters.place, filters.about, filters.other)
        )
        return replace(filters, actor=actor, place=place, about=about, other=other, outlet=outlet)

    def find(self, name: str) -> str:
        """Return the id of the one actor that a name means; QueryError if it means none or several."""
        with self.engine.connect() as connection:
            return q.find_actor(connection, name, self.knowledge).id

    def near(self, name: str) -> list[q.ActorRow]:
        """Return the actors whose names are spelt nearly so, at most three."""
        with self.engine.connect() as connection:
            return q.find_near(connection, name)

    def actor(self, name: str, filters: Filters = EVERYTHING) -> Answer:
        """Return all that the dossier holds of one actor; QueryError if the name means none or several."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            row = q.find_actor(connection, name, self.knowledge)
            sections = q.find_profile(connection, self.knowledge, row.id, filters)
            return Answer(row.name_en, tuple(sections), row.name)

    def between(self, a: str, b: str, filters: Filters = EVERYTHING) -> Answer:
        """Return the ties and acts between two actors, what either says of the other, where both stand."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            rows = [q.find_actor(connection, name, self.knowledge) for name in (a, b)]
            ends = (rows[0].id, rows[1].id)
            if ends[0] == ends[1]:
                raise QueryError(f"{a!r} and {b!r} mean one actor, {ends[0]}; name two")
            sections = q.find_between(connection, self.knowledge, ends, filters)
            titles = (" - ".join(row.name_en for row in rows), " - ".join(row.name for row in rows))
            return Answer(titles[0], tuple(sections), titles[1])

    def network(self, filters: Filters = EVERYTHING) -> q.Network:
        """Return the actors with ties and acts as dated, directed, signed edges, the weightiest first."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return q.find_network(connection, filters)

    def compare(self, a: str, b: str, filters: Filters = EVERYTHING) -> Answer:
        """Return the acts that two outlets both tell, and those that only one of them tells."""
        a, b = self.find_outlet(a), self.find_outlet(b)
        if a == b:
            raise QueryError(f"{a!r} is given twice; name two outlets to compare")
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return Answer(f"{a} - {b}", tuple(q.find_difference(connection, (a, b), filters)))

    def find_outlet(self, name: str) -> str:
        """Return the outlet that a name in small or capital letters means; QueryError lists the outlets."""
        known = sorted(self.outlets())
        alike = [outlet for outlet in known if outlet.casefold() == name.strip().casefold()]
        if name in known or len(alike) == 1:
            return name if name in known else alike[0]
        some = ", ".join(known[:20]) + (" ..." if len(known) > 20 else "")
        raise QueryError(f"no outlet is called {name!r}; the dossier has {some or 'none'}")

    def outlets(self) -> dict[str, int]:
        """Return the outlets with the number of articles of each."""
        c = s.documents.c.publisher
        with self.engine.connect() as connection:
            query = select(c, func.count()).where(c.is_not(None)).group_by(c).order_by(c)
            return {str(outlet): number for outlet, number in connection.execute(query)}

    def brief(self, about: str, filters: Filters = EVERYTHING) -> Answer:
        """Return a brief on an actor, by name, or an issue, by its slug: all facts and their sources."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            if about in self.knowledge.issues or self.has_issue(about):
                answer = q.find_brief(connection, self.knowledge, replace(filters, issue=about))
                en, ckb = (q.issue_meaning(about, self.knowledge, lang) for lang in ("en", "ckb"))
                return replace(answer, title=en, title_ckb=ckb)
            row = q.find_actor(connection, about, self.knowledge)
            answer = q.find_brief(connection, self.knowledge, replace(filters, actor=row.id))
            return replace(answer, title=row.name_en, title_ckb=row.name)

    def has_issue(self, slug: str) -> bool:
        """Tell whether anybody takes a stand on an issue."""
        with self.engine.connect() as connection:
            query = select(s.stances.c.n).where(s.stances.c.issue == slug).limit(1)
            return connection.execute(query).first() is not None

    def timeline(self, filters: Filters = EVERYTHING) -> list[Fact]:
        """Return acts in order of time, undated ones last."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return q.find_acts(connection, filters)

    def statements(self, filters: Filters = EVERYTHING) -> list[Fact]:
        """Return who said what."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return q.find_statements(connection, filters)

    def stances(self, filters: Filters = EVERYTHING) -> list[Fact]:
        """Return who stands where, by issue."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return q.find_stances(connection, self.knowledge, filters)

    def parts(self) -> Parts:
        """Return every act, tie and condition in parts, for scenarios."""
        with self.engine.connect() as connection:
            return find_parts(connection)

    def ties(self, types: Sequence[str] = (), filters: Filters = EVERYTHING) -> list[Fact]:
        """Return ties between actors."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return q.find_ties(connection, types, filters)

    def search(self, words: str, filters: Filters = EVERYTHING) -> list[q.Hit]:
        """Return the articles that hold words, "phrases" or beginnings*, or name the actor so called."""
        filters = self.settle(filters)
        with self.engine.connect() as connection:
            return q.find_documents(connection, self.knowledge, words, filters)

    def judge(
        self,
        kind: str | Verdict,
        *facts: str,
        value: Mapping[str, str] | None = None,
        note: str = "",
        **by: str,
    ) -> int:
        """Add a judgement to the log and make anew what it touches; return its number.

        Args:
            kind: same, different, unsure (of two facts), split, rename, suppress, correct, note (of one).
            facts: `document/layer/local id`, or ids of actors; of two known actors that are the same the
                second stays.
            value: what to correct: `type`, `mode`, `time`, `modality`, `actors`, `recipients` of an act
                (sides as `start-end` of a mention each), `source` of a statement, `position` of a stance;
                the new name (`ckb`, `en`) of an actor.
            note: why, in words.
            by: `who` judges, and when (`at`, ISO); now, if it does not say.

        Raises:
            QueryError: a fact is not there, or the judgement lacks what its kind needs.
        """
        from dosye.dossier import judge as j

        opinion = j.Opinion(verdict(kind), facts, value or {}, note)
        return j.judge(self.engine, opinion, self.knowledge, who=by.get("who", ""), at=by.get("at") or now())

    def undo(self, n: int, *, who: str = "", at: str = "") -> None:
        """Undo line `n` of the log by a further line; QueryError if it is not in force."""
        from dosye.dossier import judge as j

        j.undo(self.engine, n, self.knowledge, who=who, at=at or now())

    def log(self) -> list[Judgement]:
        """Return the whole log of judgements, with what is undone and what undoes it."""
        with self.engine.connect() as connection:
            return fetch_log(connection)

    def words_of(self, lines: Iterable[Judgement]) -> dict[Anchor, Quote]:
        """Return the words that judgements hang on, but for texts that the dossier does not have."""
        with self.engine.connect() as connection:
            return fetch_words(connection, (anchor for line in lines for anchor in line.anchors))

    def replay(self, lines: Iterable[Judgement]) -> int:
        """Add the lines of another dossier's log that this one lacks; return how many."""
        from dosye.dossier import judge as j

        return j.replay(self.engine, lines, self.knowledge)

    def candidates(self, *, limit: int = 50) -> list[Candidate]:
        """Return what is most worth a person's look: likely merges, doubtful facts, conflicts."""
        from dosye.dossier.candidates import find_candidates

        with self.engine.connect() as connection:
            return find_candidates(connection, self.knowledge, limit=limit)


def _no_document(doc: str, name: str) -> QueryError:
    return QueryError(f"no document is called {doc!r}; `dosye show {name}` lists them")


def verdict(kind: str | Verdict) -> Verdict:
    """Return a kind of judgement by name; QueryError if there is none."""
    names = [v.value for v in Verdict if v is not Verdict.UNDO]
    if isinstance(kind, Verdict):
        return kind
    if kind not in names:
        raise QueryError(f"{kind!r} is no kind of judgement; give one of {', '.join(names)}")
    return Verdict(kind)


def now() -> str:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
