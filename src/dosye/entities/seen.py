"""Mentions before they have an entity: what the taggers found, cut to the guide's spans."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dosye.entities.bodies import head_of
from dosye.entities.features import featurer, outer_words
from dosye.entities.groups import choose_groups, load_weights
from dosye.entities.lines import Line
from dosye.entities.link import lands_of, publisher_key
from dosye.entities.loose import find_loose
from dosye.entities.names import Name, name_index
from dosye.entities.people import SURNAME, Named, full_names, is_person, spread
from dosye.entities.phrases import word_english
from dosye.entities.repairs import repair
from dosye.entities.stems import name_stems, noun_stems
from dosye.entities.taggers import Labelling, Tagged, models_folder, tag
from dosye.knowledge import Knowledge
from dosye.language.ckb.records import Sentence, Token, TokenKind
from dosye.language.ckb.sounds import YEH
from dosye.records import Document, EntityType

_NAMED = frozenset({EntityType.PERSON, EntityType.ORG, EntityType.GPE, EntityType.PLACE})
_HEADS = frozenset({"head_of_government", "head_of_state"})
_OF_A_PARTY = frozenset({"new", "other", "political", "opposition", "religious", "Islamic", "different"})
_COMMON = frozenset({"NOUN", "ADJ", "VERB", "ADV"})


@dataclass(slots=True, unsafe_hash=True)
class Seen:
    """A mention without its entity.

    `sent` is the index of its sentence, `first` and `last` its tokens there (half-open); `keys` are their
    look-up keys; `stem` is the joined key of what is named, clitics taken off; `names` the lines of the
    tables that bear that name.
    """

    start: int
    end: int
    type: EntityType
    sent: int
    first: int
    last: int
    keys: tuple[str, ...]
    stem: str
    names: tuple[Name, ...]
    confidence: float
    rule: str


def lines_of(sents: Sequence[Sentence], knowledge: Knowledge) -> list[Line]:
    """Return each sentence with what the tables know of its words."""
    known = featurer(knowledge)
    return [Line(sent.tokens, known.index.find(sent.tokens), known) for sent in sents]


def find_seen(
    document: Document,
    sents: Sequence[Sentence],
    knowledge: Knowledge,
    *,
    lines: Sequence[Line],
    read: Labelling | None = None,
) -> list[Seen]:
    """Return the mentions of an article in order of the text; a role stands before what is in it."""
    found = [
        _seen(document.text, sents[at], at, tagged, knowledge)
        for at, layer in enumerate(_tagged(lines, read))
        for tagged in layer
    ]
    home = publisher_key(document, knowledge) or document.publisher or ""
    found = [
        s
        for s in found
        if not _is_plain_word(s, sents, found)
        and not _is_noun(s, sents, home, knowledge)
        and not _is_direction(s, sents, found, knowledge)
    ]
    found = _people(document.text, sents, found, knowledge)
    found += list(_second_pass(document.text, sents, found, knowledge))
    found += list(_bare_roles(document.text, sents, found, knowledge))
    return sorted(found, key=lambda s: (s.start, -s.end))


def _people(text: str, sents: Sequence[Sentence], found: Sequence[Seen], knowledge: Knowledge) -> list[Seen]:
    """The mentions with every person whom the article names in full told apart from bodies and places."""
    named = [Named(s.sent, s.first, s.last, s.type, s.keys, s.stem, bool(s.names)) for s in found]
    names = full_names(named)
    out = [
        _seen(
            text, sents[s.sent], s.sent, Tagged(s.first, s.last, EntityType.PERSON, s.confidence), knowledge
        )
        if is_person(n, names)
        else s
        for s, n in zip(found, named, strict=True)
    ]
    for at, first, last in spread(names, sents):
        over = [s for s in out if s.sent == at and s.first < last and first < s.last]
        inside = [s for s in over if s.type in _NAMED and first <= s.first and s.last <= last]
        outer = [s for s in over if s not in inside and s.type is not EntityType.ROLE]
        whole = any(s.type is EntityType.PERSON and s.first == first and s.last == last for s in over)
        if not whole and not outer:
            out = [s for s in out if s not in inside]
            out.append(_seen(text, sents[at], at, Tagged(first, last, EntityType.PERSON, 0.6), knowledge))
    return out


def _tagged(lines: Sequence[Line], read: Labelling | None) -> Iterator[list[Tagged]]:
    """Yield names, roles and groups of each sentence."""
    found = [repair(*tagged, line) for tagged, line in zip(tag(lines, read), lines, strict=True)]
    weights, bounds = load_weights(models_folder())
    chosen = choose_groups(lines, [names for names, _ in found], weights, bounds)
    for (names, roles), groups in zip(found, chosen, strict=True):
        outside = [g for g in groups if not any(r.start <= g.start and g.end <= r.end for r in roles)]
        yield [n for n in names if n.type is not EntityType.GROUP] + outside + roles


def see_labelled(
    text: str, sents: Sequence[Sentence], labels: Sequence[tuple[int, int, str]], knowledge: Knowledge
) -> dict[int, Seen]:
    """Return the labelled mentions of an article by number, in order of the text; some have no tokens."""
    out: dict[int, Seen] = {}
    for number, (start, end, kind) in sorted(enumerate(labels), key=lambda x: (x[1][0], -x[1][1])):
        for at, sent in enumerate(sents):
            inside = [i for i, t in enumerate(sent.tokens) if t.start < end and start < t.end]
            if inside:
                tagged = Tagged(inside[0], inside[-1] + 1, EntityType(kind), 1.0)
                out[number] = _seen(text, sent, at, tagged, knowledge)
                break
    return out


def _seen(text: str, sent: Sentence, at: int, tagged: Tagged, knowledge: Knowledge) -> Seen:
    tokens = sent.tokens[tagged.start : tagged.end]
    keys = tuple(key for token in tokens for key in token.key.split("_"))
    names, stem = _bearers(keys, tagged.type, knowledge)
    if not names and tagged.start and tagged.type is EntityType.ORG:
        names = _called(keys, sent.tokens[tagged.start - 1], knowledge)
    return Seen(
        start=_trimmed(text, tokens[0]),
        end=tokens[-1].end,
        type=tagged.type,
        sent=at,
        first=tagged.start,
        last=tagged.end,
        keys=keys,
        stem=stem,
        names=names,
        confidence=tagged.confidence,
        rule="entities/tagger",
    )


def _bearers(keys: tuple[str, ...], kind: EntityType, knowledge: Knowledge) -> tuple[tuple[Name, ...], str]:
    """The table lines of the same type that bear the name, and the name's stem."""
    match = name_index(knowledge).exact(keys) if kind in _NAMED else None
    if match is None:
        near_names, stem = find_loose(keys, kind, knowledge) if kind in _NAMED else ((), "")
        return near_names, stem or "".join(keys)
    same = tuple(n for n in match.names if n.type is kind)
    near = tuple(
        n for n in match.names if {n.type, kind} <= {EntityType.GPE, EntityType.PLACE, EntityType.ORG}
    )
    return (same or near), match.stem


