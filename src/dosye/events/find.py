"""Find the political acts of an article: candidates, which of them to keep, who, where, when, whether."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dosye.entities.network import WordOdds
from dosye.events.candidates import Candidate, find_candidates, light_verbs
from dosye.events.context import Context
from dosye.events.counts import counts_of
from dosye.events.dates import time_of
from dosye.events.features import is_short, keep_features
from dosye.events.grammar import grammar_of
from dosye.events.heard import Odds
from dosye.events.lexicon import compile_lexicon
from dosye.events.logistic import EventModel, load_model, share_of
from dosye.events.merge import fuller, suffered, telling_of
from dosye.events.moods import mood_of
from dosye.events.scene import Scene, scenes_of
from dosye.events.sides import Sides, View, odds_of, sides_of, view_in
from dosye.language.ckb import SentenceKind, Token
from dosye.language.ckb.sounds import YEH
from dosye.records import Event, EventId, EventType, Found, Span

OUTCOME = "outcome"
_POINTED = "Definite=Spec"  # after a demonstrative
_BY_MEANS = "by:\u0628\u06d5"
_SHORTLY = 3  # sentences
_STEM = 4  # letters
WORDS = 0.3  # weight of what the words say beside the features of what is an act
# Features and words were learnt from the same texts: their sum is made less sure, so that of acts told with
# 0.7 seven of ten are right.
STEEP, SHIFT = 0.5, -0.1


@dataclass(slots=True, unsafe_hash=True)
class Draft:
    """A candidate with its trigger in the text and what the decision looks at."""

    candidate: Candidate
    trigger: Span
    features: list[str]


@dataclass(slots=True, unsafe_hash=True)
class Explained:
    """A candidate, how sure the decision is of it, and why it is kept or dropped."""

    trigger: Span
    type: EventType
    line: str
    share: float
    kept: bool
    reason: str


def drafts_of(context: Context, scenes: Sequence[Scene]) -> list[Draft]:
    """Find the candidates of an article in text order, those of repeated lines left out."""
    lexicon = compile_lexicon(context.knowledge)
    told: Counter[tuple[int, str]] = Counter()
    found: list[Draft] = []
    short = is_short(scenes)
    for scene in scenes:
        sent = scene.read.sent
        if sent.kind is SentenceKind.COPY:
            continue
        candidates = [c for c in find_candidates(scene.read, scene.index, lexicon) if not _is_name(c, scene)]
        for c in candidates:
            trigger = _trigger(c, sent.tokens)
            found.append(Draft(c, trigger, keep_features(c, scene, candidates, told, short=short)))
        for c in candidates:
            told[scene.index, c.line.type] += 1
            told[scene.index, c.line.type + sent.tokens[c.first].key[:4]] += 1
    return found


def _trigger(c: Candidate, tokens: Sequence[Token]) -> Span:
    """The words of the act: its verb alone where its object stands apart (`his men ... withdrew`), its noun
    alone before what izafe ties to it (`closing of the embassy`) or where it names the act (`a curfew`).
    """
    apart = c.own and c.verb > c.last and c.form is not None and c.line.kind != "noun" and not c.acts
    if apart and c.form is not None and c.form.lemma not in light_verbs():
        return Span(tokens[c.verb].start, tokens[c.verb].end)
    tied = c.line.kind == "noun" and c.line.form.partition(" ")[0].endswith(YEH)
    return Span(tokens[c.first].start, tokens[c.first if tied else c.last].end)


def _is_name(c: Candidate, scene: Scene) -> bool:
    """Whether the words are part of a time or a name: `Azar` is March before it is torture."""
    if any(first <= c.first and c.last <= last for _, first, last in scene.times):
        return True
    name = scene.at(c.first)
    return name is not None and max(c.last, c.verb if c.own else -1) <= name.last


def find_events(context: Context, model: EventModel | None = None) -> tuple[Event, ...]:
    """Find the political acts that an article tells.

    Args:
        context: the article after the entity and time stages.
        model: the decisions to use; None for those that come with dosye.

    Returns:
        Events in text order, each act once; `found.rule` names the line of the word table.
    """
    return _events(context, model or load_model())[0]


def explain_events(context: Context, model: EventModel | None = None) -> tuple[Explained, ...]:
    """Return every candidate of an article with the reason why it is an event or none."""
    return _events(context, model or load_model())[1]


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its candidates; `reasons` says of each why it is dropped, empty where it is kept."""

    text: str
    scenes: Sequence[Scene]
    drafts: Sequence[Draft]
    shares: Sequence[float]
    reasons: list[str]
    model: EventModel
    views: Mapping[int, View]
    odds: Mapping[int, Odds | None]

    def sides(self, n: int) -> Sides:
        """Decide the sides of a candidate."""
        c = self.drafts[n].candidate
        return sides_of(c, self.scenes[c.sent], self.views[n], self.model, self.odds[n])


