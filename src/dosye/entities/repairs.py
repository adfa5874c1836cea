"""Mends of what the taggers found, by rules of the guide: where a name ends, what splits, what is outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dosye.entities.bodies import head_of
from dosye.entities.features import outer_words, tied
from dosye.entities.lines import Line
from dosye.entities.names import NameMatch
from dosye.entities.not_names import (
    ACTORS,
    BODIES,
    as_group,
    in_compound,
    is_phrase,
    well_begun,
    without_month,
    without_news,
    without_side,
)
from dosye.entities.overlooked import RESCUED, rescued, standing
from dosye.entities.phrases import starts_link
from dosye.entities.role_ends import (
    is_command,
    is_thing,
    outside_office,
    ranked,
    whole_office,
    with_tail,
    with_whole,
)
from dosye.entities.stems import name_stems, noun_stems
from dosye.entities.taggers import Tagged
from dosye.language.ckb.records import TokenKind
from dosye.language.ckb.sounds import INDEFINITE, WAW, YEH
from dosye.records import EntityType

_SURE = 0.85  # over this the tagger is believed against the tables
_ONE = frozenset({EntityType.GPE, EntityType.PERSON})
_WHOLE = frozenset({EntityType.GPE, EntityType.PERSON, EntityType.ORG})
_TWO = 2  # tokens


def repair(names: Sequence[Tagged], roles: Sequence[Tagged], line: Line) -> tuple[list[Tagged], list[Tagged]]:
    """Return the mended names and roles of a sentence, each in order and without overlap."""
    if not (names or roles or line.matches or any(any(line.known.stands(t.key)) for t in line.tokens)):
        return [], []
    names, roles = [_unmarked(n, line) for n in names], [_unmarked(r, line) for r in roles]
    roles = [whole_office(r, line) for r in roles if not (_several(r, line) or is_thing(r, line))]
    sources = [s for role in roles if (s := _source(role, names, line))]
    roles = [r for role in roles if not _source(role, names, line) for r in _split_roles(role, line)]
    names = [*(n for n in names if not any(s.start <= n.start < s.end for s in sources)), *sources]
    names = sorted(
        (well_begun(in_compound(as_group(n, line), line), line) for n in names if not is_phrase(n, line)),
        key=lambda n: n.start,
    )
    names = [n for name in names for p in _without_people(name, line) for n in _split_name(p, line)]
    names = [n for name in names for n in _outside_role(name, roles, line)]
    names = [_retyped(without_news(_without_class_word(n, line), line), line) for n in names]
    names = [*_wholes(names, line), *rescued(names, roles, line)]
    names = _grown(sorted(names, key=lambda n: n.start), line)
    names = [n for name in names for n in _split_name(name, line)]
    names += standing(names, roles, line)
    names = [_with_site(n, names, line) for n in names]
    names = _with_land(sorted(names, key=lambda n: n.start), line)
    names = [without_side(outside_office(n, roles, line), line) for n in names]
    names = [n for name in names for n in without_month(name, line)]
    roles = [*roles, *_served_roles(names, roles, line), *ranked(names, roles, line)]
    ranks = {r.start for r in roles if r.end - r.start == 1}
    names = [n for n in names if not (n.start in ranks and n.end - n.start == 1 and n.type is EntityType.ORG)]
    roles = [r for r in roles if not any(n.start < r.start and r.end <= n.end for n in names)]
    roles = [r for r in roles if not is_command(r, names, line)]
    return names, [with_whole(with_tail(r, names, line), names) for r in roles]


def _unmarked(found: Tagged, line: Line) -> Tagged:
    """Without marks at its end."""
    end = found.end
    while end - found.start > 1 and line.tokens[end - 1].kind is TokenKind.MARK:
        end -= 1
    return replace(found, end=end) if end < found.end else found


def _grown(names: Sequence[Tagged], line: Line) -> list[Tagged]:
    """A person's name takes in a forename right before it, also one that was taken for a place."""
    out: list[Tagged] = []
    for name in names:
        start = name.start
        while name.type is EntityType.PERSON and start > 0 and _is_forename(start - 1, line):
            held = out[-1] if out and out[-1].end == start else None
            if held is not None and held.end - held.start > 1:
                break
            if held is not None:
                out.pop()
            start -= 1
        free = start < name.start and not (out and out[-1].end > start)
        out.append(replace(name, start=start) if free else name)
    return out


