"""The models by name."""

from __future__ import annotations

from dosye.errors import ScenarioError
from dosye.scenarios.agents import Model
from dosye.scenarios.compromise.model import compromise
from dosye.scenarios.expected_utility.model import scholz_2011_code, scholz_2011_text
from dosye.scenarios.median.model import median, weighted_median
from dosye.scenarios.nash.model import nash
from dosye.scenarios.spatial.model import spatial

HEADLINE = "compromise"
ALL = "all"
MODELS: dict[str, Model] = {  # to add one, add a line
    "compromise": compromise,
    "weighted-median": weighted_median,
    "median": median,
    "nash": nash,
    "scholz-2011-code": scholz_2011_code,
    "scholz-2011-text": scholz_2011_text,
    "spatial": spatial,
}


def choose_models(model: str) -> tuple[str, ...]:
    """Names of the models to run, the headline first.

    Raises:
        ScenarioError: there is no model of that name.
    """
    if model == ALL:
        return tuple(MODELS)
    if model not in MODELS:
        raise ScenarioError(f"no model {model!r}; there are {', '.join(MODELS)}, or all")
    return (model,) if model == HEADLINE else (model, HEADLINE)
