"""Articles with their mentions and acts marked in the text, for tests of the later stages.

`[words|entity|TYPE]` or `[words|entity|TYPE|name]` marks a mention,
`{words|id|TYPE|actors|recipients}` an act (entities joined by commas);
a mention may stand inside a role, whose marks are `<` and `>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dosye.events.context import Context
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import (
    DocId,
    Document,
    Entity,
    EntityId,
    EntityType,
    Event,
    EventId,
    EventType,
    Mention,
    Modality,
    Span,
)

_MARKS = re.compile(r"\[|\]|<|>|\{|\}|\|[^\[\]<>{}]*")


@dataclass
class Marked:
    """A text without its marks, and what they say."""

    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    names: dict[EntityId, tuple[EntityType, str]] = field(default_factory=dict)


def read_marked(source: str) -> Marked:
    """Take the marks out of a text."""
    out, opened, last = Marked(), [], 0
    for match in _MARKS.finditer(source):
        out.text += source[last : match.start()]
        last = match.end()
        mark = match.group()
        if mark in "[<{":
            opened.append([len(out.text), None])
        elif mark.startswith("|"):
            opened[-1] = [opened[-1][0], (len(out.text), mark[1:].split("|"))]
        else:
            start, found = opened.pop()
            assert found is not None, source
            _add(out, Span(start, found[0]), found[1])
    out.text += source[last:]
    return out


def _add(out: Marked, span: Span, cells: list[str]) -> None:
    words = out.text[span.start : span.end]
    if len(cells) < 4:
        entity, type_ = EntityId(cells[0]), EntityType(cells[1])
        out.mentions.append(Mention(span.start, span.end, type_, entity))
        known = out.names.get(entity)
        if known is None or known[0] is EntityType.ROLE:
            out.names[entity] = (type_, cells[2] if len(cells) > 2 else words)
        return
    name, type_name, actors, recipients = cells[:4]
    modality = Modality(cells[4]) if len(cells) > 4 else Modality.ASSERTED
    kind, _, mode = type_name.partition("/")
    sides = [tuple(EntityId(e) for e in side.split(",") if e) for side in (actors, recipients)]
    out.events.append(
        Event(EventId(name), EventType(kind), mode or None, span, sides[0], sides[1], modality=modality)
    )


def context_of(source: str, published: str | None = "2020-10-21") -> tuple[Context, tuple[Event, ...]]:
    """Return the context and the acts of a marked text; `/` between spaces is a new line."""
    marked = read_marked(source.replace(" / ", "\n"))
    entities = {
        key: Entity(EntityType.PERSON if kind is EntityType.ROLE else kind, name)
        for key, (kind, name) in marked.names.items()
    }
    mentions = tuple(sorted(marked.mentions, key=lambda m: (m.start, -m.end)))
    document = Document(DocId("test"), marked.text, published)
    context = Context(document, analyse(marked.text), mentions, entities, (), load_knowledge())
    return context, tuple(marked.events)