def _called(keys: tuple[str, ...], before: Token, knowledge: Knowledge) -> tuple[Name, ...]:
    """The lines of a name that the tables have with the class word before it only: `the paper` Sabah."""
    if featurer(knowledge).class_words.isdisjoint(noun_stems(before.key)):
        return ()
    match = name_index(knowledge).exact((before.key, *keys))
    return tuple(n for n in match.names if n.type is EntityType.ORG) if match else ()


def _trimmed(text: str, token: Token) -> int:
    """The start of a token without direction marks and the sign of a hashtag."""
    start = token.start
    while start < token.end - 1 and (
        unicodedata.category(text[start]) == "Cf" or (token.kind is TokenKind.HASHTAG and text[start] == "#")
    ):
        start += 1
    return start


def _second_pass(
    text: str, sents: Sequence[Sentence], found: Sequence[Seen], knowledge: Knowledge
) -> Iterator[Seen]:
    """Spread the last name of a person named in full to where the tagger overlooked it."""
    surnames = {
        stem
        for s in found
        if s.type is EntityType.PERSON and (len(s.keys) > 1 or s.names)
        for stem in (s.stem[len("".join(s.keys[:-1])) :] if s.names else s.keys[-1],)
        if len(stem) >= SURNAME
    }
    if not surnames:
        return
    taken = {(s.sent, i) for s in found for i in range(s.first, s.last)}
    for at, sent in enumerate(sents):
        for i, token in enumerate(sent.tokens):
            if (at, i) not in taken and any(s in surnames for s in name_stems(token.key)):
                yield _seen(text, sent, at, Tagged(i, i + 1, EntityType.PERSON, 0.6), knowledge)


