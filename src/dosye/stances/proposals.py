"""Every stand that the words of a sentence allow: of those who act, speak or are named beside an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.events.scene import Side
from dosye.records import EntityId, EntityType, Event, Modality, Span, SpeechKind, Statement
from dosye.stances.attitudes import Attitude, attitude_to, last_attitude
from dosye.stances.phrases import compile_phrases
from dosye.stances.raises import Level, Raised, find_raises
from dosye.stances.sides import ACTS, ASKING, SPEECH, TARGETED, WORDS, gap_to
from dosye.stances.themes import NO_THEMES, Themes
from dosye.statements.clauses import led
from dosye.statements.kinds import source_kind

_NEAR = 24
_REAL = (Modality.ASSERTED, Modality.PLANNED)
_STEP = 3
_CLOSE = 6


@dataclass(slots=True, unsafe_hash=True)
class Proposal:
    """A stand that the rules allow, with the features by which it is kept or left."""

    holder: EntityId
    issue: str
    side: int
    evidence: Span
    rule: str
    level: Level
    size: int
    features: tuple[str, ...]


def proposals_of(
    context: Context,
    events: Sequence[Event],
    statements: Sequence[Statement],
    themes: Themes = NO_THEMES,
) -> Iterator[Proposal]:
    """Propose every stand that the issues, acts and speakers of each sentence allow."""
    _, rows = find_raises(context, themes)
    acts: dict[int, list[Event]] = {}
    for event in events:
        acts.setdefault(context.sentence_at(event.trigger.start), []).append(event)
    for n, row in enumerate(rows):
        for raised in row:
            yield from _by_acts(context, raised, acts.get(n, ()), statements)
            yield from _by_speaker(context, raised, statements)
            if raised.level is not Level.TOPIC:
                yield from _by_name(context, raised, acts.get(n, ()), statements)
    yield from _by_target(context, events)


def _by_acts(
    context: Context, raised: Raised, events: Sequence[Event], statements: Sequence[Statement]
) -> Iterator[Proposal]:
    """Those who do, demand, back or refuse what the words name."""
    inner = _innermost(raised, statements)
    for event in events:
        over = _over(raised, event)
        gap = 0 if over or raised.level is Level.TOPIC else _gap(raised, event)
        if gap <= _NEAR:
            told = _act_features(raised, event, (over, gap), inner)
            for holder in event.actors:
                yield _proposal(
                    context, raised, (holder, _act_side(raised, event, over=over), "act"), told, inner
                )


def _over(raised: Raised, event: Event) -> bool:
    """Whether the words of the act are among those that raise the issue."""
    return raised.level is not Level.TOPIC and any(
        span.start < event.trigger.end and event.trigger.start < span.end for span in raised.spans
    )


def _gap(raised: Raised, event: Event) -> int:
    return min(gap_to(raised.scene, span, event.trigger) for span in raised.spans)


def _act_features(
    raised: Raised, event: Event, place: tuple[bool, int], inner: Statement | None
) -> list[str]:
    over, gap = place
    level, kind = raised.level.value, event.type.value
    before = "B" if event.trigger.start < raised.span.start else "A"
    return [
        f"type={kind}/{over:d}/{level}", f"type={kind}",
        f"mode={event.modality.value}/{over:d}", f"mode={event.mode}",
        f"type={kind}/{raised.polarity}/{over:d}", f"gap={min(gap // _STEP, 6)}/{before}",
        f"asking={event.mode in ASKING:d}", f"told={inner is not None:d}/act",
        f"act={kind}/{gap < _CLOSE:d}/{raised.polarity}/{level}",
        f"act={kind}/{gap < _CLOSE:d}/{inner is not None:d}/{event.modality.value}",
        f"recipients={bool(event.recipients):d}/{over:d}",
    ]  # fmt: skip


def _act_side(raised: Raised, event: Event, *, over: bool) -> int:
    sign = raised.sign
    if over and event.type not in WORDS:
        return sign if raised.polarity in ("for", "against") and event.modality in _REAL else 0
    return 0 if event.modality is Modality.DENIED else ACTS.get(event.type, 0) * sign


def _by_target(context: Context, events: Sequence[Event]) -> Iterator[Proposal]:
    """Those who back, choose, refuse or attack an actor whose standing is itself the issue."""
    _, actors = compile_phrases(context.knowledge)
    for event in events:
        side = TARGETED.get(event.type, 0) * (-1 if event.mode == "dismiss" else 1)
        if side == 0 or event.modality is not Modality.ASSERTED:
            continue
        slugs = {p.slug for r in event.recipients for p in actors.get(key_in(context, r), ())}
        sent = context.sents[context.sentence_at(event.trigger.start)]
        for slug in sorted(slugs):
            for holder in event.actors:
                features = (f"type={event.type.value}/target", f"side={side}/target")
                evidence = Span(sent.start, sent.end)
                yield Proposal(holder, slug, side, evidence, "target", Level.ACTOR, 0, features)


def _by_speaker(context: Context, raised: Raised, statements: Sequence[Statement]) -> Iterator[Proposal]:
    """Those in whose words the issue stands, by the words that take a side or by what the cue does."""
    sent = raised.scene.read.sent
    for statement in statements:
        content = statement.content
        if raised.level is Level.TOPIC:
            inside = sent.start <= content.start < sent.end
        else:
            inside = content.start <= raised.span.start and raised.span.end <= content.end
        if inside:
            yield _spoken(context, raised, statement)


def _spoken(context: Context, raised: Raised, statement: Statement) -> Proposal:
    within, level = statement.content, raised.level.value
    attitude = _attitude(raised, within)
    sign, cue = raised.sign, SPEECH.get(statement.kind, 0)
    side = sign if raised.polarity.startswith("says-") else sign * (attitude.side or cue or 1)
    own, person = _subject(raised, within), _first_person(raised, within)
    kind = statement.kind.value
    other = own is not None and own.entity != statement.source and not person
    opens = own is not None and own.mention.start - within.start < 4
    features = [
        f"kind={kind}/{level}", f"kind={kind}/{attitude.side}", f"polarity={raised.polarity}/speaker",
        *_attitude_features(attitude, raised, "speaker"), f"cue={cue}/{attitude.side}",
        f"direct={statement.direct:d}", f"long={(within.end - within.start) // 80}",
        f"subject={own is not None:d}/{person:d}/speaker", f"other={other:d}/{opens:d}/{level}",
        f"person={person:d}/speaker",
        f"say={attitude.side or cue}/{attitude.gap < _CLOSE:d}/{other:d}/{raised.polarity}/{level}",
        f"say={attitude.side or cue}/{other:d}/{person:d}/{statement.direct:d}",
        f"neg={_denying(raised, within):d}/{attitude.side}/{raised.polarity}",
        f"denies={statement.kind is SpeechKind.DENY or bool(statement.denies):d}/{raised.slug}",
    ]  # fmt: skip
    return _proposal(context, raised, (statement.source, side, "speaker"), features, statement)


def _denying(raised: Raised, within: Span) -> bool:
    """Whether the last verb of the words is negated."""
    read = raised.scene.read
    for word, token in reversed(list(zip(read.words, read.sent.tokens, strict=True))):
        if word.finite and within.start <= token.start < within.end:
            return word.verbs[0].negative
    return False


def _first_person(raised: Raised, within: Span) -> bool:
    """Whether a verb of the words speaks of `I` or `we`."""
    read = raised.scene.read
    return any(
        word.finite and any(v.person.startswith("1") for v in word.verbs[:1])
        for word, token in zip(read.words, read.sent.tokens, strict=True)
        if within.start <= token.start < within.end
    )


def _attitude(raised: Raised, within: Span) -> Attitude:
    if raised.level is Level.TOPIC:
        return last_attitude(raised.scene, within)
    return attitude_to(raised.scene, raised.at, within)


def _attitude_features(attitude: Attitude, raised: Raised, rule: str) -> Iterator[str]:
    level = raised.level.value
    yield f"attitude={attitude.side}/{raised.polarity}/{rule}"
    yield f"attitude={attitude.side}/{level}/{rule}"
    yield f"word={attitude.word}"
    yield f"near={min(attitude.gap // _STEP, 4)}/{attitude.before:d}/{rule}"
    yield f"negated={attitude.negated:d}/{attitude.side}"


def _by_name(
    context: Context, raised: Raised, events: Sequence[Event], statements: Sequence[Statement]
) -> Iterator[Proposal]:
    """Whoever else the sentence names, by where the name stands and what the words beside the issue say."""
    scene, inner = raised.scene, _innermost(raised, statements)
    within = Span(scene.read.sent.start, scene.read.sent.end) if inner is None else inner.content
    attitude = attitude_to(scene, raised.at, within)
    subject = _subject(raised, within)
    acting = {a for event in events for a in event.actors}
    acted = {r for event in events for r in event.recipients}
    for side in scene.sides:
        inside = within.start <= side.mention.start and side.mention.end <= within.end
        if not side.outer or not inside or side.mention.type is EntityType.PLACE:
            continue
        if side.first in raised.at:
            continue
        first = subject is not None and subject.first == side.first
        lead = led(scene, side)
        where = "B" if side.last < raised.first else "A"
        features = [
            f"first={first:d}/{where}/{raised.level.value}", f"led={lead}/{where}",
            f"told={inner is not None:d}/name", f"first={first:d}/{attitude.side}/{raised.polarity}",
            f"acts={side.entity in acting:d}{side.entity in acted:d}/name",
            f"far={min(abs(raised.first - side.last) // _STEP, 5)}/{where}",
            *_attitude_features(attitude, raised, f"name{first:d}"),
        ]  # fmt: skip
        turn = raised.sign * attitude.side
        yield _proposal(context, raised, (side.entity, turn, "subject" if first else "name"), features, inner)


def _subject(raised: Raised, within: Span) -> Side | None:
    """The first name before the words that follows no preposition."""
    whole = raised.level is Level.TOPIC
    for side in raised.scene.sides:
        inside = within.start <= side.mention.start and side.mention.end <= within.end
        if inside and side.outer and (whole or side.last < raised.first) and not led(raised.scene, side):
            return side
    return None


def _proposal(
    context: Context,
    raised: Raised,
    told: tuple[EntityId, int, str],
    features: Sequence[str],
    inner: Statement | None,
) -> Proposal:
    holder, side, rule = told
    level = raised.level.value
    inside = any(s.first in raised.at for s in raised.scene.sides if s.entity == holder)
    kind = context.entities[holder].type.value
    more = (
        f"rule={rule}/{level}", f"holder={kind}/{rule}/{level}", f"side={side}/{rule}",
        f"undone={raised.undone:d}/{rule}",
        f"words={min(raised.size, 4)}/{rule}", f"inside={inside and level != 'topic':d}/{rule}",
        f"speaks={speaks(context, holder)}/{rule}",
        f"source={inner is not None and inner.source == holder:d}/{rule}",
        f"since={min(raised.since, 4)}/{raised.latest:d}/{rule}/{level == 'topic':d}",
    )  # fmt: skip
    sent = raised.scene.read.sent
    evidence = Span(sent.start, sent.end)
    if inner is not None and sent.start <= inner.content.start and inner.content.end <= sent.end:
        evidence = inner.content
    return Proposal(holder, raised.slug, side, evidence, rule, raised.level, raised.size, (*features, *more))


def speaks(context: Context, holder: EntityId) -> str:
    """What kind of source a side is."""
    known = _kinds(context)
    if holder not in known:
        known[holder] = source_kind(context, holder).value
    return known[holder]


@lru_cache(maxsize=1)
def _kinds(_: Context) -> dict[EntityId, str]:
    """What `speaks` said of the sides of an article: the last one only, for it holds the whole article."""
    return {}


def _innermost(raised: Raised, statements: Sequence[Statement]) -> Statement | None:
    if raised.level is Level.TOPIC:
        return None
    span = raised.span
    around = [s for s in statements if s.content.start <= span.start and span.end <= s.content.end]
    return min(around, key=lambda s: s.content.end - s.content.start, default=None)
