"""Whose words they are: the mentions of the sentence and the last speaker, ranked by a logistic decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.entities.network import SOURCE, WordOdds
from dosye.events.logistic import Logistic
from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.records import EntityId
from dosye.statements.before import (
    HELD,
    by_pronoun,
    by_that_one,
    cue_tokens,
    in_first_person,
    is_of_several,
    writer_of,
)
from dosye.statements.cues import IZAFE
from dosye.statements.drafts import Draft, bucket
from dosye.statements.lines import colon_of
from dosye.statements.starts import WINDOW, hangs, near_sides, relative_tokens
from dosye.statements.words import ALSO, THAT, led, link_words, preposition

_TURNS = ("but", "turn", "stop")
_BEFORE, _AFTER = 16, 8
SPEAKER = 0.3  # weight of what the network that labels words says of who speaks


@dataclass(frozen=True, slots=True)
class Choice:
    """An entity that may be the source, with its features; `side` is None for the last speaker."""

    entity: EntityId
    side: Side | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a cue: mentions, its subject, whose verb it goes on with, what only describes."""

    sides: Sequence[Side]
    subject: Side | None
    chain: Side | None
    inside: frozenset[int]
    covered: frozenset[int]


def choices_for(draft: Draft, scenes: Sequence[Scene], last: EntityId | None) -> list[Choice]:
    """Return who may be the source of a draft, in text order; the last speaker comes last."""
    scene = scenes[draft.scene]
    at, end = cue_tokens(draft, scene)
    sides = [s for s in near_sides(scene, at) if not _within(s, draft) and _may_speak(scene, s)]
    sides = _nearest(sides, at)
    inside = relative_tokens(scene, at)
    covered = inside.union(i for s in near_sides(scene, at) for i in range(s.first, s.last + 1))
    around = Around(sides, _subject(scene, at), _chained(scene, at), inside, covered)
    here = [Choice(s.entity, s, tuple(_features(draft, scene, s, around))) for s in sides]
    if draft.line is not None and draft.line.agent_slot == IZAFE:
        named = _after_phrase(draft, scene, here)
        if named or not by_pronoun(draft, scene):
            return named
        here = [c for c in here if c.side is not None and c.side.last < at]
    written = [c for c in here if c.side is not None and at <= c.side.first <= end]
    if written and draft.shape == "after":
        return written[:1]
    writer = _first(last, draft, scenes)
    if writer is not None:
        return [Choice(writer, None, tuple(_last_features(draft, scene, (0, False, False))))]
    if last is not None and by_that_one(scene, at, scenes, beside=any("touch=1" in c.features for c in here)):
        return [Choice(last, None, tuple(_last_features(draft, scene, (0, False, False))))]
    touching = [c for c in here if "touch=1" in c.features]
    if touching and draft.shape == "after" and draft.line is not None and draft.line.agent_slot == "subject":
        return [c for c in touching if "hung=1" not in c.features][-1:] or touching[-1:]
    found = here
    if last is not None and not any(c.entity == last for c in here):
        subject = any("subject=1" in c.features for c in here) + any("touch=1" in c.features for c in here)
        group = any(s.mention.type.value == "GROUP" for x in scenes for s in x.sides if s.entity == last)
        found = [*found, Choice(last, None, tuple(_last_features(draft, scene, (len(here), subject, group))))]
    known = {c.entity for c in found}
    if scene.index:
        found = [*found, *_previous(draft, scenes[scene.index - 1], scene, known)]
    return found


def _first(last: EntityId | None, draft: Draft, scenes: Sequence[Scene]) -> EntityId | None:
    """Who says `I` or `we` in a cue: the last speaker, else the writer; None where nobody does."""
    if draft.line is None or not in_first_person(draft, scenes[draft.scene]):
        return None
    return last if last is not None else writer_of(scenes)


def _after_phrase(draft: Draft, scene: Scene, here: Sequence[Choice]) -> list[Choice]:
    """Those named after `according to`, before the first pause or verb."""
    _, last = cue_tokens(draft, scene)
    tokens, words = scene.read.sent.tokens, scene.read.words
    marks = (TokenKind.MARK,)
    end = next((i for i in range(last + 1, len(tokens)) if tokens[i].kind in marks or words[i].finite), None)
    stop = len(tokens) if end is None else end
    stop = min(stop, last + HELD)
    return [c for c in here if c.side is not None and last < c.side.first < stop][:1]


def _nearest(sides: Sequence[Side], at: int) -> list[Side]:
    """The mentions on either side of a cue, as many as a reader would think of."""
    before = [s for s in sides if s.last < at]
    return [*before[-_BEFORE:], *[s for s in sides if s.last >= at][:_AFTER]]


def _may_speak(scene: Scene, side: Side) -> bool:
    return side.mention.type.value != "PLACE" and not _owned(scene, side)


