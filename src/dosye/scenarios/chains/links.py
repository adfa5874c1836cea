"""The links of a dossier: which node leads to which, by whose account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dosye.dossier.query.parts import Act, IfThen, Parts, Tie
from dosye.dossier.records import Quote
from dosye.dossier.say import Said, message, say_relation
from dosye.records import Modality
from dosye.scenarios.chains.agents import Link, LinkKind, Node, Weight

ANSWER_DAYS = 30
"""An act within so many days by whom the first was done to (or by who backs them) counts as an answer."""
SUPPOSED = ("hypothetical", "planned", "denied")


def node_of(act: Act, parts: Parts) -> Node:
    """Return an act of the dossier as a node."""
    said = act.said
    en, ckb = (parts.tell(said, lang) for lang in ("en", "ckb"))
    return Node(act.id, en, ckb, frozenset((*said.actors, *said.recipients)), (said,), (act.quote,))


def supposed(said: Said, parts: Parts) -> Node:
    """Return an act that the question supposes as a node."""
    en, ckb = (parts.tell(said, lang) for lang in ("en", "ckb"))
    return Node("supposed", en, ckb, frozenset((*said.actors, *said.recipients)), (said,))


def half_node(condition: IfThen, half: str, parts: Parts) -> Node:
    """Return a half of a condition as a node: its acts, or its words where it codes to none."""
    acts, quote = (
        (condition.if_acts, condition.if_quote)
        if half == "if"
        else (condition.then_acts, condition.then_quote)
    )
    actors = condition.if_actors if half == "if" else condition.then_actors
    said = tuple(act.said for act in acts)
    told = {
        lang: message("semicolon", lang).join(parts.tell(_as_half(a.said, half), lang) for a in acts)
        or message("quote", lang, quote=quote.text)
        for lang in ("en", "ckb")
    }
    return Node(f"{condition.id}/{half}", told["en"], told["ckb"], actors, said, (quote,))


def _as_half(said: Said, half: str) -> Said:
    """Return an act as it is told in a half of a condition: supposed, or what follows."""
    if said.modality == Modality.DENIED.value:
        return said
    return replace(said, modality="supposed" if half == "if" else "follows")


def condition_link(condition: IfThen, parts: Parts) -> Link:
    """Return a condition of an article as a link, with the denials of what it leads to."""
    by = parts.names[condition.by]["en"] if condition.by else ""
    denied = tuple(parts.names[t.source]["en"] for a in condition.then_acts for t in a.deniers)
    return Link(
        LinkKind.CONDITION,
        half_node(condition, "if", parts),
        half_node(condition, "then", parts),
        (condition.if_quote, condition.then_quote),
        by,
        denied,
        _weight(condition.by, denied, parts),
    )


def _weight(by: str | None, denied: tuple[str, ...], parts: Parts) -> Weight:
    if denied:
        return Weight.CONTESTED
    if by is None:
        return Weight.TOLD_BY_OUTLET
    return Weight.ANONYMOUS if "#" in by else Weight.NAMED


def precedents(parts: Parts) -> Iterator[Link]:
    """Return the links between dated acts of which the second answers the first."""
    dated = [a for a in parts.acts if a.day and a.said.modality not in SUPPOSED]
    backers = {(t.subject, t.object) for t in parts.ties if t.type in ("backed_by", "part_of", "member_of")}
    onto: dict[str, list[Act]] = defaultdict(list)
    for act in dated:
        for struck in act.said.recipients:
            onto[struck].append(act)
    for first in dated:
        seconds = {a.id: a for striker in first.said.actors for a in onto[striker]}
        for second in seconds.values():
            if first.id != second.id and _answers(first, second, backers):
                yield _precedent(first, second, parts)


def _place(act: Act) -> tuple[str, int]:
    return act.quote.doc, act.quote.start


def _answers(first: Act, second: Act, backers: set[tuple[str, str]]) -> bool:
    if not first.day or not second.day or first.said.type == second.said.type == "CONSULT":
        return False
    days = (date.fromisoformat(second.day) - date.fromisoformat(first.day)).days
    if not 0 <= days <= ANSWER_DAYS or (days == 0 and _place(first) >= _place(second)):
        return False
    struck, strikers = set(first.said.recipients), set(first.said.actors)
    kin = struck | {s for s, o in backers if o in struck} | {o for s, o in backers if s in struck}
    return bool(kin & set(second.said.actors)) and bool(strikers & set(second.said.recipients))


def _precedent(first: Act, second: Act, parts: Parts) -> Link:
    denied = tuple(parts.names[t.source]["en"] for t in (*first.deniers, *second.deniers))
    teller = second.tellers[0].source if second.tellers else None
    return Link(
        LinkKind.PRECEDENT,
        node_of(first, parts),
        node_of(second, parts),
        (first.quote, second.quote),
        parts.names[teller]["en"] if teller else "",
        denied,
        _weight(teller, denied, parts),
    )


def ties_beside(node: Node, parts: Parts) -> Iterator[Link]:
    """Return the ties that bear on who acts or suffers: who commands, backs or presses them."""
    kinds = {"backed_by": LinkKind.BACKING, "presses": LinkKind.PRESSURE}
    for tie in parts.ties:
        ends = {tie.subject, tie.object}
        touched = tie.object if tie.type in ("commands", "presses") else tie.subject
        if touched not in node.actors or not ends:
            continue
        if tie.type == "commands":
            kind = LinkKind.ACTUAL if tie.label == "actual" else LinkKind.FORMAL
        elif tie.type in kinds:
            kind = kinds[tie.type]
        else:
            continue
        yield Link(kind, node, _tie_node(tie, parts), (tie.quote,), "", (), Weight.TOLD_BY_OUTLET)


def _tie_node(tie: Tie, parts: Parts) -> Node:
    ends = (tie.subject, tie.object)
    en, ckb = (say_relation(tie.type, ends, tie.label or None, parts.names, lang) for lang in ("en", "ckb"))
    quotes: tuple[Quote, ...] = (tie.quote,)
    return Node(tie.id, en, ckb, frozenset(ends), (), quotes)
