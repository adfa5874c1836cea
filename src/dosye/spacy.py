"""Central Kurdish for spaCy: `spacy.blank("ckb")` and the component `dosye`.

Importing this module registers both; an installed dosye does so by itself (entry points). The component
sets lemmas, parts of speech, features and sentence starts, and the extensions `token._.parts` (words that
are written together), `token._.key` (look-up key) and `token._.norm` (canonical letters).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Config

from dosye.language.ckb import Sentence, Token, TokenKind, analyse, find_tokens

_POS = {TokenKind.MARK: "PUNCT", TokenKind.NUMBER: "NUM", TokenKind.DATE: "NUM", TokenKind.TIME: "NUM"}
_EXTENSIONS: dict[str, object] = {"parts": (), "key": "", "norm": ""}


class Tokenizer:
    """The tokens of `find_tokens`; white space beyond one blank is a token of its own, as spaCy wants it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make the Doc of one text."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for token in find_tokens(text):
            _add_gap(text[at : token.start], words, spaces)
            words.append(text[token.start : token.end])
            spaces.append(False)
            at = token.end
        _add_gap(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to store: the tables come with the package."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to store."""

    def from_disk(self, _path: object, **_: object) -> Tokenizer:
        """Nothing to restore."""
        return self


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@registry.tokenizers("dosye.ckb_tokenizer")  # type: ignore[untyped-decorator]  # spaCy has no types here
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make the tokenizer of a pipeline."""
    return lambda nlp: Tokenizer(nlp.vocab)


class CentralKurdishDefaults(BaseDefaults):
    """Right to left, and the tokens of dosye."""

    config = Config({"nlp": {"tokenizer": {"@tokenizers": "dosye.ckb_tokenizer"}}})
    writing_system = {"direction": "rtl", "has_case": False, "has_letters": True}  # noqa: RUF012


@registry.languages("ckb")
class CentralKurdish(Language):  # type: ignore[no-untyped-call]  # spaCy registers subclasses
    """The language `ckb`."""

    lang = "ckb"
    Defaults = CentralKurdishDefaults


@Language.component(
    "dosye",
    assigns=["token.lemma", "token.pos", "token.morph", "token.is_sent_start"],
)
def annotate(doc: Doc) -> Doc:
    """Set lemmas, parts of speech, features, sentence starts and the extensions of every token."""
    found = {token.start: (token, sent) for sent in analyse(doc.text) for token in sent.tokens}
    for token in doc:
        if token.idx in found:
            _set(token, *found[token.idx])
        else:
            token.pos_ = "SPACE"
            token.is_sent_start = False
    if len(doc):
        doc[0].is_sent_start = True
    return doc


def _set(token: SpacyToken, ours: Token, sent: Sentence) -> None:
    token.is_sent_start = ours.start == sent.start
    token._.parts, token._.key, token._.norm = ours.parts, ours.key, ours.norm
    if ours.analyses:
        best = ours.analyses[0]
        token.lemma_, token.pos_ = best.lemma, best.pos
        token.set_morph(best.feats or None)  # type: ignore[attr-defined]  # missing in spaCy's stub
    else:
        token.lemma_, token.pos_ = ours.norm, _POS.get(ours.kind, "X")


for _name, _default in _EXTENSIONS.items():
    if not SpacyToken.has_extension(_name):
        SpacyToken.set_extension(_name, default=_default)
