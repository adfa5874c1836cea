"""What a dossier holds of one actor over time, of two, of two outlets, and all of it as a brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from dosye.dossier import schema as s
from dosye.dossier.query.actors import find_actor_facts
from dosye.dossier.query.acts import find_weighty_acts, in_time, select_acts, tell_acts
from dosye.dossier.query.fetch import chunks
from dosye.dossier.query.stands import find_stances
from dosye.dossier.query.ties import find_ties
from dosye.dossier.query.words import find_statements
from dosye.dossier.records import Answer, Fact, Filters, Section
from dosye.dossier.say import message
from dosye.knowledge import Knowledge

MOST = 60
LANGS = ("en", "ckb")


def find_profile(connection: Connection, knowledge: Knowledge, actor: str, filters: Filters) -> list[Section]:
    """Return who an actor is, month by month what it does, its ties, acts, words and stances."""
    mine = replace(filters, actor=actor)
    most = filters.limit or MOST
    who = find_actor_facts(connection, [actor]).values()
    acts, more = find_weighty_acts(connection, mine, most)
    said = find_statements(connection, replace(mine, limit=most))
    about = find_statements(connection, replace(filters, about=actor, limit=most))
    return [
        Section("who", tuple(who)),
        Section("months", tuple(find_months(connection, actor))),
        Section("ties", tuple(find_ties(connection, filters=mine))),
        Section("acts", tuple(acts), more=more),
        Section("words", tuple(said)),
        Section("about", tuple(fact for fact in about if actor not in fact.actors[:1])),
        Section("stances", tuple(find_stances(connection, knowledge, mine))),
    ]


def find_months(connection: Connection, actor: str) -> list[Fact]:
    """Return, for each month, in how many articles an actor stands and what it does there."""
    d, e, c, x = s.documents.c, s.entities.c, s.sides.c, s.statements.c
    month = func.substr(d.day, 1, 7)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    articles = (
        select(month, func.count(e.doc.distinct())).join(s.entities, e.doc == d.id).where(e.actor == actor)
    )
    for when, number in connection.execute(articles.group_by(month)):
        counts[when or ""]["articles"] = number
    when_done = func.substr(c.day, 1, 7)
    acts = select(when_done, c.side, func.count()).where(c.actor == actor).group_by(when_done, c.side)
    for when, side, number in connection.execute(acts):
        counts[when or ""]["by" if side == "actor" else "to"] = number
    said = select(month, func.count()).join(s.statements, x.doc == d.id).where(x.source_actor == actor)
    for when, number in connection.execute(said.group_by(month)):
        counts[when or ""]["said"] = number
    facts = []
    for when, row in sorted(counts.items()):
        parts = {key: row.get(key, 0) for key in ("articles", "by", "to", "said")}
        en, ckb = (message("month.line", lang, **parts) for lang in LANGS)
        details = {key: str(value) for key, value in parts.items()}
        facts.append(Fact(f"{actor}@{when}", "months", en, ckb, (), time=when or None, details=details))
    return facts


def find_between(
    connection: Connection, knowledge: Knowledge, ends: tuple[str, str], filters: Filters
) -> list[Section]:
    """Return the ties and acts between two actors, and what either says of the other."""
    a, b = ends
    both = replace(filters, actor=a, other=b)
    said = []
    for one, other in (ends, (b, a)):
        said += find_statements(connection, replace(filters, actor=one, about=other))
    acts, more = find_weighty_acts(connection, both, filters.limit or MOST)
    stances = [find_stances(connection, knowledge, replace(filters, actor=end)) for end in ends]
    shared = {f.details["issue"] for f in stances[0]} & {f.details["issue"] for f in stances[1]}
    stand = sorted(
        (f for facts in stances for f in facts if f.details["issue"] in shared),
        key=lambda f: (f.details["issue"], f.id),
    )
    return [
        Section("ties", tuple(find_ties(connection, filters=both))),
        Section("acts", tuple(acts), more=more),
        Section("words", tuple(said)),
        Section("issues", tuple(stand)),
    ]


def find_difference(connection: Connection, outlets: tuple[str, str], filters: Filters) -> list[Section]:
    """Return the acts that two outlets both tell, and those that only one of them tells."""
    most = filters.limit or MOST // 2
    a, b = outlets
    shown = [("both", *_both(connection, outlets)), (a, *_only(connection, a, b, most))]
    shown.append((b, *_only(connection, b, a, most)))
    sections = []
    for key, acts, number in shown:
        facts = _tell(connection, acts[:most], replace(filters, limit=None), outlets)
        only = {lang: message("heading.first", lang, name=key) for lang in LANGS}
        names = {} if key == "both" else {"": only}
        sections.append(Section(key, tuple(facts), more=max(0, number - most), names=names))
    return sections


def _both(connection: Connection, outlets: tuple[str, str]) -> tuple[list[str], int]:
    """Return the acts that two outlets tell, the most told first, and their number."""
    a, b = s.told.alias("a"), s.told.alias("b")
    query = (
        select(a.c.act)
        .join(b, b.c.act == a.c.act)
        .where(a.c.outlet == outlets[0], b.c.outlet == outlets[1])
        .order_by((a.c.tellings + b.c.tellings).desc(), a.c.act)
    )
    acts = list(connection.execute(query).scalars())
    return acts, len(acts)


def _only(connection: Connection, outlet: str, other: str, most: int) -> tuple[list[str], int]:
    """Return the acts that one outlet tells and the other does not, the most told first; and their number."""
    k, e, b = s.told.c, s.events.c, s.told.alias("b")
    theirs = select(b.c.act).where(b.c.act == k.act, b.c.outlet == other).exists()
    several = connection.execute(select(k.act, k.tellings).where(k.outlet == outlet, ~theirs)).all()
    more = select(s.acts.c.id).where(s.acts.c.id == e.act).exists()
    once = select(e.act).where(e.outlet == outlet, ~more).order_by(e.act).limit(most)
    told = [(-number, act) for act, number in several]
    told += [(-1, act) for act in connection.execute(once).scalars()]
    counted = select(func.coalesce(func.sum(k.tellings), 0)).where(k.outlet == outlet).scalar_subquery()
    single = int(connection.execute(select(func.count() - counted).where(e.outlet == outlet)).scalar_one())
    return [act for _, act in sorted(told)][:most], len(several) + single


def _tell(
    connection: Connection, acts: Sequence[str], filters: Filters, outlets: Iterable[str]
) -> list[Fact]:
    rows = [
        row
        for part in chunks(acts)
        for row in connection.execute(
            select_acts(filters)
            .order_by(None)
            .where(s.events.c.act.in_(part), s.events.c.outlet.in_(list(outlets)))
        )
    ]
    return tell_acts(connection, sorted(rows, key=in_time))


def find_brief(connection: Connection, knowledge: Knowledge, about: Filters) -> Answer:
    """Return what is known of an actor or an issue, each line with its words, and the list of sources."""
    if about.issue:
        stances = find_stances(connection, knowledge, about)
        holders = sorted({actor for fact in stances for actor in fact.actors})
        sections = [
            Section("issues", tuple(stances)),
            Section("who", tuple(find_actor_facts(connection, holders, most=1).values())),
        ]
    else:
        sections = find_profile(connection, knowledge, about.actor or "", replace(about, actor=None))
    sections = [section for section in sections if section.facts]
    docs = {quote.doc for section in sections for fact in section.facts for quote in fact.quotes}
    return Answer("", (*sections, Section("sources", tuple(find_sources(connection, docs)))))


def find_sources(connection: Connection, docs: Iterable[str]) -> list[Fact]:
    """Return documents as citations: outlet, title, date, address."""
    d = s.documents.c
    rows = [
        row
        for part in chunks(sorted(docs))
        for row in connection.execute(
            select(d.id, d.publisher, d.title, d.published, d.url, d.copy_of).where(d.id.in_(part))
        )
    ]
    facts = []
    for row in sorted(rows, key=lambda r: (r.published or "", r.id)):
        line = ", ".join(part for part in (row.publisher, row.title, row.url, row.id) if part)
        line += f" (= {row.copy_of})" if row.copy_of else ""
        day = row.published[:10] if row.published else None
        facts.append(Fact(row.id, "documents", line, line, (), time=day))
    return facts
