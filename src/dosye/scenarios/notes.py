"""What a reader must know before believing a number: said in words, worked out from the run itself."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.scenarios.agents import Stop
from dosye.scenarios.draws import estimates_of
from dosye.scenarios.outcome import Result
from dosye.scenarios.question import INPUTS, Origin, Question

KNIFE_EDGE = 0.05
"""Share of all weight below which the weighted median is said to stand on a knife edge."""


def find_notes(question: Question, results: tuple[Result, ...], *, margin: float) -> tuple[str, ...]:
    """The notes of one run, the gravest first."""
    return (
        *_note_players(question),
        *_note_unknown(question),
        *_note_margin(results, margin),
        *(note for result in results for note in _note_result(result)),
    )


def _note_players(question: Question) -> Iterator[str]:
    places = {player.position.value for player in question.players}
    if len(question.players) == 1:
        yield f"{question.players[0].name} is alone: every model gives back its own position"
    elif len(places) == 1:
        yield "all stand at one place: there is nothing to bargain about"


def _note_unknown(question: Question) -> Iterator[str]:
    for which, name in enumerate(INPUTS):
        by_origin: dict[Origin, list[str]] = {Origin.UNKNOWN: [], Origin.PROPOSED: []}
        for player in question.players:
            origin = estimates_of(player)[which].origin
            if origin in by_origin:
                by_origin[origin].append(player.name)
        if by_origin[Origin.UNKNOWN]:
            yield f"nobody says the {name} of {', '.join(by_origin[Origin.UNKNOWN])}: left wide"
        if by_origin[Origin.PROPOSED]:
            names = ", ".join(by_origin[Origin.PROPOSED])
            yield f"the {name} of {names} is a proposal that nobody has checked"


def _note_margin(results: tuple[Result, ...], margin: float) -> Iterator[str]:
    if margin < KNIFE_EDGE and len({result.outcome for result in results}) > 1:
        yield (
            f"the weighted median stands on a knife edge: {margin:.1%} of the weight on the other side "
            "gives another one"
        )


def _note_result(result: Result) -> Iterator[str]:
    if result.outcome is None:
        yield f"{result.model}: not defined here; {result.reason}"
    if result.stop is Stop.CYCLE:
        yield f"{result.model}: the positions come back every {result.period} rounds and settle nowhere"
    if result.stop is Stop.ROUND_LIMIT:
        first, last = min(result.medians), max(result.medians)
        median = f"stayed at {first:g}" if first == last else f"went between {first:g} and {last:g}"
        yield f"{result.model}: still moving after {len(result.medians) - 1} rounds; its median {median}"
    if result.widened is not None:
        yield f"{result.model}: on a scale twice as long the same actors end at {result.widened:g}"
