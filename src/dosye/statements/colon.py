"""The headline form `NAME: text`: the commonest attribution of all, without a verb."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.events.context import Context
from dosye.records import EntityType, Found, Mention, SpeechKind, Span, Statement, StatementId


RULE = Found(0.85, "statements.colon")


def find_colon_statements(context: Context) -> Iterator[Statement]:
    """Return a statement for each line that opens with a speaker and a colon."""
    text = context.document.text
    for number, sent in enumerate(context.sents):
        opening = _opening(context, number)
        if opening is None:
            continue
        colon = text.find(":", opening.end, sent.end)
        if colon < 0 or text[opening.end : colon].strip():
            continue
        content = Span(colon + 1 + len(text[colon + 1 : sent.end]) - len(text[colon + 1 : sent.end].lstrip()), sent.end)
        if content.start < content.end:
            cue = Span(opening.start, opening.end)
            yield Statement(StatementId(""), opening.entity, cue, content, kind=SpeechKind.SAY, found=RULE)


def _opening(context: Context, number: int) -> Mention | None:
    """Return the last of the mentions that open a sentence one after the other."""
    text, at, last = context.document.text, context.sents[number].start, None
    for mention in context.mentions_by_sentence[number]:
        if mention.type is EntityType.GPE and last is None:
            return None
        if text[at : mention.start].strip("\"'«»“” ،/-"):
            break
        last, at = mention, mention.end
    return last
