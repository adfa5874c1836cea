"""Run a question: every model, every draw, the levers, and the difference that a change makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from dosye.errors import ScenarioError
from dosye.scenarios.agents import Agents, Floats, Play, Stop
from dosye.scenarios.draws import best_agents, draw_agents
from dosye.scenarios.expected_utility.model import ROUNDS
from dosye.scenarios.levers import find_levers
from dosye.scenarios.median.model import find_margin, find_weighted_median
from dosye.scenarios.models import ALL, MODELS, choose_models
from dosye.scenarios.notes import find_notes
from dosye.scenarios.outcome import BINS, Difference, Outcome, Result, Spread
from dosye.scenarios.question import Question, Scale, change_question, check_question
from dosye.scenarios.spatial.model import MAX_ROUNDS, SMALL_SHARE

VERSION = "1"
"""Rises when the same question and seed give other numbers."""
DEFAULT_DRAWS = 1000
MAX_DRAWS = 1_000_000


def run(
    question: Question,
    *,
    model: str = ALL,
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    set: Mapping[str, float] | None = None,
    without: Collection[str] = (),
) -> Outcome:
    """Run a question through one model or all of them.

    Args:
        question: who wants what, on a scale.
        model: a key of MODELS, or "all"; "all" puts the compromise model first, another name puts that
            model first and the compromise model beside it.
        draws: how many times all numbers are drawn from their ranges; 0 for the best values only.
        seed: fixes chance: the same seed gives the same outcome.
        set: numbers to change, `{"actor.position": 70}`. without: actors to leave out.

    Raises:
        ScenarioError: no axis, an unknown model, actor or input, a number outside its bounds.
    """
    names = choose_models(model)
    if not 0 <= draws <= MAX_DRAWS:
        raise ScenarioError(f"{draws} draws; give a number from 0 to {MAX_DRAWS}")
    if seed < 0:
        raise ScenarioError(f"seed {seed} is negative; give 0 or more")
    changes = dict(set or {})
    check_question(question)
    played = change_question(question, changes=changes, without=without)
    scale = check_question(played)
    samples = _sample(played, scale, names, draws=draws, seed=seed)
    best = best_agents(played, scale)
    results = tuple(_result(name, best, samples[name]) for name in names)
    margin = float(find_margin(best.position, best.weight)[0])
    asked = tuple(f"{path}={value:g}" for path, value in changes.items())
    return Outcome(
        question=played,
        headline=names[0],
        draws=draws,
        seed=seed,
        changes=asked + tuple(f"without {key}" for key in without),
        results=results,
        levers=find_levers(played, scale, model=MODELS[names[0]]),
        differences=_compare(question, results, samples, seed=seed) if asked or without else (),
        margin=margin,
        notes=find_notes(played, results, margin=margin),
        parameters=_parameters(),
        version=VERSION,
    )


_Sample = tuple[Floats, Counter[Stop]]
"""Outcome of each draw, and how often each reason ended one."""


def _sample(
    question: Question, scale: Scale, names: tuple[str, ...], *, draws: int, seed: int
) -> dict[str, _Sample]:
    """Play all draws with each model."""
    outcomes: dict[str, list[Floats]] = {name: [np.empty(0)] for name in names}
    stops: dict[str, Counter[Stop]] = {name: Counter() for name in names}
    for agents in draw_agents(question, scale, draws=draws, seed=seed):
        for name in names:
            play = MODELS[name](agents)
            outcomes[name].append(play.outcome)
            stops[name].update(play.stop)
    return {name: (np.concatenate(outcomes[name]), stops[name]) for name in names}


def _result(name: str, best: Agents, sample: _Sample) -> Result:
    play = MODELS[name](best)
    outcome = float(play.outcome[0])
    defined = not np.isnan(outcome)
    drawn, stops = sample
    total = max(1, len(drawn))
    return Result(
        model=name,
        outcome=outcome if defined else None,
        reason="" if defined else "no reference point: nobody says what holds if nothing is agreed",
        spread=_spread(drawn, best) if defined and len(drawn) else None,
        positions=tuple(tuple(state[0].tolist()) for state in play.rounds),
        medians=tuple(float(find_weighted_median(state, best.weight)[0]) for state in play.rounds),
        stop=play.stop[0],
        period=play.period[0],
        stops=tuple((stop, count / total) for stop, count in stops.most_common()),
        widened=_widened(name, best, play),
    )


def _widened(name: str, best: Agents, play: Play) -> float | None:
    """The outcome on a scale twice as long around the same positions, if it is another."""
    half = (best.high - best.low) / 2
    wide = MODELS[name](replace(best, low=best.low - half, high=best.high + half)).outcome[0]
    same = np.isnan(wide) or abs(wide - play.outcome[0]) <= 1e-9 * half
    return None if same else float(wide)


def _spread(drawn: Floats, best: Agents) -> Spread:
    low, quarter, middle, three_quarters, high = np.quantile(drawn, (0.1, 0.25, 0.5, 0.75, 0.9)).tolist()
    counts, _ = np.histogram(drawn, bins=BINS, range=(best.low, best.high))
    return Spread(
        low,
        quarter,
        middle,
        three_quarters,
        high,
        float(drawn.mean()),
        float(drawn.std()),
        tuple(counts.tolist()),
    )


def _compare(
    question: Question, results: tuple[Result, ...], samples: dict[str, _Sample], *, seed: int
) -> tuple[Difference, ...]:
    """The run without the change, draw by draw against the run with it."""
    scale = check_question(question)
    names = tuple(result.model for result in results)
    draws = len(samples[names[0]][0])
    before = _sample(question, scale, names, draws=draws, seed=seed)
    start = best_agents(question, scale)
    small = 1e-9 * (scale.high - scale.low)
    return tuple(
        _difference(result, float(MODELS[result.model](start).outcome[0]), gap, small)
        for result in results
        for gap in (samples[result.model][0] - before[result.model][0],)
    )


def _difference(result: Result, before: float, gap: Floats, small: float) -> Difference:
    drawn = len(gap) and not np.isnan(gap).any()
    low, high = np.quantile(gap, (0.1, 0.9)).tolist() if drawn else (None, None)
    return Difference(
        model=result.model,
        before=None if np.isnan(before) else before,
        after=result.outcome,
        low=low,
        high=high,
        up=float((gap > small).mean()) if drawn else 0.0,
        down=float((gap < -small).mean()) if drawn else 0.0,
    )


def _parameters() -> tuple[tuple[str, str], ...]:
    """Every fixed number that a reader would need to repeat the run."""
    return (
        ("weight", "capability x salience"),
        ("weighted-median tie", "lower"),
        ("scholz-2011 rounds", str(ROUNDS)),
        ("scholz-2011 Q", "1"),
        ("spatial rounds, at most", str(MAX_ROUNDS)),
        ("spatial small move, share of the first", str(SMALL_SHARE)),
        ("spatial sub-models", "Linear, Proportional, Conditional, Mid, OneThird, SemiCommit, S2P2"),
    )
