"""What the words deny: the acts told as not done in them, and earlier tellings of the same acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from dosye.entities.stems import noun_stems
from dosye.events.context import Context
from dosye.events.scene import scenes_of
from dosye.language.ckb import lookup_key
from dosye.records import Event, EventId, EventType, Modality, Span, SpeechKind, Statement
from dosye.statements.grid import grid_of
from dosye.statements.words import PAUSES
from dosye.tables import read_table

_HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.THREATEN, EventType.MOBILIZE})
_FORCE = frozenset({EventType.ASSAULT, EventType.COERCE})
_FEW = 6
_NEAR = 8
_BACK = 2
_MAYBE = "Sub"
_SPOKEN = frozenset(
    {EventType.REJECT, EventType.ACCUSE, EventType.REQUEST, EventType.AGREE, EventType.SUPPORT}
)
_TALK = _SPOKEN | {EventType.CONSULT}
_DENYING = (SpeechKind.DENY, SpeechKind.REFUSE)


def link_denials(
    statements: Sequence[Statement], events: Sequence[Event], context: Context
) -> list[Statement]:
    """Return the statements with the acts that they deny."""
    return [replace(s, denies=_denied(s, statements, events, context)) for s in statements]


def _denied(
    statement: Statement, statements: Sequence[Statement], events: Sequence[Event], context: Context
) -> tuple[EventId, ...]:
    inside = [e for e in events if _within(e.trigger, statement.content)]
    denying = statement.kind in _DENYING
    apart = [e for e in inside if not _touch(e.trigger, statement.cue)]
    denied = [e for e in apart if _is_undone(e, context, denying=denying)]
    denied = [e for e in denied if denying or e.type not in _TALK or statement.source in e.actors]
    denied += [e for e in inside if e not in denied and e.type in _HARM and _disowned(e, context)]
    if denying and not denied:
        denied = denied_acts(statement.content, events)
    again = [e for d in denied for e in events if e not in inside and _same_act(d, e)]
    if not denied and _names_claim(statement, context):
        denied = _claimed(statement, statements, events, context)
    return tuple(dict.fromkeys(e.id for e in (*denied, *again)))


def _is_undone(event: Event, context: Context, *, denying: bool) -> bool:
    """Whether an act is told as not having happened, or by a denier as what may have (`that it has`).

    What somebody says that he does not or will not do is a refusal, no denial.
    """
    scene = scenes_of(context)[context.sentence_at(event.trigger.start)]
    at = next((i for i, t in enumerate(scene.read.sent.tokens) if t.end > event.trigger.start), 0)
    verb = grid_of(scene).first_verb(at, at + _NEAR)
    forms = [v for v in scene.read.words[verb].verbs[:2] if v.finite] if verb >= 0 else []
    if event.modality is Modality.DENIED:
        return denying or not any(v.negative and not v.past for v in forms)
    doubted = event.modality is Modality.HYPOTHETICAL and denying
    return doubted and any(v.past and v.mood.startswith(_MAYBE) for v in forms)


def _disowned(event: Event, context: Context) -> bool:
    """Whether the clause says that somebody had no part in an act (`our forces took no part in the raid`)."""
    scene = scenes_of(context)[context.sentence_at(event.trigger.start)]
    tokens, words = scene.read.sent.tokens, scene.read.words
    at = next((i for i, t in enumerate(tokens) if t.end > event.trigger.start), 0)
    verb = grid_of(scene).first_verb(at, at + _NEAR)
    if verb < 0 or not any(v.negative for v in words[verb].verbs if v.finite):
        return False
    if any(tokens[i].norm in PAUSES for i in range(at, verb)):
        return False
    return any(_claim_kind(t.key) == "part" for t in tokens[max(0, at - _NEAR) : verb])


@lru_cache(maxsize=1)
def _claims() -> dict[str, str]:
    """Nouns for claims (claim), words that call one untrue (false), having part in an act (part)."""
    rows = read_table(Path(__file__).parent / "claims.tsv", ("stem", "kind", "source"), key=("stem",))
    return {lookup_key(row["stem"]): row["kind"] for row in rows}


def _names_claim(statement: Statement, context: Context) -> bool:
    """Whether words only name somebody's claim to reject it (`that accusation`, `baseless`)."""
    start, end = statement.content
    words = [lookup_key(word) for word in context.document.text[start:end].split()]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    kinds = {_claim_kind(word) for word in (*words, *pairs)}
    if "false" in kinds:
        return True
    few = len(words) <= _FEW
    return few and statement.kind in _DENYING and ("claim" in kinds or len(words) == 1)


@lru_cache(maxsize=3072)
def _claim_kind(word: str) -> str:
    """What a word says about a claim, by its longest stem (a drone is no lie)."""
    stems = sorted(noun_stems(word), key=len, reverse=True)
    return next((_claims()[stem] for stem in stems if stem in _claims()), "")


def _claimed(
    statement: Statement, statements: Sequence[Statement], events: Sequence[Event], context: Context
) -> list[Event]:
    """The act that was claimed right before: told by somebody else, of harm, the speaker's own first."""
    here = context.sentence_at(statement.cue.start)
    before = [
        e
        for e in events
        if e.trigger.end <= statement.content.start
        and here - context.sentence_at(e.trigger.start) <= _BACK
        and e.modality is Modality.ASSERTED
        and e.type not in _SPOKEN
    ]
    others = [s for s in statements if s.source != statement.source]
    told = [e for e in before if any(_within(e.trigger, s.content) for s in others)]
    own = [e for e in before if statement.source in e.actors]
    harm = [e for e in before if e.type in _HARM]
    return next((found[-1:] for found in (own, told, harm) if found), [])


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def denied_acts(content: Span, events: Sequence[Event]) -> list[Event]:
    """Return the acts that words name and that whoever rejects the words denies."""
    return [e for e in events if _within(e.trigger, content) and e.type not in _SPOKEN]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _same_act(denied: Event, other: Event) -> bool:
    """Whether another telling means the act that is denied: alike in kind, against the same side or place."""
    alike = denied.type is other.type or (denied.type in _FORCE and other.type in _FORCE)
    aims = {*denied.recipients, *((denied.place,) if denied.place else ())}
    others = {*other.recipients, *((other.place,) if other.place else ())}
    same_doer = bool(set(denied.actors) & set(other.actors)) and denied.type is other.type
    if other.modality is Modality.DENIED:
        return same_doer and bool(aims & others)
    return alike and other.modality is Modality.ASSERTED and bool(aims & others)
