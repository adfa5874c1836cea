"""Which side acts and kinds of speech take on what they govern."""

from __future__ import annotations

from dosye.events.scene import Scene
from dosye.language.ckb import TokenKind
from dosye.records import EventType, Span, SpeechKind

ACTS = {
    EventType.SUPPORT: 1, EventType.AGREE: 1, EventType.COOPERATE: 1, EventType.AID: 1, EventType.REQUEST: 1,
    EventType.CONCEDE: 1, EventType.REJECT: -1, EventType.ACCUSE: -1, EventType.PROTEST: -1,
    EventType.THREATEN: 1,
}  # fmt: skip
WORDS = frozenset(
    {
        EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.REQUEST, EventType.REJECT,
        EventType.ACCUSE, EventType.SUPPORT, EventType.THREATEN,
    }
)  # fmt: skip
SPEECH = {
    SpeechKind.ASK: 1, SpeechKind.ORDER: 1, SpeechKind.PROMISE: 1, SpeechKind.DENY: -1, SpeechKind.REFUSE: -1,
    SpeechKind.WARN: -1,
}  # fmt: skip
TARGETED = {
    EventType.SUPPORT: 1, EventType.APPOINT: 1, EventType.AID: 1, EventType.REJECT: -1, EventType.ACCUSE: -1,
    EventType.PROTEST: -1, EventType.THREATEN: -1,
}  # fmt: skip
ASKING = ("investigate",)
_MARK = 5


def gap_to(scene: Scene, phrase: Span, trigger: Span) -> int:
    """How many words stand between a phrase and a trigger; a mark counts for several."""
    low, high = min(phrase.end, trigger.end), max(phrase.start, trigger.start)
    between = [t for t in scene.read.sent.tokens if low <= t.start and t.end <= high]
    return sum(_MARK if t.kind is TokenKind.MARK else 1 for t in between)
