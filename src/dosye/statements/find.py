"""Find the statements of an article: propose drafts, decide each, give it its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

from dosye.entities.network import CUE as CUE_LABEL
from dosye.entities.network import SAID as SAID_LABEL
from dosye.events.context import Context
from dosye.events.logistic import Logistic, share_of
from dosye.events.scene import Scene, scenes_of
from dosye.language.ckb import SentenceKind
from dosye.records import EntityId, Event, Found, Span, Statement, StatementId
from dosye.statements.clauses import clause_drafts
from dosye.statements.cues import IZAFE, compile_cues, find_cues
from dosye.statements.denials import denied_acts
from dosye.statements.drafts import Draft, is_direct, quotations, trim
from dosye.statements.kinds import source_kind, speech_kind
from dosye.statements.known import is_medium
from dosye.statements.lines import bullet_drafts, colon_drafts, quote_drafts, running_drafts
from dosye.statements.model import WordsModel
from dosye.statements.sources import choices_for, ranked, with_joined


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that is a statement, with its sources and how sure that is (0-1)."""

    draft: Draft
    sources: tuple[EntityId, ...]
    share: float


def drafts_of(context: Context, scenes: Sequence[Scene], cut: Logistic) -> list[Draft]:
    """Propose every statement that the forms of the article allow, in the order of their contents.

    Args:
        context: the article.
        scenes: its sentences.
        cut: the decision where words after a cue end.
    """
    text, lexicon = context.document.text, compile_cues(context.knowledge)
    cues = [find_cues(scene, lexicon) for scene in scenes]
    told = {scene.index for scene in scenes if cues[scene.index]}
    drafts: list[Draft] = [*quote_drafts(scenes, text, told), *running_drafts(scenes, cues, text)]
    for scene in scenes:
        drafts += colon_drafts(scene, cues[scene.index], scenes, text)
        drafts += clause_drafts(scene, cues[scene.index], text, cut, context.said)
    drafts += bullet_drafts(scenes, text, _only_speaker(drafts, scenes))
    drafts = [d for d in drafts if scenes[d.at].read.sent.kind is not SentenceKind.COPY]
    drafts = [_placed(d, drafts) for d in drafts]
    return sorted(drafts, key=lambda d: (d.content.start, -d.content.end, d.shape))


