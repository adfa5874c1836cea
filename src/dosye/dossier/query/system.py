"""The whole system that the articles describe, under seven headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, Table, func, select

from dosye.dossier import schema as s
from dosye.dossier.query.actors import ActorRow, find_actors
from dosye.dossier.query.acts import find_weighty_acts
from dosye.dossier.query.stands import find_stances
from dosye.dossier.query.ties import find_ties
from dosye.dossier.query.words import find_statements, find_what_ifs
from dosye.dossier.records import EVERYTHING, Answer, Fact, Filters, Section
from dosye.knowledge import Knowledge
from dosye.records import RelationType

MOST = 200
"""How many actors, acts and statements are shown where no other number is given."""
APART = (RelationType.COMMANDS, RelationType.PRESSES)
TIES = tuple(t.value for t in RelationType if t not in APART)


def find_system(
    connection: Connection, knowledge: Knowledge, *, name: str = "", limit: int | None = None
) -> Answer:
    """Return what `dosye system` shows.

    Args:
        connection: to an open dossier.
        knowledge: the tables, for the meaning of issues.
        name: what to call the dossier in the title.
        limit: at most so many actors, acts and statements, the weightiest; 200 without it.
    """
    most = limit or MOST
    acts, more = find_weighty_acts(connection, EVERYTHING, most)
    stances = find_stances(connection, knowledge, Filters(limit=most))
    actors = find_actors(connection, limit=most)
    ties = [
        f
        for f in find_ties(connection, TIES, Filters(limit=2 * most))
        if f.actors[0] in {a.id for a in actors}
    ]
    undated = tuple(fact for fact in acts if not _dated(fact))
    return Answer(
        title=name,
        sections=(
            _actors(actors, ties, count(connection, s.actors) - len(actors)),
            _command(find_ties(connection, ("commands",), Filters(limit=most))),
            Section("pressures", tuple(find_ties(connection, ("presses",), Filters(limit=most)))),
            Section("issues", tuple(stances), _grouped(stances, "issue")),
            Section("chain", tuple(fact for fact in acts if _dated(fact)), more=more),
            Section("undated", undated),
            _words(connection, most),
            Section("whatif", tuple(find_what_ifs(connection, Filters(limit=most)))),
        ),
    )


def count(connection: Connection, table: Table) -> int:
    """Return the number of rows of a table."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _words(connection: Connection, most: int) -> Section:
    facts = find_statements(connection, Filters(limit=most))
    return Section("words", tuple(facts), more=count(connection, s.statements) - len(facts))


def _dated(fact: Fact) -> bool:
    return bool(fact.time) and not str(fact.time).endswith("_REF")


def _grouped(facts: Iterable[Fact], detail: str) -> dict[str, tuple[Fact, ...]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.details[detail]].append(fact)
    return {key: tuple(group) for key, group in groups.items()}


def _actors(rows: list[ActorRow], ties: list[Fact], more: int) -> Section:
    """Group actors by camp, each followed by its ties."""
    by_actor: dict[str, list[Fact]] = defaultdict(list)
    for tie in ties:
        by_actor[tie.actors[0]].append(tie)
    groups: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        groups[row.camp or row.polity or ""] += [_actor_fact(row), *by_actor[row.id]]
    ordered = dict(sorted(groups.items(), key=lambda item: (item[0] == "", -len(item[1]), item[0])))
    facts = tuple(fact for group in ordered.values() for fact in group)
    return Section("actors", facts, {key: tuple(group) for key, group in ordered.items()}, more)


def _actor_fact(row: ActorRow) -> Fact:
    gloss = f" - {row.gloss}" if row.gloss else ""
    details = {"type": row.type, "polity": row.polity, "camp": row.camp, "articles": str(row.articles)}
    return Fact(
        f"actors/{row.id}", "actors", row.name_en + gloss, row.name, (), actors=(row.id,), details=details
    )


def _command(ties: list[Fact]) -> Section:
    """Group lines of command by who is commanded, so that formal and actual stand side by side."""
    return Section(
        "command", tuple(ties), _grouped(sorted(ties, key=lambda t: t.details["object"]), "object")
    )
