"""Which side of an act a mention is by grammar alone: izafe, preposition, subject, object, speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.events.candidates import Candidate
from dosye.events.lexicon import IN, relators, without_in
from dosye.events.scene import Scene, Side
from dosye.knowledge.records import WordLine
from dosye.language.ckb import Token, TokenKind

ACTING = frozenset(("PERSON", "ORG", "GPE", "GROUP", "ROLE"))
WORDS = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"))
_FUSED = (IN, "\u0628\u06d5", "\u0628\u06c6")  # `in`, `by`, `for`, written onto the next word
_AND = "\u0648"
_COMMA = "\u060c"
_BACK = 3
_CHAIN = 4
_NO_ROLE = "-"
_THEY = "3Plur"


@dataclass(frozen=True, slots=True)
class Role:
    """A side (`actor`, `recipient`, `issue`, `-`) and the rule that gives it."""

    side: str
    rule: str


def roles_of(c: Candidate, scene: Scene) -> dict[int, Role]:
    """Give each outer mention of the sentence its side by grammar, by the mention's first token."""
    outer = scene.outer
    found: dict[int, Role] = {}
    for n, side in enumerate(outer):
        before = outer[n - 1] if n else None
        found[side.first] = _role(c, scene, side, before) or _inherited(scene, side, before, found)
    _give_subject(c, scene, outer, found)
    _give_speaker(c, scene, outer, found)
    _give_asked(c, outer, found)
    return found


def _role(c: Candidate, scene: Scene, side: Side, before: Side | None) -> Role | None:
    tokens, words = scene.read.sent.tokens, scene.read.words
    joined = before is not None and before.last == side.first - 1 and before.entity != side.entity
    if before is not None and joined and words[before.last].izafe:
        return Role(_NO_ROLE, "modifier")
    if c.first <= side.first <= c.last:
        return Role(_NO_ROLE, "inside")
    if _is_chained(c, scene, side):
        given = c.line.slots.get("izafe", "") or ("recipient" if c.line.object == "recipient" else "actor")
        return Role(given, "izafe")
    if _is_hosted(c, scene, side):
        return Role(c.line.object, "host")
    return _by_preposition(c, side, *preposition(tokens, side.first))


def _is_hosted(c: Candidate, scene: Scene, side: Side) -> bool:
    """Whether the mention carries the agent clitic of a past transitive verb, and so is its object."""
    if not c.own or c.form is None or not c.form.past or c.form.passive or c.line.object == _NO_ROLE:
        return False
    words = scene.read.words
    return side.last < c.first and words[side.last].clitic == _THEY and not words[c.first].clitic


def _by_preposition(c: Candidate, side: Side, word: str, back: int) -> Role | None:
    if relators().get(without_in(word)) == "between":
        near = c.own or 0 < side.first - back - c.last <= _CHAIN
        return Role("actor", "between") if near else Role(_NO_ROLE, "between others")
    slot = slot_of(c.line, word)
    if slot and (c.own or side.first > c.last):
        return Role(slot, f"slot{min(2, back)}")
    if word not in ("", "^", "|", "V", _AND):
        return Role(_NO_ROLE, "preposition")
    return None


def _inherited(scene: Scene, side: Side, before: Side | None, found: dict[int, Role]) -> Role:
    """The second of two that are joined by `and` or a comma has the side of the first."""
    if before is not None and before.last == side.first - 2:
        link = scene.read.sent.tokens[side.first - 1]
        given = found[before.first]
        if link.key == _AND and given.rule != "plain":
            return Role(given.side, "and" + given.rule.removeprefix("and"))
        if link.norm == _COMMA and before.entity == side.entity:
            return given
    return Role(_NO_ROLE, "plain")


def _is_chained(c: Candidate, scene: Scene, side: Side) -> bool:
    """Whether only izafe and adjectives stand between the act's noun and the mention."""
    if not 0 < side.first - c.last <= _CHAIN:
        return False
    words, tokens = scene.read.words, scene.read.sent.tokens
    for i in range(c.last, side.first):
        if tokens[i].kind is not TokenKind.WORD or (i > c.last and words[i].verbs and words[i].finite):
            return False
        if i > c.last and tokens[i].analyses and tokens[i].analyses[0].pos in ("ADP", "CCONJ", "SCONJ"):
            return False
    return words[side.first - 1].izafe


def preposition(tokens: tuple[Token, ...], at: int) -> tuple[str, int]:
    """Return the key of the function word before a token, up to three tokens back, and how far; or none."""
    for back in range(1, _BACK + 1):
        if at - back < 0:
            return "^", back
        word = _function(tokens[at - back])
        if word is not None:
            return word, back
    return "", _BACK


_FUNCTIONS: dict[tuple[str, TokenKind], str | None] = {}  # by form: asked of every token before a mention
_MOST = 3072


def _function(token: Token) -> str | None:
    """What a token before a mention says of it; None to look further back."""
    form = (token.norm, token.kind)
    if form not in _FUNCTIONS:
        if len(_FUNCTIONS) >= _MOST:
            _FUNCTIONS.clear()
        _FUNCTIONS[form] = _find_function(token)
    return _FUNCTIONS[form]


