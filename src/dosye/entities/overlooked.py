"""Names that the tables surely know or the words show, where the taggers saw none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosye.entities.lines import Line
from dosye.entities.names import NameMatch
from dosye.entities.taggers import Tagged
from dosye.records import EntityType

_LONG = 5  # letters of a name that is believed alone
_SURE_KINDS = frozenset({"main", "full", "acronym"})
RESCUED = 0.55  # confidence of what only the tables found


def standing(names: Sequence[Tagged], roles: Sequence[Tagged], line: Line) -> Iterator[Tagged]:
    """A government, an embassy with the article or a possessor is a certain one, though it stands alone."""
    taken = {i for n in (*names, *roles) for i in range(n.start, n.end)}
    for at, token in enumerate(line.tokens):
        stands = line.known.stands(token.key)
        if at in taken or not any(stands):
            continue
        feats = token.analyses[0].feats if token.analyses else ""
        if "Number=Plur" in feats or "Definite=Ind" in feats:
            continue
        alone, bare, named = stands
        pointed = named and at > 0 and line.tokens[at - 1].key in line.known.pointers
        if pointed or (alone if "Definite=Def" in feats else bare):
            yield Tagged(at, at + 1, EntityType.ORG, RESCUED)


def rescued(names: Sequence[Tagged], roles: Sequence[Tagged], line: Line) -> Iterator[Tagged]:
    """What the tables surely know and the tagger overlooked: names of several words, proper nouns."""
    taken = {i for n in names for i in range(n.start, n.end)}
    for m in line.matches:
        if taken & set(range(m.start, m.end)):
            continue
        whole = [n for n in m.names if n.kind in _SURE_KINDS]
        single = m.end - m.start == 1
        if whole and (not single or (_is_proper(m, line) and len({n.type for n in m.names}) == 1)):
            yield Tagged(m.start, m.end, whole[0].type, RESCUED)


def _is_proper(match: NameMatch, line: Line) -> bool:
    """Whether a known name of one word can be nothing else: a longer word that the lexicon has as a name."""
    token = line.tokens[match.start]
    best = token.analyses[0] if token.analyses else None
    return len(match.stem) >= _LONG and (best is None or best.pos == "PROPN" or best.guessed)