def _is_forename(at: int, line: Line) -> bool:
    token = line.tokens[at]
    proper = not token.analyses or token.analyses[0].pos == "PROPN" or token.analyses[0].guessed
    return token.kind is TokenKind.WORD and token.key in line.known.forenames and proper


def _source(role: Tagged, names: Sequence[Tagged], line: Line) -> Tagged | None:
    """One unnamed official or officer is a source, no office holder; so is a member, if no name is near."""
    token = line.tokens[role.start]
    stem = next((s for s in noun_stems(token.key) if s in line.known.anonymous), None)
    if stem is None and line.is_member(role.start) and not _is_named(role, names, line):
        stem = next(s for s in noun_stems(token.key) if s in line.known.groups)
    counted = line.is_count_before(role.start)
    if stem is None or not (counted or any(mark in token.key[len(stem) :] for mark in INDEFINITE)):
        return None
    return Tagged(role.start - counted, role.start + 1, EntityType.GROUP, role.confidence)


def _is_named(role: Tagged, names: Sequence[Tagged], line: Line) -> bool:
    """Whether the name of a person stands right beside a role, or tells it in a clause after `who`."""
    people = [n for n in names if n.type is EntityType.PERSON]
    for person in people:
        between = line.tokens[person.end : role.start]
        marks = all(t.kind is TokenKind.MARK or t.key == _WHO for t in between)
        if person.start == role.end or (person.end <= role.start and marks):
            return True
    return False


def _without_people(name: Tagged, line: Line) -> Iterator[Tagged]:
    """A name after a noun for several people is not theirs: `the opponents of` a country are a group."""
    token = line.tokens[name.start]
    stem = next((s for s in noun_stems(token.key) if line.known.groups.get(s) in ACTORS), None)
    many = stem is not None and token.key[len(stem) :].endswith(_MANY + YEH)
    known = any(m.start == name.start for m in line.matches)
    if name.end - name.start < _TWO or not many or known or head_of((token.key,)):
        yield name
        return
    yield replace(name, end=name.start + 1, type=EntityType.GROUP)
    yield _retyped(replace(name, start=name.start + 1, confidence=RESCUED), line)


def _several(role: Tagged, line: Line) -> bool:
    """Whether a role names several holders at once, who are a group."""
    key = line.tokens[role.start].key
    stem = next((s for s in noun_stems(key) if s in line.known.offices), None)
    rest = key[len(stem) :] if stem in line.known.groups else ""
    return _MANY in rest or rest.startswith(_MANY_ALONE)


def _split_roles(role: Tagged, line: Line) -> Iterator[Tagged]:
    """Two offices joined by a conjunction are two roles; a word that nothing ties on is outside."""
    end = _tied_end(role, line)
    for at in range(role.start + 1, end - 1):
        if line.tokens[at].key == WAW and line.office(at + 1) and not line.inside_match(at):
            yield replace(role, end=at)
            yield replace(role, start=at + 1, end=end)
            return
    head = head_of(tuple(t.key for t in line.tokens[role.start : role.start + 8]))
    yield replace(role, end=max(end, role.start + head[1]) if head and line.office(role.start) else end)


_MANY, _MANY_ALONE = "\u06a9\u0627\u0646", "\u0627\u0646"  # endings of several
_IN = "\u0644\u06d5"
_WHO = "\u06a9\u06d5"


def _tied_end(found: Tagged, line: Line) -> int:
    """Where a chain ends: before the first word that no izafe ties to a head before it."""
    for at in range(found.start + 1, found.end):
        before, token = line.tokens[at - 1], line.tokens[at]
        if _ties_name(at, line):
            return at
        loose = token.kind is TokenKind.WORD and before.kind is TokenKind.WORD and token.key not in (WAW, _IN)
        if loose and not line.inside_match(at) and _ends_before(found.start, at, line):
            return at
    return found.end


def _ties_name(at: int, line: Line) -> bool:
    """Whether a word only ties a name to the one before it: `allied with`, which can mean an alliance too."""
    token = line.tokens[at]
    if not (starts_link(token.key) and tied(token)) or line.inside_match(at):
        return False
    return head_of((token.key,)) is None or any(m.end == at for m in line.matches)


def _ends_before(start: int, at: int, line: Line) -> bool:
    """Whether the words before an index are a whole that nothing ties the next word to."""
    before = line.tokens[at - 1]
    if line.office_phrase(at):
        return False
    ended = any(m.end == at and _stands_bare(m, start, line) for m in line.matches)
    ended = ended and not _is_national(at, line)
    if ended and not any(m.start == at for m in line.matches):
        return True
    head = head_of(tuple(t.key for t in line.tokens[start:at]))
    if head and head[1] == at - start > 1 and not before.key.endswith(YEH):
        return True
    return not tied(before) and _heads(at - 1, line)


