"""Run the described system forward: models of collective decision, pure and seeded."""

from ..errors import ScenarioError
from .outcome import Difference, Lever, LeverKind, Outcome, Result, Spread
from .question import Estimate, Origin, Player, Question, Scale, exactly
from .read_question import parse_question, read_question
from .run import MODELS, run

__all__ = [
    "MODELS",
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
