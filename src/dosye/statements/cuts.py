"""Where reported words end inside their sentence: each pause at which the writer may take over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.entities.network import SAID, WordOdds
from dosye.events.logistic import Logistic
from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.statements.cues import Cue
from dosye.statements.drafts import QUOTES, bucket
from dosye.statements.grid import Grid, grid_of
from dosye.statements.starts import near_sides
from dosye.statements.words import ALSO, PAUSES, WHICH, led, link_words

_LEAST = 2
_LIKELY = 0.5
_MOST = 16
GOING_ON = 0.3  # weight of what the network that labels words says of the words up to the next pause
_THIS = "\u0626\u06d5\u0648"
_ONE = "\u06ce\u06a9"


@dataclass(frozen=True, slots=True)
class Cut:
    """The words may end with token `last`; `features` say what stands on either side."""

    last: int
    features: tuple[str, ...]


def cut_points(scene: Scene, cue: Cue, cues: Sequence[Cue], stretch: tuple[int, int]) -> list[Cut]:
    """Return where the words of a cue may end before the end of their stretch, in text order.

    Args:
        scene: the sentence.
        cue: whose words they are.
        cues: all cues of the sentence.
        stretch: first and last token of the longest content.
    """
    grid = grid_of(scene)
    found: list[Cut] = []
    for last, after in _pauses(scene, grid, stretch):
        features = tuple(_features(scene, cue, cues, (stretch[0], last, after, stretch[1])))
        found.append(Cut(last, features))
        if len(found) == _MOST:
            break
    return found


def content_end(
    scene: Scene, cuts: Sequence[Cut], stretch: tuple[int, int], model: Logistic, said: WordOdds | None = None
) -> int:
    """Return the last token of the words: the end by which they are most likely told to the half or more.

    `said`: how likely each word of the article is reported; what goes on after a cut speaks against it.
    """
    tokens, (begin, stop) = scene.read.sent.tokens, stretch
    if not cuts or begin > stop:
        return stop
    ends = [*(cut.last for cut in cuts), stop]
    chances, left = [], 1.0
    for cut, end in zip(cuts, ends[1:], strict=True):
        going_on = said.mean(scene.index, range(cut.last + 1, end + 1), SAID) if said is not None else 0.0
        share = model.share(cut.features, -GOING_ON * going_on)
        chances.append(left * share)
        left *= 1.0 - share
    chances.append(left)
    start = tokens[begin].start
    sizes = [tokens[end].end - start for end in ends]
    return max(zip(ends, sizes, strict=True), key=lambda row: _hope(row[1], sizes, chances))[0]


def _hope(size: int, sizes: Sequence[int], chances: Sequence[float]) -> float:
    """How likely words of a size overlap the right ones by half of both; a tie goes to the likelier end."""
    rows = zip(sizes, chances, strict=True)
    return sum(c * (1.0 + min(s, size) / max(s, size)) for s, c in rows if 2 * min(s, size) >= max(s, size))


def _pauses(scene: Scene, grid: Grid, stretch: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Last token before each pause, and the first after it."""
    tokens, links = scene.read.sent.tokens, link_words()
    begin, stop = stretch
    for i in range(begin + 1, stop):
        if grid.word_count(begin, i - 1) < _LEAST and tokens[i].norm in PAUSES:
            continue
        if tokens[i].norm in PAUSES or tokens[i].norm in "؛;-–":
            yield i - 1, i + 1
        elif tokens[i].norm in QUOTES and tokens[i - 1].kind is not TokenKind.MARK and i - begin > _LEAST:
            if tokens[i].end < tokens[i + 1].start:
                yield i - 1, i + 1
        elif tokens[i - 1].norm not in PAUSES and scene.read.words[i - 1].finite and links.get(tokens[i].key):
            yield i - 1, i


def _features(scene: Scene, cue: Cue, cues: Sequence[Cue], cut: tuple[int, int, int, int]) -> Iterator[str]:
    begin, last, after, stop = cut
    tokens, grid = scene.read.sent.tokens, grid_of(scene)
    mark = tokens[last + 1].norm if tokens[last + 1].kind is TokenKind.MARK else "word"
    mark = "quote" if mark in QUOTES else mark
    link = link_words().get(tokens[after].key, "")
    inside = grid.has_verb(begin, last)
    ended = scene.read.words[last].finite
    kind = f"{mark}/{link}"
    yield from ("bias", f"mark={mark}", f"link={link}", f"kind={kind}")
    yield f"in={inside:d}/{ended:d}"
    yield f"in={inside:d}/{ended:d}/{kind}"
    yield f"size={bucket(grid.word_count(begin, last))}/{mark}"
    yield f"rest={bucket(grid.word_count(after, stop))}"
    rest = grid.has_verb(after, stop)
    yield f"after={rest:d}/{kind}"
    yield f"speech={cue.line.speech}/{inside:d}/{link}"
    yield f"key={cue.line.key}/{inside:d}"
    yield f"slot={cue.slot}/{ended:d}/{mark}"
    yield f"mid={cue.verb > cue.last:d}/{ended:d}"
    if link in ("but", "turn", "stop", "rather"):
        yield f"word={tokens[after].key}/{inside:d}"
    yield from _quote_features(scene, begin, last, mark)
    yield from _next_features(scene, cues, cut, ended)
    yield from _tense_features(scene, (begin, last, after, stop), cue)