def _events(context: Context, model: EventModel) -> tuple[tuple[Event, ...], tuple[Explained, ...]]:
    scenes = scenes_of(context)
    drafts = drafts_of(context, scenes)
    shares = [_share(context, scenes, d, model=model) for d in drafts]
    least = model.thresholds["keep"]
    if is_short(scenes):
        least = model.thresholds.get("keep_short", least)
    reasons = _judge(drafts, shares, least)
    _means(drafts, reasons, scenes)
    causes = _outcomes(drafts, reasons)
    _refer(drafts, reasons, scenes)
    asked = [n for n, reason in enumerate(reasons) if not reason or n in causes]
    views = {n: view_in(drafts[n].candidate, scenes) for n in asked}
    network = model.network() if model.network is not None else None
    odds = odds_of([(drafts[n].candidate, views[n]) for n in asked], scenes, network)
    by_draft = dict(zip(asked, odds, strict=True))
    story = Story(context.document.text, scenes, drafts, shares, reasons, model, views, by_draft)
    events, places = _tell(story)
    _suffer(story, causes, events, places)
    events.sort(key=lambda e: e.trigger)
    named = tuple(replace(event, id=EventId(f"e{n}")) for n, event in enumerate(events, start=1))
    return named, tuple(_explained(d, s, r) for d, s, r in zip(drafts, shares, reasons, strict=True))


def _share(context: Context, scenes: Sequence[Scene], draft: Draft, *, model: EventModel) -> float:
    """How likely a candidate is an act: by its features, and by its words where a network says something."""
    if context.acts is None:
        return model.keep.share(draft.features)
    total = model.keep.total(draft.features) + WORDS * _by_words(context.acts, scenes, draft)
    return share_of(STEEP * total + SHIFT)


def _by_words(acts: WordOdds, scenes: Sequence[Scene], draft: Draft) -> float:
    """What the network that labels words says for an act: the odds of its likeliest word."""
    c = draft.candidate
    tokens = scenes[c.sent].read.sent.tokens
    words = range(min(c.first, c.verb) if c.verb >= 0 else c.first, max(c.last, c.verb) + 1)
    over = [
        at for at in words if tokens[at].start < draft.trigger.end and draft.trigger.start < tokens[at].end
    ]
    return acts.most(c.sent, over, c.line.type)


def _tell(story: Story) -> tuple[list[Event], dict[int, int]]:
    """Make events of the candidates kept, each act once; return them and the place of each candidate's."""
    events: list[Event] = []
    places: dict[int, int] = {}
    for n, reason in enumerate(story.reasons):
        if reason:
            continue
        sides = story.sides(n)
        if not sides.actors and not sides.recipients:
            story.reasons[n] = "no side"
            continue
        event = _event(n, story, sides)
        told = telling_of(event, events, story.text)
        places[n] = len(events) if told is None else told
        if told is None:
            events.append(event)
            continue
        story.reasons[n] = f"told before: {events[told].found.rule}"
        events[told] = fuller(events[told], event)
    return events, places


def _suffer(story: Story, causes: Mapping[int, int], events: list[Event], places: Mapping[int, int]) -> None:
    """Give each attack those whom it killed or wounded."""
    for n, cause in causes.items():
        if cause in places:
            at = places[cause]
            events[at] = suffered(events[at], story.sides(n))


def _judge(drafts: Sequence[Draft], shares: Sequence[float], least: float) -> list[str]:
    """Say of each draft why it is dropped; empty where it stays."""
    reasons = ["" if s >= least else "below threshold" for s in shares]
    for n, draft in enumerate(drafts):
        if reasons[n]:
            continue
        for o, other in enumerate(drafts):
            if o == n or reasons[o] or not _overlap(draft, other):
                continue
            if (shares[o], -o) > (shares[n], -n):
                reasons[n] = f"same words as {other.candidate.line.key}"
                break
    return reasons


def _means(drafts: Sequence[Draft], reasons: list[str], scenes: Sequence[Scene]) -> None:
    """Drop an attack that only says by what means its verb does another (`killed him by an air strike`)."""
    for n, draft in enumerate(drafts):
        c = draft.candidate
        if reasons[n] or c.own or c.line.type != EventType.ASSAULT.value:
            continue
        if grammar_of(c, scenes[c.sent]).noun != _BY_MEANS:
            continue
        for m, other in enumerate(drafts):
            o = other.candidate
            if not reasons[m] and o.own and (o.sent, o.verb, o.line.type) == (c.sent, c.verb, c.line.type):
                reasons[n] = f"means of {o.line.key}"
                break


