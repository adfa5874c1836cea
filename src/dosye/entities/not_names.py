"""What is no name, though it was taken for one, and where a body's name begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dosye.entities.bodies import head_of
from dosye.entities.features import outer_words
from dosye.entities.groups import is_definite
from dosye.entities.lines import Line
from dosye.entities.phrases import word_english
from dosye.entities.stems import noun_stems
from dosye.entities.taggers import Tagged
from dosye.language.ckb.sounds import AE, INDEFINITE
from dosye.records import EntityType

BODIES = frozenset({EntityType.ORG, EntityType.GPE, EntityType.PLACE})
ACTORS = frozenset({"people", "armed", "office", "media"})  # kinds of nouns for people
_ADJECTIVE = 2  # words: `armed`, `outside the law`


def is_phrase(name: Tagged, line: Line) -> bool:
    """Whether what was taken for a name is a phrase for unnamed actors: `an official ...`."""
    if name.type is EntityType.GROUP or line.matched(name.start, name.end):
        return False
    key = line.tokens[name.start].key
    stems = [s for s in noun_stems(key) if line.known.groups.get(s) in ACTORS]
    return any(key[len(stem) :].startswith(INDEFINITE) for stem in stems)


def as_group(name: Tagged, line: Line) -> Tagged:
    """One noun for people that was taken for a name is a group: `the source`."""
    if name.type is EntityType.GROUP or name.end - name.start > 1 or line.matched(name.start, name.end):
        return name
    key = line.tokens[name.start].key
    stems = [s for s in noun_stems(key) if line.known.groups.get(s) in ACTORS and len(s) < len(key)]
    return replace(name, type=EntityType.GROUP) if stems and not head_of((key,)) else name


def in_compound(name: Tagged, line: Line) -> Tagged:
    """A noun for a body before its definite adjective is no name, though a body bears it: `the armed groups`.

    Between a noun and such an adjective stands a vowel: `komal`, a group, looks like `Komala`, a party.
    """
    at, key = name.start, line.tokens[name.start].key
    if name.type is not EntityType.ORG or name.end - at > 1 or not key.endswith(AE):
        return name
    if key[: -len(AE)] not in line.known.groups:
        return name
    after = line.tokens[at + 1 : at + 1 + _ADJECTIVE]
    for n, token in enumerate(after, start=1):
        known = (n == 1 and _is(at + 1, line, "ADJ")) or word_english(" ".join(t.key for t in after[:n]))
        if known and is_definite(token):
            return replace(name, type=EntityType.GROUP, end=at + 1 + n)
    return name


def well_begun(name: Tagged, line: Line) -> Tagged:
    """A body's name begins with a known name or a noun for a body, and ends with no verb."""
    if name.type not in BODIES:
        return name
    end = name.end
    while end - name.start > 1 and _is(end - 1, line, "VERB") and not line.matched(end - 1, end):
        end -= 1
    starts = [m.start for m in line.matches if name.start < m.start < end]
    heads = [i for i in range(name.start + 1, end) if head_of((line.tokens[i].key,))]
    if line.matched(name.start, name.start + 1):
        return replace(name, end=end)
    if _is(name.start, line, "ADP"):
        return replace(name, start=min((*starts, *heads), default=name.start), end=end)
    plain = heads and not head_of((line.tokens[name.start].key,)) and name.type is EntityType.ORG
    if plain and all(_is(i, line, "NOUN") or _is(i, line, "ADJ") for i in range(name.start, heads[0])):
        return replace(name, start=heads[0], end=end)
    return replace(name, end=end)


def without_month(name: Tagged, line: Line) -> Iterator[Tagged]:
    """A month after the number of a day is no forename, though people bear it too."""
    before = line.tokens[name.start - 1].key if name.start else ""
    dated = name.type is EntityType.PERSON and before[:1].isdigit()
    if not dated or outer_words("month").isdisjoint(noun_stems(line.tokens[name.start].key)):
        yield name
    elif name.end - name.start > 1:
        yield replace(name, start=name.start + 1)


def without_side(name: Tagged, line: Line) -> Tagged:
    """The north or south of a country is told by the country's name alone."""
    first = line.tokens[name.start].key
    sides = outer_words("direction")
    if name.type is not EntityType.GPE or name.end - name.start == 1 or sides.isdisjoint(noun_stems(first)):
        return name
    found = line.known.index.exact([t.key for t in line.tokens[name.start + 1 : name.end]])
    lands = found is not None and any(n.key in line.known.countries for n in found.names)
    return replace(name, start=name.start + 1) if lands else name


def without_news(name: Tagged, line: Line) -> Tagged:
    """The second word of `news agency` stands outside the agency's name, if that is no country's."""
    at = name.start
    second = at > 0 and name.end - at > 1 and line.is_class_word(at - 1)
    if not second or not any(s in outer_words("news") for s in noun_stems(line.tokens[at].key)):
        return name
    bare = line.known.index.exact([t.key for t in line.tokens[at + 1 : name.end]])
    other = bare is not None and all(n.type is not EntityType.ORG for n in bare.names)
    return name if other else replace(name, start=at + 1)


def _is(at: int, line: Line, pos: str) -> bool:
    """Whether the likeliest reading of a token is a part of speech that the lexicon knows it as."""
    analyses = line.tokens[at].analyses
    return bool(analyses) and analyses[0].pos == pos and not analyses[0].guessed