def _quote_features(scene: Scene, begin: int, last: int, mark: str) -> Iterator[str]:
    tokens = scene.read.sent.tokens
    opened = sum(t.norm in QUOTES for t in tokens[max(0, begin - 1) : last + 1]) % 2
    first = begin > 0 and (tokens[begin - 1].norm in QUOTES or tokens[begin].norm in QUOTES)
    yield f"quoted={opened}/{first:d}/{mark}"


def _next_features(
    scene: Scene, cues: Sequence[Cue], cut: tuple[int, int, int, int], ended: bool
) -> Iterator[str]:
    """What stands after the pause: a name, whether it speaks, a time, `which`."""
    _, last, after, stop = cut
    tokens, grid = scene.read.sent.tokens, grid_of(scene)
    side = _opener(scene, after)
    kind = side.mention.type.value if side else ""
    at = side.first if side else after
    also = side is not None and (ALSO in tokens[side.last].key[-2:] or tokens[side.last].key.endswith(ALSO))
    also = also or tokens[after].key.endswith(ALSO)
    verb = grid.first_verb(after, stop)
    own = next((c for c in cues if c.first >= after and c.verb >= verb >= 0), None)
    first = own is not None and own.first <= verb + 1
    bare = side is not None and not led(scene, side)
    held = grid.has_verb(cut[0], last)
    yield f"hold={held:d}/{ended:d}/{verb >= 0:d}/{first:d}/{bare:d}"
    yield f"hold={held:d}/{verb >= 0:d}/{first:d}/{link_words().get(tokens[after].key, '')}"
    yield f"side={kind}/{bare:d}/{ended:d}"
    yield f"side={bool(side):d}/{bare:d}/{also:d}/{first:d}/{ended:d}"
    yield f"also={also:d}/{ended:d}"
    yield f"cue={first:d}/{bool(side):d}"
    yield f"speech={own.line.speech if own and first else ''}/{bare:d}/{also:d}"
    yield f"gap={min(at - after, 3)}/{bool(side):d}"
    timed = any(a <= after + 1 <= b + 1 for _, a, b in scene.times)
    yield f"time={timed:d}/{ended:d}"
    analyses = tokens[after].analyses[:1]
    yield f"pos={analyses[0].pos if analyses else ''}/{ended:d}"
    which = after + 1 < len(tokens) and tokens[after + 1].key == WHICH
    yield f"which={which:d}/{tokens[after].key.endswith(_ONE):d}"
    yield f"this={tokens[after].key.startswith(_THIS):d}/{also:d}/{ended:d}"
    yield f"same={side is not None and _named_before(scene, side):d}/{bare:d}"


def _named_before(scene: Scene, side: Side) -> bool:
    return any(s.entity == side.entity and s.last < side.first for s in near_sides(scene, side.first))


def _opener(scene: Scene, after: int) -> Side | None:
    """The name that opens what follows, perhaps after one small word."""
    found = (scene.at(i) for i in range(after, min(after + 3, len(scene.read.words))))
    return next((s for s in found if s is not None and s.first >= after), None)


def _tense_features(scene: Scene, cut: tuple[int, int, int, int], cue: Cue) -> Iterator[str]:
    """How the verbs on either side go together."""
    _, last, after, stop = cut
    grid = grid_of(scene)
    verb = grid.first_verb(after, stop)
    before, behind = _form(scene, last), _form(scene, verb)
    told = f"{cue.form.past:d}{cue.form.person[:1]}" if cue.form else ""
    yield f"tense={before}/{behind}"
    yield f"told={told}/{behind}"
    yield f"told={told}/{before}/{behind}"
    yield f"ends={verb == len(scene.read.words) - 1 or verb == stop:d}/{behind}"
    if verb >= 0:
        pause = any(scene.read.sent.tokens[i].norm in PAUSES for i in range(after, min(verb, after + 12)))
        yield f"pause={pause:d}/{behind[:1]}"
        yield f"near={bucket(verb - after)}"


def _form(scene: Scene, at: int) -> str:
    if at < 0 or not scene.read.words[at].finite:
        return "-"
    verb = next((v for v in scene.read.words[at].verbs if v.finite), None)
    if verb is None:
        return "?"
    return f"{verb.past:d}{verb.mood[:3]}{verb.person[:1]}{'a' if verb.agent else ''}"
