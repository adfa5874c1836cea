"""The words that go with a cue inside its sentence: after it, between its noun and verb, or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind, lookup_key
from dosye.records import EntityType, Span
from dosye.statements.cues import IZAFE, RUNNING, Cue
from dosye.statements.drafts import Draft, bucket, has_verb, span_of, word_count
from dosye.tables import read_table

_SPEAKERS = (EntityType.PERSON, EntityType.ORG, EntityType.GROUP, EntityType.ROLE, EntityType.GPE)
_ALSO = "\u0634"
_PAUSES = frozenset("،,؛;:")
_BREAKS = frozenset("؛;")
_TERM = 4
_PARTS = 3
_QUOTED = frozenset('"“”«»„')


@lru_cache(maxsize=1)
def link_words() -> dict[str, str]:
    """Return the small words around a clause and what each does: join, that, lead."""
    rows = read_table(Path(__file__).parent / "links.tsv", ("word", "kind", "source"), key=("word",))
    return {lookup_key(row["word"]): row["kind"] for row in rows}


def clause_drafts(scene: Scene, cues: Sequence[Cue], text: str) -> Iterator[Draft]:
    """Propose the contents of every cue of a sentence."""
    for n, cue in enumerate(cues):
        if cue.slot == RUNNING:
            continue
        group = scene.index * 100 + n
        for shape, begin, stop in _ranges(scene, cue, cues):
            first, last = _inside_quotes(scene, begin, stop)
            content = span_of(scene.read.sent.tokens, first, last, text)
            if content is not None:
                words = _cue_span(scene, cue, text)
                features = tuple(_features(scene, cue, (shape, first, last)))
                yield Draft(
                    group, shape, scene.index, scene.index, words, content, features, cue.line, first, last
                )


def _inside_quotes(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Where the words begin with a quotation mark, they end with the next."""
    tokens = scene.read.sent.tokens
    for at in (first - 1, first):
        if 0 <= at < len(tokens) and tokens[at].norm in _QUOTED:
            ends = [i for i in range(at + 2, last + 1) if tokens[i].norm in _QUOTED]
            stop = ends[0] - 1 if ends else last
            if _only_terms(scene, at + 1, stop, last):
                return first, last
            return at + 1, stop
    return first, last


def _only_terms(scene: Scene, first: int, stop: int, last: int) -> bool:
    """Whether quotation marks hold but a word or two of a longer clause."""
    short = word_count(scene.read.sent.tokens, first, stop) < _TERM and not has_verb(scene, first, stop)
    return short and has_verb(scene, stop + 1, last)


def _cue_span(scene: Scene, cue: Cue, text: str) -> Span:
    tokens = scene.read.sent.tokens
    last = cue.verb if cue.verb == cue.last + 1 else cue.last
    return span_of(tokens, cue.first, last, text) or Span(tokens[cue.first].start, tokens[cue.last].end)


def _ranges(scene: Scene, cue: Cue, cues: Sequence[Cue]) -> Iterator[tuple[str, int, int]]:
    """Shape, first and last token of what may be the content."""
    end = len(scene.read.sent.tokens) - 1
    if cue.slot == IZAFE:
        holder = _side_from(scene, cue.last + 1)
        begin = (holder.last if holder else cue.last) + 1
        verb = _as_clause_verb(scene, cue, begin)
        yield "after", _skip(scene, verb + 1 if verb >= 0 else begin), _cut(scene, cue, cues, end)
        yield "before", _subject_end(scene, cue) + 1, cue.first - 1
        return
    begin, stop = _skip(scene, cue.verb + 1), _cut(scene, cue, cues, end)
    yield "after", begin, stop
    for turn in _turns(scene, begin, stop)[:_PARTS]:
        yield "part", begin, turn
    if cue.verb > cue.last + 1:
        yield "mid", _skip(scene, cue.last + 1, lead=True), cue.verb - 1
    for before in dict.fromkeys((_subject_end(scene, cue) + 1, _clause_begin(scene, cue))):
        if word_count(scene.read.sent.tokens, before, cue.first - 1) > 1:
            yield "before", _skip(scene, before), cue.first - 1


