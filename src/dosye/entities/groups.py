"""Groups: phrases of a noun for people or bodies, and the decision which of them take part in something."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dosye.entities.bounds import Phrase, chance_of, find_bounds
from dosye.entities.features import Featurer, tied
from dosye.entities.lines import Line
from dosye.entities.names import NameMatch
from dosye.entities.phrases import starts_link, word_english
from dosye.entities.stems import noun_stems, shortest_stem
from dosye.entities.taggers import Tagged
from dosye.language.ckb.records import Token, TokenKind
from dosye.language.ckb.sounds import AE, WAW, YEH
from dosye.records import EntityType

_FAR = 6  # tokens to look for the verb
_OFTEN = 3  # a noun used so often in an article is one of its actors
_KEPT = 0.4  # chance over which a phrase is a group
_VOTE = 0.25  # what the tagger adds to it
_YEAR = 4  # digits
_COUNT = "count"
_OF = "\u0644\u06d5"
_JOINTS = frozenset({WAW, "\u060c", ","})
_OPEN = "\u06d5\u0627"  # letters that the first words of a compound end in
_VOWELS = frozenset("\u0627\u06ce\u06c6") | {AE, WAW, YEH}
_SUCH = YEH + AE + "\u06a9\u0627\u0646"  # endings of an adjective with the article
_COMPOUND = 5  # words of a compound


def find_phrases(tokens: Sequence[Token], matches: Sequence[NameMatch], known: Featurer) -> list[Phrase]:
    """Return the phrases of a sentence that could be a group, left to right, none overlapping."""
    named = {i for m in matches for i in range(m.start, m.end)}
    out: list[Phrase] = []
    for at, token in enumerate(tokens):
        stem = _group_stem(token, known)
        if stem is None or (out and at < out[-1].end) or _counts_next(tokens, at, known):
            continue
        start, end = _start(tokens, at, known), _end(tokens, at, named)
        if (at and start == at and _only_ties(token, stem)) or _describes_a_thing(token, stem):
            continue
        if start < at and not any(_is(t, "NUM") for t in tokens[start:at]):
            end = _joined_end(tokens, end, named, known)
        out.append(Phrase(start, end, at, stem, known.groups[stem]))
    return out


def _counts_next(tokens: Sequence[Token], at: int, known: Featurer) -> bool:
    """Whether a noun that can count does so here: `a group of` before gunmen."""
    counts = known.groups.get(tokens[at].key) == _COUNT
    return counts and at + 1 < len(tokens) and _group_stem(tokens[at + 1], known) is not None


def _only_ties(token: Token, stem: str) -> bool:
    """Whether a noun without any ending ties a name to what stands before: `supporting Iran`."""
    return token.key in (stem, stem + YEH) and starts_link(token.key)


def _describes_a_thing(token: Token, stem: str) -> bool:
    """Whether an adjective made of the noun bears the article: `the suicide ones` of attacks."""
    return stem[-1:] not in _VOWELS and token.key[len(stem) :].startswith(_SUCH)


def _group_stem(token: Token, known: Featurer) -> str | None:
    return known.group_of(token.key) if token.kind is TokenKind.WORD else None


def _is_count(token: Token, known: Featurer) -> bool:
    if token.kind is TokenKind.NUMBER:
        return token.key.isdigit() and not (len(token.key) == _YEAR and token.key[:2] in ("19", "20"))
    return any(known.groups.get(s) == _COUNT for s in noun_stems(token.key))


def _start(tokens: Sequence[Token], at: int, known: Featurer) -> int:
    """Take in counts and quantifiers: `some of`, `14`, `a number of`."""
    start = at
    while start > 0:
        before = tokens[start - 1]
        if _is_count(before, known) or known.is_great(before.key):
            start -= 1
        elif start > 1 and _is_part_of_count(tokens, start, known):
            start -= 2
        else:
            break
    return start + (tokens[start].norm in ("(", ")"))


def _is_part_of_count(tokens: Sequence[Token], at: int, known: Featurer) -> bool:
    """Whether the two tokens before one count with it: `some of`, `a hundred and` fifty, a number `(`."""
    first, link = tokens[at - 2], tokens[at - 1]
    if link.key == WAW:
        return all(t.kind is TokenKind.WORD and _is_count(t, known) for t in (first, tokens[at]))
    if link.key == _OF:
        return _is_count(first, known)
    return link.norm in ("(", ")") and first.kind is TokenKind.NUMBER


def _end(tokens: Sequence[Token], at: int, named: set[int]) -> int:
    """Take in adjectives: tied by an izafe, or inside the compound before the ending of the whole."""
    end = _compound_end(tokens, at)
    while end < len(tokens) and tokens[end].kind is TokenKind.WORD and tokens[end - 1].key.endswith(YEH):
        nation = end in named and tokens[end].key.endswith(YEH) and _is(tokens[end], "ADJ")
        described = _describes(tokens[end]) or (_is(tokens[end], "ADJ") and not _points(tokens[end]))
        described = described and end not in named and not starts_link(tokens[end].key)
        if not (nation or described) or is_definite(tokens[end]):
            break
        end += 1
    return end


def _joined_end(tokens: Sequence[Token], end: int, named: set[int], known: Featurer) -> int:
    """Take in what the count also counts: `several contractors and passers-by`."""
    while end + 1 < len(tokens) and tokens[end].norm in _JOINTS and not _ends_noun(tokens[end - 1]):
        if _group_stem(tokens[end + 1], known) is None:
            break
        end = _end(tokens, end + 1, named)
    return end


def _ends_noun(token: Token) -> bool:
    """Whether a noun has an ending of its own: the next one is then told apart."""
    feats = token.analyses[0].feats if token.analyses else ""
    return "Number=" in feats or "Definite=" in feats or token.key.endswith(YEH)


def _compound_end(tokens: Sequence[Token], at: int) -> int:
    """The last word of `militia backed-DEF`: bare words, then one that bears the ending of the whole."""
    end = at + 1
    while end < min(len(tokens), at + _COMPOUND) and tokens[end - 1].key[-1:] in _OPEN:
        token = tokens[end]
        if token.kind is not TokenKind.WORD or _is(token, "VERB") or is_definite(tokens[end - 1]):
            break
        if is_definite(token):
            return end + 1
        end += 1
    return at + 1


def _is(token: Token, pos: str) -> bool:
    return bool(token.analyses) and token.analyses[0].pos == pos


def _describes(token: Token) -> bool:
    return not _is(token, "VERB") and bool(word_english(token.key))


def _points(token: Token) -> bool:
    return "PronType" in token.analyses[0].feats


def is_definite(token: Token) -> bool:
    """Return whether a word ends a definite whole: with the article, or a plural with a demonstrative."""
    feats = token.analyses[0].feats if token.analyses else ""
    return "Definite=Def" in feats or ("Definite=Spec" in feats and "Number=Plur" in feats)


def phrase_features(
    phrase: Phrase, tokens: Sequence[Token], matches: Sequence[NameMatch], uses: Mapping[str, int]
) -> Iterator[str]:
    """Yield what speaks for or against a phrase being an actor: its form, its place in the sentence."""
    head = tokens[phrase.head]
    ending = head.key[len(phrase.stem) :]
    counted = "n" if phrase.start < phrase.head else ""
    yield from (
        "bias",
        f"kind {phrase.kind}",
        f"stem {phrase.stem}",
        f"ending {ending}",
        f"counted {counted}",
    )
    yield f"kind {phrase.kind} {ending[:2]} {counted}"
    yield f"size {min(phrase.end - phrase.start, 4)}"
    yield f"often {min(uses.get(phrase.stem, 0), _OFTEN)}"
    before = tokens[phrase.start - 1] if phrase.start else None
    after = tokens[phrase.end] if phrase.end < len(tokens) else None
    for side, token in (("before", before), ("after", after)):
        yield f"{side} {_shape(token)}"
        if token is not None:
            yield f"{side} word {token.key or token.norm[:1]}"
            yield f"{side} end {token.key[-1:]}"
    yield f"next name {next((m.names[0].type.value for m in matches if m.start == phrase.end), '')}"
    yield f"name before {next((m.names[0].type.value for m in matches if m.end == phrase.start), '')}"
    yield f"tied {phrase.kind} {before is not None and tied(before) and before.kind is TokenKind.WORD}"
    if phrase.start < phrase.head:
        yield f"count {shortest_stem(tokens[phrase.start].key)}"
    yield f"first {phrase.start == 0}"
    yield f"verbs {any(_is(t, 'VERB') for t in tokens)}"
    yield from _verb_features(phrase, tokens)


def _shape(token: Token | None) -> str:
    if token is None:
        return "edge"
    if not token.analyses:
        return token.kind.value
    verbal = "v" if any(a.feats and "VerbForm=Vnoun" in a.feats for a in token.analyses[:2]) else ""
    return token.analyses[0].pos + verbal


def _verb_features(phrase: Phrase, tokens: Sequence[Token]) -> Iterator[str]:
    for distance, token in enumerate(tokens[phrase.end : phrase.end + _FAR]):
        if token.norm in (":", "\u061b"):
            yield f"colon {distance}"
        if _is(token, "VERB"):
            best = token.analyses[0]
            plural = "Number=Plur" in best.feats
            yield f"verb {best.lemma}"
            yield f"verb plural {plural}"
            yield f"verb near {min(distance, 3)} {plural}"
            return
    yield "no verb"


@lru_cache(maxsize=4)
def load_weights(folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of both decisions, which are groups and how far they reach; none without a model."""
    path = folder / "entities-groups.json"
    if not path.exists():
        return {}, {}
    model: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return model["weights"], model.get("bounds", {})


