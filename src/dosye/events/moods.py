"""Whether an act happened, decided by what annotated articles teach on top of the rule's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dosye.events.candidates import Candidate
from dosye.events.features import ASKING, QUOTES, is_short
from dosye.events.frames import preposition
from dosye.events.logistic import Logistic
from dosye.events.modality import Clue, clues_of, modality_of, sense_of
from dosye.events.scene import Scene
from dosye.language.ckb import TokenKind
from dosye.records import Modality

RULE = 3.5  # what the rule's answer counts before anything is learnt
MOODS = tuple(Modality)
_WINDOW = 4
_CLUES = 3
_FAR = 4
_BY_LENGTH = ("rule=", "why=", "v=", "t=", "clue=", "vt=")
_COLON = ":"


def mood_of(
    c: Candidate, scenes: Sequence[Scene], weights: Mapping[Modality, Logistic]
) -> tuple[Modality, str]:
    """Decide the modality of a candidate and name the rule, or say that it is learnt."""
    ruled, rule = modality_of(c, scenes[c.sent])
    found = mood_features(c, scenes)
    totals = {m: weights[m].total(found) + RULE * (m is ruled) for m in MOODS}
    best = max(MOODS, key=lambda m: totals[m])
    return best, rule if best is ruled else "learnt"


def mood_features(c: Candidate, scenes: Sequence[Scene]) -> list[str]:
    """Name what tells whether an act happened: the rule's answer, its verb, the words about it."""
    scene = scenes[c.sent]
    found = ["bias", *_ruled(c, scene), *_verbs(c, scene), *_clues(c, scene), *_words(c, scene)]
    found += _around(c, scene)
    length = "S" if is_short(scenes) else "L"
    return [*found, length, *(length + f for f in found if f.startswith(_BY_LENGTH))]


def _ruled(c: Candidate, scene: Scene) -> Iterator[str]:
    ruled, rule = modality_of(c, scene)
    yield "rule=" + ruled.value
    yield "why=" + rule
    yield f"rt={ruled.value}{c.line.type}"
    yield f"vr={ruled.value}{_verb(c)}"


def _verb(c: Candidate) -> str:
    f = c.form
    shape = f"{f.mood}{f.past:d}{f.negative:d}{f.passive:d}{f.finite:d}" if f is not None else "-"
    return f"{c.own:d}{shape}"


def _verbs(c: Candidate, scene: Scene) -> Iterator[str]:
    shape, form = _verb(c), c.form
    yield "t=" + c.line.type
    yield "line=" + c.line.key
    if form is None:
        yield "noverb" + c.line.kind
        return
    yield "v=" + shape
    yield f"vt={shape}{c.line.type}"
    yield f"vp={shape}{form.person}"
    if not c.own:
        yield f"g={form.host}{form.lemma}"
        yield f"gv={form.lemma}{shape}"
        yield f"gd={min(_FAR, c.verb - c.last)}{shape}"


def _clues(c: Candidate, scene: Scene) -> Iterator[str]:
    shape = _verb(c)
    clues: list[Clue] = list(clues_of(c, scene))
    for clue in clues[:_CLUES]:
        yield f"clue={clue.sense}{c.own:d}"
        yield f"clue={clue.sense}{shape}"
        yield f"clue={clue.sense}{min(_FAR, clue.gap)}"
    for key in sorted({token.key for token in scene.read.sent.tokens}):
        if sense := sense_of(key):
            yield "has=" + sense
            yield "hasw=" + key
    if scene.times:
        yield f"coming={any(scene.is_coming(timex) for timex, _, _ in scene.times):d}{shape}"


def _words(c: Candidate, scene: Scene) -> Iterator[str]:
    tokens, word = scene.read.sent.tokens, scene.read.words[c.first]
    yield f"shape={word.infinitive:d}{word.izafe:d}{word.definite:d}{word.plural:d}{c.own:d}"
    led, back = preposition(tokens, c.first)
    yield f"led={led}{min(2, back)}{c.own:d}"
    yield "p=" + (tokens[c.first - 1].key if c.first else "^")
    yield "n=" + (tokens[c.last + 1].key if c.last + 1 < len(tokens) else "$")
    for j in range(max(0, c.first - _WINDOW), min(len(tokens), c.last + 1 + _WINDOW)):
        if (j < c.first or j > c.last) and tokens[j].kind is TokenKind.WORD:
            yield ("b=" if j < c.first else "a=") + tokens[j].key


def _around(c: Candidate, scene: Scene) -> Iterator[str]:
    tokens, shape = scene.read.sent.tokens, _verb(c)
    marks = [t.norm for t in tokens[: c.first] if t.kind is TokenKind.MARK]
    yield f"colon={_COLON in marks:d}{shape}"
    yield f"quote={sum(m in QUOTES for m in marks) % 2}{shape}"
    if tokens[-1].norm in ASKING:
        yield "ask"
    yield f"at={min(2, scene.index)}{shape}"
