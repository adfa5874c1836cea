"""What a proposed clause looks like, for the decision whether it is reported speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events.scene import Scene
from dosye.language.ckb import TokenKind
from dosye.statements.cues import Cue
from dosye.statements.drafts import QUOTES, bucket, has_verb, word_count
from dosye.statements.grid import grid_of
from dosye.statements.starts import BREAKS, near_sides, subject_end
from dosye.statements.words import ALSO, PAUSES, WHICH, led, link_words

BY = "\u0628\u06d5"
_PHRASE = 8


def clause_features(scene: Scene, cue: Cue, cues: Sequence[Cue], part: tuple[str, int, int]) -> Iterator[str]:
    """Yield the features of a content (its shape, first and last token) of a cue."""
    shape, first, last = part
    tokens, words = scene.read.sent.tokens, scene.read.words
    key, speech = cue.line.key, cue.line.speech
    yield "bias"
    yield f"shape={shape}"
    yield f"key={key}"
    yield f"weak={cue.line.complement}"
    yield f"key={key}/{shape}"
    yield f"class={speech}/{shape}"
    yield f"size={bucket(word_count(tokens, first, last))}/{shape}"
    verb = has_verb(scene, first, last)
    yield f"verb={verb:d}/{shape}"
    yield f"verb={verb:d}/{shape}/{speech}"
    mark = _mark(scene, cue.verb + 1)
    yield f"mark={mark}/{shape}"
    yield f"mark={mark}/{shape}/{cue.line.complement}"
    lead = link_words().get(tokens[cue.last + 1].key, "") if cue.last + 1 < len(tokens) else ""
    yield f"{shape}/{speech}/{words[cue.first].izafe:d}/{lead}"
    yield f"mark={mark}/{shape}/{speech}"
    yield f"rest={bucket(word_count(tokens, cue.verb + 1, len(tokens) - 1))}/{shape}"
    yield f"subject={subject_end(scene, cue) >= 0:d}/{shape}"
    opens = link_words().get(tokens[first].key, "") if first < len(tokens) else ""
    yield f"lead={opens}/{shape}/{speech}"
    yield from _form_features(scene, cue, part)
    yield from _around_features(scene, cue, cues, part)
    yield from _told_features(scene, cue, part)


def _told_features(scene: Scene, cue: Cue, part: tuple[str, int, int]) -> Iterator[str]:
    """How the words themselves are built, and who stands before the cue."""
    shape, first, last = part
    grid, words, tokens = grid_of(scene), scene.read.words, scene.read.sent.tokens
    speech = cue.line.speech
    inner = grid.first_verb(first, last)
    form = verb_form(scene, inner)
    yield f"told={form}/{shape}/{speech}"
    yield f"told={form}/{cue.line.key}"
    ends = words[last].finite
    yield f"ends={ends:d}/{shape}/{speech}"
    said = (
        f"{cue.form.past:d}{cue.form.mood[:3]}{cue.form.person[:1]}{cue.form.negative:d}" if cue.form else ""
    )
    yield f"said={said}/{speech}/{shape}"
    yield f"said={said}/{form}/{shape}"
    by = any(t.key == BY for t in tokens[max(first, cue.first - _PHRASE) : cue.first])
    yield f"by={by:d}/{cue.line.key}"
    yield f"by={by:d}/{shape}/{speech}"
    ask = link_words().get(tokens[first].key) == "ask"
    yield f"ask={ask:d}/{said[-1:]}/{speech}"
    near = [s for s in near_sides(scene, cue.first) if s.last < cue.first and s.mention.type.value != "PLACE"]
    side = near[-1] if near else None
    gap = cue.first - side.last - 1 if side else -1
    kind = side.mention.type.value if side else ""
    yield f"who={kind}/{bucket(gap)}/{shape}"
    held = side is not None and grid.has_verb(side.last + 1, cue.first - 1)
    yield f"who={kind}/{held:d}/{shape}/{led(scene, side) != '' if side else ''}"


def verb_form(scene: Scene, at: int) -> str:
    """The tense, mood and person of the verb at a token."""
    if at < 0 or not scene.read.words[at].finite:
        return "-"
    verb = next((v for v in scene.read.words[at].verbs if v.finite), None)
    return (
        "?" if verb is None else f"{verb.past:d}{verb.mood[:3]}{verb.person[:1]}{'a' if verb.agent else ''}"
    )


def _mark(scene: Scene, at: int) -> str:
    """The mark or small word at a token."""
    tokens = scene.read.sent.tokens
    if at >= len(tokens):
        return "end"
    token = tokens[at]
    return token.norm if token.kind is TokenKind.MARK else link_words().get(token.key, "")


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
    yield f"earlier={has_verb(scene, 0, cue.first - 1):d}/{shape}"
    if shape == "before":
        yield f"floor={first > subject_end(scene, cue) + 2:d}/{has_verb(scene, first, last):d}/before"
        near = tokens[max(0, first) : last][-40:]
        yield f"breaks={any(t.norm in BREAKS for t in near):d}/before"
        yield f"pauses={min(2, sum(t.norm in PAUSES for t in near))}/before/{cue.line.complement}"
        ended = first > 0 and (tokens[first - 1].norm in PAUSES or words[first - 1].finite)
        yield f"ended={ended:d}/before"
    yield f"quoted={any(t.norm in QUOTES for t in tokens[max(0, first - 1) : first + 1]):d}"


def _around_features(
    scene: Scene, cue: Cue, cues: Sequence[Cue], part: tuple[str, int, int]
) -> Iterator[str]:
    """Whether the cue stands in a clause that only describes (`who asked not to be named, said`)."""
    shape = part[0]
    tokens, grid = scene.read.sent.tokens, grid_of(scene)
    floor = next(
        (i for i in range(cue.first - 1, max(-1, cue.first - 15), -1) if tokens[i].norm in PAUSES), -1
    )
    which = any(t.key == WHICH for t in tokens[floor + 1 : cue.first])
    told = grid.has_verb(floor + 1, cue.first - 1)
    later = next((c for c in cues if c.first > cue.verb), None)
    soon = later is not None and later.first - cue.verb < 12
    after = grid.first_verb(cue.verb + 1, cue.verb + 20)
    spoken = later is not None and after >= 0 and later.first <= after + 1
    yield f"which={which:d}/{told:d}/{shape}"
    yield f"which={which:d}/{later.line.speech if later and soon else ''}/{shape}"
    yield f"later={soon:d}/{spoken:d}/{shape}"
    yield f"later={soon:d}/{spoken:d}/{cue.line.complement}/{shape}"
    inner = [c for c in cues if c is not cue and part[1] <= c.first and c.verb <= part[2]]
    yield f"inner={min(2, len(inner))}/{shape}"
    before = next((c for c in reversed(cues) if c.verb < cue.first), None)
    near = before is not None and cue.first - before.verb < 25
    yield f"earlier cue={near:d}/{shape}/{cue.line.complement}"
    yield f"earlier cue={before.line.speech if before and near else ''}/{cue.line.speech}"
    end = tokens[cue.verb].key.endswith(ALSO) or ALSO in tokens[cue.first].key[1:]
    yield f"also={end:d}/{near:d}"
    first = tokens[cue.first].analyses[:1]
    yield f"pos={first[0].pos if first else ''}/{cue.line.kind}/{shape}"
    if cue.form is not None:
        yield f"mood={cue.form.mood}/{cue.line.key}"
        yield f"mood={cue.form.mood}/{cue.form.past:d}/{cue.line.complement}/{shape}"
