"""What an article says of one side and one issue, all sentences together: the features of the decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.events.scene import scenes_of
from dosye.records import EntityId, Event, EventType, Statement
from dosye.stances.lines import all_sides, dealings_of, is_own, line_of, line_of_friends
from dosye.stances.proposals import Proposal, proposals_of, speaks
from dosye.stances.raises import Level, Topics, find_raises
from dosye.stances.themes import NO_THEMES, Themes

_SHORT = 90  # tokens
_MOST = 4
_SHARES = (0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.45)  # steps of how likely an article is about an issue
_OPENLY = {f"type={t.value}/1/phrase" for t in (EventType.SUPPORT, EventType.REJECT, EventType.ACCUSE)}
_LAST = 9  # rank by how often it is named of a side that the scenes do not rank
_TURNING = (
    "type=", "kind=", "attitude=", "polarity=", "inside=1", "asking=", "negated=", "neg=", "say=", "act=",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """What is known beside the words (1 for, -1 against, 0 nothing): the side's own line, its friends'.

    `near`: the line is the side's own or its camp's, not that of its bodies or country.
    """

    own: int
    friends: int
    near: bool


@dataclass(slots=True, unsafe_hash=True)
class Pair:
    """A side and an issue with all proposals, and the features that decide whether it takes a stand."""

    holder: EntityId
    issue: str
    proposals: tuple[Proposal, ...]
    keep: tuple[str, ...]
    lines: Lines


def pairs_of(
    context: Context,
    events: Sequence[Event],
    statements: Sequence[Statement],
    themes: Themes = NO_THEMES,
) -> Iterator[Pair]:
    """Gather the proposals of an article by holder and issue, in text order."""
    topics, _ = find_raises(context, themes)
    found: dict[tuple[EntityId, str], list[Proposal]] = {}
    for p in proposals_of(context, events, statements, themes):
        found.setdefault((p.holder, p.issue), []).append(p)
    spoken = Counter(s.source for s in statements)
    acted = Counter(a for e in events for a in e.actors)
    dealings = dealings_of(events)
    issues: dict[EntityId, list[str]] = {}
    for holder, issue in found:
        issues.setdefault(holder, []).append(issue)
    long = length_of(context) == "long"
    for (holder, issue), told in found.items():
        rivals = [(i, found[holder, i]) for i in issues[holder] if i != issue]
        friends = line_of_friends(context, dealings, holder, issue)
        own = _line(context, holder, issue, told)
        lines = Lines(own, friends, bool(own) and is_own(context, holder, issue))
        facts = [
            *_of_rivals(topics, told, rivals),
            *_of_issue(context, topics, issue), *_of_holder(context, holder, (spoken[holder], acted[holder])),
            *_of_theme(topics, told, lines), *_of_sides(context, holder, issue),
            *_of_proposals(told, long=long),
            *_of_lines(lines, told, long=long),
        ]  # fmt: skip
        keep = dict.fromkeys([*facts, *(f for p in told for f in p.features)])
        yield Pair(holder, issue, tuple(told), tuple(keep), lines)


def length_of(context: Context) -> str:
    """`long` or `short`: a text as short as a post tells stands in another way than an article."""
    return "short" if sum(len(sent.tokens) for sent in context.sents) <= _SHORT else "long"


def _line(context: Context, holder: EntityId, issue: str, told: Sequence[Proposal]) -> int:
    """The known line of a side; that of its bodies or country gives way to what it does for or against."""
    line = line_of(context, holder, issue)
    done = sum(p.side for p in told if p.rule == "act" and _OPENLY & set(p.features))
    return 0 if done * line < 0 and not is_own(context, holder, issue) else line


def _of_issue(context: Context, topics: Topics, issue: str) -> Iterator[str]:
    long = length_of(context) == "long"
    yield "bias"
    yield f"long={long:d}"
    yield f"rank={min(topics.rank.get(issue, 9), _MOST)}/{long:d}"
    yield f"count={min(topics.count.get(issue, 0), _MOST)}/{long:d}"
    yield f"early={topics.first.get(issue, 9) < 2:d}/{long:d}"
    yield f"topics={min(len(topics.rank) // 2, _MOST)}/{long:d}"
    yield f"issue={issue}"


def _of_theme(topics: Topics, told: Sequence[Proposal], lines: Lines) -> Iterator[str]:
    """How likely the article is about the issue by all its words, and whether a phrase raises it too."""
    issue = told[0].issue
    step = sum(topics.share.get(issue, 0.0) >= share for share in _SHARES)
    place = topics.themes.index(issue) if issue in topics.themes else len(topics.themes)
    raised, known = issue in topics.rank, bool(lines.own)
    yield f"theme={step}/{raised:d}"
    yield f"place={place}/{raised:d}/{known:d}"
    for way in sorted({f"{p.rule}/{p.level.value}" for p in told}):
        yield f"theme={step}/{way}/{known:d}"


def _of_rivals(
    topics: Topics, told: Sequence[Proposal], rivals: Sequence[tuple[str, Sequence[Proposal]]]
) -> Iterator[str]:
    """Whether the same words raise for the same side another issue, which the article has more of."""
    here, rank = {p.evidence for p in told}, topics.rank.get(told[0].issue, 9)
    size = max((p.size for p in told), default=0)
    beside = [(i, ps) for i, ps in rivals if here & {p.evidence for p in ps}]
    better = any(topics.rank.get(i, 9) < rank for i, _ in beside)
    longer = any(p.size > size for _, ps in beside for p in ps if p.evidence in here)
    yield f"beside={min(len(beside), 3)}"
    yield f"better={better:d}/{bool(beside):d}"
    yield f"longer={longer:d}/{bool(beside):d}"


def _of_holder(context: Context, holder: EntityId, told: tuple[int, int]) -> Iterator[str]:
    kind = context.entities[holder].type.value
    line = context.knowledge.actors.get(key_in(context, holder))
    yield f"who={kind}/{speaks(context, holder)}"
    yield f"sector={line.sector if line else ''}"
    long = length_of(context) == "long"
    yield f"spoken={min(told[0], 3)}/{long:d}"
    yield f"acted={min(told[1], 3)}/{long:d}"


def _of_proposals(told: Sequence[Proposal], *, long: bool) -> Iterator[str]:
    levels = sorted({p.level.value for p in told})
    sides = {p.side for p in told if p.side}
    yield f"sents={min(len({p.evidence for p in told}), _MOST)}/{long:d}"
    yield f"levels={'+'.join(levels)}"
    yield f"rules={'+'.join(sorted({p.rule for p in told}))}"
    yield f"both={len(sides)}"


def _of_lines(lines: Lines, told: Sequence[Proposal], *, long: bool) -> Iterator[str]:
    """Whether lines are known, and whether the words point the same way."""
    total = sum(p.side for p in told)
    words = (total > 0) - (total < 0)
    known = bool(lines.own)
    yield f"line={known:d}/{long:d}"
    yield f"line={known:d}/agree={lines.own * words}"
    yield f"friends={bool(lines.friends):d}/{lines.friends * lines.own}/{known:d}"
    yield f"near={lines.near:d}/{known:d}"
    yield f"near={lines.near:d}/agree={lines.own * words}"
    yield f"friends={bool(lines.friends):d}/agree={lines.friends * words}"
    for p in told:
        if p.side and p.level is not Level.TOPIC:
            yield f"agree={p.side * lines.own}/{p.rule}/{p.level.value}"


def _of_sides(context: Context, holder: EntityId, issue: str) -> Iterator[str]:
    """What the holder counts as, alone and on the issue: who takes stands on it at all is learnt."""
    yield f"named={min(scenes_of(context)[0].rank.get(holder, _LAST) // 2, _MOST)}"
    yield f"issue={issue}/{context.entities[holder].type.value}/{speaks(context, holder)}"
    for side in all_sides(context, holder):
        yield f"as={side}"
        yield f"as={side}/{issue}"


def turning(context: Context, pair: Pair) -> tuple[str, ...]:
    """What points for or against; the name of a feature ends with the side that it points to."""
    own, friends = pair.lines.own, pair.lines.friends
    known = [f"line={own}"] if own else []
    known += [f"friends={friends}", f"friends/{bool(own):d}={friends}"] if friends else []
    return tuple(dict.fromkeys([*known, *_turning(context, pair.holder, pair.issue, pair.proposals)]))


def _turning(context: Context, holder: EntityId, issue: str, told: Sequence[Proposal]) -> Iterator[str]:
    line = context.knowledge.actors.get(key_in(context, holder))
    yield f"issue={issue}=1"
    yield f"issue={issue}/{line.camp if line else ''}=1"
    yield f"issue={issue}/{line.polity if line else ''}=1"
    worded = [p for p in told if p.level is not Level.TOPIC]
    for name, some in (("sum", told), ("worded", worded)):
        total = sum(p.side for p in some)
        if total:
            yield f"{name}{min(2, abs(total))}={1 if total > 0 else -1}"
    for level in sorted({p.level.value for p in told}):
        here = sum(p.side for p in told if p.level.value == level)
        if here:
            yield f"sum/{level}={1 if here > 0 else -1}"
    for p in worded:
        if p.side:
            yield f"{p.rule}/{p.level.value}={p.side}"
        yield from (f"{f}={p.side or 1}" for f in p.features if f.startswith(_TURNING))


def mirrored(features: Sequence[str]) -> list[str]:
    """The features of the same words turned round, for an example that points the other way."""
    return [f[:-2] + "1" if f.endswith("=-1") else f[:-1] + "-1" for f in features]