def _outcomes(drafts: Sequence[Draft], reasons: list[str]) -> dict[int, int]:
    """Drop what an attack led to and say which attack: one strike and its deaths are one act."""
    causes: dict[int, int] = {}
    for n, draft in enumerate(drafts):
        if reasons[n] or not is_outcome(draft.candidate):
            continue
        cause = _cause(n, drafts, reasons)
        if cause is not None:
            reasons[n] = f"outcome of {drafts[cause].candidate.line.key}"
            causes[n] = cause
    return causes


def _refer(drafts: Sequence[Draft], reasons: list[str], scenes: Sequence[Scene]) -> None:
    """Drop what only refers to an act told shortly before (`in the attack`, `these arrests`)."""
    for n, draft in enumerate(drafts):
        if reasons[n] or not _is_known(draft.candidate, scenes):
            continue
        stem = _stem(draft.candidate, scenes)
        for m, other in enumerate(drafts[:n]):
            near = draft.candidate.sent - other.candidate.sent <= _SHORTLY and not reasons[m]
            same = near and other.candidate.line.type == draft.candidate.line.type
            if same and _stem(other.candidate, scenes) == stem:
                reasons[n] = f"told before: {other.candidate.line.key}"
                break


def _is_known(c: Candidate, scenes: Sequence[Scene]) -> bool:
    """Whether the words are a definite noun without a verb of its own, no new series (`the attacks of X`)."""
    read = scenes[c.sent].read
    word, analyses = read.words[c.first], read.sent.tokens[c.first].analyses
    if not analyses or (c.own and c.line.kind != "noun") or (word.definite and word.plural and word.izafe):
        return False
    return word.definite or _POINTED in analyses[0].feats


def _stem(c: Candidate, scenes: Sequence[Scene]) -> str:
    return scenes[c.sent].read.sent.tokens[c.first].key[:_STEM]


def is_outcome(c: Candidate) -> bool:
    """Whether the words tell what an attack led to (`were killed`), not who did it."""
    active = c.own and c.form is not None and c.form.finite and not c.form.passive
    return OUTCOME in c.line.condition and (not active or c.line.subject == "recipient")


def _cause(n: int, drafts: Sequence[Draft], reasons: Sequence[str]) -> int | None:
    """The attack that a killing or wounding belongs to: of its own sentence, else of the one before."""
    draft = drafts[n]
    for m in sorted(range(len(drafts)), key=lambda m: -drafts[m].candidate.sent):
        other = drafts[m]
        if m == n or reasons[m]:
            continue
        c, o = draft.candidate, other.candidate
        near = o.sent == c.sent or (o.sent == c.sent - 1 and not is_outcome(o))
        earlier = other.trigger < draft.trigger or not is_outcome(o)
        if near and earlier and o.line.type == c.line.type:
            return m
    return None


def _overlap(a: Draft, b: Draft) -> bool:
    """Whether two drafts share words: of their triggers, or the verb of two ways to say the same act."""
    c, o = a.candidate, b.candidate
    if a.trigger.start < b.trigger.end and b.trigger.start < a.trigger.end:
        return True
    one_verb = c.sent == o.sent and c.verb == o.verb and c.verb >= 0
    return one_verb and c.line.type == o.line.type and "noun" not in (c.line.kind, o.line.kind)


def _event(n: int, story: Story, sides: Sides) -> Event:
    draft, share = story.drafts[n], story.shares[n]
    c = draft.candidate
    scene = story.scenes[c.sent]
    modality, rule = mood_of(c, story.scenes, story.model.moods)
    timex = time_of(c, scene, story.model, grammar_of(c, scene), story.odds[n])
    when = {"time": (Span(timex.start, timex.end),)} if timex is not None else {}
    return Event(
        id=EventId(""),
        type=EventType(c.line.type),
        mode=sides.mode or None,
        trigger=draft.trigger,
        actors=sides.actors,
        recipients=sides.recipients,
        place=sides.place,
        time=timex.value if timex is not None else None,
        modality=modality,
        arguments=sides.arguments | when,
        counts=counts_of(c, scene),
        found=Found(round(share, 3), f"{c.line.key} modality:{rule}"),
    )


def _explained(draft: Draft, share: float, reason: str) -> Explained:
    line = draft.candidate.line
    return Explained(
        draft.trigger, EventType(line.type), line.key, round(share, 3), not reason, reason or "kept"
    )
