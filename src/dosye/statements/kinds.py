"""What the speaker does with the words, and what kind of source speaks."""

from __future__ import annotations

from dosye.events.context import Context
from dosye.records import EntityId, EntityType, SourceKind, SpeechKind
from dosye.statements.anonymous import is_anonymous
from dosye.statements.drafts import Draft

_SPEECH = {
    "say": SpeechKind.SAY, "announce": SpeechKind.SAY, "write": SpeechKind.SAY, "reveal": SpeechKind.SAY,
    "stress": SpeechKind.SAY, "describe": SpeechKind.SAY, "praise": SpeechKind.SAY, "accuse": SpeechKind.SAY,
    "deny": SpeechKind.DENY, "refuse": SpeechKind.REFUSE, "believe": SpeechKind.BELIEVE,
    "predict": SpeechKind.BELIEVE, "ask": SpeechKind.ASK, "order": SpeechKind.ORDER,
    "promise": SpeechKind.PROMISE, "warn": SpeechKind.WARN,
}  # fmt: skip


def speech_kind(draft: Draft) -> SpeechKind:
    """Return what the words do, by the class of their cue; lines without a cue say."""
    if draft.line is None:
        return SpeechKind.SAY
    return _SPEECH.get(draft.line.speech, SpeechKind.UNSURE)


def source_kind(context: Context, source: EntityId) -> SourceKind:
    """Return what kind of source an entity is."""
    entity = context.entities[source]
    types = {m.type for m in context.mentions if m.entity == source}
    if entity.type is EntityType.GROUP:
        return (
            SourceKind.ANONYMOUS
            if entity.key is None and _unnamed(context, source)
            else SourceKind.COLLECTIVE
        )
    if entity.type is EntityType.PERSON:
        if types <= {EntityType.ROLE}:
            return SourceKind.OFFICE
        return SourceKind.NAMED if EntityType.PERSON in types else SourceKind.OFFICE
    return SourceKind.BODY


def _unnamed(context: Context, source: EntityId) -> bool:
    """Whether a group is a few unnamed people (`two officials`) and not a people or a party's men."""
    text = context.document.text
    return any(is_anonymous(text[m.start : m.end].split()) for m in context.mentions if m.entity == source)
