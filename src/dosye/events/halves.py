"""The two halves of a condition around the word that ties them: where each begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dosye.events.links import Link
from dosye.events.scene import Scene
from dosye.language.ckb import TokenKind, lookup_key
from dosye.language.ckb.verbs import verb_named

_COMMAS = frozenset(("\u060c", ",", "\u061b", ".."))
_BREAKS = frozenset(("\u061b", ";"))
_OPENING = frozenset(("if", "provided", "ever", "otherwise", "none", "turn"))
_COLON = ":"
_AND = "\u0648"
_OR = "\u06cc\u0627\u0646"
_QUOTES = frozenset(('"', "\u201c", "\u00ab"))
_CLOSING = frozenset(('"', "\u201d", "\u00bb"))
_THAT = "\u06a9\u06d5"
_LEAST = 2
_AS = "\u0648\u06d5\u06a9"


@cache
def being() -> frozenset[str]:
    """The verbs to be and to have."""
    return frozenset(lookup_key(verb_named(kind)) for kind in ("be", "have"))


def is_whole(scene: Scene, part: range) -> bool:
    """Whether a part says something: it has several words, or is a verb that does more than be or have."""
    if len(part) >= _LEAST:
        return True
    told = verbs_in(scene, part.start, part.stop)
    return bool(told) and scene.read.words[told[0]].verbs[0].lemma not in being()


def if_halves(scene: Scene, link: Link, links: Sequence[Link], end: int) -> tuple[range, range]:
    """The clause that follows is the condition; the rest, or what stands before, the consequence."""
    opens = next((x.first for x in links if x.frame == "then" and x.first > link.last + 1), end)
    cut = min(opens, clause_end(scene, link.last + 1, end, verbs=True))
    cut = _with_more(scene, cut, end) if link.first else cut
    if cut >= end and link.first and scene.read.sent.tokens[link.first - 1].key == _AND:
        cut = _comma(scene, link.last + 1, end)
    then = after(scene, cut, links, end)
    told = any(scene.read.words[i].finite for i in then)
    turned = then.start < end and scene.read.sent.tokens[then.start].key == _THAT
    turned = turned or any(x.frame == "otherwise" and x.first == then.start for x in links)
    before = range(opened(links, start_of(scene, link.first)), trimmed(scene, link.first))
    lost = not is_whole(scene, then) or turned or (link.frame == "until" and not told)
    if (lost and link.frame != "ever") or _is_answered(scene, link, before):
        then = before
    return range(link.first if link.frame == "ever" else link.last + 1, cut), then


def _comma(scene: Scene, first: int, end: int) -> int:
    """The first comma, or the end."""
    return next((i for i in range(first, end) if scene.read.sent.tokens[i].norm in _COMMAS), end)


def _is_answered(scene: Scene, link: Link, before: range) -> bool:
    """Whether the verb right before a link is its consequence: `kept from it provided that`."""
    if not before or not scene.read.words[before.stop - 1].finite:
        return False
    return link.frame == "provided" or (link.frame == "until" and is_refused(scene, before))


def _with_more(scene: Scene, cut: int, end: int) -> int:
    """The token after the wishes that `and` joins to a condition."""
    words, tokens = scene.read.words, scene.read.sent.tokens
    if cut >= end or tokens[cut].key != _AND:
        return cut
    told = verbs_in(scene, cut + 1, end)
    return told[0] + 1 if told and words[told[0]].verbs[0].mood == "Sub" else cut


def without_halves(scene: Scene, link: Link, links: Sequence[Link], end: int) -> tuple[range, range]:
    """What follows `without` is the condition of a clause that says what is not, cannot or will not be."""
    nothing = range(link.first, link.first)
    for clause in scene.clauses:
        verb = scene.read.words[clause.verb.start].verbs[:1]
        if not (verb and verb[0].negative and not verb[0].past and verb[0].mood == "Ind"):
            continue
        for _, phrase in clause.obliques:
            if phrase.start == link.last + 1 and clause.start <= link.first:
                return range(link.first, phrase.end), after(scene, phrase.end, links, end)
    return nothing, nothing


def is_refused(scene: Scene, part: range) -> bool:
    """Whether the last verb is negated: what is not done until something else is."""
    verbs = [scene.read.words[i].verbs[0] for i in part if scene.read.words[i].finite]
    return bool(verbs) and verbs[-1].negative


def verbs_in(scene: Scene, first: int, end: int) -> list[int]:
    """The tokens from `first` to `end` that are finite verbs."""
    words = scene.read.words
    return [i for i in range(first, end) if words[i].finite and words[i].verbs]


def clause_end(scene: Scene, first: int, end: int, *, verbs: bool) -> int:
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
            elif _comma(scene, verb, end) == end or _is_next(scene, verb, i):
                return verb + 1
    return end if verb < 0 else verb + 1


def _is_next(scene: Scene, verb: int, i: int) -> bool:
    """Whether a verb after that of a wish tells what follows from it, with nothing between them."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    if not (words[verb].verbs and words[i].verbs):
        return False
    joined = any(tokens[j].norm in _COMMAS or tokens[j].key in (_AND, _THAT) for j in range(verb + 1, i))
    told = words[i].verbs[0]
    return not joined and words[verb].verbs[0].mood == "Sub" and told.mood == "Ind" and not told.past


