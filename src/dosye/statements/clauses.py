"""The words that go with a cue inside its sentence: after it, between its noun and verb, or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.entities.network import WordOdds
from dosye.events.logistic import Logistic
from dosye.events.scene import Scene, Side
from dosye.language.ckb import Token, TokenKind
from dosye.language.ckb.sounds import AE, INDEFINITE
from dosye.records import Span
from dosye.statements.cues import IZAFE, RUNNING, Cue
from dosye.statements.cuts import content_end, cut_points
from dosye.statements.drafts import Draft, has_verb, span_of, word_count
from dosye.statements.grid import grid_of
from dosye.statements.shapes import clause_features
from dosye.statements.starts import (
    WINDOW,
    after_nearest,
    after_pause,
    clause_begin,
    opens_with_subject,
    subject_end,
)
from dosye.statements.words import PAUSES, THAT, WHICH, is_pronoun, led, link_words

__all__ = ["clause_drafts", "led", "link_words"]

_TERM = 4
_NAMING = ("describe", "accuse")
_TALKING = ("say-bas", "say-qse")
_TOLD = ("say-wek", "say-le-z", "say-lez", "say-leser-z", "say-le-ser-z", "say-le-dem", "say-ledem")
_OPENING = frozenset('"“«„:؛')
_DESCRIBED = 3
_QUOTED = frozenset('"“”«»„')


def clause_drafts(
    scene: Scene, cues: Sequence[Cue], text: str, cut: Logistic, said: WordOdds | None = None
) -> Iterator[Draft]:
    """Propose the contents of every cue of a sentence.

    Args:
        scene: the sentence.
        cues: its cues.
        text: the text of the article.
        cut: the decision where words after a cue end.
        said: how likely each word of the article is reported, where a network says.
    """
    carried = {_as_clause_verb(scene, cue) for cue in cues if cue.slot == IZAFE}
    for n, cue in enumerate(cues):
        if cue.slot == RUNNING or (cue.slot != IZAFE and cue.verb in carried):
            continue
        group = scene.index * 100 + min(n, 49)
        for shape, begin, stop in _ranges(scene, cue, cues, cut, said=said):
            first, last = _inside_quotes(scene, begin, stop)
            content = span_of(scene.read.sent.tokens, first, last, text)
            if shape == "after" and any(_is_all(c, first, last) for c in cues if c is not cue):
                continue
            if content is not None and not (shape == "after" and _is_circumstance(scene, cue, (first, last))):
                words = _cue_span(scene, cue, text)
                features = tuple(clause_features(scene, cue, cues, (shape, first, last)))
                yield Draft(
                    group, shape, scene.index, scene.index, words, content, features, cue.line, first, last
                )


def _is_all(cue: Cue, first: int, last: int) -> bool:
    """Whether tokens hold nothing but a cue."""
    return cue.first <= first + 1 and last <= cue.verb <= cue.last + 1


def _is_circumstance(scene: Scene, cue: Cue, part: tuple[int, int]) -> bool:
    """Whether what follows a cue only says where or to whom it was said: `to the city`, or who did what."""
    first, last = part
    lead = cue.slot == IZAFE or link_words().get(scene.read.sent.tokens[first].key) == "lead"
    size = word_count(scene.read.sent.tokens, first, last)
    return size < (_TERM if lead else 2) and not has_verb(scene, first, last)


def after_stretch(scene: Scene, cue: Cue) -> tuple[int, int]:
    """First and last token of the longest content after a cue."""
    end = min(len(scene.read.sent.tokens) - 1, cue.verb + WINDOW)
    if cue.slot != IZAFE:
        return _skip(scene, max(cue.verb, cue.last) + 1), end
    verb = _as_clause_verb(scene, cue)
    return _skip(scene, verb + 1 if verb >= 0 else _past_holder(scene, cue)), end


def _past_holder(scene: Scene, cue: Cue) -> int:
    """First token after the source that follows a phrase."""
    holder = _side_from(scene, cue.last + 1)
    begin = (holder.last if holder else _pronoun_end(scene, cue)) + 1
    while holder and begin < len(scene.read.words) and scene.read.words[begin - 1].izafe:
        owner = _side_from(scene, begin)
        if owner is None or owner.first < begin:
            break
        begin = owner.last + 1
    return _past_description(scene, holder, begin) if holder else begin


def _past_description(scene: Scene, holder: Side, begin: int) -> int:
    """Go past what only describes a source: `, the governor of X, ...`, `, who gave no name, ...`."""
    tokens = scene.read.sent.tokens
    for _ in range(_DESCRIBED):
        side = scene.at(begin + 1) if begin + 1 < len(tokens) else None
        if side is not None and side.entity == holder.entity and side.first == begin + 1:
            begin = side.last + 1
        elif begin + 1 < len(tokens) and tokens[begin].norm in PAUSES and tokens[begin + 1].key == WHICH:
            verb = grid_of(scene).first_verb(begin + 2, begin + WINDOW // 5)
            if verb < 0 or verb + 1 >= len(tokens) or tokens[verb + 1].norm not in PAUSES:
                break
            begin = verb + 1
        else:
            break
    return begin


def _pronoun_end(scene: Scene, cue: Cue) -> int:
    """The token of the pronoun after `according to`, else of the cue itself."""
    at = cue.last + 1
    return at if at < len(scene.read.sent.tokens) and is_pronoun(scene.read.sent.tokens[at].key) else cue.last


def _inside_quotes(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Where the words begin with a quotation mark, they end with the next that closes a word."""
    tokens = scene.read.sent.tokens
    for at in (first - 1, first):
        if 0 <= at < len(tokens) and tokens[at].norm in _QUOTED:
            ends = (i for i in range(at + 2, len(tokens)) if tokens[i].norm in _QUOTED)
            end = next((i for i in ends if not _goes_on(tokens, i)), last + 1)
            if _only_terms(scene, at + 1, end - 1, last):
                return first, last
            return at + 1, end - 1
    return first, last


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an ending is written onto a closing mark."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.start == tokens[at].end and after.kind is TokenKind.WORD


