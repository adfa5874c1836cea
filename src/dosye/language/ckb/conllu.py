"""CoNLL-U, the table form of Universal Dependencies, out of sentences and back into them.

Beside the ten columns, MISC keeps what the form has no place for: `TokenRange=start:end` in the raw text,
`Key`, `Kind`, `Parts=start:end:norm:kind` with `;` between, `Norm`. Only the best analysis is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.errors import DocumentError
from dosye.language.ckb.records import Analysis, Part, Sentence, SentenceKind, Token, TokenKind

_COLUMNS = 10
_UNSAFE = {"%": "%25", "|": "%7C", "=": "%3D", ";": "%3B", ":": "%3A", "\t": "%09", "\n": "%0A", "\r": "%0D"}
_POS = {TokenKind.MARK: "PUNCT", TokenKind.NUMBER: "NUM", TokenKind.OTHER: "X"}


def to_conllu(text: str, sents: Sequence[Sentence]) -> str:
    """Write the sentences of one text as CoNLL-U.

    Args:
        text: the raw text that the offsets count in.
        sents: its sentences, as `analyse` gives them.
    """
    return "".join(_block(text, number, sent) for number, sent in enumerate(sents, start=1))


def from_conllu(table: str) -> tuple[Sentence, ...]:
    """Read sentences that `to_conllu` wrote; each token has at most one analysis.

    Raises:
        DocumentError: a line does not have ten columns, or has no TokenRange.
    """
    return tuple(_sentence(block) for block in table.split("\n\n") if block.strip())


def _block(text: str, number: int, sent: Sentence) -> str:
    copied = "" if sent.copy_of is None else f"# copy_of = {sent.copy_of + 1}\n"
    shown = " ".join(text[sent.start : sent.end].split())
    head = f"# sent_id = {number}\n# kind = {sent.kind.value}\n{copied}# text = {shown}\n"
    rows = (_row(text, place, token) for place, token in enumerate(sent.tokens, start=1))
    return head + "".join(rows) + "\n"


def _row(text: str, place: int, token: Token) -> str:
    best = token.analyses[0] if token.analyses else Analysis("_", _POS.get(token.kind, "X"))
    after = text[token.end : token.end + 1]
    misc = [f"TokenRange={token.start}:{token.end}", f"Kind={token.kind.value}"]
    misc += [f"Norm={_safe(token.norm)}", f"Key={_safe(token.key)}"]
    if token.parts:
        misc.append("Parts=" + ";".join(f"{p.start}:{p.end}:{_safe(p.norm)}:{p.kind}" for p in token.parts))
    if best.segments:
        misc.append("Segments=" + ";".join(map(_safe, best.segments)))
    if best.guessed:
        misc.append("Guessed=Yes")
    if after and not after.isspace():
        misc.append("SpaceAfter=No")
    form = text[token.start : token.end]
    cells = (str(place), form, best.lemma, best.pos, "_", best.feats or "_", "_", "_", "_", "|".join(misc))
    return "\t".join(cells) + "\n"


def _sentence(block: str) -> Sentence:
    notes = dict(_notes(block))
    tokens = tuple(_token(line) for line in block.split("\n") if line and not line.startswith("#"))
    copied = notes.get("copy_of")
    kind = SentenceKind(notes.get("kind", SentenceKind.SENTENCE.value))
    copy_of = int(copied) - 1 if copied else None
    return Sentence(tokens[0].start, tokens[-1].end, tokens, kind, copy_of)


def _notes(block: str) -> Iterator[tuple[str, str]]:
    for line in block.split("\n"):
        if line.startswith("# ") and " = " in line:
            name, _, value = line[2:].partition(" = ")
            yield name, value


def _token(line: str) -> Token:
    cells = line.split("\t")
    misc = dict(item.split("=", 1) for item in cells[-1].split("|") if "=" in item)
    if len(cells) != _COLUMNS or "TokenRange" not in misc:
        raise DocumentError(f"{line!r}: not a line of ten columns with a TokenRange; write it with to_conllu")
    start, end = map(int, misc["TokenRange"].split(":"))
    segments = tuple(map(_plain, misc["Segments"].split(";"))) if "Segments" in misc else ()
    feats = "" if cells[5] == "_" else cells[5]
    analyses = (Analysis(cells[2], cells[3], feats, segments, (), "Guessed" in misc),)
    kind = TokenKind(misc.get("Kind", TokenKind.WORD.value))
    parts = tuple(_part(item) for item in misc["Parts"].split(";")) if "Parts" in misc else ()
    norm, key = _plain(misc.get("Norm", cells[1])), _plain(misc.get("Key", ""))
    return Token(start, end, norm, key, kind, parts, analyses if cells[2] != "_" else ())


def _part(item: str) -> Part:
    start, end, norm, kind = item.split(":")
    return Part(int(start), int(end), _plain(norm), kind)


def _safe(text: str) -> str:
    return "".join(_UNSAFE.get(c, c) for c in text)


def _plain(text: str) -> str:
    for plain, safe in reversed(_UNSAFE.items()):
        text = text.replace(safe, plain)
    return text
