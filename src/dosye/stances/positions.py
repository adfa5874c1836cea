"""Where the sides stand: an issue's words, times what somebody does with them; rather none than a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.events.context import Context
from dosye.events.scene import Scene, Side, scenes_of
from dosye.records import EntityId, Event, Found, Modality, Position, Span, Stance, Statement
from dosye.stances.again import meant_again, stems_of
from dosye.stances.attitudes import Attitude, attitude_to
from dosye.stances.model import StanceModel, load_model
from dosye.stances.phrases import Match, compile_phrases, find_phrases
from dosye.stances.sides import ACTS, ASKING, SPEECH, TARGETED, WORDS, gap_to
from dosye.statements.clauses import led
from dosye.statements.kinds import source_kind
from dosye.statements.known import key_in

_NEAR = 24
_SURER = -0.08  # what is kept was right less often on held-out folds than its share says
_POLARITY = {"for": 1, "against": -1, "open": 1, "says-for": 1, "says-against": -1}
_REAL = (Modality.ASSERTED, Modality.PLANNED)


@dataclass(frozen=True, slots=True)
class Raised:
    """An issue raised in a sentence: its phrase, the sentence, the span of the words."""

    match: Match
    scene: Scene
    span: Span

    @property
    def polarity(self) -> str:
        """What the phrase alone says of the issue."""
        return self.match.phrase.polarity


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stance that the rules allow, with the features by which it is kept or left."""

    holder: EntityId
    issue: str
    side: int
    evidence: Span
    rule: str
    features: tuple[str, ...]


def find_stances(
    context: Context,
    events: Sequence[Event],
    statements: Sequence[Statement],
    model: StanceModel | None = None,
) -> tuple[Stance, ...]:
    """Return where the sides stand, one for each holder and issue, in the order of their evidence."""
    model = model or load_model()
    best: dict[tuple[EntityId, str], tuple[float, Proposal]] = {}
    for proposal in proposals_of(context, events, statements):
        share = model.keep.share(proposal.features)
        key = (proposal.holder, proposal.issue)
        if share >= model.limit(proposal.issue) and share > best.get(key, (0.0, proposal))[0]:
            best[key] = (share, proposal)
    found = [_stance(p, share) for share, p in best.values()]
    return tuple(sorted(found, key=lambda s: (s.evidence, s.issue, s.holder)))


def _stance(p: Proposal, share: float) -> Stance:
    position = Position.FOR if p.side > 0 else Position.AGAINST
    return Stance(
        p.holder,
        p.issue,
        position,
        p.evidence,
        Found(round(min(0.95, share + _SURER), 2), f"stances.{p.rule}"),
    )


def proposals_of(
    context: Context, events: Sequence[Event], statements: Sequence[Statement]
) -> Iterator[Proposal]:
    """Propose every stance that an issue's words, acts and speakers of a sentence allow."""
    raised_before: list[tuple[frozenset[str], Match]] = []
    for scene in scenes_of(context):
        tokens = scene.read.sent.tokens
        named = find_phrases(scene, context.knowledge)
        again = meant_again(scene, named, raised_before)
        raised_before += [(stems_of(scene, match), match) for match in named]
        for match in (*named, *again):
            raised = Raised(match, scene, Span(tokens[match.first].start, tokens[match.last].end))
            inner = _innermost(raised, statements)
            yield from _by_acts(context, raised, events, inner)
            if inner is not None:
                yield from _by_speaker(context, raised, statements, inner)
            yield from _by_subject(context, raised, inner)
    yield from _by_target(context, events)


def _by_acts(
    context: Context, raised: Raised, events: Sequence[Event], inner: Statement | None
) -> Iterator[Proposal]:
    """Those who do, demand, back or refuse what the words name."""
    sent = raised.scene.read.sent
    for event in events:
        if not event.actors or not sent.start <= event.trigger.start < sent.end:
            continue
        over = raised.span.start < event.trigger.end and event.trigger.start < raised.span.end
        gap = 0 if over else gap_to(raised.scene, raised.span, event.trigger)
        side = _act_side(event, raised.polarity, over=over)
        if gap > _NEAR or side == 0:
            continue
        before = "B" if event.trigger.start < raised.span.start else "A"
        kind = event.type.value
        features = [
            "bias", "rule=act", f"over={over:d}", f"type={kind}/{over:d}",
            f"mode={event.modality.value}/{over:d}",
            f"type={kind}/{raised.polarity}/{over:d}", f"gap={min(gap // 3, 6)}/{before}", f"side={side}",
            f"asking={event.mode in ASKING:d}", f"told={inner is not None:d}/act",
            f"recipients={bool(event.recipients):d}/{over:d}",
        ]  # fmt: skip
        for holder in event.actors:
            yield _proposal(context, raised, (holder, side, "act"), features, inner)


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
                kind = context.entities[holder].type.value
                features = (
                    "bias", "rule=target", f"type={event.type.value}/target", f"issue={slug}",
                    f"holder={kind}/target", f"side={side}/target",
                )  # fmt: skip
                evidence = Span(sent.start, sent.end)
                yield Proposal(holder, slug, side, evidence, "target", features)