def _as_clause_verb(scene: Scene, cue: Cue, begin: int) -> int:
    """The verb right after the source of `as X said`."""
    near = range(begin, min(begin + 3, len(scene.read.words)))
    return (
        next((i for i in near if scene.read.words[i].finite), -1)
        if cue.line.key.startswith("say-wek")
        else -1
    )


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


def _cut(scene: Scene, cue: Cue, cues: Sequence[Cue], end: int) -> int:
    """Where the content ends: before the next cue that goes on with the speech, else with the sentence."""
    tokens, links = scene.read.sent.tokens, link_words()
    stops = (i for i in range(cue.verb + 3, end) if links.get(tokens[i].key) == "stop" or _is_break(scene, i))
    end = next((i - 1 for i in stops), end)
    for other in cues:
        if other.first <= cue.verb + 1:
            continue
        if other.first > end:
            break
        before = other.first - 1
        also = _ALSO in tokens[other.first].key[1:] and not tokens[other.first].key.startswith(_ALSO)
        joined = links.get(tokens[before].key) == "join" or tokens[before].norm in _PAUSES
        if joined and (also or links.get(tokens[before].key) == "join" or _colon_follows(scene, other)):
            return before - 1
        holder = next((s for s in scene.sides if s.outer and s.last == before), None)
        if holder and links.get(tokens[holder.first - 1].key) == "but":
            return holder.first - 2
    return end


def _is_break(scene: Scene, at: int) -> bool:
    """Whether a semicolon ends the words before it: a verb stands on either side."""
    tokens = scene.read.sent.tokens
    ends = tokens[at].norm in _BREAKS and has_verb(scene, 0, at - 1)
    return ends and has_verb(scene, at + 1, len(tokens) - 1)


def _turns(scene: Scene, begin: int, stop: int) -> list[int]:
    """Last tokens before the writer may turn to words of their own.

    After a pause, `but`, `which`, a new name as subject, where the words before have their verb.
    """
    tokens, links, found = scene.read.sent.tokens, link_words(), []
    for i in range(begin + 3, stop):
        if tokens[i - 1].norm not in _PAUSES:
            continue
        opens = links.get(tokens[i].key) in ("but", "turn") or _opens_anew(scene, i, stop)
        if opens and word_count(tokens, begin, i - 2) > 1:
            found.append(i - 2)
    return found


def _opens_anew(scene: Scene, at: int, stop: int) -> bool:
    """Whether a name after a pause is the subject of a clause of its own (`, the KDP too ...`)."""
    side = scene.at(at)
    if side is None or side.first != at or not has_verb(scene, side.last + 1, stop):
        return False
    return has_verb(scene, 0, at - 1) and not led(scene, side)


def _turn(scene: Scene, begin: int, stop: int) -> int:
    return next(iter(_turns(scene, begin, stop)), stop)


def _clause_begin(scene: Scene, cue: Cue) -> int:
    """First token after the subject of the clause that a cue closes."""
    tokens, words, links = scene.read.sent.tokens, scene.read.words, link_words()
    floor = 0
    for i in range(1, cue.first):
        pause = tokens[i].norm in _PAUSES or links.get(tokens[i].key) == "join"
        if tokens[i].norm in _BREAKS or (pause and words[i - 1].finite):
            floor = i + 1
    sides = [s for s in scene.sides if s.outer and floor <= s.first <= floor + 1 and s.last < cue.first]
    free = [s for s in sides if s.mention.type in _SPEAKERS and not led(scene, s)]
    if not free:
        return floor
    beside = [s for s in scene.sides if s.outer and s.first == free[-1].last + 2 and s.last < cue.first]
    ends = [s.last for s in (*free, *(b for b in beside if b.entity == free[-1].entity))]
    return max(ends) + 1


def _colon_follows(scene: Scene, cue: Cue) -> bool:
    tokens = scene.read.sent.tokens
    return cue.verb + 1 < len(tokens) and tokens[cue.verb + 1].norm in (":", "؛")


def _subject_end(scene: Scene, cue: Cue) -> int:
    """Last token of the first speaker of the sentence that stands before a cue and after no preposition."""
    for side in scene.sides:
        if side.last >= cue.first:
            break
        if side.outer and side.mention.type in _SPEAKERS and not led(scene, side):
            nearby = [s for s in scene.sides if s.outer and s.mention.entity == side.mention.entity]
            run = [s for s in nearby if s.first <= side.last + 2 and s.last < cue.first]
            return max(s.last for s in run)
    return -1