def count_uses(phrases: Sequence[Sequence[Phrase]]) -> Counter[str]:
    """Count how often each noun stands in an article."""
    return Counter(p.stem for line in phrases for p in line)


def choose_groups(
    lines: Sequence[Line],
    names: Sequence[Sequence[Tagged]],
    weights: Mapping[str, float],
    bounds: Mapping[str, float],
) -> Iterator[list[Tagged]]:
    """Yield the groups of each sentence: phrases that the decision takes, with the tagger's vote counted in.

    Args:
        lines: the sentences of an article.
        names: what the tagger found in each.
        weights: of the decision; with none the tagger's groups stay as they are.
        bounds: of the decision how far they reach; with none the phrases stay as they are.
    """
    phrases = [find_phrases(line.tokens, line.matches, line.known) for line in lines]
    uses = count_uses(phrases)
    for line, found, here in zip(lines, names, phrases, strict=True):
        groups = [n for n in found if n.type is EntityType.GROUP]
        if weights:
            taken = {i for n in found if n.type is not EntityType.GROUP for i in range(n.start, n.end)}
            people = {n.start for n in found if n.type is EntityType.PERSON}
            titles = {p.head for p in here if _titles(p, people, line)}
            groups = [g for g in groups if not titles & set(range(g.start, g.end))]
            free = [p for p in here if not taken & set(range(p.start, p.end)) and p.head not in titles]
            chosen = list(_chosen(free, groups, line, uses=uses, weights=weights))
            yield _bounded(chosen, free, line, taken=taken, weights=bounds) if bounds else chosen
        else:
            yield groups


