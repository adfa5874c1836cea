"""Find what an article itself ties together as if and then: conditions and their consequences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events.context import Context
from dosye.events.frames import ACTING
from dosye.events.halves import (
    after,
    being,
    clause_end,
    end_of,
    if_halves,
    is_refused,
    is_whole,
    opened,
    start_of,
    trimmed,
    verbs_in,
    without_halves,
)
from dosye.events.links import Link, frames, links_of
from dosye.events.scene import Scene, scenes_of
from dosye.language.ckb import SentenceKind
from dosye.records import Condition, EntityId, Event, Found, Span

_COMMAS = frozenset(("\u060c", ",", "\u061b", ".."))
_TYING = frozenset(("if", "provided", "ever", "until", "noun", "otherwise", "leads", "without"))
_POINTING = frozenset(("back", "then", "turn"))
_COLON = ":"
_EVEN = "\u06cc\u0634"
_LEAST = 2
_NAMED = 2


def find_conditions(context: Context, events: Sequence[Event]) -> tuple[Condition, ...]:
    """Find the conditions of an article.

    Args:
        context: the article after the entity and time stages.
        events: its events; a condition does not need one.

    Returns:
        In text order; `found.rule` names the line of conditions.tsv.
    """
    del events
    found: list[Condition] = []
    seen: set[str] = set()
    earlier: Scene | None = None
    for scene in scenes_of(context):
        if scene.read.sent.kind is SentenceKind.COPY:
            continue
        for parts, link in _ties(scene):
            meant = _meant(scene, parts[0], earlier) if link.frame == "leads" else None
            if meant is None and not is_whole(scene, parts[0]):
                continue
            if_, then = meant or _span(scene, parts[0]), _span(scene, parts[1])
            text = context.document.text[if_.start : if_.end]
            if text in seen:
                continue
            seen.add(text)
            rule = Found(0.5, link.words)
            found.append(Condition(f"c{len(found) + 1}", if_, then, _speaker(scene, link), rule))
        earlier = scene
    return tuple(found)


def _ties(scene: Scene) -> Iterator[tuple[tuple[range, range], Link]]:
    links = list(links_of(scene))
    end = end_of(scene)
    for link in links:
        if link.frame not in _TYING or _is_named(scene, link):
            continue
        before = range(opened(links, start_of(scene, link.first)), trimmed(scene, link.first))
        if _is_if(scene, link, links, end):
            pair = if_halves(scene, link, links, end)
        elif link.frame == "noun":
            cut = clause_end(scene, link.last + 1, end, verbs=False)
            pair = (range(link.last + 1, cut), after(scene, cut, links, end))
        elif link.frame == "otherwise":
            pair = (range(before.start, link.last + 1), after(scene, link.last + 1, links, end))
        elif link.frame == "leads":
            before = before or range(start_of(scene, link.first), link.first)
            pair = (before, after(scene, link.last + 1, links, end))
        elif link.frame == "without":
            pair = without_halves(scene, link, links, end)
        else:
            continue
        purpose = link.frame == "until" and pair[1].start < link.first and not is_refused(scene, pair[1])
        if is_whole(scene, pair[1]) and not (purpose or _is_conceded(scene, pair[0])):
            yield pair, link


def _is_conceded(scene: Scene, part: range) -> bool:
    """Whether a condition only concedes: `if it be for a time too`."""
    told = verbs_in(scene, part.start, part.stop)
    if len(part) < _LEAST or told[-1:] != [part.stop - 1]:
        return False
    if scene.read.words[told[-1]].verbs[0].lemma not in being():
        return False
    return scene.read.sent.tokens[told[-1] - 1].norm.endswith(_EVEN)


def _is_if(scene: Scene, link: Link, links: Sequence[Link], end: int) -> bool:
    if link.frame == "until":
        return _is_unless(scene, link, links, end)
    if link.frame == "ever":
        told = [scene.read.words[i].verbs[0] for i in verbs_in(scene, link.last + 1, end)]
        return len(told) >= _LEAST and told[0].mood == "Sub" and told[1].mood == "Ind" and not told[1].past
    return link.frame in ("if", "provided")


def _is_named(scene: Scene, link: Link) -> bool:
    """Whether the condition is only that a source is not named."""
    keys = [t.key for t in scene.read.sent.tokens[link.last + 1 : link.last + 1 + _NAMED]]
    return any(frames().get(key, ("", ""))[0] == "name" for key in keys)


def _is_unless(scene: Scene, link: Link, links: Sequence[Link], end: int) -> bool:
    """Whether what follows `until` is a negated wish: as long as it is not done."""
    words = scene.read.words
    for x in links:
        if x.frame == "if" and x.first < link.first and not any(w.finite for w in words[x.last : link.first]):
            return False
    told = verbs_in(scene, link.last + 1, end)
    if not told or words[told[0]].verbs[0].mood != "Sub":
        return False
    return words[told[0]].verbs[0].negative or _is_lasting(scene, told)


def _is_lasting(scene: Scene, told: Sequence[int]) -> bool:
    """Whether the clause after a wish and a comma says what is not done as long as it is so."""
    if len(told) < _LEAST or told[0] + 1 >= len(scene.read.words):
        return False
    verb = scene.read.words[told[1]].verbs[0]
    marked = scene.read.sent.tokens[told[0] + 1].norm in _COMMAS
    return marked and verb.negative and verb.mood == "Ind" and not verb.past


def _span(scene: Scene, part: range) -> Span:
    tokens = scene.read.sent.tokens
    return Span(tokens[part.start].start, tokens[part.stop - 1].end)


def _meant(scene: Scene, part: range, earlier: Scene | None) -> Span | None:
    """What a condition that only points back (`this is a step`) means: the wish or named act told last."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    comma = next((i for i in reversed(part) if tokens[i].norm in _COMMAS), part.start - 1)
    for i in range(comma + 1, part.stop):
        if not (words[i].finite or frames().get(tokens[i].key, ("", ""))[0] in _POINTING):
            return None
    here = _wish_or_act(scene, comma + 1)
    if here is None and earlier is not None:
        scene, here = earlier, _wish_or_act(earlier, len(earlier.read.words))
    return None if here is None else _span(scene, here)


def _wish_or_act(scene: Scene, before: int) -> range | None:
    """The last wished clause or verbal noun with its genitive before a token."""
    words, found = scene.read.words, []
    for clause in scene.clauses:
        verb = words[clause.verb.start].verbs[:1]
        if clause.end <= before and clause.kind == "complement" and verb and verb[0].mood == "Sub":
            found.append(range(clause.start, clause.end))
    for i in range(before):
        if words[i].infinitive and i + 1 < before and not words[i + 1].finite:
            verbs = verbs_in(scene, i + 1, before)
            found.append(range(i, verbs[0] if verbs else before))
    return max(found, key=lambda part: part.stop, default=None)


def _speaker(scene: Scene, link: Link) -> EntityId | None:
    """The one before the colon, or the leading mention of a sentence that reports before it ties."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    colon = next((i for i in range(link.first) if tokens[i].norm == _COLON), -1)
    cut = colon if colon >= 0 else next((i for i in range(link.first) if words[i].finite), -1)
    found = [s for s in scene.sides if s.outer and s.last < cut and s.mention.type.value in ACTING]
    return found[0].entity if found else None