def _previous(draft: Draft, before: Scene, scene: Scene, known: set[EntityId]) -> list[Choice]:
    """The names of the sentence before, its subject first, for a pronoun or a dropped subject."""
    sides = [s for s in before.sides if s.outer and not led(before, s) and _may_speak(before, s)]
    first, _ = cue_tokens(draft, scene)
    pronoun = first > 0 and scene.read.sent.tokens[first - 1].key == THAT
    alone = not any(s.outer and s.last < first for s in scene.sides)
    found: dict[EntityId, Choice] = {}
    for rank, side in enumerate(sides[:2]):
        kind = side.mention.type.value
        names = (
            "bias", f"previous={rank}", f"previous={rank}/{kind}", f"lastknown={bool(known):d}/{rank}",
            f"pronoun={pronoun:d}/previous={rank}", f"alone={alone:d}/previous={rank}",
            f"number={is_of_several(draft, scene):d}{kind == 'GROUP':d}/previous",
        )  # fmt: skip
        if side.entity not in known:
            found.setdefault(side.entity, Choice(side.entity, None, names))
    return list(found.values())


def _within(side: Side, draft: Draft) -> bool:
    return draft.scene == draft.at and draft.first <= side.first and side.last <= draft.last


def _features(draft: Draft, scene: Scene, side: Side, around: Around) -> list[str]:
    tokens, words = scene.read.sent.tokens, scene.read.words
    first, end = cue_tokens(draft, scene)
    before = side.last < first
    group = [s for s in around.sides if (s.last < first) == before]
    rank = group.index(side)
    slot = draft.line.agent_slot if draft.line else ""
    where = f"{'B' if before else 'A'}{draft.shape[:1]}{slot[:1]}"
    between = range(side.last + 1, first) if before else range(end + 1, side.first)
    inside = around.inside
    finite = any(words[i].finite and i not in inside for i in between)
    marks = sum(tokens[i].kind is TokenKind.MARK for i in between)
    prep = preposition(scene, side)
    kind = side.mention.type.value
    plural = is_of_several(draft, scene)
    many = kind == "GROUP" or words[side.last].plural
    turned = any(link_words().get(tokens[i].key) == "but" for i in between)
    subject = before and side is around.subject
    nearest = rank == (len(group) - 1 if before else 0)
    return [
        "bias", f"subject={subject:d}", f"subject={subject:d}/{where}", f"where={where}",
        f"rank={min(rank, 3)}/{where}", f"nearest={nearest:d}/{where}",
        f"gap={bucket(len(between))}/{where}", f"finite={finite:d}/{where}", f"marks={min(marks, 2)}/{where}",
        f"finite={finite:d}/rank={min(rank, 2)}/{where}", f"prep={prep}", f"led={bool(prep):d}/{where}",
        f"led={bool(prep):d}/rank={min(rank, 2)}", f"type={kind}", f"type={kind}/{bool(prep):d}",
        f"number={plural:d}{many:d}/{kind}",
        f"touch={subject and _touches(scene, side, first, around.covered):d}",
        f"start={side.first == 0:d}/{where}",
        f"hung={hangs(scene, side):d}", f"hung={hangs(scene, side):d}/{where}/{kind}", f"turned={turned:d}",
        f"also={tokens[side.last].key.endswith(ALSO):d}/{subject:d}/{where}",
        f"only={len(group) == 1:d}/{where}",
        f"speech={draft.line.speech if draft.line else ''}/{where}",
        f"colon={colon_of(scene) > side.last:d}/{where}", f"adjacent={len(between) == 0:d}/{where}/{kind}",
        *_opening_features(draft, scene, side, (around, bool(prep), where)),
    ]  # fmt: skip


def _opening_features(
    draft: Draft, scene: Scene, side: Side, seen: tuple[Around, bool, str]
) -> Iterator[str]:
    """Whether a side opens a clause of its own, and whether the cue goes on with the verb of that clause."""
    around, led_in, where = seen
    tokens = scene.read.sent.tokens
    first, _ = cue_tokens(draft, scene)
    before = side.last < first
    last = tokens[side.first - 1] if side.first else None
    kind = link_words().get(last.key, "") if last else "start"
    opens = "mark" if last is not None and last.kind is TokenKind.MARK else kind
    if last is not None and not opens and scene.read.words[side.first - 1].finite:
        opens = "verb"
    beside = before and _touches(scene, side, first, around.covered)
    speech = draft.line.speech if draft.line else ""
    also = tokens[side.last].key.endswith(ALSO)
    yield f"opens={opens}/{led_in:d}/{where}"
    yield f"beside={beside:d}/{opens}/{led_in:d}/{where}"
    yield f"beside={beside:d}/{led_in:d}/{speech}"
    yield f"opens={opens}/{also:d}/{before:d}"
    chain = before and side is around.chain
    yield f"chain={chain:d}/{led_in:d}/{where}"
    yield f"chain={chain:d}/{opens}/{side is around.subject:d}"


def _owned(scene: Scene, side: Side) -> bool:
    """Whether a side only describes the one right before it (`the allies of X`)."""
    before = next((s for s in scene.sides if s.outer and s.last == side.first - 1), None)
    if before is None or before.entity == side.entity:
        return False
    return scene.read.sent.tokens[before.last].norm.endswith(YEH) and before.mention.type.value != "PERSON"


