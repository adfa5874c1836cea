"""The whole system that the articles describe, under seven headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, Table, func, select

from dosye.dossier import schema as s
from dosye.dossier.query.actors import ActorRow, find_actors
from dosye.dossier.query.acts import find_weighty_acts, is_dated
from dosye.dossier.query.fetch import fetch_names
from dosye.dossier.query.stands import find_stances, issue_meaning
from dosye.dossier.query.ties import find_ties
from dosye.dossier.query.words import find_statements, find_what_ifs
from dosye.dossier.records import EVERYTHING, Answer, Fact, Filters, Section
from dosye.dossier.say.messages import LANGUAGES, has_message, value_name
from dosye.knowledge import Knowledge
from dosye.records import RelationType

MOST = 200
"""How many actors, acts and statements are shown where no other number is given."""
APART = (RelationType.COMMANDS, RelationType.PRESSES)
_LAST = ("places", "none", "unnamed")
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
        if f.actors[0] in {a.id for a in actors} and not _says_nothing(f)
    ]
    undated = tuple(fact for fact in acts if not is_dated(fact))
    return Answer(
        title=name,
        sections=(
            _actors(actors, ties, count(connection, s.actors) - len(actors)),
            _command(connection, find_ties(connection, ("commands",), Filters(limit=most))),
            Section("pressures", tuple(find_ties(connection, ("presses",), Filters(limit=most)))),
            by_issue(stances, knowledge),
            Section("chain", tuple(fact for fact in acts if is_dated(fact)), more=more),
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


def _says_nothing(tie: Fact) -> bool:
    """Tell whether the name of an actor says its tie already: members of a party, the head of a bloc."""
    subject = tie.details["subject"].replace("the ", "")
    office = tie.details["type"] == RelationType.HOLDS_ROLE.value and bool(tie.details["label"])
    return subject.endswith(f" of {tie.details['object'].removeprefix('the ')}") or (
        office and subject.casefold().startswith(f"{tie.details['label'].casefold()} of ")
    )


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
        groups[_group_of(row)] += [_actor_fact(row), *by_actor[row.id]]
    ordered = dict(
        sorted(
            groups.items(),
            key=lambda item: (_LAST.index(item[0]) + 1 if item[0] in _LAST else 0, -len(item[1]), item[0]),
        )
    )
    facts = tuple(fact for group in ordered.values() for fact in group)
    names = {key: {lang: _group_name(key, lang) for lang in LANGUAGES} for key in ordered}
    return Section("actors", facts, {key: tuple(group) for key, group in ordered.items()}, more, names)


def _group_of(row: ActorRow) -> str:
    """Return under what an actor stands: its camp, its polity, or what kind of actor it is."""
    if row.camp:
        return row.camp
    if row.type in ("GPE", "PLACE"):
        return "places"
    return row.polity or ("none" if row.named else "unnamed")


def _group_name(key: str, lang: str) -> str:
    return value_name("polity" if has_message(f"polity.{key}") else "camp", key, lang)


def by_issue(stances: list[Fact], knowledge: Knowledge) -> Section:
    """Return stances under the meaning and the slug of their issue."""
    groups = _grouped(stances, "issue")
    names = {
        slug: {lang: f"{issue_meaning(slug, knowledge, lang)} ({slug})" for lang in LANGUAGES}
        for slug in groups
    }
    return Section("issues", tuple(stances), groups, names=names)


def _actor_fact(row: ActorRow) -> Fact:
    gloss = f" - {row.gloss}" if row.gloss and row.gloss.casefold() != row.name_en.casefold() else ""
    details = {"type": row.type, "polity": row.polity, "camp": row.camp, "articles": str(row.articles)}
    return Fact(
        f"actors/{row.id}", "actors", row.name_en + gloss, row.name, (), actors=(row.id,), details=details
    )


def _command(connection: Connection, ties: list[Fact]) -> Section:
    """Group lines of command by who is commanded, so that formal and actual stand side by side."""
    groups = _grouped(sorted(ties, key=lambda t: t.details["object"]), "object")
    names = fetch_names(connection, {tie.actors[1] for tie in ties})
    called = {key: names[group[0].actors[1]] for key, group in groups.items()}
    return Section("command", tuple(ties), groups, names=called)