def _is_national(at: int, line: Line) -> bool:
    """Whether an adjective tells which body of a name is meant: the `national` security council."""
    stems = noun_stems(line.tokens[at].key)
    return line.tokens[at - 1].key.endswith(YEH) and not outer_words("national").isdisjoint(stems)


def _stands_bare(match: NameMatch, start: int, line: Line) -> bool:
    """Whether a known name is a whole of its own here: of several words, or without any ending."""
    if match.start == start and match.end - start > 1:
        return True
    joined = "".join(t.key.replace(" ", "") for t in line.tokens[match.start : match.end])
    return match.start >= start and joined == match.stem and match.end - start > 1


def _heads(at: int, line: Line) -> bool:
    key = line.tokens[at].key
    return bool(line.office(at) or head_of((key,)) or any(m.end == at + 1 for m in line.matches))


def _split_name(name: Tagged, line: Line) -> Iterator[Tagged]:
    """A name does not run over a preposition or an untied word; a possessed body and its head are two."""
    if name.type not in BODIES:
        yield _untitled(name, line)
        return
    end = _tied_end(name, line)
    for at in range(name.start + 1, end):
        token = line.tokens[at]
        if token.key == _IN and at + 1 < end and not line.inside_match(at):
            yield replace(name, end=at)
            yield replace(name, start=at + 1, end=end)
            return
        split = head_of((line.tokens[at - 1].key,)) and not line.inside_match(at)
        if split and _is_person(line, at, end):
            yield replace(name, end=at)
            yield replace(name, start=at, end=end, type=EntityType.PERSON)
            return
    yield replace(name, end=end) if end < name.end else name


def _is_person(line: Line, start: int, end: int) -> bool:
    found = line.known.index.exact([t.key for t in line.tokens[start:end]])
    return found is not None and any(n.type is EntityType.PERSON for n in found.names)


def _untitled(name: Tagged, line: Line) -> Tagged:
    while name.end - name.start > 1 and line.tokens[name.start].key in line.known.courtesies:
        name = replace(name, start=name.start + 1)
    return name


def _outside_role(name: Tagged, roles: Sequence[Tagged], line: Line) -> Iterator[Tagged]:
    """What a role serves starts after the word for the office."""
    same = any(r.start == name.start and r.end >= name.end for r in roles)
    if not same or name.type is EntityType.PERSON or line.office(name.start) is None:
        yield name
        return
    starts = [m.start for m in line.matches if name.start < m.start < name.end]
    starts += [i for i in range(name.start + 1, name.end) if head_of((line.tokens[i].key,))]
    if starts:
        yield replace(name, start=min(starts))


def _without_class_word(name: Tagged, line: Line) -> Tagged:
    rest = name.start + 1
    if name.end == rest or not line.is_class_word(name.start) or not tied(line.tokens[name.start]):
        return name
    whole = line.known.index.exact([t.key for t in line.tokens[name.start : name.end]])
    bare = line.known.index.exact([t.key for t in line.tokens[rest : name.end]])
    others = {n.key for n in bare.names} if bare else set()
    own = whole is not None and any(
        n.kind == "main" or (n.kind == "full" and n.key not in others) for n in whole.names
    )
    own = own and not _is_paper(name.start, whole, line)
    return name if own else replace(name, start=rest)


def _retyped(name: Tagged, line: Line) -> Tagged:
    """A name that the tables know as one type only, where the tagger is unsure of its own."""
    if name.confidence > _SURE or name.type is EntityType.GROUP:
        return name
    keys = [t.key for t in line.tokens[name.start : name.end]]
    found = line.known.index.exact(keys)
    types = {n.type for n in found.names} if found else set()
    if len(types) != 1 or name.type in _types_of(keys, line):
        return name
    return replace(name, type=types.pop())


def _types_of(keys: Sequence[str], line: Line) -> set[EntityType]:
    """What the words can be a name of, whatever ending is taken off."""
    joined = "".join(key.replace(" ", "") for key in keys[:-1])
    held = (line.known.index.names.get(joined + stem, ()) for stem in name_stems(keys[-1]))
    return {n.type for names in held for n in names}