def _touches(scene: Scene, side: Side, cue: int, covered: frozenset[int]) -> bool:
    """Whether nothing but marks and what describes a side stands between it and the cue."""
    gap = range(side.last + 1, cue)
    tokens = scene.read.sent.tokens
    said = (a.pos == "ADJ" for a in tokens[gap[0]].analyses[:1]) if gap else ()
    if any(said) and tokens[side.last].norm.endswith(YEH):
        gap = gap[1:]
    return all(i in covered or tokens[i].kind is TokenKind.MARK for i in gap)


def _subject(scene: Scene, cue: int) -> Side | None:
    """The first side of the cue's own clause that stands free of a preposition."""
    words, floor = scene.read.words, 0
    inside = relative_tokens(scene, cue)
    for i in range(max(0, cue - WINDOW), cue):
        if (words[i].finite and i not in inside) or link_words().get(scene.read.sent.tokens[i].key) in _TURNS:
            floor = i + 1
    free = [s for s in near_sides(scene, cue) if s.last < cue and not preposition(scene, s)]
    return next((s for s in free if s.first >= floor), None)


def _chained(scene: Scene, cue: int) -> Side | None:
    """The subject of the verb that the cue goes on with (`X came and said`), else of the cue's own clause."""
    own = _subject(scene, cue)
    if own is not None:
        return own
    words, tokens, links = scene.read.words, scene.read.sent.tokens, link_words()
    end = next((i for i in range(cue - 1, -1, -1) if words[i].finite), -1)
    if end < 0 or links.get(tokens[end + 1].key) != "join":
        return None
    return _chained(scene, end)


def _last_features(draft: Draft, scene: Scene, seen: tuple[int, int, bool]) -> list[str]:
    here, subject, group = seen
    first, _ = cue_tokens(draft, scene)
    key = draft.line.key if draft.line else ""
    also = "\u0634" in scene.read.sent.tokens[first].key[1:] if scene.read.sent.tokens else False
    slot = draft.line.agent_slot if draft.line else ""
    early = first <= 1
    pronoun = first > 0 and scene.read.sent.tokens[first - 1].key == THAT
    return [
        "bias", "side=last", f"here={min(here, 3)}/last/{slot}", f"also={also:d}/last",
        f"early={early:d}/last",
        f"early={early:d}/{min(here, 2)}/last", f"key={key}/last", f"shape={draft.shape}/last",
        f"subject={subject:d}/last", f"subject={subject:d}/{also:d}/last", f"pronoun={pronoun:d}/last",
        f"number={is_of_several(draft, scene):d}{group:d}/last",
    ]  # fmt: skip


def ranked(
    choices: Sequence[Choice], model: Logistic, scene: Scene, said: WordOdds | None = None
) -> list[tuple[float, Choice]]:
    """Return the choices, best first (equal ones in text order), with the shares of their entities in all.

    `scene` is the sentence of the cue, `said` what a network says of the words of the article.
    """
    shares = (model.share(c.features, _by_words(c, scene, said)) for c in choices)
    weights = [share / (1.0 - share) for share in shares]
    whole = 1.0 + sum(weights)
    found = [(weight / whole, c) for weight, c in zip(weights, choices, strict=True)]
    both: dict[EntityId, float] = {}
    for share, choice in found:
        both[choice.entity] = both.get(choice.entity, 0.0) + share
    found.sort(key=lambda row: -row[0])
    return [(both[c.entity], c) for _, c in found]


def _by_words(choice: Choice, scene: Scene, said: WordOdds | None) -> float:
    """What the network that labels words says for a choice; nothing of one in another sentence."""
    side, sent = choice.side, scene.read.sent
    if said is None or side is None or not sent.start <= side.mention.start < sent.end:
        return 0.0
    return SPEAKER * said.most(scene.index, range(side.first, side.last + 1), SOURCE)


def with_joined(choice: Choice, draft: Draft, scene: Scene) -> list[EntityId]:
    """Return the source with those named in one breath with it (`A, B and C said`)."""
    if choice.side is None:
        return [choice.entity]
    tokens, links = scene.read.sent.tokens, link_words()
    sides = [s for s in scene.sides if s.outer and not _within(s, draft)]
    at = sides.index(choice.side)
    found = [choice.side]
    for step in (1, -1):
        here, k = choice.side, at + step
        while 0 <= k < len(sides):
            left, right = (here, sides[k]) if step > 0 else (sides[k], here)
            gap = tokens[left.last + 1 : right.first]
            joins = [t for t in gap if links.get(t.key) == "join" or t.norm in ("،", ",")]
            alike = _sort(left) == _sort(right) and left.mention.type.value != "ROLE"
            if len(gap) != 1 or len(joins) != 1 or not alike:
                break
            found.append(sides[k])
            here, k = sides[k], k + step
    whole = [s.entity for s in sorted(found, key=lambda s: s.first)]
    both = any(
        links.get(t.key) == "join" for t in tokens[min(s.first for s in found) : max(s.last for s in found)]
    )
    return list(dict.fromkeys(whole)) if both else [choice.entity]


def _sort(side: Side) -> str:
    return {"GPE": "ORG"}.get(side.mention.type.value, side.mention.type.value)
