"""Which side the words beside an issue take."""

import pytest
from tests.statements.marked import context_of

from dosye.events.scene import scenes_of
from dosye.records import Span
from dosye.stances.attitudes import last_attitude

CASES = [
    ("هەولێر ڕێگە دەدات عێراق بەکاربهێنرێت.", 1, "a verb that is not negated"),
    (
        "هەولێر ڕێگە نادات [عێراق|iraq|GPE] بەکاربهێنرێت.",
        -1,
        "a negated verb closes the clause, a noun comes after it",
    ),
    ("هەولێر جەختی لە هەڵوێستی نەگۆڕی پەرلەمان کردەوە.", 1, "an adjective of the same letters closes none"),
]


@pytest.mark.parametrize(("text", "side", "why"), CASES)
def test_a_negated_verb_turns_a_word_round(text: str, side: int, why: str) -> None:
    context, _ = context_of(text)
    scene = scenes_of(context)[0]
    assert last_attitude(scene, Span(0, len(text))).side == side, why
