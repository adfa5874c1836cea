"""Stances: who stands where on which issue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, select

from dosye.dossier import schema as s
from dosye.dossier.query.fetch import fetch_names, fetch_texts, quote
from dosye.dossier.query.narrow import narrow_documents
from dosye.dossier.records import EVERYTHING, Fact, Filters
from dosye.dossier.say import say_stance
from dosye.knowledge import Knowledge

Names = Mapping[str, Mapping[str, str]]


def find_stances(connection: Connection, knowledge: Knowledge, filters: Filters = EVERYTHING) -> list[Fact]:
    """Return stances by issue and position, those told most if limited; one told often is one fact."""
    c = s.stances.c
    d = s.documents.c
    query = select(s.stances, d.day).join(s.documents, d.id == c.doc)
    query = narrow_documents(query, filters).order_by(c.issue, c.position, d.day.nulls_first(), c.doc, c.n)
    for column, value in ((c.issue, filters.issue), (c.holder_actor, filters.actor), (c.doc, filters.doc)):
        query = query.where(column == value) if value else query
    groups: dict[tuple[str, str, str], list[Row[tuple[object, ...]]]] = defaultdict(list)
    for row in connection.execute(query):
        groups[row.issue, row.position, row.holder_actor].append(row)
    positions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for issue, position, holder in groups:
        positions[issue, holder].add(position)
    if filters.limit and len(groups) > filters.limit:
        kept = set(sorted(groups, key=lambda key: (-len(groups[key]), key))[: filters.limit])
        groups = {key: group for key, group in groups.items() if key in kept}
    shown = [row for group in groups.values() for row in group]
    names = fetch_names(connection, {row.holder_actor for row in shown})
    texts = fetch_texts(connection, {row.doc for row in shown})
    facts = []
    for (issue, _, holder), group in groups.items():
        fact = _fact(group, knowledge, names, texts)
        days = sorted(row.day[:10] for row in group if row.day)
        since, until = (days[0], days[-1]) if days else ("", "")
        change = "yes" if len(positions[issue, holder]) > 1 else ""
        details = {**fact.details, "from": since, "to": until, "changed": change}
        facts.append(replace(fact, time=_span(since, until), details=details))
    return facts


def _span(since: str, until: str) -> str | None:
    return (since if since == until else f"{since}/{until}") or None


def issue_meaning(slug: str, knowledge: Knowledge, lang: str) -> str:
    """Return what `for` means on an issue; its slug in words where no table knows it."""
    line = knowledge.issues.get(slug)
    if line is None:
        return slug.replace("-", " ")
    return line.meaning if lang == "en" else line.name_ckb or line.meaning


def _fact(
    group: Sequence[Row[tuple[object, ...]]], knowledge: Knowledge, names: Names, texts: Mapping[str, str]
) -> Fact:
    row = group[0]
    said = {
        lang: say_stance(
            row.holder_actor, issue_meaning(row.issue, knowledge, lang), row.position, names, lang
        )
        for lang in ("en", "ckb")
    }
    return Fact(
        id=f"{row.doc}/stances/{row.n}",
        layer="stances",
        en=said["en"],
        ckb=said["ckb"],
        quotes=tuple(quote(texts, x.doc, x.start, x.end) for x in group),
        confidence=max((x.confidence for x in group if x.confidence is not None), default=None),
        actors=(row.holder_actor,),
        details={"issue": row.issue, "position": row.position, "holder": names[row.holder_actor]["en"]},
    )