def _act_side(event: Event, polarity: str, *, over: bool) -> int:
    sign = _POLARITY[polarity]
    if over and event.type not in WORDS:
        return sign if polarity in ("for", "against") and event.modality in _REAL else 0
    return 0 if event.modality is Modality.DENIED else ACTS.get(event.type, 0) * sign


def _by_speaker(
    context: Context, raised: Raised, statements: Sequence[Statement], inner: Statement
) -> Iterator[Proposal]:
    """Those in whose words the issue stands, by the words that take a side or by what the cue does."""
    attitude = attitude_to(raised.scene, (raised.match.first, raised.match.last), inner.content)
    if _of_another(raised, inner):
        return
    sign, cue = _POLARITY[raised.polarity], SPEECH.get(inner.kind, 0)
    side = sign if raised.polarity.startswith("says-") else sign * (attitude.side or cue or 1)
    own, person = _subject(raised, inner.content), _first_person(raised, inner.content)
    features = [
        "bias", "rule=speaker", f"kind={inner.kind.value}", f"polarity={raised.polarity}/speaker",
        f"side={side}",
        *_attitude_features(attitude, raised.polarity), f"cue={cue}/{attitude.side}",
        f"direct={inner.direct:d}",
        f"long={(inner.content.end - inner.content.start) // 80}",
        f"subject={own is not None:d}/{person:d}/speaker", f"person={person:d}/speaker",
    ]  # fmt: skip
    for statement in statements:
        if statement.content == inner.content:
            yield _proposal(context, raised, (statement.source, side, "speaker"), features, inner)


def _of_another(raised: Raised, inner: Statement) -> bool:
    """Whether the words open with another's name and go on in the third person: then it is their stand."""
    subject = _subject(raised, inner.content)
    if subject is None or subject.entity == inner.source or _first_person(raised, inner.content):
        return False
    opening = raised.scene.read.sent.tokens[max(0, subject.first - 1)]
    return subject.mention.start == inner.content.start or opening.start <= inner.content.start


def _first_person(raised: Raised, within: Span) -> bool:
    """Whether a verb of the words speaks of `I` or `we`."""
    read = raised.scene.read
    return any(
        word.finite and any(v.person.startswith("1") for v in word.verbs[:1])
        for word, token in zip(read.words, read.sent.tokens, strict=True)
        if within.start <= token.start < within.end
    )


def _attitude_features(attitude: Attitude, polarity: str) -> Iterator[str]:
    yield f"attitude={attitude.side}/{polarity}"
    yield f"word={attitude.word}"
    yield f"near={min(attitude.gap // 3, 4)}/{attitude.before:d}"
    yield f"negated={attitude.negated:d}"


def _by_subject(context: Context, raised: Raised, inner: Statement | None) -> Iterator[Proposal]:
    """The subject of a sentence whose own words take a side."""
    scene = raised.scene
    within = Span(scene.read.sent.start, scene.read.sent.end) if inner is None else inner.content
    attitude = attitude_to(scene, (raised.match.first, raised.match.last), within)
    holder = _subject(raised, within)
    if attitude.side == 0 or holder is None:
        return
    side = _POLARITY[raised.polarity] * attitude.side
    features = [
        "bias", "rule=subject", f"polarity={raised.polarity}/subject", f"told={inner is not None:d}/subject",
        f"subject={holder.mention.type.value}", *(f"{f}/subject" for f in _attitude_features(attitude,
        raised.polarity)),
    ]  # fmt: skip
    yield _proposal(context, raised, (holder.entity, side, "subject"), features, inner)


def _subject(raised: Raised, within: Span) -> Side | None:
    """The first name before the words that follows no preposition."""
    for side in raised.scene.sides:
        inside = within.start <= side.mention.start and side.mention.end <= within.end
        if inside and side.outer and side.last < raised.match.first and not led(raised.scene, side):
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
    named = any(
        raised.match.first <= s.first <= raised.match.last for s in raised.scene.sides if s.entity == holder
    )
    slug = raised.match.phrase.slug
    kind = context.entities[holder].type.value
    more = (
        f"holder={kind}/{rule}", f"named={named:d}/{rule}", f"issue={slug}",
        f"words={min(raised.match.size, 4)}", f"again={raised.match.size == 0:d}/{rule}",
        f"speaks={source_kind(context, holder).value}/{rule}",
        f"source={inner is not None and inner.source == holder:d}/{rule}",
    )  # fmt: skip
    sent = raised.scene.read.sent
    evidence = Span(sent.start, sent.end)
    if inner is not None and sent.start <= inner.content.start and inner.content.end <= sent.end:
        evidence = inner.content
    return Proposal(holder, slug, side, evidence, rule, (*features, *more))


def _innermost(raised: Raised, statements: Sequence[Statement]) -> Statement | None:
    around = [
        s for s in statements if s.content.start <= raised.span.start and raised.span.end <= s.content.end
    ]
    return min(around, key=lambda s: s.content.end - s.content.start, default=None)