def _titles(phrase: Phrase, people: set[int], line: Line) -> bool:
    """Whether a noun for one says what the person named after it is: `the jailed journalist`."""
    head = line.tokens[phrase.head]
    alone = phrase.start == phrase.head and head.key in (phrase.stem, phrase.stem + YEH)
    return alone and phrase.end in people


def _bounded(
    chosen: Sequence[Tagged],
    phrases: Sequence[Phrase],
    line: Line,
    *,
    taken: set[int],
    weights: Mapping[str, float],
) -> list[Tagged]:
    """The groups from their first word to their last; none runs into a name or another group's noun."""
    of = {p.start: p for p in phrases}
    out: list[Tagged] = []
    for group in chosen:
        phrase = of.get(group.start)
        if phrase is not None and out and phrase.head < out[-1].end:
            continue  # one noun of a group told by two
        if phrase is None or phrase.end != group.end:
            out.append(group)
            continue
        held = taken | {i for g in out for i in range(g.start, g.end)}
        start, end = find_bounds(phrase, line.tokens, line.matches, weights=weights, taken=held)
        out.append(replace(group, start=start, end=end))
    return out


def _chosen(
    phrases: Sequence[Phrase],
    groups: Sequence[Tagged],
    line: Line,
    *,
    uses: Mapping[str, int],
    weights: Mapping[str, float],
) -> Iterator[Tagged]:
    used: set[int] = set()
    for phrase in phrases:
        votes = [g for g in groups if g.start <= phrase.head < g.end]
        chance = chance_of(phrase_features(phrase, line.tokens, line.matches, uses), weights)
        sure = min(1.0, chance + _VOTE * bool(votes))
        if sure > _KEPT:
            used |= set(range(phrase.start, phrase.end))
            yield Tagged(phrase.start, phrase.end, EntityType.GROUP, round(sure, 3))
    for group in groups:
        alone = not used & set(range(group.start, group.end))
        heads = any(group.start <= p.head < group.end for p in phrases)
        if alone and not heads and not line.is_count(group.start):
            yield group
