"""What the decision to keep a candidate looks at, as names of features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dosye.events.actors import POLITICAL
from dosye.events.candidates import Candidate
from dosye.events.frames import preposition, slot_of
from dosye.events.meanings import meaning_features
from dosye.events.scene import Scene
from dosye.language.ckb import SentenceKind, TokenKind

_WINDOW = 4
_NEAR = 3
_STEM = 4
_SHORT = 90  # tokens
_ACTS = ("PERSON", "ORG", "GPE", "GROUP", "ROLE")


def keep_features(
    c: Candidate, scene: Scene, others: Sequence[Candidate], told: Counter[tuple[int, str]], *, short: bool
) -> list[str]:
    """Name the features of one candidate, most of them once more for texts of its length.

    Args:
        c: the candidate.
        scene: its sentence.
        others: all candidates of the sentence.
        told: how often each type, and type with stem, was a candidate in each earlier sentence.
        short: whether the text is as short as a post.
    """
    found = [*_line(c, scene), *_form(c, scene), *_around(c, scene), *_sides(c, scene)]
    found += _place(c, scene, others)
    found += _within(c, scene)
    found += _sense(c, scene)
    found += _sorts(c, scene)
    near = range(scene.index - _NEAR, scene.index)
    stem = scene.read.sent.tokens[c.first].key[:_STEM]
    found.append(f"told={any(told[n, c.line.type + stem] for n in near)}")
    found.append(f"toldtype={any(told[n, c.line.type] for n in near)}")
    length = "S" if short else "L"
    once_more = [length + f for f in found if not f.startswith(_LEXICAL)]
    return [*found, *meaning_features(c, scene), length, *once_more]


def is_short(scenes: Sequence[Scene]) -> bool:
    """Whether a text is as short as a post: its words tell of acts in another way than an article's."""
    return sum(len(scene.read.sent.tokens) for scene in scenes) <= _SHORT


def _line(c: Candidate, scene: Scene) -> Iterator[str]:
    line = c.line
    yield "bias"
    yield "t=" + line.type
    yield f"k={line.kind}{c.own}"
    yield f"tk={line.type}{line.kind}{c.own}"
    yield "line=" + line.key
    yield "m=" + line.type + line.mode
    yield f"size={min(3, c.size)}"
    if line.condition:
        yield "c=" + line.condition
        yield f"ck={line.condition}{line.kind}"


def _form(c: Candidate, scene: Scene) -> Iterator[str]:
    word, form = scene.read.words[c.first], c.form
    shape = f"{word.infinitive:d}{word.izafe:d}{word.plural:d}{word.definite:d}{bool(word.clitic):d}"
    yield "shape=" + shape
    yield f"inf={word.infinitive}{c.own}"
    yield f"iz={word.izafe}{c.line.kind}"
    if form is None:
        yield "noverb"
        yield "noverb" + c.line.kind
        return
    verb = f"{form.mood}{form.past:d}{form.negative:d}{form.passive:d}"
    yield f"v={c.own:d}{verb}"
    yield f"vt={c.line.type}{verb}" if c.own else f"g={form.host}{form.lemma}"
    if not c.own:
        yield f"gd={min(4, c.verb - c.last)}"
        yield f"gt={c.line.type}{form.lemma}"


def _sense(c: Candidate, scene: Scene) -> Iterator[str]:
    """What tells an act from other uses of its words: the preposition before it, a wish after it."""
    words = scene.read.words
    word, back = preposition(scene.read.sent.tokens, c.first)
    if back == 1 or word not in ("", "^", "|"):
        yield f"led={word}{min(2, back)}{c.line.kind}{c.own:d}"
        yield f"led={word}{min(2, back)}{c.line.type}"
    wish = any(v.mood == "Sub" for i in range(c.last + 1, len(words)) for v in words[i].verbs[:1])
    yield f"wish={wish:d}{c.line.type}"
    yield f"wish={wish:d}{c.line.key}"


def _around(c: Candidate, scene: Scene) -> Iterator[str]:
    tokens = scene.read.sent.tokens
    at = c.first
    yield "p=" + (tokens[at - 1].key if at else "^")
    yield "n=" + (tokens[c.last + 1].key if c.last + 1 < len(tokens) else "$")
    yield "self=" + tokens[at].key
    for j in range(max(0, at - _WINDOW), min(len(tokens), c.last + 1 + _WINDOW)):
        if (j < at or j > c.last) and tokens[j].kind is TokenKind.WORD:
            yield ("b=" if j < at else "a=") + tokens[j].key


