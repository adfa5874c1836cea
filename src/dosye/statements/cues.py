"""Where the words of a sentence report speech: the lines of the cue table found in its tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dosye.events.candidates import Candidate, find_candidates
from dosye.events.lexicon import Lexicon, compile_lexicon
from dosye.events.scene import Scene
from dosye.events.words import BE, Verb, lemma_key
from dosye.knowledge import Knowledge
from dosye.knowledge.records import CueLine, WordLine
from dosye.language.ckb import TokenKind, lookup_key
from dosye.statements.words import link_words
from dosye.tables import read_table

_LONGEST = 4
_TEXT_NEAR = 9
_STANDS_IN = "say-teda-hatn"
_AT_SIDE = "form-lay"
_GOING_BY = ("say-bepey", "say-be-pey", "say-begwerey", "say-be-gwerey")
_NEAR = 4
_THAT = "\u06a9\u06d5"
_AT = "\u062f\u0627"
_IN_ONE = "\u06ce\u06a9" + _AT
_LEADING = ("\u0628\u06c6", "\u0644\u06d5")  # `for`, `in`
IZAFE = "izafe"
_SUBJECT = "subject"
RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `first` to `last` that report; `verb` is the token of its verb (`last` where it has none).

    `slot` says where the source stands: subject, izafe (after it), running (the next lines are its words).
    """

    line: CueLine
    first: int
    last: int
    verb: int
    form: Verb | None
    size: int

    @property
    def slot(self) -> str:
        """Where the source stands."""
        return self.line.agent_slot


@dataclass(frozen=True, slots=True, eq=False)
class CueLexicon:
    """The cue table compiled: patterns of words, forms by joined key, light nouns with their verbs."""

    patterns: Lexicon
    lines: dict[str, CueLine]
    forms: dict[str, CueLine]
    hosts: dict[str, tuple[tuple[CueLine, str], ...]]
    starts: frozenset[str]


@lru_cache(maxsize=4)
def compile_cues(knowledge: Knowledge) -> CueLexicon:
    """Compile the cue table."""
    words = tuple(_word(c) for c in knowledge.cues if c.kind != "form")
    forms = {lookup_key(c.form).replace(" ", ""): c for c in knowledge.cues if c.kind == "form"}
    starts = frozenset(lookup_key(c.form.split()[0]) for c in knowledge.cues if c.kind == "form")
    hosts: dict[str, list[tuple[CueLine, str]]] = {}
    for cue in knowledge.cues:
        parts = cue.form.split()
        if cue.kind == "light" and len(parts) == 2:
            hosts.setdefault(lemma_key(parts[0]), []).append((cue, lookup_key(parts[1])))
    return CueLexicon(
        patterns=compile_lexicon(Knowledge(words=words)),
        lines={c.key: c for c in knowledge.cues},
        forms=forms,
        hosts={host: tuple(found) for host, found in hosts.items()},
        starts=starts,
    )


def _word(cue: CueLine) -> WordLine:
    kind = "noun" if cue.agent_slot == IZAFE else cue.kind
    return WordLine(cue.key, cue.form, kind, cue.speech, "", "", "", {}, "", cue.where)


