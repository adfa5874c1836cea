"""Find what an article itself ties together as if and then: conditions and their consequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dosye.events.context import Context
from dosye.events.frames import ACTING
from dosye.events.scene import Scene, scenes_of
from dosye.language.ckb import SentenceKind, TokenKind, lookup_key
from dosye.records import Condition, EntityId, Event, Found, Span
from dosye.tables import read_table

_COMMAS = frozenset(("\u060c", ",", "\u061b", ".."))
_BREAKS = frozenset(("\u061b", ";"))
_OPENING = frozenset(("if", "otherwise", "none", "turn"))
_COLON = ":"
_AND = "\u0648"
_OR = "\u06cc\u0627\u0646"
_QUOTES = frozenset(('"', "\u201c", "\u00ab"))
_LONGEST = 4
_THAT = "\u06a9\u06d5"
_LEAST = 2
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the table in a sentence: their frame, first and last token."""

    frame: str
    words: str
    first: int
    last: int


@cache
def _frames() -> Mapping[str, tuple[str, str]]:
    rows = read_table(
        Path(__file__).with_name("conditions.tsv"), ("words", "frame", "source"), key=("words",)
    )
    return {lookup_key(row["words"]): (row["frame"], row.where) for row in rows}


@cache
def _firsts() -> frozenset[str]:
    """What the first token of a frame can be: its first word, or more of it written as one."""
    words = [words.split() for words in _frames()]
    return frozenset(" ".join(w[:size]) for w in words for size in range(1, len(w) + 1))


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
    for scene in scenes_of(context):
        if scene.read.sent.kind is SentenceKind.COPY:
            continue
        for parts, link in _ties(scene):
            if_, then = (_span(scene, part) for part in parts)
            text = context.document.text[if_.start : if_.end]
            if text in seen:
                continue
            seen.add(text)
            rule = Found(0.5, link.words)
            found.append(Condition(f"c{len(found) + 1}", if_, then, _speaker(scene, link), rule))
    return tuple(found)


def _ties(scene: Scene) -> Iterator[tuple[tuple[range, range], Link]]:
    links = list(_links(scene))
    end = _end(scene)
    for link in links:
        before = range(_opened(links, _start(scene, link.first)), _trimmed(scene, link.first))
        if _is_named(scene, link):
            continue
        if link.frame == "if" or (link.frame == "until" and _is_unless(scene, link, links, end)):
            pair = _if(scene, link, links, end)
        elif link.frame == "noun":
            cut = _clause_end(scene, link.last + 1, end, verbs=False)
            pair = (range(link.last + 1, cut), _after(scene, cut, links, end))
        elif link.frame == "otherwise":
            pair = (range(before.start, link.last + 1), _after(scene, link.last + 1, links, end))
        elif link.frame == "leads":
            pair = (before, _after(scene, link.last + 1, links, end))
        elif link.frame == "without":
            pair = _without(scene, link, links, end)
        else:
            continue
        purpose = link.frame == "until" and pair[1].start < link.first and not _is_refused(scene, pair[1])
        if min(len(pair[0]), len(pair[1])) >= _LEAST and not purpose:
            yield pair, link


def _if(scene: Scene, link: Link, links: Sequence[Link], end: int) -> tuple[range, range]:
    """The clause that follows is the condition; the rest, or what stands before, the consequence."""
    opens = next((x.first for x in links if x.frame == "then" and x.first > link.last + 1), end)
    cut = min(opens, _clause_end(scene, link.last + 1, end, verbs=True))
    cut = _with_more(scene, cut, end) if link.first else cut
    then = _after(scene, cut, links, end)
    told = any(scene.read.words[i].finite for i in then)
    turned = then.start < end and scene.read.sent.tokens[then.start].key == _THAT
    turned = turned or any(x.frame == "otherwise" and x.first == then.start for x in links)
    if len(then) < _LEAST or turned or (link.frame == "until" and not told):
        then = range(_opened(links, _start(scene, link.first)), _trimmed(scene, link.first))
    return range(link.last + 1, cut), then


def _with_more(scene: Scene, cut: int, end: int) -> int:
    """The token after the wishes that `and` joins to a condition."""
    words, tokens = scene.read.words, scene.read.sent.tokens
    if cut >= end or tokens[cut].key != _AND:
        return cut
    told = [i for i in range(cut + 1, end) if words[i].finite and words[i].verbs]
    return told[0] + 1 if told and words[told[0]].verbs[0].mood == "Sub" else cut


def _without(scene: Scene, link: Link, links: Sequence[Link], end: int) -> tuple[range, range]:
    """What follows `without` is the condition of a clause that says what is not, cannot or will not be."""
    nothing = range(link.first, link.first)
    for clause in scene.clauses:
        verb = scene.read.words[clause.verb.start].verbs[:1]
        if not (verb and verb[0].negative and not verb[0].past and verb[0].mood == "Ind"):
            continue
        for _, phrase in clause.obliques:
            if phrase.start == link.last + 1 and clause.start <= link.first:
                return range(link.first, phrase.end), _after(scene, phrase.end, links, end)
    return nothing, nothing


def _is_named(scene: Scene, link: Link) -> bool:
    """Whether the condition is only that a source is not named."""
    keys = [t.key for t in scene.read.sent.tokens[link.last + 1 : link.last + 1 + _NAMED]]
    return any(_frames().get(key, ("", ""))[0] == "name" for key in keys)


