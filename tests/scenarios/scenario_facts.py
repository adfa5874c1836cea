"""Published numbers that the scenario models are held to; each with its source.

EMISSION: European Community, years until small cars must meet emission standards. Bueno de Mesquita 1994,
    p. 78, as printed in Scholz, Calbert & Smith 2011, Table 1: name, position, salience, capability (of 100).
TABLE_2: medians and means of rounds 1 to 8, Scholz et al. 2011, Table 2, p. 28.
KTAB_TENFOLD: positions printed by KTAB (deterministic defaults) for the same actors, positions times ten on
    a scale of 0 to 100, by state; 24 states in all. KTAB_3D: its three-dimensional example, 11 states.
"""

from __future__ import annotations

import numpy as np

from dosye.scenarios import Player, Question, Scale, exactly
from dosye.scenarios.agents import Agents

EMISSION = (
    ("netherlands", 4, 80, 8),
    ("belgium", 7, 40, 8),
    ("luxembourg", 4, 20, 3),
    ("germany", 4, 80, 16),
    ("france", 10, 60, 16),
    ("italy", 10, 60, 16),
    ("uk", 10, 90, 16),
    ("ireland", 7, 10, 5),
    ("denmark", 4, 100, 5),
    ("greece", 7, 70, 8),
)
TABLE_2_MEDIANS = (8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6)
TABLE_2_MEANS = (7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6)
KTAB_TENFOLD_STATES = 24
KTAB_TENFOLD = {
    1: (40.0, 70.0, 100.0, 40.0, 100.0, 100.0, 100.0, 69.6, 40.0, 70.0),
    3: (40.0, 70.0, 70.2, 40.0, 100.0, 100.0, 100.0, 100.0, 62.2, 62.2),
    6: (58.4, 87.7, 100.0, 40.0, 84.8, 100.0, 100.0, 100.0, 58.4, 84.8),
    12: (75.4, 86.0, 86.1, 40.0, 86.0, 78.6, 96.4, 86.1, 86.1, 86.1),
    23: (75.4, 82.1, 81.7, 40.0, 81.4, 80.8, 96.4, 81.9, 81.7, 81.4),
}
KTAB_3D_INPUT = (  # power, then position and salience of each dimension
    (102.543, 75.79, 49.53, 6.37, 5.91, 70.45, 28.15),
    (53.393, 82.72, 30.33, 73.50, 21.22, 64.00, 24.79),
    (129.643, 82.45, 48.47, 90.89, 13.55, 0.07, 34.62),
    (75.920, 62.52, 20.76, 50.82, 39.24, 62.33, 22.21),
    (63.224, 82.34, 40.96, 45.77, 25.43, 73.31, 22.59),
    (120.048, 84.48, 22.92, 33.70, 39.35, 88.11, 15.42),
    (54.178, 70.96, 31.75, 33.46, 27.93, 90.36, 26.03),
)
KTAB_3D_STATES = 11
KTAB_3D_LAST = (
    (78.6, 78.6, 82.5, 67.1, 78.6, 79.9, 78.6),
    (31.8, 31.8, 90.9, 50.1, 31.6, 34.4, 31.6),
    (74.1, 74.1, 0.1, 63.7, 74.1, 75.2, 74.1),
)


def agents(position: object, salience: object, capability: object, **scale: float) -> Agents:
    """One draw of agents."""
    rows = (np.asarray(column, dtype=float)[None, :] for column in (position, salience, capability))
    return Agents(*rows, scale.get("low", 0.0), scale.get("high", 100.0), scale.get("reference"))


def emission_agents() -> Agents:
    _, position, salience, capability = zip(*EMISSION, strict=True)
    return agents(position, np.divide(salience, 100), np.divide(capability, 100), low=4.0, high=10.0)


def emission_question() -> Question:
    players = tuple(
        Player(key, key.title(), exactly(x), exactly(s / 100), exactly(c / 100)) for key, x, s, c in EMISSION
    )
    return Question("emission-standards", "Emission standards", Scale(4, 10, unit="years"), players)
