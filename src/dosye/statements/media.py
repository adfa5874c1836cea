"""Who carried the words: the statement around them, the host of a talk, the outlet whose report it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dosye.entities.stems import noun_stems
from dosye.events.context import Context
from dosye.language.ckb import Sentence, lookup_key
from dosye.records import EntityId, EntityType, Mention, SourceKind, Statement
from dosye.statements.known import is_medium
from dosye.tables import read_table

_NEAR = 6
_PEOPLE = (EntityType.PERSON, EntityType.ROLE, EntityType.GROUP)
_SCOPE = 15
_TO = "\u0628\u06d5"


@lru_cache(maxsize=1)
def _talks() -> dict[str, str]:
    rows = read_table(Path(__file__).parent / "interviews.tsv", ("stem", "kind", "source"), key=("stem",))
    return {lookup_key(row["stem"]): row["kind"] for row in rows}


def add_media(statements: Sequence[Statement], context: Context) -> list[Statement]:
    """Return the statements with their media, addressees and chains."""
    hosts = find_hosts(context)
    reports = find_reports(context)
    found: list[Statement] = []
    for statement in statements:
        told = _told_to(statement, context)
        outer = _outer(statement, statements)
        beside = statement.medium if statement.medium and is_medium(context, statement.medium) else None
        medium = outer or beside or (told if told and is_medium(context, told) else None)
        medium = medium or hosts.get(statement.source) or _report(statement, context, reports)
        addressee = told or statement.medium
        found.append(
            replace(
                statement,
                medium=None if medium == statement.source else medium,
                addressee=None if addressee in (medium, statement.source) else addressee,
            )
        )
    return [_with_chain(s, found) for s in found]


def _outer(inner: Statement, statements: Sequence[Statement]) -> EntityId | None:
    """The source of the smallest statement whose content holds another statement with its cue."""
    around = [
        s
        for s in statements
        if s.content.start <= inner.cue.start
        and inner.cue.end <= s.content.end
        and s.content.start <= inner.content.start
        and inner.content.end <= s.content.end
        and s.content != inner.content
    ]
    best = min(around, key=lambda s: s.content.end - s.content.start, default=None)
    return best.source if best is not None and best.source != inner.source else None


def _with_chain(statement: Statement, statements: Sequence[Statement]) -> Statement:
    """The statement with who passed it on, nearest to the reader first."""
    chain: list[EntityId] = []
    carrier = statement.medium
    while carrier is not None and carrier not in chain:
        chain.append(carrier)
        told = [s for s in statements if s.source == carrier and s.content.start <= statement.cue.start]
        around = [s for s in told if statement.content.end <= s.content.end]
        carrier = around[0].medium if around else None
    return replace(statement, chain=tuple(reversed(chain)))


def find_hosts(context: Context) -> dict[EntityId, EntityId]:
    """Return, for each who speaks in a talk that the article names, its host."""
    hosts: dict[EntityId, EntityId] = {}
    for number, sent in enumerate(context.sents):
        at = _talk(sent, "host")
        if at < 0:
            continue
        mentions = context.mentions_by_sentence[number]
        guests = [m for m in mentions if m.type in _PEOPLE and m.end <= sent.tokens[at].start]
        guests = guests or [m for m in mentions if m.type in _PEOPLE and not _hosts(context, m)]
        host = _host(context, mentions, sent, at)
        if host is None:
            continue
        for guest in guests[:1]:
            if guest.entity != host:
                hosts.setdefault(guest.entity, host)
    return hosts


def _hosts(context: Context, mention: Mention) -> bool:
    before = context.document.text[: mention.start].rstrip()
    return before.endswith("#")


def _talk(sent: Sentence, kind: str) -> int:
    """Index of the word for a talk or report; -1 where the sentence has none."""
    table = _talks()
    for i, token in enumerate(sent.tokens):
        if any(table.get(stem) == kind for stem in noun_stems(token.key)):
            return i
    return -1


def _host(context: Context, mentions: Sequence[Mention], sent: Sentence, at: int) -> EntityId | None:
    """The outlet, or the journalist named with a hashtag, right after the word for a talk."""
    last = sent.tokens[min(at + _NEAR, len(sent.tokens) - 1)].end
    near = [m for m in mentions if sent.tokens[at].end <= m.start < last]
    for mention in near:
        if is_medium(context, mention.entity) or _hosts(context, mention):
            return mention.entity
    return None


def find_reports(context: Context) -> list[tuple[int, EntityId]]:
    """Return the sentences in which an outlet's report begins, with the outlet."""
    found: list[tuple[int, EntityId]] = []
    for number, sent in enumerate(context.sents):
        if _talk(sent, "report") >= 0:
            outlets = [m.entity for m in context.mentions_by_sentence[number] if is_medium(context, m.entity)]
            found += [(number, outlet) for outlet in outlets[:1]]
    return found


def _report(
    statement: Statement, context: Context, reports: Sequence[tuple[int, EntityId]]
) -> EntityId | None:
    """The outlet in whose report unnamed people speak, within some sentences of its last naming."""
    if statement.source_kind is not SourceKind.ANONYMOUS or not reports:
        return None
    at = context.sentence_at(statement.content.start)
    opened = [outlet for number, outlet in reports if number <= at]
    if not opened:
        return None
    outlet = opened[-1]
    named = [context.sentence_at(m.start) for m in context.mentions if m.entity == outlet]
    return outlet if any(0 <= at - n <= _SCOPE for n in named) else None


def _told_to(statement: Statement, context: Context) -> EntityId | None:
    """Whom the words were told to: the name after `to` before the cue."""
    number = context.sentence_at(statement.cue.start)
    text = context.document.text
    for mention in context.mentions_by_sentence[number]:
        before = text[: mention.start].rstrip(" '\"‘’").rsplit(None, 1)
        close = 0 <= statement.cue.start - mention.end <= 30
        if close and before and lookup_key(before[-1]) == _TO and mention.entity != statement.source:
            return mention.entity
    return None
