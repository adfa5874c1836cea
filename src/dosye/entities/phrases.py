"""What a phrase for unnamed actors says in English: `two Iraqi security officials`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dosye.entities.features import group_labels, group_words
from dosye.entities.stems import noun_stems
from dosye.language.ckb import lookup_key
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import INDEFINITE, WAW, YEH
from dosye.tables import read_table

_COUNT, _BOND = "count", "bond"
_LINKS = ("link", _BOND)
_ORDER = ("degree", "nation", "sort")  # of English adjectives
_LONGEST = 3  # tokens of a modifier
_REACH = 4  # tokens between a link and the name that it ties
_MANY, _MANY_ALONE = "\u06a9\u0627\u0646", "\u0627\u0646"  # endings of several
_MANY_WHOLE = "\u06cc\u0627\u0646"
_POINTERS = frozenset({"\u0626\u06d5\u0648", "\u0626\u06d5\u0645"})
_BACKED = "{}-"
_BOTH = "and "
_ONE_OF, _NONE, _MUCH = "one of", "no", "many"
_THE = "the "
_WHOSE = "\u06d5\u06cc"  # ending of a noun that a clause follows
_SINGLE = {"people": "person", "children": "child", "media": "media outlet"}
_PEOPLE = "people"
_MEN = ("men", "man")
_MASS = frozenset({"Druze", "Shia", "staff", "dead", "wounded", "missing", "abducted", "Peshmerga"})


@dataclass(slots=True)
class Phrase:
    """The English parts of a phrase; `single` if one actor is meant, `article` what then stands before.

    `friend` is the first token of a name that it is close to, allied with, backed by; -1 without one.
    """

    label: str
    counts: list[str] = field(default_factory=list)
    adjectives: list[tuple[int, str]] = field(default_factory=list)
    tail: str = ""
    single: bool = False
    article: str = ""
    friend: int = -1

    @property
    def size(self) -> int:
        """How much it says of those it means; a second noun tells of others."""
        return len(self.adjectives) + 2 * bool(self.tail) - 3 * self.tail.startswith(_BOTH)

    def text(self) -> str:
        """Return the phrase in English."""
        label = singular(self.label) if self.single else self.label
        if self.counts and not self.single and self.article != "the":
            label = plural(label)
        named = sorted(self.adjectives, key=lambda a: a[0])
        words = dict.fromkeys(word for _, word in named if not label.startswith(f"{word} "))
        core = " ".join([*words, label])
        whole = f"{core} {self.tail}".rstrip()
        if self.counts:
            counts = " ".join(self.counts)
            return f"{counts} the {whole}" if counts.endswith(_ONE_OF) else f"{counts} {whole}"
        if self.article == "a" and label in _MASS:
            return whole
        if self.article == "a":
            vowel = whole[0] in "aeioAEIO" and not whole.startswith("Europe")
            return f"{'an' if vowel else 'a'} {whole}".replace("an other ", "another ")
        return f"{self.article} {whole}".lstrip()


def read_phrase(
    tokens: Sequence[Token], first: int, last: int, names: Mapping[int, tuple[int, str]]
) -> Phrase | None:
    """Return what the words of a group say; None where no noun of the tables heads them.

    Args:
        tokens: of the sentence.
        first: of the mention.
        last: of the mention, exclusive.
        names: the other mentions of the sentence: first token to last token (exclusive) and English name.
    """
    found = _head(tokens, first, last)
    if found is None:
        return None
    at, end, stem, label = found
    phrase = Phrase(label, counts=_counts(tokens[first:at]))
    if label.startswith(_THE):
        phrase.label, phrase.article = label.removeprefix(_THE), "the"
    else:
        _number(phrase, tokens, at=at, last=last, stem=stem)
    clause = first > 0 and tokens[first - 1].key in _POINTERS and tokens[last - 1].key.endswith(_WHOSE)
    _read_after(phrase, tokens, (end, last), {} if clause else names)
    return phrase


def _head(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int, str, str] | None:
    """The noun: its token, the token after it, its stem and its English label."""
    labels, kinds = group_labels(), group_words()
    for at in range(first, last):
        if kinds.get(tokens[at].key) == _COUNT and at + 1 < last:
            continue
        for stem in noun_stems(tokens[at].key):
            if at + 1 < len(tokens):
                for second in noun_stems(tokens[at + 1].key):
                    double = labels.get(f"{stem} {second}") or labels.get(f"{stem}{YEH} {second}")
                    if double:
                        return at, at + 2, stem, double
            if stem in kinds and kinds[stem] != _COUNT:
                return at, at + 1, stem, labels[stem]
    return None


def _counts(tokens: Sequence[Token]) -> list[str]:
    out: list[str] = []
    for token in tokens:
        if token.kind is TokenKind.NUMBER:
            out.append(token.key)
            continue
        english = _modifier((token,), _COUNT)
        if english == _MUCH:
            out = []
        if english:
            out.append(english)
    return out


def _number(phrase: Phrase, tokens: Sequence[Token], *, at: int, last: int, stem: str) -> None:
    """Whether one is meant or several: by the ending of the noun, or of the whole it begins."""
    rest = tokens[at].key[len(stem) :]
    if phrase.counts:
        phrase.single = phrase.counts == [_NONE]
        return
    plain = phrase.label == singular(phrase.label)
    several = _MANY in rest or rest.startswith(_MANY_ALONE) or rest == _MANY_WHOLE
    many = several or any(_plural(t) for t in tokens[at:last])
    if many:
        phrase.label = plural(phrase.label)
    elif rest.startswith(INDEFINITE):
        phrase.single, phrase.article = True, "a"
    elif _definite(tokens[last - 1]) or (at and tokens[at - 1].key in _POINTERS):
        phrase.single, phrase.article = True, "the"
    elif plain and phrase.label not in _MASS:
        phrase.article = "the"


def _read_after(
    phrase: Phrase, tokens: Sequence[Token], span: tuple[int, int], names: Mapping[int, tuple[int, str]]
) -> None:
    """Take in what stands after the noun as long as it belongs to it."""
    at, last = span
    if at < last and tokens[at].key == WAW:
        phrase.tail = _second(tokens, at + 1, last)
        return
    while at < len(tokens) and (at < last or tokens[at - 1].key.endswith(YEH) or _links(tokens, at)):
        size, kind, english = _longest(tokens, at)
        tied = _tied_name(tokens, at + size, names) if kind in _LINKS else None
        own = at in names and kind != "nation"
        if tied is not None and kind == _BOND and phrase.friend < 0:
            phrase.friend = tied
        if tied is not None and names[tied][1]:
            _link(phrase, english, names[tied][1])
            return
        if kind in _ORDER and not own:
            phrase.adjectives.append((_ORDER.index(kind), english))
            at += size
        elif at in names:
            phrase.tail = f"of {names[at][1]}"
            return
        elif at < last:
            at += 1
        else:
            return


def _second(tokens: Sequence[Token], first: int, last: int) -> str:
    """The other noun of a group told by two: `militias and gunmen`."""
    found = _head(tokens, first, last)
    return f"{_BOTH}{plural(found[3])}" if found else ""


def _link(phrase: Phrase, english: str, name: str) -> None:
    if english.startswith(_BACKED):
        phrase.adjectives.append((1, english.replace("{}", name.removeprefix("the "))))
    else:
        phrase.tail = english.replace("{}", name)


def _links(tokens: Sequence[Token], at: int) -> bool:
    return any(_modifier(tokens[at : at + size], kind) for size in range(_LONGEST, 1, -1) for kind in _LINKS)


def _longest(tokens: Sequence[Token], at: int) -> tuple[int, str, str]:
    """The longest modifier that starts at a token: how many tokens, its kind and English."""
    for kinds in (_LINKS, _ORDER):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            for kind in kinds:
                english = _modifier(tokens[at : at + size], kind)
                if english and (kind not in _LINKS or size > 1 or tokens[at].key.endswith(YEH)):
                    return size, kind, english
    return 1, "", ""


def _tied_name(tokens: Sequence[Token], at: int, names: Mapping[int, tuple[int, str]]) -> int | None:
    for here in range(at, min(at + _REACH, len(tokens))):
        if here in names:
            return here
        if tokens[here].kind is not TokenKind.WORD or (here > at and _is_verb(tokens[here])):
            return None
    return None


def _modifier(tokens: Sequence[Token], kind: str) -> str:
    rows = _modifiers(kind)
    before = "".join(f"{t.key} " for t in tokens[:-1])
    return next((rows[before + s] for s in noun_stems(tokens[-1].key) if before + s in rows), "")


@lru_cache(maxsize=8)
def _modifiers(kind: str) -> dict[str, str]:
    path = Path(__file__).parent / "modifiers.tsv"
    rows = read_table(path, ("word", "kind", "english"), key=("word", "kind"))
    return {lookup_key(row["word"]): row["english"] for row in rows if row["kind"] == kind}


def word_english(key: str, *, noun: bool = False) -> str:
    """Return the English of an adjective or, if asked, a plain noun by its look-up key; empty if unknown."""
    for kind in ("noun",) if noun else _ORDER:
        rows = _modifiers(kind)
        found = next((rows[s] for s in noun_stems(key) if s in rows), "")
        if found:
            return found
    return ""


def starts_link(key: str) -> bool:
    """Return whether a word, its endings taken off, starts what ties a name: `close to`, `backed by`."""
    firsts = _first_words()
    return any(stem in firsts for stem in noun_stems(key))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for kind in _LINKS for word in _modifiers(kind))


def singular(label: str) -> str:
    """Return the singular of an English label: `members of parliament` -> `member of parliament`."""
    head, of, rest = label.partition(" of ")
    *before, word = head.split(" ")
    if word in _SINGLE or word in _MASS:
        word = _SINGLE.get(word, word)
    elif word.endswith(_PEOPLE):
        word = word.removesuffix(_PEOPLE) + _SINGLE[_PEOPLE]
    elif word.endswith(_MEN[0]):
        word = word.removesuffix(_MEN[0]) + _MEN[1]
    elif word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return " ".join([*before, word]) + of + rest


def plural(label: str) -> str:
    """Return the plural of an English label that may be one already."""
    head, of, rest = label.partition(" of ")
    word = head.split(" ")[-1]
    if (
        word in _SINGLE
        or word in _MASS
        or word.endswith(_MEN[0])
        or (word.endswith("s") and not word.endswith("ss"))
    ):
        return label
    return f"{head[:-1]}ies{of}{rest}" if word.endswith("y") else f"{head}s{of}{rest}"


def _plural(token: Token) -> bool:
    return bool(token.analyses) and "Number=Plur" in token.analyses[0].feats


def _definite(token: Token) -> bool:
    feats = token.analyses[0].feats if token.analyses else ""
    return "Definite=Def" in feats and "Number=Plur" not in feats


def _is_verb(token: Token) -> bool:
    return bool(token.analyses) and token.analyses[0].pos == "VERB"