def _only_terms(scene: Scene, first: int, stop: int, last: int) -> bool:
    """Whether quotation marks hold but a word or two of a longer clause."""
    short = word_count(scene.read.sent.tokens, first, stop) < _TERM and not has_verb(scene, first, stop)
    return short and has_verb(scene, stop + 1, last)


def _cue_span(scene: Scene, cue: Cue, text: str) -> Span:
    tokens = scene.read.sent.tokens
    last = cue.verb if cue.verb == cue.last + 1 else cue.last
    return span_of(tokens, cue.first, last, text) or Span(tokens[cue.first].start, tokens[cue.last].end)


def _ranges(
    scene: Scene, cue: Cue, cues: Sequence[Cue], cut: Logistic, *, said: WordOdds | None
) -> Iterator[tuple[str, int, int]]:
    """Shape, first and last token of what may be the content."""
    begin, stop = after_stretch(scene, cue)
    cuts = cut_points(scene, cue, cues, (begin, stop))
    if not _goes_past(scene, cue, begin) and not _only_topic(scene, cue):
        yield "after", begin, content_end(scene, cuts, (begin, stop), cut, said)
    if cue.slot == IZAFE:
        yield "before", subject_end(scene, cue) + 1, cue.first - 1
        return
    if cue.verb > cue.last + 1:
        yield "mid", _skip(scene, cue.last + 1, lead=True), cue.verb - 1
    term = _term_begin(scene, cue)
    if term >= 0:
        yield "term", term, cue.first - 1
    starts = [subject_end(scene, cue) + 1, clause_begin(scene, cue), after_nearest(scene, cue)]
    rejects = cue.line.speech in ("deny", "refuse")
    if rejects and scene.read.sent.tokens[begin - 1].key == WHICH and not _has_object(scene, cue):
        return
    starts += [after_pause(scene, cue)] if rejects or cue.line.speech in _NAMING else []
    for before in dict.fromkeys(starts):
        if rejects and opens_with_subject(scene, before):
            continue
        if word_count(scene.read.sent.tokens, before, cue.first - 1) > 1 - rejects:
            yield "before", _skip(scene, before), cue.first - 1


def _has_object(scene: Scene, cue: Cue) -> bool:
    """Whether a noun with its article stands before a cue, which what follows only describes."""
    return cue.first > 0 and any(end in scene.read.sent.tokens[cue.first - 1].key[-4:] for end in INDEFINITE)


def _goes_past(scene: Scene, cue: Cue, begin: int) -> bool:
    """Whether a cue is followed by what happened next, so that its words went before (`he said and left`)."""
    tokens = scene.read.sent.tokens
    if cue.slot == IZAFE or begin >= len(tokens):
        return False
    kind = link_words().get(tokens[begin].key, "")
    marked = tokens[begin - 1].norm in _OPENING if begin else False
    return kind in ("join", "but", "stop") and not marked


def _only_topic(scene: Scene, cue: Cue) -> bool:
    """Whether a cue only says what somebody talked about: `speaks of NOUN`, without `that`."""
    if not cue.line.key.startswith(_TALKING) or cue.verb <= cue.last + 1:
        return False
    between = scene.read.sent.tokens[cue.last + 1 : cue.verb]
    return not any(link_words().get(t.key) == "that" or t.key.startswith(THAT + AE) for t in between)


def _term_begin(scene: Scene, cue: Cue) -> int:
    """First token inside the quotation marks that close right before a cue, -1 where none do."""
    tokens = scene.read.sent.tokens
    if cue.first < 2 or tokens[cue.first - 1].norm not in _QUOTED:
        return -1
    opened = range(cue.first - 2, max(-1, cue.first - 2 - WINDOW), -1)
    return next((i + 1 for i in opened if tokens[i].norm in _QUOTED), -1)


def _as_clause_verb(scene: Scene, cue: Cue) -> int:
    """The verb right after the source of `as X said`, `by the mouth of X it tells`."""
    if not cue.line.key.startswith(_TOLD):
        return -1
    begin = _past_holder(scene, cue)
    near = range(begin, min(begin + 3, len(scene.read.words)))
    return next((i for i in near if scene.read.words[i].finite), -1)


def _side_from(scene: Scene, token: int) -> Side | None:
    return next((s for i in (token, token + 1) if (s := scene.at(i)) is not None), None)


def _skip(scene: Scene, at: int, *, lead: bool = False) -> int:
    """Go past marks and the words that only lead a clause in."""
    tokens, links = scene.read.sent.tokens, link_words()
    while at < len(tokens) - 1:
        kind = links.get(tokens[at].key, "")
        if tokens[at].kind is TokenKind.MARK or kind == "that" or (lead and kind == "lead"):
            at += 1
        else:
            break
    return at
