"""Who carried the words: the statement around them, the host of a talk, the outlet whose report it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.language.ckb import Sentence
from dosye.records import EntityId, EntityType, Mention, SourceKind, Statement
from dosye.statements.known import is_medium
from dosye.statements.told import is_carrier, passed_on, talk_at, told_to

_NEAR = 6
_PEOPLE = (EntityType.PERSON, EntityType.ROLE, EntityType.GROUP)
_SCOPE = 15
_NEXT = 2
_CLOSE = 4


def add_media(statements: Sequence[Statement], context: Context) -> list[Statement]:
    """Return the statements with their media, addressees and chains."""
    hosts = find_hosts(context)
    reports = find_reports(context)
    column = _column(statements, context)
    found: list[Statement] = []
    for statement in statements:
        told = told_to(statement, context)
        outer = _outer(statement, statements)
        beside = statement.medium if statement.medium and is_medium(context, statement.medium) else None
        medium = outer or beside or (told if told and is_carrier(context, told) else None)
        medium = (
            medium
            or hosts.get(statement.source)
            or _report(statement, context, reports)
            or passed_on(statement, context)
            or column
        )
        medium = medium or _same_talk(found, statement, context)
        addressee = told or statement.medium
        found.append(
            replace(
                statement,
                medium=None if medium == statement.source else medium,
                addressee=None if addressee in (medium, statement.source) else addressee,
            )
        )
    return [_with_chain(s, found) for s in found]


def _same_talk(found: Sequence[Statement], statement: Statement, context: Context) -> EntityId | None:
    """The outlet to which the same speaker told the words right before."""
    if not found or found[-1].source != statement.source or found[-1].medium is None:
        return None
    gap = context.sentence_at(statement.cue.start) - context.sentence_at(found[-1].content.end)
    return found[-1].medium if gap <= _NEXT and is_carrier(context, found[-1].medium) else None


def _column(statements: Sequence[Statement], context: Context) -> EntityId | None:
    """The outlet that prints the column of the one who speaks in an article."""
    if len({s.source for s in statements}) != 1:
        return None
    for number, sent in enumerate(context.sents):
        at = talk_at(sent, "column")
        outlets = [m.entity for m in context.mentions_by_sentence[number] if is_medium(context, m.entity)]
        if at >= 0 and outlets:
            return outlets[0]
    return None


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
        at = talk_at(sent, "host")
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
        at = talk_at(sent, "report")
        if at < 0:
            continue
        low, high = sent.tokens[max(0, at - _CLOSE)], sent.tokens[min(at + _CLOSE, len(sent.tokens) - 1)]
        near = [m for m in context.mentions_by_sentence[number] if low.start <= m.start and m.end <= high.end]
        outlets = [m.entity for m in near if is_medium(context, m.entity)]
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