def _is_refused(scene: Scene, part: range) -> bool:
    """Whether the last verb is negated: what is not done until something else is."""
    verbs = [scene.read.words[i].verbs[0] for i in part if scene.read.words[i].finite]
    return bool(verbs) and verbs[-1].negative


def _is_unless(scene: Scene, link: Link, links: Sequence[Link], end: int) -> bool:
    """Whether what follows `until` is a negated wish: as long as it is not done."""
    words = scene.read.words
    for x in links:
        if x.frame == "if" and x.first < link.first and not any(w.finite for w in words[x.last : link.first]):
            return False
    told = [i for i in range(link.last + 1, end) if words[i].finite and words[i].verbs]
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


def _links(scene: Scene) -> Iterator[Link]:
    frames, keys = _frames(), [t.key for t in scene.read.sent.tokens]
    firsts = _firsts()
    i = 0
    while i < len(keys):
        for size in range(_LONGEST if keys[i] in firsts else 0, 0, -1):
            frame = frames.get(" ".join(keys[i : i + size]))
            if frame is not None and i + size <= len(keys):
                yield Link(frame[0], frame[1], i, i + size - 1)
                i += size - 1
                break
        i += 1


def _clause_end(scene: Scene, first: int, end: int, *, verbs: bool) -> int:
    """The token after the clause: at its comma once a verb has come, else after its verb."""
    verb = -1
    for i in range(first, end):
        token, word = scene.read.sent.tokens[i], scene.read.words[i]
        if token.norm in _COMMAS and (verb >= 0 or not verbs):
            if i + 1 < end and scene.read.sent.tokens[i + 1].key == _OR:
                verb = -1
                continue
            return i
        if word.finite and verbs and i + 1 < end and scene.read.sent.tokens[i + 1].key == _THAT:
            continue
        if word.finite:
            if verb < 0:
                verb = i
            elif not any(scene.read.sent.tokens[j].norm in _COMMAS for j in range(verb, end)):
                return verb + 1
    return end if verb < 0 else verb + 1


def _after(scene: Scene, cut: int, links: Sequence[Link], end: int) -> range:
    tokens = scene.read.sent.tokens
    opening = {i for x in links if x.frame == "then" for i in range(x.first, x.last + 1)}
    while cut < end and (tokens[cut].kind is TokenKind.MARK or cut in opening or tokens[cut].key == _AND):
        cut += 1
    return range(cut, _then_end(scene, cut, links, end))


def _then_end(scene: Scene, first: int, links: Sequence[Link], end: int) -> int:
    """The token after the consequence: at a mark behind its verb where another thought or condition opens."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    opens = {x.first for x in links if x.frame in _OPENING}
    told = False
    for i in range(first, end - 1):
        told = told or words[i].finite
        joined = tokens[i].norm in _COMMAS or tokens[i].key == _AND
        if told and (tokens[i].norm in _BREAKS or (joined and i + 1 in opens)):
            return i
    return end


def _start(scene: Scene, before: int) -> int:
    """The first token of the clause before a link: its own, or after the colon, quote or comma before it."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    named = _named_act(scene, before)
    if named >= 0:
        return named
    ended = [clause for clause in scene.clauses if clause.end <= before]
    if ended and ended[-1].kind == "complement":
        duty = ended[-2] if len(ended) > 1 and ended[-2].end == ended[-1].start else None
        return duty.start if duty is not None and duty.end - duty.start == 1 else ended[-1].start
    for i in range(before - 2, 0, -1):
        if tokens[i].norm == _COLON or tokens[i].norm in _QUOTES:
            return i + 1
        if tokens[i].norm in _COMMAS and words[i - 1].finite:
            return i + 1
    return 0


def _named_act(scene: Scene, before: int) -> int:
    """The verbal noun alone between a comma and a link (`pressed, over closing it, if`), or -1."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    last = _trimmed(scene, before)
    comma = next((i for i in range(last - 1, 0, -1) if tokens[i].norm in _COMMAS), -1)
    if comma < 0 or any(words[i].finite for i in range(comma + 1, last)):
        return -1
    return next((i for i in range(comma + 1, min(comma + 3, last)) if words[i].infinitive), -1)


def _opened(links: Sequence[Link], start: int) -> int:
    """The token after the words that open another thought at a clause."""
    return next((x.last + 1 for x in links if x.frame == "turn" and x.first <= start <= x.last), start)


def _end(scene: Scene) -> int:
    return _trimmed(scene, len(scene.read.sent.tokens))


def _trimmed(scene: Scene, end: int) -> int:
    tokens = scene.read.sent.tokens
    while end > 0 and (tokens[end - 1].kind is TokenKind.MARK or tokens[end - 1].key == _AND):
        end -= 1
    return end


def _span(scene: Scene, part: range) -> Span:
    tokens = scene.read.sent.tokens
    return Span(tokens[part.start].start, tokens[part.stop - 1].end)


def _speaker(scene: Scene, link: Link) -> EntityId | None:
    """The one before the colon, or the leading mention of a sentence that reports before it ties."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    colon = next((i for i in range(link.first) if tokens[i].norm == _COLON), -1)
    cut = colon if colon >= 0 else next((i for i in range(link.first) if words[i].finite), -1)
    found = [s for s in scene.sides if s.outer and s.last < cut and s.mention.type.value in ACTING]
    return found[0].entity if found else None
