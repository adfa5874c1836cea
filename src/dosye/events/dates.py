"""When an act happened: a time of its sentence, or none."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.events.candidates import Candidate
from dosye.events.frames import preposition
from dosye.events.grammar import Grammar
from dosye.events.heard import NETWORK, Odds
from dosye.events.logistic import EventModel
from dosye.events.scene import Scene
from dosye.records import Timex

_LEAD = 3
_YEAR = 4


def time_of(
    c: Candidate, scene: Scene, model: EventModel, grammar: Grammar, odds: Odds | None
) -> Timex | None:
    """Decide the time of an act; `odds` is what the network says of it."""
    shares = [
        (model.time.share(time_features(c, scene, t, grammar), NETWORK * odds.times[i] if odds else 0.0), -i)
        for i, t in enumerate(scene.times)
    ]
    best, at = max(shares, default=(0.0, 0))
    return scene.times[-at][0] if best >= model.thresholds["time"] else None


def time_features(c: Candidate, scene: Scene, time: tuple[Timex, int, int], grammar: Grammar) -> list[str]:
    """Name the features of an act and a time expression of its sentence."""
    timex, first, last = time
    value = timex.value
    shape = "REF" if value.endswith("REF") else "P" if value.startswith("P") else str(min(10, len(value)))
    gap = c.first - last if last < c.first else first - c.last
    cut = range(last + 1, c.first) if last < c.first else range(c.last + 1, first)
    finite = any(scene.read.words[i].finite for i in cut)
    word, _ = preposition(scene.read.sent.tokens, first)
    where = "B" if last < c.first else "A"
    return [
        "bias", "shape=" + shape, f"where={where}", f"gap={min(8, abs(gap) // 2)}{where}", f"finite={finite}",
        f"shape={shape}{finite}", f"n={min(3, len(scene.times))}", "prep=" + word, f"own={c.own}",
        f"only={len(scene.times) == 1}{shape}", "type=" + c.line.type,
        *_time_clause(scene, first, where, grammar), *_time_words(scene, time), f"type={c.line.type}{shape}",
    ]  # fmt: skip


def _time_clause(scene: Scene, first: int, where: str, grammar: Grammar) -> Iterator[str]:
    """Whether the time stands in the clause of the act, and if not, how many clauses away."""
    clause = grammar.clause
    if clause is None:
        return
    starts = [c.start <= first < c.end for c in scene.clauses]
    inside = clause.start <= first < clause.end
    deeper = inside and sum(starts) > 1
    lead = first <= _LEAD
    yield f"in={inside:d}{where}"
    yield f"in={inside:d}{deeper:d}{clause.kind[:1]}{where}"
    yield f"in={inside:d}{lead:d}{grammar.noun[:4]}"
    verbs = sum(
        min(first, clause.verb.start) < c.verb.start < max(first, clause.verb.start) for c in scene.clauses
    )
    yield f"verbs={min(3, verbs)}{where}"
    yield f"verbs={min(3, verbs)}{lead:d}{clause.kind[:1]}"
    yield f"verb={clause.verb.tense}{clause.verb.mood}"
    yield f"lead={lead:d}{where}"


def _time_words(scene: Scene, time: tuple[Timex, int, int]) -> Iterator[str]:
    timex, first, last = time
    tokens = scene.read.sent.tokens
    yield "before=" + (tokens[first - 1].key if first else "^")
    yield "after=" + (tokens[last + 1].key if last + 1 < len(tokens) else "$")
    values = sorted({t.value for t, _, _ in scene.times if t.value[:1].isdigit()})
    yield f"coming={scene.is_coming(timex):d}"
    yield f"year={len(timex.value) == _YEAR:d}{min(3, len(values))}"
