"""Follow links from a node, forward or backward, as far as the sources go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dosye.dossier.query.parts import Parts
from dosye.dossier.say import Said
from dosye.language.ckb import lookup_key
from dosye.scenarios.chains.agents import Branch, Link, Node, Run
from dosye.scenarios.chains.links import condition_link, precedents, ties_beside

DEPTH = 6
LONG = 5
WORD = re.compile(r"\w+")


def follow_on(start: Node, parts: Parts) -> Run:
    """Return what would follow from a node by the articles' own accounts."""
    return _run(start, parts, forward=True)


def follow_back(start: Node, parts: Parts) -> Run:
    """Return what would lead to a node, by whose account."""
    return _run(start, parts, forward=False)


def _run(start: Node, parts: Parts, *, forward: bool) -> Run:
    links = [condition_link(c, parts) for c in parts.conditions] + list(precedents(parts))
    grown = _grow(start, (), links, forward)
    branches = sorted(
        (b for b in grown if b.links), key=lambda b: (-b.weight.value, len(b.links), b.links[0].end.id)
    )
    return Run(start, tuple(branches), tuple(ties_beside(start, parts)))


def _grow(node: Node, path: tuple[Link, ...], links: Sequence[Link], forward: bool) -> list[Branch]:
    if len(path) >= DEPTH:
        return [Branch(path, "depth")]
    out: list[Branch] = []
    for link in links:
        here, there = (link.start, link.end) if forward else (link.end, link.start)
        if not is_like(node, here):
            continue
        if any(step is link for step in path):
            out.append(Branch(path, "cycle"))
            continue
        out += _grow(there, (*path, link), links, forward)
    return out or [Branch(path, "sources")]


def is_like(node: Node, other: Node) -> bool:
    """Tell whether one node is an instance of the other: the same act, or one of its kind between its sides.

    Acts are alike if they have the same type and share a side, and no side speaks against it. A half of a
    condition that codes to no act is alike to a node that involves the actors it names, if these are two or
    more and the words of both share a long word.
    """
    if node.id == other.id:
        return True
    if node.acts and other.acts:
        return any(_is_same_kind(a, b) for a in node.acts for b in other.acts)
    same_actors = node.actors <= other.actors or other.actors <= node.actors
    return len(node.actors & other.actors) > 1 and same_actors and _share_words(node, other)


def _is_same_kind(a: Said, b: Said) -> bool:
    if a.type != b.type:
        return False
    pairs = ((a.actors, b.actors), (a.recipients, b.recipients))
    shared = any(set(x) & set(y) for x, y in pairs)
    return shared and not any(x and y and not set(x) & set(y) for x, y in pairs)


def _share_words(node: Node, other: Node) -> bool:
    """Tell whether the words behind two nodes share a long word; what the question supposes has no words."""
    if not node.words or not other.words:
        return True
    mine, theirs = (
        {word for quote in n.words for word in WORD.findall(lookup_key(quote.text)) if len(word) >= LONG}
        for n in (node, other)
    )
    return bool(mine & theirs)
