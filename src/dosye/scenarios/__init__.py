"""Run the described system forward: models of collective decision, pure and seeded."""

from dosye.errors import ScenarioError
from dosye.scenarios.outcome import Difference, Lever, LeverKind, Outcome, Result, Spread
from dosye.scenarios.play import run
from dosye.scenarios.question import Estimate, Origin, Player, Question, Scale, exactly
from dosye.scenarios.question_file import parse_question, read_question

__all__ = [
    "Difference",
    "Estimate",
    "Lever",
    "LeverKind",
    "Origin",
    "Outcome",
    "Player",
    "Question",
    "Result",
    "Scale",
    "ScenarioError",
    "Spread",
    "exactly",
    "parse_question",
    "read_question",
    "run",
]
