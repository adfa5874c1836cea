"""What of a dossier is most worth a person's look: likely merges, doubtful facts, conflicts, with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dosye.dossier.likely_actors import find_likely_actors
from dosye.dossier.likely_acts import find_contested, find_doubtful, find_likely_acts
from dosye.dossier.log import fetch_judged
from dosye.dossier.pairs import judged_keys
from dosye.dossier.query.actors import find_actor_facts
from dosye.dossier.query.acts import find_acts_at
from dosye.dossier.query.ties import find_ties_at
from dosye.dossier.question import Question
from dosye.dossier.records import Fact
from dosye.dossier.say import message
from dosye.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question to a person.

    `kind`: `actors` and `acts` ask whether two are the same, `doubtful` and `contested` whether one is right.
    `ids` is what `Dossier.judge` takes; `en` and `ckb` are the reasons in words, the weightiest first.
    """

    kind: str
    score: float
    ids: tuple[str, ...]
    en: tuple[str, ...]
    ckb: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The judgements that answer it."""
        return ("same", "different", "unsure") if len(self.ids) > 1 else ("note", "suppress", "correct")


# to add one, add a line: what finds questions
FINDERS: tuple[Callable[[Connection, Knowledge], Iterable[Question]], ...] = (
    find_likely_actors,
    find_likely_acts,
    find_contested,
    find_doubtful,
)


def find_candidates(connection: Connection, knowledge: Knowledge, *, limit: int = 50) -> list[Candidate]:
    """Return the questions that nobody has answered yet, those with the best reasons first."""
    done = judged_keys(connection, fetch_judged(connection))
    found = [q for finder in FINDERS for q in finder(connection, knowledge)]
    waiting = [q for q in found if not q.keys & done and not any(frozenset((i,)) in done for i in q.ids)]
    ranked = _mixed(sorted(waiting, key=lambda q: (-q.score, q.kind, q.ids)), limit)
    facts = _facts(connection, ranked)
    return [_candidate(q, facts) for q in ranked if all(i in facts for i in q.ids)]


def _mixed(ranked: Sequence[Question], limit: int) -> list[Question]:
    """Return the best questions, at most half of them of one kind while others wait."""
    most, counts = max(1, limit // 2), Counter[str]()
    first: list[Question] = []
    rest: list[Question] = []
    for question in ranked:
        counts[question.kind] += 1
        (first if counts[question.kind] <= most else rest).append(question)
    chosen = (first + rest)[:limit]
    return sorted(chosen, key=lambda q: (-q.score, q.kind, q.ids))


def _facts(connection: Connection, questions: Sequence[Question]) -> dict[str, Fact]:
    ids = {i for q in questions for i in q.ids}
    events = [tuple(i.split("/events/")) for i in ids if "/events/" in i]
    ties = [tuple(i.split("/relations/")) for i in ids if "/relations/" in i]
    actors = sorted(i for i in ids if "/events/" not in i and "/relations/" not in i)
    found = find_acts_at(connection, events) | find_ties_at(connection, ties)
    return found | find_actor_facts(connection, actors)


def _candidate(question: Question, facts: dict[str, Fact]) -> Candidate:
    en, ckb = (
        tuple(message(f"review.{r.key}", lang, **r.parts) for r in question.reasons) for lang in ("en", "ckb")
    )
    told = tuple(facts[i] for i in question.ids)
    return Candidate(question.kind, round(question.score, 3), question.ids, en, ckb, told)
