"""The forms that need no verb: `NAME: text`, a quoted line with the name beside it, the text of a message."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from dosye.events.scene import Scene, Side
from dosye.language.ckb import SentenceKind, TokenKind
from dosye.records import EntityId, EntityType, Span
from dosye.statements.cues import RUNNING, Cue
from dosye.statements.drafts import QUOTES, Draft, bucket, has_verb, span_of, trim, word_count
from dosye.statements.words import led, link_words

_COLONS = frozenset(":؛")
_SEMICOLON = "؛"
_TOWNS = ("city", "town", "district", "subdistrict", "village", "province")
_BULLETS = ("*", "-", "•", "–")
_HEAD = 22
_GREETING = 4
_OFFICE = 3
_LINK = ("http", "www")


def colon_of(scene: Scene) -> int:
    """Index of the colon after which a speaker's words begin; -1 where the sentence has none early on."""
    tokens = scene.read.sent.tokens
    for i, token in enumerate(tokens[:_HEAD]):
        if token.kind is TokenKind.MARK and token.norm[:1] in _COLONS:
            return i if i and scene.sides else -1
    return -1


def speakers(scene: Scene, end: int) -> tuple[Side, ...]:
    """The outer mentions before a token that open the sentence."""
    return tuple(s for s in scene.sides if s.outer and s.last < end)


def colon_drafts(scene: Scene, cues: Sequence[Cue], scenes: Sequence[Scene], text: str) -> Iterator[Draft]:
    """Propose what follows `NAME:` as that speaker's words, in the sentence or on the next line."""
    colon = colon_of(scene)
    heads = speakers(scene, colon) if colon > 0 else ()
    if not heads or heads[0].first > 8 or any(cue.verb in (colon - 1, colon - 2) for cue in cues):
        return
    tokens = scene.read.sent.tokens
    at, first, last = scene, colon + 1, len(tokens) - 1
    if not word_count(tokens, first, last):
        if scene.index + 1 >= len(scenes):
            return
        at = scenes[scene.index + 1]
        first, last = 0, len(at.read.sent.tokens) - 1
    content = span_of(at.read.sent.tokens, first, last, text)
    if content is None or text[content.start : content.end].startswith(_LINK):
        return
    if not has_verb(at, first, last) and word_count(at.read.sent.tokens, first, last) <= _OFFICE:
        return
    source = _speaker(heads)
    if _is_dateline(scene, colon, heads):
        return
    cue = Span(source.mention.start, source.mention.end)
    inner = [cue for cue in cues if cue.first > colon and _has_subject(scene, colon, cue)]
    own = f"own={min(2, len(inner))}/{has_verb(scene, 0, colon - 1):d}/{tokens[colon].norm}"
    features = (*_colon_features(scene, colon, heads, at is not scene), own)
    medium = next((s.entity for s in heads if s.entity != source.entity and s.first > source.last), None)
    yield Draft(
        scene.index * 100 + 90,
        "colon",
        scene.index,
        at.index,
        cue,
        content,
        features,
        first=first,
        last=last,
        sources=(source.entity, *_beside(scene, colon, heads)),
        medium=medium if _hosted(scene, colon) else None,
    )


def _has_subject(scene: Scene, colon: int, cue: Cue) -> bool:
    """Whether somebody named after the colon speaks there."""
    return any(colon < s.first and s.last < cue.first and s.outer and not led(scene, s) for s in scene.sides)


def _is_dateline(scene: Scene, colon: int, heads: Sequence[Side]) -> bool:
    """Whether a line only says where its news is from: `Erbil: ...`, `Iraq; ...`."""
    if {s.mention.type for s in heads} != {EntityType.GPE}:
        return False
    semicolon = scene.read.sent.tokens[colon].norm[:1] == _SEMICOLON
    return semicolon or all(scene.kinds.get(s.entity, "") in _TOWNS for s in heads)


def _speaker(heads: Sequence[Side]) -> Side:
    """The first mention, or the person beside it whose role it is."""
    first = heads[0]
    if first.mention.type is EntityType.GPE and len(heads) > 1 and heads[1].first <= first.last + 2:
        return heads[1] if heads[1].mention.type is not EntityType.GPE else first
    return first


def _beside(scene: Scene, colon: int, heads: Sequence[Side]) -> list[EntityId]:
    """Who else speaks in one breath with the first (`X and Y: text`)."""
    tokens = scene.read.sent.tokens
    pair = len(heads) == 2 and heads[0].first == 0 and heads[1].last == colon - 1
    if not pair or heads[1].first != heads[0].last + 2 or heads[1].entity == heads[0].entity:
        return []
    return [heads[1].entity] if link_words().get(tokens[heads[1].first - 1].key) == "join" else []


def _hosted(scene: Scene, colon: int) -> bool:
    """Whether a preposition stands in the head: `X to Y:`, `X in a talk with Y:`."""
    tokens = scene.read.sent.tokens[:colon]
    return any(a.pos == "ADP" for t in tokens for a in t.analyses[:1])


