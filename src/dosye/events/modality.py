"""Whether an act happened, is planned, only thought of, or denied: a decision list over verb and clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dosye.events.candidates import Candidate
from dosye.events.frames import WORDS
from dosye.events.lexicon import is_negated
from dosye.events.scene import Scene
from dosye.events.words import BE, Verb, Word
from dosye.language.ckb import TokenKind, lookup_key
from dosye.records import Modality
from dosye.tables import read_table

_UNREAL = frozenset(("if", "may", "must", "wish", "ask", "threat"))
_COMING = frozenset(("plan", "future"))
_BEFORE = 2
_SUPPOSED = ("Sub", "Cnd")
_REACH = 16
_COLON = ":"
_FOR = "\u0628\u06c6"


@dataclass(frozen=True, slots=True)
class Clue:
    """A word of the table near an act: its sense, how many tokens before the act's verb it stands."""

    sense: str
    gap: int


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    path = Path(__file__).with_name("modality.tsv")
    for row in read_table(path, ("word", "place", "sense", "source"), key=("word", "place")):
        found.setdefault(row["place"], {})[lookup_key(row["word"])] = row["sense"]
    return found


def sense_of(key: str) -> str:
    """The sense of a word of the table in a clause, empty if it has none."""
    return _table()["clause"].get(key, "")


def modality_of(c: Candidate, scene: Scene) -> tuple[Modality, str]:
    """Decide the modality of a candidate and name the rule; the first rule that holds decides."""
    clues = list(clues_of(c, scene))
    decided = _denied(c, clues) or _near(c, scene)
    if decided is None and c.own:
        decided = _own(c, clues)
    elif decided is None and not scene.read.words[c.last].definite:
        decided = _purpose(c, scene, clues) or _ruled(c, clues)
    return decided or (Modality.ASSERTED, "asserted")


def _denied(c: Candidate, clues: list[Clue]) -> tuple[Modality, str] | None:
    """A negated verb of fact denies; a verb of denial over a noun too."""
    form = c.form
    if form is None or any(clue.sense == "if" for clue in clues) or form.mood in _SUPPOSED:
        return None
    denied = any(clue.sense == "deny" for clue in clues)
    if not c.own:
        return _denied_over(c, form, denied=denied)
    if form.negative and not _is_negative(c):
        return Modality.DENIED, "negated verb"
    return (Modality.DENIED, "denied in the clause") if denied else None


def _denied_over(c: Candidate, form: Verb, *, denied: bool) -> tuple[Modality, str] | None:
    """The act is a noun and its verb denies it."""
    sense = _table()["governs"].get(f"{form.host} {form.lemma}".strip(), "")
    if form.negative:
        close = sense == "happen" and c.verb - c.last <= _BEFORE + 1
        return (Modality.DENIED, "negated support") if close else None
    if (sense == "deny" or denied) and c.line.type != "REJECT":
        return Modality.DENIED, "verb of denial"
    return None


def _is_negative(c: Candidate) -> bool:
    """Whether the line itself is a negated act (`not to accept`)."""
    return is_negated(c.line.form.split()[-1])


def _near(c: Candidate, scene: Scene) -> tuple[Modality, str] | None:
    """A word just before or after the words of the act, as in `threat of an attack`."""
    if c.own and c.form is not None and c.form.finite and c.form.mood != "Sub":
        return None
    tokens = scene.read.sent.tokens
    for back in range(1, _BEFORE + 1):
        if c.first - back < 0 or tokens[c.first - back].kind is not TokenKind.WORD:
            break
        sense = _table()["before"].get(tokens[c.first - back].key)
        if sense and sense not in c.line.type.lower():
            return _verdict(sense, "before")
    if c.last + 1 < len(tokens):
        sense = _table()["after"].get(tokens[c.last + 1].key)
        if sense and not (c.own and c.form is not None and c.form.past):
            return _verdict(sense, "after")
    return None


