"""The statements of one article: found, put on their medium, linked to what they deny, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dosye.events.context import Context
from dosye.records import Event, Statement, StatementId
from dosye.statements.denials import link_denials
from dosye.statements.find import statements_of
from dosye.statements.media import add_media
from dosye.statements.model import WordsModel, load_model


def find_statements(
    context: Context, events: Sequence[Event], model: WordsModel | None = None
) -> tuple[Statement, ...]:
    """Return the statements of an article in text order.

    Args:
        context: the article with its mentions and times.
        events: its acts, for denials.
        model: the decisions; None for those that dosye ships.
    """
    found = statements_of(context, model or load_model(), events)
    found = link_denials(add_media(found, context), events, context)
    found = sorted(found, key=lambda s: (s.content, s.cue))
    return tuple(replace(s, id=StatementId(f"s{i}")) for i, s in enumerate(found, start=1))
