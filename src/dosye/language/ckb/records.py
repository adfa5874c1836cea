"""The nouns of the language layer: a token with what is glued inside it, its analyses, a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class TokenKind(Enum):
    """What a token is made of."""

    __hash__ = object.__hash__  # that of Enum runs in Python, and kinds are asked for often
    WORD = "word"
    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    LINK = "link"
    HASHTAG = "hashtag"
    MARK = "mark"
    OTHER = "other"


class SentenceKind(Enum):
    """How a unit of text stands in the article."""

    SENTENCE = "sentence"
    KICKER = "kicker"
    COPY = "copy"


class Script(Enum):
    """Language of a line, as far as its letters and words tell."""

    __hash__ = object.__hash__
    CKB = "ckb"
    BADINI = "kmr-arab"
    ARABIC = "ar"
    PERSIAN = "fa"
    ENGLISH = "en"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Clitic:
    """A clitic on a word: its letters, what it is and, where it can be told, its role.

    `kind` is one of `person`, `also`, `izafe`, `copula`, `conjunction`, `postposition`;
    `role` one of `agent`, `object`, `possessor`, or empty where it is open.
    """

    text: str
    kind: str
    person: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word form; `feats` as in Universal Dependencies (`Number=Plur|Definite=Def`)."""

    lemma: str
    pos: str
    feats: str = ""
    segments: tuple[str, ...] = ()
    clitics: tuple[Clitic, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a token that is a word of its own: offsets of the raw text, canonical letters."""

    start: int
    end: int
    norm: str
    kind: str


@dataclass(frozen=True, slots=True)
class Token:
    """A run of the raw text between white space and marks.

    `start`, `end` count code points of the raw text, half-open; `norm` is the canonical spelling,
    `key` the look-up key; `parts` are the glued pieces in order (empty when nothing is glued);
    `analyses` are ranked, best first.
    """

    start: int
    end: int
    norm: str
    key: str
    kind: TokenKind
    parts: tuple[Part, ...] = ()
    analyses: tuple[Analysis, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of news text; `copy_of` is the index of the sentence that a COPY repeats."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    kind: SentenceKind = SentenceKind.SENTENCE
    copy_of: int | None = None