def _colon_features(scene: Scene, colon: int, heads: Sequence[Side], next_line: bool) -> Iterator[str]:
    covered = {i for s in heads for i in range(s.first, s.last + 1)}
    tokens = scene.read.sent.tokens
    bare = [i for i in range(colon) if i not in covered and tokens[i].kind is not TokenKind.MARK]
    yield "bias"
    yield "shape=colon"
    yield f"colon={tokens[colon].norm}"
    yield f"colon={tokens[colon].norm}/{has_verb(scene, 0, colon - 1):d}"
    yield f"colon={tokens[colon].norm}/{bucket(len(bare))}"
    yield f"type={heads[0].mention.type.value}"
    yield f"bare={bucket(len(bare))}"
    yield f"bare={bucket(len(bare))}/{heads[0].mention.type.value}"
    yield f"first={heads[0].first == 0:d}"
    yield f"finite={has_verb(scene, 0, colon - 1):d}"
    yield f"next={next_line:d}"
    yield f"after={bucket(word_count(tokens, colon + 1, len(tokens) - 1))}/colon"
    told = has_verb(scene, colon + 1, len(tokens) - 1) or next_line
    yield f"told={told:d}/{bucket(word_count(tokens, colon + 1, len(tokens) - 1))}/colon"
    yield f"people={len({s.entity for s in heads})}"
    gap = min(colon - 1 - heads[-1].last, 3)
    yield f"gap={gap}/{has_verb(scene, 0, colon - 1):d}/colon"
    yield f"gap={gap}/{heads[0].first == 0:d}/{tokens[colon].norm}"
    kind = scene.kinds.get(heads[0].entity, "")
    yield f"place={kind}/{heads[0].mention.type.value}/{len(heads) == 1:d}/colon"
    named = {s.entity for s in scene.sides if s.first > colon}
    yield f"again={heads[0].entity in named:d}/colon"


def quote_drafts(scenes: Sequence[Scene], text: str, told: Container[int]) -> Iterator[Draft]:
    """Propose the lines of a quotation as the words of the one named on the lines beside it.

    Args:
        scenes: the sentences of the article.
        text: its text.
        told: the indices of sentences that say that somebody spoke.
    """
    open_at = -1
    rows: list[Scene] = []
    for scene in scenes:
        words = text[scene.read.sent.start : scene.read.sent.end].strip("\u200f\u200e ")
        starts = words[:1] in QUOTES or words[:2] == "''"
        if open_at < 0 and not starts:
            continue
        if open_at < 0:
            open_at, rows = scene.index, []
        rows.append(scene)
        tail = words.rstrip(" .!؟،\u200f\u200e")[-1:]
        if tail in QUOTES and (len(words) > 2):
            yield from _quoted(rows, scenes, text, told)
            open_at = -1
        elif len(rows) > 6 or any(q in words[1:] for q in QUOTES):
            open_at = -1


def _quoted(
    rows: Sequence[Scene], scenes: Sequence[Scene], text: str, told: Container[int]
) -> Iterator[Draft]:
    named = _named_beside(rows[0].index, rows[-1].index, scenes)
    if named is None:
        return
    how, side, home = named
    if how.startswith("line") and home not in told:
        return
    end = len(scenes[home].read.words) - 1
    for row in rows:
        sent = row.read.sent
        content = trim(text, Span(sent.start, sent.end))
        if content is None:
            continue
        size = bucket(word_count(sent.tokens, 0, len(sent.tokens) - 1))
        features = (
            "bias",
            "shape=quote",
            f"beside={how}",
            f"lines={len(rows)}",
            f"size={size}/quote",
            f"type={side.mention.type.value}/quote",
            f"beside={how}/{side.mention.type.value}",
            f"finite={has_verb(row, 0, len(sent.tokens) - 1):d}/quote",
            f"kind={sent.kind.value}",
            f"again={any(s.entity == side.entity for s in row.sides):d}/{how}",
            f"speaks={has_verb(scenes[home], 0, end):d}/{how}",
            f"size={bucket(word_count(scenes[home].read.sent.tokens, 0, end))}/{how}",
            f"place={scenes[home].kinds.get(side.entity, '')}/quote",
        )
        cue = Span(side.mention.start, side.mention.end)
        yield Draft(
            row.index * 100 + 91, "quote", home, row.index, cue, content, features,
            first=0, last=len(sent.tokens) - 1, sources=(side.entity,),
        )  # fmt: skip


def _named_beside(first: int, last: int, scenes: Sequence[Scene]) -> tuple[str, Side, int] | None:
    """Who stands beside a quotation: a name alone, a speaker with a colon, a line about somebody."""
    beside = [i for i in (last + 1, first - 1) if 0 <= i < len(scenes)]
    for i in beside:
        if is_name_line(scenes[i]):
            side = next(s for s in scenes[i].sides if s.outer)
            return f"name{i > last:d}", side, i
    for i in beside:
        colon = colon_of(scenes[i])
        heads = speakers(scenes[i], colon) if colon > 0 else ()
        if heads and heads[0].first < 3:
            return f"colon{i > last:d}", _speaker(heads), i
    for i in beside:
        sides = [s for s in scenes[i].sides if s.outer and s.first < 4 and _may_be_quoted(s)]
        if sides and scenes[i].read.sent.kind is not SentenceKind.KICKER:
            return f"line{i > last:d}", sides[0], i
    return None