def led(scene: Scene, side: Side) -> str:
    """The preposition before a side, empty where it has none."""
    if side.first == 0:
        return ""
    token = scene.read.sent.tokens[side.first - 1]
    if link_words().get(token.key) == "turn":
        return ""
    return token.key if any(a.pos == "ADP" for a in token.analyses[:1]) else ""


def _features(scene: Scene, cue: Cue, part: tuple[str, int, int]) -> Iterator[str]:
    shape, first, last = part
    tokens, words = scene.read.sent.tokens, scene.read.words
    key, speech = cue.line.key, cue.line.speech
    yield "bias"
    yield f"shape={shape}"
    yield f"key={key}"
    yield f"weak={cue.line.complement}"
    yield f"key={key}/{shape}"
    yield f"class={speech}/{shape}"
    size = bucket(word_count(tokens, first, last))
    yield f"size={size}/{shape}"
    yield f"verb={has_verb(scene, first, last):d}/{shape}"
    yield f"verb={has_verb(scene, first, last):d}/{shape}/{speech}"
    after = tokens[cue.verb + 1] if cue.verb + 1 < len(tokens) else None
    mark = (
        "end"
        if after is None
        else after.norm
        if after.kind is TokenKind.MARK
        else link_words().get(after.key, "")
    )
    yield f"mark={mark}/{shape}"
    yield f"mark={mark}/{shape}/{cue.line.complement}"
    lead = link_words().get(tokens[cue.last + 1].key, "") if cue.last + 1 < len(tokens) else ""
    yield f"{shape}/{speech}/{words[cue.first].izafe:d}/{lead}"
    yield f"mark={mark}/{shape}/{speech}"
    yield f"rest={bucket(word_count(tokens, cue.verb + 1, len(tokens) - 1))}/{shape}"
    yield f"subject={_subject_end(scene, cue) >= 0:d}/{shape}"
    yield f"lead={link_words().get(tokens[first].key, '') if first < len(tokens) else ''}/{shape}/{speech}"
    yield from _form_features(scene, cue, part)


def _form_features(scene: Scene, cue: Cue, part: tuple[str, int, int]) -> Iterator[str]:
    shape, first, last = part
    tokens, words, key = scene.read.sent.tokens, scene.read.words, cue.line.key
    if cue.form is not None:
        form = cue.form
        yield f"form={form.finite:d}{form.past:d}{form.negative:d}{form.passive:d}{form.mood}"
        yield f"person={form.person}{form.agent}"
        yield f"fin={form.finite:d}/{key}"
    yield f"izafe={words[cue.first].izafe:d}/{cue.verb > cue.last:d}/{shape}"
    yield f"gap={min(cue.verb - cue.last, 5)}/{shape}"
    yield f"start={cue.first == 0:d}/{shape}"
    earlier = any(words[i].finite for i in range(cue.first))
    yield f"earlier={earlier:d}/{shape}"
    if shape == "before":
        yield f"floor={first > _subject_end(scene, cue) + 2:d}/{has_verb(scene, first, last):d}/before"
        yield f"breaks={any(tokens[i].norm in _BREAKS for i in range(max(0, first), last)):d}/before"
    if shape in ("after", "part"):
        turn = _turn(scene, first, len(tokens) - 1) if shape == "after" else last
        if turn + 2 < len(tokens):
            yield f"anew={_opens_anew(scene, turn + 2, len(tokens) - 1):d}/{shape}"
        yield f"verbless={has_verb(scene, first, turn):d}/{shape}"
        at = tokens[turn + 2].key if turn + 2 < len(tokens) else ""
        yield f"turn={link_words().get(at, '')}/{shape}"
        yield f"turn={link_words().get(at, '')}/{has_verb(scene, turn + 2, last):d}/{shape}"
    quoted = any(t.norm in '"“«' for t in tokens[max(0, first - 1) : first + 1] if t.kind is TokenKind.MARK)
    yield f"quoted={quoted:d}"
