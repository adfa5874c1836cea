"""Articles whose mentions are given by their words, so that the events stage is tested alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from dosye.events.context import Context
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.records import DocId, Document, Entity, EntityId, EntityType, Mention, Timex

Make = Callable[..., Context]


def make_context(
    text: str, names: Mapping[str, str] | None = None, times: Mapping[str, str] | None = None
) -> Context:
    """Every occurrence of a name is a mention of the type given, its entity has the name as id."""
    names, times = names or {}, times or {}
    mentions = tuple(
        Mention(at, at + len(name), EntityType(kind), EntityId(name))
        for name, kind in names.items()
        for at in _places(text, name)
    )
    entities = {EntityId(name): Entity(EntityType(kind), name) for name, kind in names.items()}
    found = tuple(
        Timex(at, at + len(words), value) for words, value in times.items() for at in _places(text, words)
    )
    document = Document(DocId("a"), text, "2021-03-01")
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))
    return Context(document, analyse(text), ordered, entities, found, load_knowledge())


def _places(text: str, words: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(words, i)]


@pytest.fixture(name="article")
def _article() -> Make:
    return make_context