@lru_cache(maxsize=1)
def _endings() -> dict[str, tuple[str, ...]]:
    rows = read_table(
        Path(__file__).parent / "light-verbs.tsv", ("verb", "ending", "source"), key=("verb", "ending")
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(lookup_key(row["verb"]), []).append(lookup_key(row["ending"]))
    return {verb: tuple(ends) for verb, ends in found.items()}


def find_cues(scene: Scene, lexicon: CueLexicon) -> list[Cue]:
    """Find the cues of a sentence in text order, the longest where two start at one token."""
    best: dict[int, Cue] = {}
    spoken = (_forms, _patterns, _glued, _being, _written)
    for cue in (cue for find in spoken for cue in find(scene, lexicon)):
        held = best.get(cue.first)
        if held is None or (cue.size, cue.verb) > (held.size, held.verb):
            best[cue.first] = cue
    found = [best[first] for first in sorted(best)]
    found = [c for c in found if c.line.key != _AT_SIDE or _stands_apart(scene, c)]
    found = [c for c in found if not (c.line.key in _GOING_BY and _goes_by_rule(scene, c))]
    return [c for c in found if not _inside(c, found) and not _only_where(scene, c, found)]


def _goes_by_rule(scene: Scene, cue: Cue) -> bool:
    """Whether `according to` names a law or an agreement, which nobody says."""
    tokens, words, rules = scene.read.sent.tokens, scene.read.words, _texts("rule")
    near = range(cue.last + 1, min(cue.last + 3, len(tokens)))
    first = next((i for i in near if i > cue.last + 1 or not _is_this(tokens[i].key)), None)
    return first is not None and bool(tokens[first].key in rules or words[first].nouns & rules)


def _is_this(key: str) -> bool:
    return link_words().get(key) == "pronoun"


def _stands_apart(scene: Scene, cue: Cue) -> bool:
    """Whether `by the side of X` opens a clause or a pause closes it, so that it is no place."""
    tokens = scene.read.sent.tokens
    if cue.first == 0 or tokens[cue.first - 1].kind is TokenKind.MARK:
        return True
    near = range(cue.last + 2, min(cue.last + _LONGEST, len(tokens)))
    end = next((i for i in near if tokens[i].kind is TokenKind.MARK), None)
    return end is not None and not scene.read.words[end - 1].finite


def _only_where(scene: Scene, cue: Cue, found: list[Cue]) -> bool:
    """Whether a phrase without a verb says but where the words of a later cue stood (`in a statement`)."""
    if cue.line.kind != "form" or not scene.read.sent.tokens[cue.last].norm.endswith(_AT):
        return False
    return any(c.first > cue.last and c.slot == _SUBJECT for c in found)


def _inside(cue: Cue, found: list[Cue]) -> bool:
    """Whether a cue is a part of another: its verb belongs to it, or it lies within its words."""
    for other in found:
        if other is cue:
            continue
        if other.first < cue.first and (cue.last <= other.last or cue.first == other.verb):
            return True
    return False


def _patterns(scene: Scene, lexicon: CueLexicon) -> Iterator[Cue]:
    for c in find_candidates(scene.read, scene.index, lexicon.patterns):
        line = lexicon.lines[c.line.key]
        where = line.kind == "light" and scene.read.sent.tokens[c.first].norm.endswith(_IN_ONE)
        if line.agent_slot == IZAFE or (c.own and _speaks(c) and not (where or _is_other(scene, c, line))):
            yield Cue(line, c.first, c.last, _verb(c, line), c.form if c.own else None, c.size)


def _speaks(c: Candidate) -> bool:
    """Whether the words are a finite verb of the third or first person (no participle, no address)."""
    form = c.form
    return form is not None and form.finite and not form.person.startswith("2")


def _is_other(scene: Scene, c: Candidate, line: CueLine) -> bool:
    """Whether a lone word that may be a verb of speech is more likely another (`oil` for `not said`)."""
    if line.kind != "verb" or c.first != c.last:
        return False
    first = scene.read.sent.tokens[c.first].analyses[:1]
    before = scene.read.sent.tokens[c.first - 1].key if c.first else ""
    told = scene.read.words[c.first].finite
    if (any(a.pos != "VERB" for a in first) and not told) or before in _LEADING:
        return True
    if c.form is not None and c.form.negative and _may_be_noun(scene, c.first):
        return True
    return line.speech == "ask" and _is_noun(scene, c.first)


def _may_be_noun(scene: Scene, at: int) -> bool:
    return any(a.pos == "NOUN" for a in scene.read.sent.tokens[at].analyses)


def _is_noun(scene: Scene, at: int) -> bool:
    """Whether a word that may be a noun stands where one does: after a preposition, before its adjective."""
    tokens = scene.read.sent.tokens
    if not _may_be_noun(scene, at):
        return False
    before = tokens[at - 1].analyses[:1] if at else ()
    if any(a.pos in ("ADP", "NUM") for a in before) and not scene.read.words[at - 1].clitic:
        return True
    after = tokens[at + 1].analyses[:1] if at + 1 < len(tokens) else ()
    return any(a.pos in ("ADJ", "NOUN", "ADP", "VERB") for a in after)


def _verb(c: Candidate, line: CueLine) -> int:
    return c.verb if c.own and line.agent_slot != IZAFE else c.last


def _forms(scene: Scene, lexicon: CueLexicon) -> Iterator[Cue]:
    tokens = scene.read.sent.tokens
    for i, token in enumerate(tokens):
        if token.kind is not TokenKind.WORD:
            continue
        joined = ""
        for size in range(_LONGEST):
            if i + size >= len(tokens):
                break
            joined += tokens[i + size].key
            line = lexicon.forms.get(joined)
            if line is not None:
                last = i + size
                words = scene.read.words[last].verbs
                yield Cue(line, i, last, last, words[0] if words else None, size + 3)
            elif size == 0 and token.key not in lexicon.starts:
                break


def _being(scene: Scene, lexicon: CueLexicon) -> Iterator[Cue]:
    """A noun that carries its `be`: `hopeful-is`, `sure-are`."""
    for i, word in enumerate(scene.read.words):
        found = [
            line for noun in sorted(word.nouns) for line, verb in lexicon.hosts.get(noun, ()) if verb == BE
        ]
        if not found:
            continue
        clitics = (c for a in scene.read.sent.tokens[i].analyses for c in a.clitics)
        person = next((c.person for c in clitics if c.kind == "copula"), "")
        if person:
            form = Verb(BE, "", False, True, False, "Ind", False, False, person, "")
            yield Cue(found[0], i, i, i, form, 3)


def _glued(scene: Scene, lexicon: CueLexicon) -> Iterator[Cue]:
    """A light noun whose verb ends a later word: `ئاماژەی بەوەشکردووە`, `فەرمانی بە خیقانیداوە`."""
    tokens, endings = scene.read.sent.tokens, _endings()
    for i, word in enumerate(scene.read.words):
        nouns = [noun for noun in word.nouns if noun in lexicon.hosts]
        lines = [pair for noun in sorted(nouns) for pair in lexicon.hosts[noun]]
        if not lines:
            continue
        for at in range(i + 1, min(len(tokens), i + 1 + _NEAR)):
            if tokens[at].kind is TokenKind.MARK:
                break
            for line, verb in lines:
                key = tokens[at].key.removesuffix(_THAT)
                if any(key.endswith(e) and len(key) > len(e) + 1 for e in endings.get(verb, ())):
                    yield Cue(line, i, i, at, None, 2)
                    break


@lru_cache(maxsize=3)
def _texts(kind: str) -> frozenset[str]:
    rows = read_table(Path(__file__).parent / "texts.tsv", ("stem", "kind", "source"), key=("stem",))
    return frozenset(lookup_key(row["stem"]) for row in rows if row["kind"] == kind)


def _written(scene: Scene, lexicon: CueLexicon) -> Iterator[Cue]:
    """What has come in a text: `in the letter of X it has come`, `in its statement was written`."""
    tokens, words = scene.read.sent.tokens, scene.read.words
    texts, verbs = _texts("text"), _texts("verb")
    for i, word in enumerate(words):
        verb = next((v for v in word.verbs[:2] if v.finite and v.past and v.lemma in verbs), None)
        if verb is None:
            continue
        for at in range(i - 1, max(-1, i - _TEXT_NEAR), -1):
            if tokens[at].kind is TokenKind.MARK or words[at].finite:
                break
            if words[at].nouns & texts and any(t.norm.endswith(_AT) for t in tokens[at:i]):
                yield Cue(lexicon.lines[_STANDS_IN], at, i, i, verb, 3)
                break
