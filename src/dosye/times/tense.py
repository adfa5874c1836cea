"""Whether the clause of a time speaks of what has been or of what is to come, as its verb tells."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.language.ckb.complexes import finite_reading
from dosye.language.ckb.records import Sentence
from dosye.language.ckb.sounds import YEH
from dosye.times.lexemes import Lexeme

BEEN, COMING, OPEN = "been", "coming", ""
_AHEAD = frozenset({"until", "before"})  # words before a time that with a present verb lies ahead
_PAST = ("Tense=Past", "Tense=Pqp")


def told_by_verb(sent: Sentence, lex: Sequence[Lexeme], at: int) -> str:
    """Return BEEN, COMING or OPEN: what the next finite verb tells of the time that a word begins.

    A present verb tells of what is to come only after `until` and `before` or in a sentence with an `if`:
    news tell the past in the present too.

    Args:
        sent: the sentence, with its analyses.
        lex: its lexemes.
        at: the first lexeme of the time.
    """
    modified = lex[at - 1].kind if at and lex[at - 1].key.endswith(YEH) else None
    after = (token for token in sent.tokens if token.start >= lex[at].end)
    verb = next((found for token in after if (found := finite_reading(token))), None)
    if verb is None:
        return OPEN
    if any(past in verb.feats for past in _PAST):
        return OPEN if modified in ("", "event") else BEEN
    if modified == "":
        return OPEN  # `the salaries of March`
    led = any(word.kind in _AHEAD for word in lex[max(0, at - 2) : at])
    return COMING if led or any(word.kind == "if" for word in lex[:at]) else OPEN