def _placed(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """The draft of a clause with a feature for the words of somebody else that it stands in."""
    if draft.shape not in _CLAUSES:
        return draft
    around = sorted({d.shape for d in drafts if d.shape in _WHOLE and _holds(d, draft)})
    clauses = any(d.group != draft.group and d.shape == "after" and _holds(d, draft) for d in drafts)
    person = next((f for f in draft.features if f.startswith("person=")), "")
    first = person.startswith("person=1")
    names = (*(f"in={shape}" for shape in around), f"in={bool(around):d}/{first:d}", f"inclause={clauses:d}")
    return replace(draft, features=(*draft.features, *names))


_CLAUSES = ("after", "mid", "term", "before")
_WHOLE = ("colon", "quote", "next", "bullet")


def _holds(outer: Draft, inner: Draft) -> bool:
    return outer.content.start <= inner.cue.start and inner.cue.end <= outer.content.end


def _only_speaker(drafts: Sequence[Draft], scenes: Sequence[Scene]) -> EntityId | None:
    """The one whom all lines with a colon or a quotation name, None where there are several."""
    heads = {d.sources[0] for d in drafts if d.sources and d.shape in ("colon", "quote")}
    return next(iter(heads)) if len(heads) == 1 else None


def decide(
    context: Context, drafts: Sequence[Draft], model: WordsModel, events: Sequence[Event] = ()
) -> list[tuple[float, Draft]]:
    """Keep the drafts that are statements: the best of each group and of each content."""
    limit = model.thresholds["keep"]
    shares = [(_share(context, d, model, events), d) for d in drafts]
    groups: dict[int, tuple[float, Draft]] = {}
    for share, draft in shares:
        if share >= limit and share > groups.get(draft.group, (0.0, draft))[0]:
            groups[draft.group] = (share, draft)
    kept: list[tuple[float, Draft]] = []
    for share, draft in sorted(groups.values(), key=lambda row: (-row[0], row[1].content)):
        surely = share > _BOTH
        if not any(_same(draft, other, _ALIKE if surely else _SHARED) for _, other in kept):
            kept.append((share, draft))
    return sorted(kept, key=lambda row: (row[1].content, row[1].cue))


def _share(context: Context, draft: Draft, model: WordsModel, events: Sequence[Event]) -> float:
    share = model.keep.share(draft.features, _by_words(context, draft))
    denying = _denying(draft, events)
    return share if share >= denying else denying + share / 1000


def _by_words(context: Context, draft: Draft) -> float:
    """What the network that labels words says for a draft: of its cue, and of the words reported."""
    odds = context.said
    if odds is None:
        return 0.0
    cue, said = _within(context, draft.scene, draft.cue), _within(context, draft.at, draft.content)
    return CUE * odds.most(draft.scene, cue, CUE_LABEL) + SAID * odds.mean(draft.at, said, SAID_LABEL)


def _within(context: Context, sent: int, span: Span) -> list[int]:
    """The tokens of a sentence that stand in a span."""
    tokens = context.sents[sent].tokens
    return [i for i, token in enumerate(tokens) if token.start < span.end and span.start < token.end]


def _denying(draft: Draft, events: Sequence[Event]) -> float:
    """How sure it is that a draft denies an act that its words name; 0 where it does not."""
    if draft.line is None or draft.line.speech not in ("deny", "refuse"):
        return 0.0
    denies = draft.shape in ("before", "mid") or draft.line.speech == "deny"
    return DENIAL if denies and denied_acts(draft.content, events) else 0.0


DENIAL = 0.6
CUE, SAID = 0.4, 0.4  # weights of what the network says of a cue and of the words reported
_SURE = 0.65
_SHARED = 0.35  # of two contents: of 150 such pairs 15 were two statements
_ALIKE = 0.8  # what two that are both sure may share: somebody passes on what another says
_BOTH = 0.75
_AROUND = 6  # kept drafts among which one that holds the next is sought
_LONG = 8  # sentences of one quotation
_OPENING = 3


def _same(a: Draft, b: Draft, limit: float) -> bool:
    """Whether more than a share of the words of both are the same, so that only the surer one holds."""
    return _overlap(a.content, b.content) > limit


def _overlap(a: Span, b: Span) -> float:
    """The share of the words of two spans that both have; below 0 where they lie apart."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start))


def kept_of(context: Context, model: WordsModel, events: Sequence[Event] = ()) -> list[Kept]:
    """Find what is a statement and whose."""
    scenes = scenes_of(context)
    found: list[Kept] = []
    last: EntityId | None = None
    for share, draft in decide(context, drafts_of(context, scenes, model.cut), model, events):
        sources, sure_of_both = draft.sources, share
        if not sources:
            choices = ranked(
                choices_for(draft, scenes, last), model.source, scenes[draft.scene], context.said
            )
            if not choices or choices[0][0] < model.thresholds["source"]:
                continue
            sure, best = choices[0]
            sources = tuple(with_joined(best, draft, scenes[draft.scene]))
            sure_of_both = share * min(1.0, 0.5 + sure)
        if not any(_speaks_in(k, draft, context) and k.sources != sources for k in found[-_AROUND:]):
            last = sources[0]
        found.append(Kept(draft, sources, sure_of_both))
    found = [k for k in found if not any(_part_of(k, other) for other in found)]
    found = [k for k in found if not _only_carries(k, found, context)]
    return [*found, *(more for k in found for more in _going_on(k, context, found))]


def _only_carries(kept: Kept, found: Sequence[Kept], context: Context) -> bool:
    """Whether an outlet only passes on what somebody says in its report (`according to X, Y said`)."""
    line = kept.draft.line
    if line is None or line.agent_slot != IZAFE or not is_medium(context, kept.sources[0]):
        return False
    inner = (k for k in found if k.draft.scene == kept.draft.scene and k.sources != kept.sources)
    return any(_holds(kept.draft, k.draft) or _same(k.draft, kept.draft, _SHARED) for k in inner)


def _speaks_in(outer: Kept, draft: Draft, context: Context) -> bool:
    """Whether words stand in those of somebody else, or in the quotation that these open."""
    line, content = outer.draft.line, outer.draft.content
    if line is not None and line.agent_slot == IZAFE:
        return False
    end = max(content.end, _quote_end(context, content))
    return content.start <= draft.cue.start and draft.cue.end <= end


def _going_on(kept: Kept, context: Context, found: Sequence[Kept]) -> Iterator[Kept]:
    """The later sentences of a quotation that begins with the words after a cue."""
    draft = kept.draft
    if draft.shape not in ("after", "colon"):
        return
    end = _quote_end(context, draft.content)
    for at in range(draft.at + 1, min(len(context.sents), draft.at + 1 + _LONG)):
        sent = context.sents[at]
        if sent.start >= end:
            break
        if any(k.draft.scene == at and k.share >= _SURE and k.draft.shape in _CLAUSES for k in found):
            break
        content = trim(context.document.text, Span(sent.start, min(sent.end, end)))
        if content is None or any(_overlap(content, k.draft.content) > _SHARED for k in found):
            continue
        yield Kept(replace(draft, shape="quote", at=at, content=content), kept.sources, kept.share)


def _quote_end(context: Context, content: Span) -> int:
    """Where the quotation that opens right before words ends, 0 where none does."""
    quoted = quotations(context.document.text)
    return next(
        (q.end for q in quoted if 0 <= content.start - q.start <= _OPENING and q.end > content.end), 0
    )


def _part_of(inner: Kept, outer: Kept) -> bool:
    """Whether words are a part of what the same source says, more surely or in a line that is all theirs."""
    if inner.draft.shape not in _CLAUSES or inner is outer:
        return False
    whole = outer.share >= _SURE and outer.draft.shape in _WHOLE
    if not whole and (outer.draft.shape not in _CLAUSES or outer.share < inner.share):
        return False
    return set(inner.sources) <= set(outer.sources) and _holds(outer.draft, inner.draft)


def confidence(share: float, shape: str) -> float:
    """Return how often statements of such a share (0-1) and form were right in texts nobody learnt from."""
    if shape in _LINES:
        slope, offset = _LINES[shape]
        right = slope * share + offset
    else:
        share = min(1.0 - _LEAST, max(_LEAST, share))
        right = share_of(STEEP * log(share / (1.0 - share)) + SHIFT)
    return round(min(0.97, max(0.05, right)), 2)


_LEAST = 1e-4
STEEP, SHIFT = 0.4, -0.75  # features and words were learnt from the same texts: their sum is too sure
_LINES = {"colon": (1.75, -0.72), "next": (0.3, 0.2), "quote": (0.3, 0.58), "bullet": (0.3, 0.5)}


def statements_of(context: Context, model: WordsModel, events: Sequence[Event]) -> list[Statement]:
    """Return the statements without their media and denials, one for each source."""
    text = context.document.text
    found: list[Statement] = []
    quoted = quotations(text)
    for kept in kept_of(context, model, events):
        draft = kept.draft
        for source in kept.sources:
            found.append(
                Statement(
                    StatementId(""),
                    source,
                    draft.cue,
                    draft.content,
                    medium=draft.medium,
                    direct=draft.shape == "quote" or is_direct(text, draft.content, quoted),
                    kind=speech_kind(draft),
                    source_kind=source_kind(context, source),
                    found=Found(confidence(kept.share, draft.shape), f"statements.{draft.shape}"),
                )
            )
    return found