def _own(c: Candidate, clues: list[Clue]) -> tuple[Modality, str] | None:
    """The act has its own verb: mood first, then the words of its clause."""
    form, senses = c.form, [clue.sense for clue in clues]
    if form is None:
        return None
    if "if" in senses:
        return Modality.HYPOTHETICAL, "if"
    if form.mood in _SUPPOSED:
        return _supposed(form, senses)
    if not form.finite:
        return _ruled(c, clues)
    return None if form.past else _present(c, form, clues)


def _supposed(form: Verb, senses: list[str]) -> tuple[Modality, str]:
    """A subjunctive is what the nearest word makes of it."""
    if senses and (senses[0] == "without" or (senses[0] == "disclaim" and (form.past or form.lemma == BE))):
        return Modality.DENIED, senses[0]
    if senses and senses[0] == "did":
        return Modality.ASSERTED, "did"
    first = next((s for s in senses if s in _UNREAL or s in _COMING), "")
    return _verdict(first, "subjunctive") if first else (Modality.HYPOTHETICAL, "subjunctive")


def _present(c: Candidate, form: Verb, clues: list[Clue]) -> tuple[Modality, str] | None:
    """The present tense is that of headlines, unless a word or the first person makes it the future."""
    senses = [clue.sense for clue in clues]
    if "future" in senses or (senses and senses[0] == "plan"):
        return Modality.PLANNED, "coming"
    if form.person.startswith("1") and c.line.type not in WORDS:
        return Modality.PLANNED, "first person"
    if any(clue.sense == "may" and clue.gap <= _BEFORE for clue in clues):
        return Modality.HYPOTHETICAL, "may"
    return None


def _ruled(c: Candidate, clues: list[Clue]) -> tuple[Modality, str] | None:
    """The act is a noun: the mood of the verb that rules it, and the words of the clause."""
    senses = [clue.sense for clue in clues]
    if "if" in senses:
        return Modality.HYPOTHETICAL, "if"
    form = c.form
    if form is None or form.mood not in _SUPPOSED:
        if "future" in senses and form is not None and not form.past:
            return Modality.PLANNED, "coming"
        return None
    return _supposed(form, senses) if c.verb - c.last <= _BEFORE + 1 else None


def _purpose(c: Candidate, scene: Scene, clues: list[Clue]) -> tuple[Modality, str] | None:
    """A verbal noun after `for` is what somebody means to do, or wants another to do."""
    if (
        c.first == 0
        or scene.read.sent.tokens[c.first - 1].key != _FOR
        or not scene.read.words[c.first].infinitive
    ):
        return None
    asked = any(clue.sense in _UNREAL for clue in clues)
    return (Modality.HYPOTHETICAL if asked else Modality.PLANNED), "purpose"


def _verdict(sense: str, rule: str) -> tuple[Modality, str]:
    if sense == "deny":
        return Modality.DENIED, f"{rule}: {sense}"
    return (Modality.PLANNED if sense in _COMING else Modality.HYPOTHETICAL), f"{rule}: {sense}"


def clues_of(c: Candidate, scene: Scene) -> Iterator[Clue]:
    """The words of the clause before the act's verb, nearest first; an indicative verb ends it."""
    tokens, words, table = scene.read.sent.tokens, scene.read.words, _table()["clause"]
    end = c.verb if c.verb >= 0 else c.last
    coming = {
        i for timex, first, last in scene.times if scene.is_coming(timex) for i in range(first, last + 1)
    }
    i = end
    while i > max(0, end - _REACH):
        i -= 1
        if c.first <= i <= c.last:
            continue
        pair = table.get(f"{tokens[i - 1].key} {tokens[i].key}") if i else None
        sense = pair or table.get(tokens[i].key)
        if i in coming:
            yield Clue("future", end - i)
        if sense:
            yield Clue(sense, end - i)
        elif tokens[i].norm == _COLON or (i < c.first and _is_told(words[i])):
            if any(table.get(t.key) == "deny" for t in tokens[max(0, i - _BEFORE) : i]):
                yield Clue("disclaim", end - i)
            return
        i -= bool(pair)


def _is_told(word: Word) -> bool:
    """Whether a word is a finite verb in the indicative, which closes a clause."""
    return word.finite and word.verbs[0].mood == "Ind"