def _may_be_quoted(side: Side) -> bool:
    """Whether somebody named in a line beside a quotation may be its speaker."""
    kind = side.mention.type
    return kind is EntityType.PERSON or (side.first <= 1 and kind not in (EntityType.PLACE, EntityType.GROUP))


def is_name_line(scene: Scene) -> bool:
    """Whether a line holds only somebody's name and office, perhaps the occasion."""
    tokens = scene.read.sent.tokens
    sides = [s for s in scene.sides if s.outer]
    if not sides or has_verb(scene, 0, len(tokens) - 1) or colon_of(scene) >= 0:
        return False
    covered = {i for s in sides for i in range(s.first, s.last + 1)}
    bare = [t for i, t in enumerate(tokens) if i not in covered and t.kind is not TokenKind.MARK]
    leads = sides[0].first <= 2 and sides[0].mention.type in (EntityType.PERSON, EntityType.ROLE)
    return leads and len(bare) <= 6


def running_drafts(scenes: Sequence[Scene], cues: Sequence[Sequence[Cue]], text: str) -> Iterator[Draft]:
    """Propose the lines after `text of the message of X` or a cue that ends in a colon as its words."""
    for scene in scenes:
        tokens = scene.read.sent.tokens
        if not tokens:
            continue
        ends = tokens[-1].norm[:1] in _COLONS
        for n, cue in enumerate(cues[scene.index]):
            late = ends and word_count(tokens, cue.verb + 1, len(tokens) - 1) <= 6 and cue.slot != RUNNING
            if (cue.slot == RUNNING and cue.first <= 3) or late:
                yield from _lines_after(scene, cue, scenes, (n, text))
                break


def _lines_after(scene: Scene, cue: Cue, scenes: Sequence[Scene], where: tuple[int, str]) -> Iterator[Draft]:
    n, text = where
    tokens = scene.read.sent.tokens
    words = Span(tokens[cue.first].start, tokens[cue.last].end)
    for later in scenes[scene.index + 1 :]:
        sent = later.read.sent
        content = trim(text, Span(sent.start, sent.end))
        line = text[sent.start : sent.end].strip()
        if _named_at_once(later):
            continue
        if content is None or line.startswith(_LINK) or is_name_line(later) or sent.kind is SentenceKind.COPY:
            continue
        gap = later.index - scene.index
        features = (
            "bias", "shape=next", f"slot={cue.slot}/next", f"key={cue.line.key}/next",
            f"gap={bucket(gap)}/next",
            f"size={bucket(word_count(sent.tokens, 0, len(sent.tokens) - 1))}/next",
            f"finite={has_verb(later, 0, len(sent.tokens) - 1):d}/next",
            f"colon={tokens[-1].norm[:1]}/{cue.slot}",
            f"told={_tells(later):d}/next",
            f"dots={line.endswith('..'):d}/next", f"stop={line[-1:] in '.!؟':d}/next",
        )  # fmt: skip
        yield Draft(
            later.index * 100 + 50 + min(n, 9), "next", scene.index, later.index, words, content, features,
            cue.line, 0, len(sent.tokens) - 1,
        )  # fmt: skip


def _named_at_once(scene: Scene) -> bool:
    """Whether a line says itself whose words it is (`NAME: text`)."""
    colon = colon_of(scene)
    return colon > 0 and any(s.last == colon - 1 for s in speakers(scene, colon))


def _tells(scene: Scene) -> bool:
    """Whether a line says more than a date or a greeting."""
    timed = {i for _, first, last in scene.times for i in range(first, last + 1)}
    tokens = scene.read.sent.tokens
    bare = sum(t.kind is TokenKind.WORD for i, t in enumerate(tokens) if i not in timed)
    return bare > _GREETING or has_verb(scene, 0, len(tokens) - 1)


def bullet_drafts(scenes: Sequence[Scene], text: str, speaker: EntityId | None) -> Iterator[Draft]:
    """Propose the points of a list as the words of the one speaker of the article."""
    if speaker is None:
        return
    home = next((s for s in scenes if any(x.entity == speaker for x in s.sides)), None)
    for scene in scenes:
        sent = scene.read.sent
        words = text[sent.start : sent.end].lstrip("\u200f\u200e \u202b")
        if home is None or not words.startswith(_BULLETS) or colon_of(scene) > 0:
            continue
        content = trim(text, Span(sent.start, sent.end))
        side = next(x for x in home.sides if x.entity == speaker)
        if content is not None:
            size = bucket(word_count(sent.tokens, 0, len(sent.tokens) - 1))
            features = ("bias", "shape=bullet", f"mark={words[0]}/bullet", f"size={size}/bullet")
            cue = Span(side.mention.start, side.mention.end)
            yield Draft(
                scene.index * 100 + 92, "bullet", home.index, scene.index, cue, content, features,
                first=0, last=len(sent.tokens) - 1, sources=(speaker,),
            )  # fmt: skip