def _wholes(names: Sequence[Tagged], line: Line) -> Iterator[Tagged]:
    """Pieces of one known country, person or body become that one; a paper may be called after a town."""
    wholes = [m for m in line.matches if m.end - m.start > 1 and any(n.type in _ONE for n in m.names)]
    wholes += [m for m in line.matches if m.end - m.start > 1 and _is_body(m, names, line)]
    used: set[int] = set()
    for name in names:
        whole = next((m for m in wholes if m.start <= name.start and name.end <= m.end), None)
        kind = _type_of_whole(whole, name) if whole else None
        if whole is None or kind not in _WHOLE:
            yield name
        elif whole.start not in used:
            used.add(whole.start)
            yield replace(name, start=whole.start, end=whole.end, type=kind)


def _type_of_whole(whole: NameMatch, piece: Tagged) -> EntityType | None:
    types = {n.type for n in whole.names}
    if types == {EntityType.ORG} and piece.type is EntityType.GPE and piece.start == whole.start:
        return EntityType.ORG
    return piece.type if piece.type in types else None


def _is_paper(at: int, known: NameMatch | None, line: Line) -> bool:
    """Whether a name that begins with `the paper` or `the channel` is an outlet's."""
    called = not outer_words("paper").isdisjoint(noun_stems(line.tokens[at].key))
    return called and known is not None and all(n.key in line.known.outlets for n in known.names)


def _is_body(match: NameMatch, names: Sequence[Tagged], line: Line) -> bool:
    """Whether a known name of several words is one body, of which the tagger saw a part."""
    sure = any(n.type is EntityType.ORG and n.kind in ("main", "full", "old") for n in match.names)
    inside = [n for n in names if match.start <= n.start and n.end <= match.end]
    placed = any(t.key == _IN for t in line.tokens[match.start : match.end])
    whole = any(n.kind == "main" for n in match.names) and not _is_paper(match.start, match, line)
    starts = (line.is_class_word(match.start) and not whole) or line.office(match.start)
    return sure and len(inside) == 1 and not placed and not starts


def _with_land(names: Sequence[Tagged], line: Line) -> list[Tagged]:
    """A ministry, army or court and the country tied to it are one body."""
    out: list[Tagged] = []
    for name in names:
        body = out[-1] if out else None
        joined = body is not None and body.type is EntityType.ORG and body.end == name.start
        if body is None or not joined or name.type is not EntityType.GPE:
            out.append(name)
            continue
        last = line.tokens[name.start - 1]
        head = head_of(tuple(t.key for t in line.tokens[body.start : body.end]))
        if head is not None and last.key.endswith(YEH) and not line.ends_match(name.start):
            out[-1] = replace(body, end=name.end)
        else:
            out.append(name)
    return out


def _with_site(name: Tagged, names: Sequence[Tagged], line: Line) -> Tagged:
    """An airport, bridge or border gate and the name tied to it are one place."""
    at = name.start - 1
    if name.type not in (EntityType.GPE, EntityType.PLACE, EntityType.PERSON) or at < 0:
        return name
    token = line.tokens[at]
    site = token.key.endswith(YEH) and any(s in line.known.sites for s in noun_stems(token.key))
    plural = bool(token.analyses) and "Number=Plur" in token.analyses[0].feats
    if not site or plural or any(n.start <= at < n.end for n in names):
        return name
    return replace(name, start=at, type=EntityType.PLACE)


def _many(at: int, line: Line) -> bool:
    """Whether a word bears the ending of several: what it describes is no one holder of an office."""
    analyses = line.tokens[at].analyses
    return bool(analyses) and "Number=Plur" in analyses[0].feats


def _served_roles(names: Sequence[Tagged], roles: Sequence[Tagged], line: Line) -> Iterator[Tagged]:
    """An office that is tied to a named body or country, though the tagger overlooked it."""
    taken = {i for r in roles for i in range(r.start, r.end)}
    for name in names:
        if name.type not in BODIES or name.start in taken:
            continue
        start = name.start - 1
        if start > 0 and not line.office(start) and tied(line.tokens[start]):
            if _many(start, line):
                continue
            start -= 1  # a word like `former` may stand between
        if start < 0 or start in taken or not tied(line.tokens[start]):
            continue
        charged = start < name.start - 1 and line.is_in_charge(start)
        role = Tagged(start, name.end, EntityType.ROLE, RESCUED)
        if not (charged or line.serves(start)) or is_thing(role, line):
            continue
        if not any(n.start <= start < n.end for n in names) and not _source(role, names, line):
            yield role