def _bare_roles(
    text: str, sents: Sequence[Sentence], found: Sequence[Seen], knowledge: Knowledge
) -> Iterator[Seen]:
    """The office alone, where the article has named it in full and the tagger overlooked it here."""
    offices = featurer(knowledge).offices
    heads = {s.keys[0]: None for s in found if s.type is EntityType.ROLE}
    known = {stem for key in heads for stem in noun_stems(key) if offices.get(stem) in _HEADS}
    if not known:
        return
    taken = {(s.sent, i) for s in found for i in range(s.first, s.last)}
    for at, sent in enumerate(sents):
        for i, token in enumerate(sent.tokens):
            posted = i > 0 and sent.tokens[i - 1].key in outer_words("post")
            bare = (at, i) not in taken and len(token.analyses) > 0 and not _plural(token) and not posted
            if bare and any(stem in known for stem in noun_stems(token.key)):
                end = i + 1 + _continues(sent.tokens, i, offices)
                yield _seen(text, sent, at, Tagged(i, end, EntityType.ROLE, 0.5), knowledge)


def _continues(tokens: Sequence[Token], at: int, offices: Mapping[str, str]) -> bool:
    """Whether the next word belongs to the office: `head` of `ministers`."""
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    return bool(after) and any(tokens[at].key + stem in offices for stem in noun_stems(after))


def _is_plain_word(seen: Seen, sents: Sequence[Sentence], found: Sequence[Seen]) -> bool:
    """Whether what was taken for a person is a common noun that no fuller name in the article bears out."""
    if seen.type is not EntityType.PERSON or seen.last - seen.first > 1:
        return False
    token = sents[seen.sent].tokens[seen.first]
    common = bool(token.analyses) and token.analyses[0].pos in _COMMON and not token.analyses[0].guessed
    if not common or any(n.kind == "surname" for n in seen.names):
        return False
    stems = set(name_stems(seen.keys[-1]))
    return not any(s.type is EntityType.PERSON and len(s.keys) > 1 and stems & set(s.keys) for s in found)


def _is_noun(seen: Seen, sents: Sequence[Sentence], home: str, knowledge: Knowledge) -> bool:
    """Whether a body's short name is the plain noun: `a new party`; an outlet's, in another outlet's text."""
    if seen.type is not EntityType.ORG or seen.last - seen.first > 1:
        return False
    tokens, at = sents[seen.sent].tokens, seen.first
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if head_of(seen.keys) and after is not None and seen.keys[-1].endswith(YEH):
        return word_english(after.key) in _OF_A_PARTY
    lines = [knowledge.actors[n.key] for n in seen.names if n.key in knowledge.actors]
    outlet = bool(lines) and all(line.sector == "JRN" for line in lines)
    token = tokens[at]
    common = bool(token.analyses) and token.analyses[0].pos == "NOUN" and not token.analyses[0].guessed
    called = at > 0 and any(s in featurer(knowledge).class_words for s in noun_stems(tokens[at - 1].key))
    return outlet and common and not called and bool(home) and all(line.key != home for line in lines)


def _is_direction(seen: Seen, sents: Sequence[Sentence], found: Sequence[Seen], knowledge: Knowledge) -> bool:
    """Whether a place's name is only a side of the sky: tied to another place, or far from its land."""
    directions = outer_words("direction")
    sides = [s for s in noun_stems(seen.keys[0]) if s in directions]
    if seen.type is not EntityType.GPE or len(seen.keys) > 1 or not sides:
        return False
    before = sents[seen.sent].tokens[seen.first - 1].key if seen.first else ""
    after = any(s.sent == seen.sent and s.first == seen.last for s in found)
    if (after and seen.keys[0].endswith(YEH)) or (
        before.endswith(YEH) and not directions.isdisjoint(noun_stems(before))
    ):
        return True
    lands = {land for n in seen.names for land in lands_of(knowledge).get(n.key, ())}
    others = (n.key for s in found if s is not seen for n in s.names)
    shown = any(k in lands or not lands.isdisjoint(lands_of(knowledge).get(k, ())) for k in others)
    return bool(lands) and not shown


def _plural(token: Token) -> bool:
    feats = token.analyses[0].feats
    return "Number=Plur" in feats or "Definite=Ind" in feats
