"""How fast scenarios run on one core: draws of the baselines and of each challenge model.

    python benchmarks/scenarios.py [--actors 30]

Every position, salience and capability has a range, so every number is drawn. Set OMP_NUM_THREADS=1 to be
sure that nothing uses a second core.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from dosye.scenarios import Estimate, Player, Question, Scale
from dosye.scenarios.draws import draw_agents
from dosye.scenarios.models import MODELS

BASELINES = ("compromise", "weighted-median", "median")
CHALLENGES = ("scholz-2011-code", "scholz-2011-text", "spatial")
MILLION = 1_000_000
THOUSAND = 1_000


def make_question(actors: int, *, seed: int) -> Question:
    """Actors spread over 0-100, every number with a range around it."""
    chance = np.random.default_rng(seed)

    def around(value: float, reach: float, top: float) -> Estimate:
        return Estimate(value, max(0.0, value - reach), min(top, value + reach))

    players = tuple(
        Player(
            f"actor-{number}",
            f"Actor {number}",
            around(chance.uniform(0, 100), 5, 100),
            around(chance.uniform(0.1, 1), 0.05, 1),
            around(chance.uniform(1, 100), 5, 1000),
        )
        for number in range(actors)
    )
    return Question("benchmark", "benchmark", Scale(0, 100), players)


def measure(question: Question, names: tuple[str, ...], *, draws: int) -> str:
    """Seconds to draw and play, by the clock and of the processor (the same on an idle machine)."""
    assert question.scale is not None
    clock, processor = time.perf_counter(), time.process_time()
    for agents in draw_agents(question, question.scale, draws=draws, seed=1):
        for name in names:
            MODELS[name](agents)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    return f"{clock:.2f} s, {processor:.2f} s of the processor"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=30)
    options = parser.parse_args()
    question = make_question(options.actors, seed=7)
    spent = measure(question, BASELINES, draws=MILLION)
    print(f"{MILLION} draws of {', '.join(BASELINES)} together, {options.actors} actors: {spent}")
    for name in CHALLENGES:
        spent = measure(question, (name,), draws=THOUSAND)
        print(f"{THOUSAND} draws of {name}, {options.actors} actors: {spent}")


if __name__ == "__main__":
    main()
