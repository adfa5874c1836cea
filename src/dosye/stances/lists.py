"""Who belongs to a body that the words list: `is made up of A and B`, `they are A and B`, `BODY (A, B)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.events.scene import Scene, Side
from dosye.language.ckb import TokenKind
from dosye.records import EntityType, Found, Relation, RelationType, Span
from dosye.stances.words import kinds_at, kinds_of
from dosye.statements.words import PAUSES, WHICH, led

LISTED = Found(0.9, "relations.listed")
_TABLE = "lists.tsv"
_BODIES = (EntityType.ORG, EntityType.GROUP)
_MEMBERS = (EntityType.PERSON, EntityType.ORG, EntityType.GROUP)
_LISTED = (*_MEMBERS, EntityType.ROLE)
_AND = "\u0648"
_TELLING = frozenset({"made", "are"})
_OPEN, _CLOSE = "(", ")"
_BULLETS = frozenset("-\u2013\u2022*")
_FEWEST = 2


def find_listed(scenes: Sequence[Scene], at: int, *, said: bool = True) -> Iterator[Relation]:
    """Find the members that a sentence lists, or the lines after it; `said`: in words, not brackets alone."""
    scene = scenes[at]
    in_words = (*_made(scene), *_held(scene)) if said else ()
    for body, members in (*in_words, *_in_brackets(scene)):
        for member in members:
            yield from _relation(scene, body, member)
    head = _announced(scene) if said else None
    if head is None:
        return
    for line in _lines_after(scenes, at):
        first = next((s for s in line.outer if s.mention.type in _MEMBERS), None)
        if first is not None:
            yield from _relation(line, head, first)


def _made(scene: Scene) -> Iterator[tuple[Side, list[Side]]]:
    """`X is made up of A and B`, verb before or after the list; `X are A and B`."""
    for i in range(len(scene.read.words)):
        kinds = _kinds(scene, i)
        if not kinds:
            continue
        start = _start(scene, i, after="are" in kinds)
        body = _body(scene, min(start, i)) if start else None
        if body is not None:
            end = i if start < i else len(scene.read.words)
            members = _members(scene, start, end)
            if members:
                yield body, members


def _kinds(scene: Scene, at: int) -> frozenset[str]:
    """Whether a word says `made up`, with the verb that belongs to it in or right after it, or `they are`."""
    kinds = kinds_at(scene, at, _TABLE) & _TELLING
    if "made" not in kinds:
        return kinds
    verbs = next((word.verbs for word in scene.read.words[at : at + 2] if word.verbs), ())
    made = any(kinds_of(_TABLE).get(v.lemma) == "come" for v in verbs)
    return kinds if made else kinds - {"made"}


def _start(scene: Scene, at: int, *, after: bool) -> int:
    """The first token of the list: after the `from` next to the verb, or else before it; 0 for none."""
    tokens = scene.read.sent.tokens
    for i in range(at + 1, min(at + 3, len(tokens))):
        if kinds_of(_TABLE).get(tokens[i].key) == "of":
            return i + 1
    if after:
        return 0
    return max((i + 1 for i in range(at) if _opens_list(scene, i)), default=0)


def _opens_list(scene: Scene, at: int) -> bool:
    """Whether a `from` stands before a name, and no other word but titles comes between."""
    if kinds_of(_TABLE).get(scene.read.sent.tokens[at].key) != "of":
        return False
    side = scene.at(at + 1) or scene.at(at + 3)
    return side is not None and side.mention.type in _LISTED and _among(scene, at + 1)


def _among(scene: Scene, start: int) -> bool:
    """Whether what starts here is a list of two members at least."""
    return len(_members(scene, start, len(scene.read.words))) >= _FEWEST


def _body(scene: Scene, before: int) -> Side | None:
    """The first body before the words that follows no preposition, after the last verb before them."""
    verbs = [i for i in range(before) if scene.read.words[i].finite]
    low = max(verbs, default=-1)
    bodies = [s for s in scene.outer if s.mention.type in _BODIES and low < s.first and s.last < before]
    return next((s for s in bodies if not led(scene, s) and not _in_bracket(scene, s)), None)


def _in_bracket(scene: Scene, side: Side) -> bool:
    return side.first > 0 and scene.read.sent.tokens[side.first - 1].norm == _OPEN


def _members(scene: Scene, start: int, end: int) -> list[Side]:
    """The names of a list: each at its start or after `and` or a comma, titles left out."""
    tokens, found = scene.read.sent.tokens, list[Side]()
    for side in scene.outer:
        if side.first < start or side.last >= end or side.mention.type not in _MEMBERS:
            continue
        first = _before_title(scene, side)
        verbs = any(scene.read.words[i].finite for i in range(start, side.first))
        if verbs:
            break
        sep = tokens[first - 1] if first > start else None
        near = sep is None or sep.key == _AND or sep.norm in PAUSES
        if near or (not found and first - start <= _FEWEST):
            found.append(side)
    return found


def _before_title(scene: Scene, side: Side) -> int:
    """The first token of a name, of the title before it if one stands there."""
    title = scene.at(side.first - 1)
    if title is not None and title.mention.type is EntityType.ROLE and title.last == side.first - 1:
        return title.first
    return side.first


def _held(scene: Scene) -> Iterator[tuple[Side, list[Side]]]:
    """`X, which holds A and B`."""
    tokens, table = scene.read.sent.tokens, kinds_of(_TABLE)
    for i in range(1, len(tokens)):
        own = table.get(tokens[i].key) == "self" and table.get(tokens[i - 1].key) == "of"
        if not (own or "holds" in kinds_at(scene, i, _TABLE)) or not _taken(scene, i):
            continue
        start = max((n + 1 for n in range(i) if tokens[n].key == WHICH), default=0)
        body = _body(scene, start) if start else None
        members = _members(scene, start, i)
        if body is not None and members:
            yield body, members


def _taken(scene: Scene, at: int) -> bool:
    """Whether the verb of a word, or right after it, is the one that `holds` needs."""
    verbs = [v for word in scene.read.words[at : at + 2] for v in word.verbs if word.finite]
    return any(kinds_of(_TABLE).get(v.lemma) == "take" for v in verbs)


def _in_brackets(scene: Scene) -> Iterator[tuple[Side, list[Side]]]:
    """`BODY (A, B and C)`: nothing but names and what joins them."""
    tokens = scene.read.sent.tokens
    for body in scene.outer:
        start = body.last + 2
        if body.mention.type not in _BODIES or start >= len(tokens) or tokens[start - 1].norm != _OPEN:
            continue
        end = next((i for i in range(start, len(tokens)) if tokens[i].norm == _CLOSE), 0)
        members = _members(scene, start, end)
        covered = {i for s in scene.outer for i in range(s.first, s.last + 1)}
        loose = [
            t
            for i, t in enumerate(tokens[start:end], start)
            if i not in covered and t.key != _AND and t.kind is not TokenKind.MARK
        ]
        if len(members) >= _FEWEST and not loose:
            yield body, members


def _announced(scene: Scene) -> Side | None:
    """The body whose members stand on the lines after a colon."""
    tokens = scene.read.sent.tokens
    if not tokens or tokens[-1].norm != ":":
        return None
    for i in range(len(tokens)):
        if _kinds(scene, i):
            return _body(scene, i)
    return None


def _lines_after(scenes: Sequence[Scene], at: int) -> Iterator[Scene]:
    """The sentences after one that begin with the mark of a list."""
    for scene in scenes[at + 1 :]:
        tokens = scene.read.sent.tokens
        if not tokens or tokens[0].norm not in _BULLETS:
            return
        yield scene


def _relation(scene: Scene, body: Side, member: Side) -> Iterator[Relation]:
    if body.entity == member.entity:
        return
    person = member.mention.type is not EntityType.ORG
    type_ = RelationType.MEMBER_OF if person else RelationType.PART_OF
    sent = scene.read.sent
    yield Relation(type_, member.entity, body.entity, None, Span(sent.start, sent.end), found=LISTED)