def after(scene: Scene, cut: int, links: Sequence[Link], end: int) -> range:
    """The consequence that follows a condition which ends before `cut`."""
    tokens = scene.read.sent.tokens
    opening = {i for x in links if x.frame == "then" for i in range(x.first, x.last + 1)}
    while cut < end and (tokens[cut].kind is TokenKind.MARK or cut in opening or tokens[cut].key == _AND):
        cut += 1
    cut = _reported(scene, cut, links, end)
    return range(cut, _then_end(scene, cut, links, end))


def _reported(scene: Scene, cut: int, links: Sequence[Link], end: int) -> int:
    """The token after `as an official said,` or `in the words of X,` that a consequence opens with."""
    tokens = scene.read.sent.tokens
    told = any(x.frame == "told" and x.first == cut for x in links)
    comma = _comma(scene, cut, end)
    said = cut < end and tokens[cut].key == _AS and scene.read.words[comma - 1].finite
    if not (told or said) or comma >= end - 1:
        return cut
    return comma + 2 if tokens[comma + 1].norm in _QUOTES and comma + 2 < end else comma + 1


def _then_end(scene: Scene, first: int, links: Sequence[Link], end: int) -> int:
    """The token after the consequence: at a mark behind its verb where another thought or condition opens."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    opens = {x.first for x in links if x.frame in _OPENING}
    quoted = sum(token.norm in _QUOTES for token in tokens[:first]) % 2 == 1
    told = -1
    for i in range(first, end - 1):
        told = i if told < 0 and words[i].finite and words[i].verbs else told
        if told < 0:
            continue
        joined = tokens[i].norm in _COMMAS or tokens[i].key == _AND
        if tokens[i].norm in _BREAKS or (quoted and tokens[i].norm in _CLOSING):
            return i
        if joined and (i + 1 in opens or _is_narrated(scene, told, i, end)):
            return i
    return end


def _is_narrated(scene: Scene, told: int, i: int, end: int) -> bool:
    """Whether what is joined to a consequence still to come is already past."""
    verbs = scene.read.words
    later = verbs_in(scene, i + 1, end)
    past = bool(later) and verbs[later[0]].verbs[0].past and verbs[later[0]].verbs[0].mood == "Ind"
    return past and not verbs[told].verbs[0].past


def start_of(scene: Scene, before: int) -> int:
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
    last = trimmed(scene, before)
    comma = next((i for i in range(last - 1, 0, -1) if tokens[i].norm in _COMMAS), -1)
    if comma < 0 or any(words[i].finite for i in range(comma + 1, last)):
        return -1
    return next((i for i in range(comma + 1, min(comma + 3, last)) if words[i].infinitive), -1)


def opened(links: Sequence[Link], start: int) -> int:
    """The token after the words that open another thought at a clause."""
    return next((x.last + 1 for x in links if x.frame == "turn" and x.first <= start <= x.last), start)


def end_of(scene: Scene) -> int:
    """The token after the last word of a sentence."""
    return trimmed(scene, len(scene.read.sent.tokens))


def trimmed(scene: Scene, end: int) -> int:
    """The token after the last word before `end`: marks and `and` there are left out."""
    tokens = scene.read.sent.tokens
    while end > 0 and (tokens[end - 1].kind is TokenKind.MARK or tokens[end - 1].key == _AND):
        end -= 1
    return end