def _find_function(token: Token) -> str | None:
    if token.kind is TokenKind.MARK:
        return "|"
    if token.key == _AND:
        return _AND
    if without_in(token.key) in relators() or any(a.pos == "ADP" for a in token.analyses[:2]):
        return token.key
    if any(a.pos in ("VERB", "SCONJ") for a in token.analyses[:1]):
        return "V"
    closed = any(c.kind == "postposition" for a in token.analyses[:1] for c in a.clitics)
    return "" if closed else None


def slot_of(line: WordLine, word: str) -> str:
    """The side that a line gives to what follows a preposition, also one written with another before it."""
    found = line.slots.get(word) or line.slots.get(_FUSED[0] + word)
    for prefix in _FUSED:
        if not found and word.startswith(prefix):
            found = line.slots.get(word[len(prefix) :])
    return found or ""


def _give_subject(c: Candidate, scene: Scene, outer: Sequence[Side], found: dict[int, Role]) -> None:
    """The first plain mention of the clause is its subject, the next one the object of a transitive verb."""
    start = max((i + 1 for i in range(c.first) if scene.read.words[i].finite), default=0)
    end = c.verb if c.own else c.first
    plain = [s for s in outer if s.last < end and found[s.first].rule == "plain" and _is_acting(s)]
    here = [s for s in plain if s.first >= start]
    named = c.own or c.line.subject != _NO_ROLE
    subject = "recipient" if _is_passive(c) else c.line.subject if named else "actor"
    rule = "subject" if c.own else "taken" if c.taken else "over"
    if not here:
        if plain:
            found[plain[0].first] = Role(subject, "dropped" + rule)
        return
    if plain[0] is not here[0] and _shares_subject(c, scene, here):
        found[plain[0].first] = Role(subject, "dropped" + rule)
        found.update({s.first: Role(c.line.object, "object") for s in here})
        return
    found[here[0].first] = Role(subject, rule)
    for s in here[1:]:
        found[s.first] = _second(c, scene, s, here, found)


def _second(c: Candidate, scene: Scene, s: Side, here: list[Side], found: dict[int, Role]) -> Role:
    """The side of a plain mention after the subject."""
    if s.entity == here[0].entity or _is_joined(scene, s, here):
        return found[here[0].first]
    if c.own and not _is_passive(c) and c.line.object != _NO_ROLE:
        return Role(c.line.object, "object")
    return Role(_NO_ROLE, "second")


def _shares_subject(c: Candidate, scene: Scene, here: list[Side]) -> bool:
    """Whether a past transitive verb without agent clitic has only its object beside it.

    The subject and its clitic then stand in the clause before, as in `X dismissed A and appointed B`.
    """
    if not c.own or c.form is None or c.form.passive or not c.form.past or c.line.object == _NO_ROLE:
        return False
    clitics = c.form.agent or scene.read.words[c.first].clitic or scene.read.words[here[0].last].clitic
    return not clitics and len({s.entity for s in here}) == 1


def _is_passive(c: Candidate) -> bool:
    return c.own and c.form is not None and c.form.passive


def _is_acting(side: Side) -> bool:
    return side.kind in ACTING


def _is_joined(scene: Scene, side: Side, here: list[Side]) -> bool:
    """Whether `and`, or a comma in a list that ends in `and`, joins a mention to the first one."""
    at = here.index(side)
    before, tokens = here[at - 1], scene.read.sent.tokens
    if before.last != side.first - 2:
        return False
    link = tokens[side.first - 1]
    following = here[at + 1] if at + 1 < len(here) else None
    listed = link.norm == _COMMA and following is not None and is_pair(scene, side, following)
    if link.key != _AND and not listed:
        return False
    return before is here[0] or _is_joined(scene, before, here)


def is_pair(scene: Scene, a: Side, b: Side) -> bool:
    """Whether nothing but `and` stands between two mentions."""
    first, second = (a, b) if a.first < b.first else (b, a)
    return second.first == first.last + 2 and scene.read.sent.tokens[first.last + 1].key == _AND


def lists_of(scene: Scene) -> Iterator[list[Side]]:
    """The lists of mentions of one type, commas between them and `and` before the last."""
    found: list[Side] = []
    for side in scene.outer:
        if not (found and _goes_on(scene, found[-1], side)):
            found = []
        found.append(side)
        if len(found) > 1 and is_pair(scene, found[-2], side):
            yield list(found)


def _goes_on(scene: Scene, before: Side, side: Side) -> bool:
    """Whether a mention follows another of its type in a list."""
    if side.first != before.last + 2 or side.kind != before.kind or side.entity == before.entity:
        return False
    return is_pair(scene, before, side) or scene.read.sent.tokens[side.first - 1].norm == _COMMA


def _give_asked(c: Candidate, outer: Sequence[Side], found: dict[int, Role]) -> None:
    """The one who should act stands after a word of duty or wish, if no other is asked."""
    if c.line.type != "REQUEST" or any(role.side == "recipient" for role in found.values()):
        return
    end = max(c.last, c.verb) if c.own else c.last
    for s in outer:
        if s.first > end and found[s.first].rule == "plain" and s.kind in ACTING:
            found[s.first] = Role("recipient", "asked")
            return


def _give_speaker(c: Candidate, scene: Scene, outer: Sequence[Side], found: dict[int, Role]) -> None:
    for s in outer:
        if s.last < scene.colon < c.first and found[s.first].rule != "modifier":
            first = c.form is not None and c.form.person.startswith("1")
            label = "speaker1" if first else "speaker"
            found[s.first] = Role("actor" if c.line.type in WORDS or first else _NO_ROLE, label)