def _sides(c: Candidate, scene: Scene) -> Iterator[str]:
    before = [s for s in scene.outer if s.last < c.first]
    after = [s for s in scene.outer if s.first > c.last]
    acting = [s for s in scene.sides if s.kind in _ACTS]
    entities = {s.entity for s in acting}
    yield f"ents={min(3, len(entities))}"
    yield f"ents={min(3, len(entities))}{c.line.kind}{c.own:d}"
    for label, found, gap in (
        ("B", before, (c.first - before[-1].last) if before else 0),
        ("A", after, (after[0].first - c.last) if after else 0),
    ):
        if not found:
            yield label + "none"
            continue
        side = found[-1] if label == "B" else found[0]
        yield f"{label}{side.kind}"
        yield f"{label}{min(4, gap)}"
        yield f"{label}{side.kind}{min(3, gap)}{c.line.kind}"
    yield from _filled(c, scene)
    for kind in {s.kind for s in scene.sides}:
        yield "has" + kind


def _sorts(c: Candidate, scene: Scene) -> Iterator[str]:
    """What kinds of actor stand around: an act among strangers is seldom a political one."""
    type_ = c.line.type
    acting = [s for s in scene.sides if s.kind in _ACTS]
    sectors = {scene.sorts[s.entity] for s in acting}
    held = bool(sectors & POLITICAL) or any(s.kind == "ROLE" for s in acting)
    yield "sectors=" + "+".join(sorted(sectors)[:4])
    yield from (f"sector={sector}{type_}" for sector in sectors)
    yield f"political={held:d}{type_}"
    yield f"political={held:d}{c.line.key}"
    yield f"known={min(3, scene.political)}"
    yield f"known={scene.political > 0:d}{held:d}{type_}"
    before = [s for s in scene.outer if s.last < c.first and s.kind in _ACTS]
    after = [s for s in scene.outer if s.first > c.last and s.kind in _ACTS]
    for label, side in (("B", before[-1:]), ("A", after[:1])):
        if side:
            yield f"sector{label}={scene.sorts[side[0].entity]}{type_}"


def _filled(c: Candidate, scene: Scene) -> Iterator[str]:
    """Which slots of the line the sentence fills."""
    tokens = scene.read.sent.tokens
    found = set()
    taken: set[str] = set()
    for side in scene.sides:
        if not side.outer or side.kind not in _ACTS:
            continue
        word, back = preposition(tokens, side.first)
        if side.first == c.last + 1:
            found.add("izafe" + side.kind[:1])
            taken.add("izafe" + side.kind)
        elif slot := slot_of(c.line, word):
            found.add("slot" + slot[:1])
            if 0 < side.first - back - c.last <= 1:
                taken.add(word + side.kind)
        elif side.last < c.first and word in ("", "^", "|") and back:
            found.add("subject")
    yield f"with={'+'.join(sorted(taken))}{c.line.type}"
    yield f"with={'+'.join(sorted(taken))}{c.line.key}"
    firm = not c.line.condition
    form = f"{c.form.past:d}{c.form.mood[:1]}{c.form.passive:d}" if c.own and c.form else ""
    yield f"fill={len(found)}{firm:d}"
    yield "fill=" + "".join(sorted(found))
    yield f"fill={''.join(sorted(found))}{c.line.kind}{c.own:d}"
    yield f"fillt={len(found)}{c.line.type}"
    yield f"firm={firm:d}{c.own:d}{c.line.kind}"
    yield f"firm={firm:d}{form}{min(2, len(found))}"
    yield f"clitic={bool(scene.read.words[c.first].clitic):d}{form}{firm:d}"


def _place(c: Candidate, scene: Scene, others: Sequence[Candidate]) -> Iterator[str]:
    sent = scene.read.sent
    yield f"kicker={sent.kind is SentenceKind.KICKER}"
    same = [o for o in others if o.line.type == c.line.type]
    yield f"first={same[0] is c}{min(3, len(same))}"
    rivals = sorted({o.line.type for o in others if o.first == c.first and o is not c})
    yield "rivals=" + "".join(rivals[:2])
    keys = [t.key for t in sent.tokens]
    yield f"ask={bool(keys) and sent.tokens[-1].norm in ASKING}"
    marks = [t.norm for t in sent.tokens[: c.first] if t.kind is TokenKind.MARK]
    yield f"colon={':' in marks}"
    yield f"quote={sum(m in QUOTES for m in marks) % 2}"
    if scene.times:
        yield "dated"


def _within(c: Candidate, scene: Scene) -> Iterator[str]:
    """The mention that the words stand in: `law against terror` is a name, not an act."""
    inside = scene.at(c.first)
    if inside is not None:
        kind = inside.mention.type.value
        yield f"within={kind}{c.own:d}"
        yield f"within={kind}{inside.first == c.first:d}{inside.last == c.last:d}"
        yield f"within={kind}{c.line.type}"
        yield f"within={c.line.key}"


_LEXICAL = ("self=", "p=", "n=", "b=", "a=", "g=", "gt=", "within=")
ASKING = frozenset("?\u061f")
QUOTES = frozenset('"\u201c\u201d\u00ab\u00bb')
