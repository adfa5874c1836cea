"""Replay a night step by step, with a commanded body that obeys the formal or the actual command."""

from __future__ import annotations

from dataclasses import dataclass

from dosye.dossier.query.parts import Act, IfThen, Parts, Tie
from dosye.errors import ScenarioError

OBEDIENCE = ("actual", "formal")


@dataclass(frozen=True, slots=True)
class Step:
    """An act of the night; `holds` is False where it hangs on a command that is not obeyed in this run.

    `because` is the tie that decides it, or None.
    """

    act: Act
    holds: bool
    because: Tie | None = None


@dataclass(frozen=True, slots=True)
class Replay:
    """The acts of a day in order, and the bodies whose formal and actual commanders differ.

    `conditions` are the articles' own, about those bodies or by who commands them in fact: what the run that
    obeys the formal command would meet.
    """

    day: str
    obeys: str
    disputed: tuple[str, ...]
    steps: tuple[Step, ...]
    conditions: tuple[IfThen, ...] = ()


def replay_night(day: str, parts: Parts, *, obeys: str) -> Replay:
    """Return the acts of a day in the order of the telling, with those that a command decides marked.

    An act hangs on a command where a commander of a disputed body orders or warns that body (or its
    officers): with `formal`, orders of who commands it only in fact are not obeyed, and what the commanded
    body's standing aside let happen does not hold; with `actual`, the night runs as it is told.

    Raises:
        ScenarioError: nothing is dated so, or `obeys` is neither word.
    """
    if obeys not in OBEDIENCE:
        raise ScenarioError(f"--obey {obeys}: write one of {' '.join(OBEDIENCE)}")
    acts = [a for a in parts.acts if a.day and a.day.startswith(day)]
    if not acts:
        days = sorted({a.day for a in parts.acts if a.day})
        raise ScenarioError(f"{day}: no act has this date; the dossier has {', '.join(days[-12:]) or 'none'}")
    disputed = _disputed(parts)
    ordered = sorted(acts, key=lambda a: (a.quote.doc, a.quote.start))
    broken = [_broken(act, disputed, parts) if obeys == "formal" else None for act in ordered]
    steps = []
    stopped: Tie | None = None
    for act, tie in zip(ordered, broken, strict=True):
        stopped = stopped or tie
        hangs = tie is not None or (stopped is not None and act.said.type in ("ASSAULT", "COERCE"))
        steps.append(Step(act, not hangs, stopped if hangs else None))
    met = _met(disputed, parts) if stopped else ()
    return Replay(day, obeys, tuple(sorted(disputed)), tuple(steps), met)


def _met(disputed: dict[str, dict[str, list[Tie]]], parts: Parts) -> tuple[IfThen, ...]:
    masters = {tie.subject for ties in disputed.values() for tie in ties["actual"]}
    return tuple(c for c in parts.conditions if c.by in masters or c.if_actors & set(disputed))


def _disputed(parts: Parts) -> dict[str, dict[str, list[Tie]]]:
    """Return the bodies that one commands formally and another in fact, with these ties."""
    bodies: dict[str, dict[str, list[Tie]]] = {}
    for tie in parts.ties:
        if tie.type == "commands" and tie.label in OBEDIENCE:
            bodies.setdefault(tie.object, {}).setdefault(tie.label, []).append(tie)
    return {body: ties for body, ties in bodies.items() if len(ties) == 2}


def _broken(act: Act, disputed: dict[str, dict[str, list[Tie]]], parts: Parts) -> Tie | None:
    """Return the tie of actual command that an order rests on, if it does."""
    if act.said.type not in ("REQUEST", "THREATEN", "COERCE"):
        return None
    for body, ties in disputed.items():
        officers = {t.subject for t in parts.ties if t.object == body and t.type in ("commands", "leads")}
        reached = set(act.said.recipients) & (officers | {body})
        for tie in ties["actual"]:
            if tie.subject in act.said.actors and reached:
                return tie
    return None
