"""The network on sides: its arithmetic against a plain one, and that acts do not sway each other."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from tests.arithmetic import Row, both_states, sum_of, times

from dosye.events.context import Context
from dosye.events.find import drafts_of
from dosye.events.looks import FARTHEST, FIELDS, TIME, Look, look_at, word_names
from dosye.events.network import Network, load_network, network_of
from dosye.events.pairs import choices_for
from dosye.events.scene import Scene, scenes_of

Make = Callable[..., Context]

TOLD = (
    "وەزیری بەرگری ئەمریکا لە بەغدا بوو. لەوێ هێرشەکەی داعشی شەرمەزار کرد "
    "و سوپای عێراق چەند چەکدارێکی دەستگیر کرد. "
    "دوێنێ فڕۆکەی تورکیا بنکەیەکی پەکەکەی لە قەندیل بۆردومان کرد."
)
NAMES = {
    "ئەمریکا": "GPE", "بەغدا": "GPE", "تورکیا": "GPE", "قەندیل": "PLACE",
    "داعش": "ORG", "سوپای عێراق": "ORG", "پەکەکە": "ORG",
}  # fmt: skip
TIMES = {"دوێنێ": "2021-02-28"}
UNITS, WIDTHS, SMALL, KEYS, HIDDEN = 3, (2, 2, 1, 1, 1, 1), 2, 2, 4


@pytest.fixture(name="looks")
def _looks(article: Make) -> list[Look]:
    scenes = scenes_of(article(TOLD, NAMES, TIMES))
    found = []
    for draft in drafts_of(article(TOLD, NAMES, TIMES), scenes):
        c = draft.candidate
        last = scenes[c.sent - 1] if c.sent else None
        found.append(look_at(c, scenes[c.sent], last, choices_for(c, scenes[c.sent], last)))
    assert any(spot.kind == TIME for look in found for spot in look.spots)
    assert {look.before is None for look in found} == {True, False}
    return found


@pytest.fixture(name="small")
def _small() -> Network:
    """A network with weights drawn by chance that knows a few words."""
    draw = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray:
        return draw.normal(size=shape).astype(np.float32)

    width = sum(WIDTHS) + 2 * SMALL
    learnt = {f"table{n}": drawn(3, w) for n, w in enumerate(WIDTHS)}
    learnt |= {"marks": drawn(4, SMALL), "types": drawn(3, SMALL), "lines": drawn(2, SMALL)}
    learnt |= {"kinds": drawn(3, SMALL), "far": drawn(2 * FARTHEST + 1, SMALL)}
    learnt |= {
        "input": drawn(width, 8 * UNITS),
        "bias": drawn(8 * UNITS),
        "again": drawn(2, UNITS, 4 * UNITS),
    }
    learnt |= {"hidden": drawn(8 * UNITS + 4 * SMALL, HIDDEN), "hidden_bias": drawn(HIDDEN)}
    learnt |= {"rivals": drawn(HIDDEN, 2 * KEYS + HIDDEN), "out": drawn(2 * HIDDEN, 5), "out_bias": drawn(5)}
    names = {f"names{n}": "B\nN" for n in range(FIELDS)} | {"names0": "داعش\nکرد", "names5": "BORG\nIORG"}
    names |= {"type_names": "ASSAULT\nCOERCE", "line_names": "x", "kind_names": "GPE\nORG"}
    learnt |= {name: np.frombuffer(rows.encode(), dtype=np.uint8) for name, rows in names.items()}
    return network_of(learnt)


def test_odds_are_those_of_plain_arithmetic(looks: list[Look], small: Network) -> None:
    for look, odds in zip(looks, small.odds(looks), strict=True):
        assert odds == pytest.approx(np.array(plain_odds(look, small)), abs=1e-4)


def test_odds_of_an_act_do_not_depend_on_the_acts_beside_it(looks: list[Look]) -> None:
    network = load_network()
    for look, odds in zip(looks, network.odds(looks), strict=True):
        assert network.odds([look])[0] == pytest.approx(odds, abs=1e-4)


def test_odds_of_an_act_without_entities_are_empty(article: Make, small: Network) -> None:
    context = article("دوێنێ هێرش کرایە سەر شارەکە.")
    scenes = scenes_of(context)
    c = drafts_of(context, scenes)[0].candidate
    assert [odds.shape for odds in small.odds([look_at(c, scenes[0], None, [])])] == [(0, 4)]
    assert small.odds([]) == []


def test_act_in_a_very_long_sentence_is_looked_at_with_the_words_around_it(
    article: Make, small: Network
) -> None:
    dull = "و لە شارێکی دوور باران باری " * 100
    context = article(f"{dull}سوپای عێراق هێرشی کردە سەر داعش {dull}".strip(), {**NAMES, "باران": "ORG"})
    (scene,) = scenes_of(context)
    c = next(d.candidate for d in drafts_of(context, [scene]) if d.candidate.line.type == "ASSAULT")
    look = look_at(c, scene, None, choices_for(c, scene, None))
    assert len(look.marks) < 300 < len(scene.read.sent.tokens)
    assert small.odds([look])[0] == pytest.approx(np.array(plain_odds(look, small)), abs=1e-4)


def plain_odds(look: Look, network: Network) -> list[Row]:
    """What the network gives each spot, a number after the other."""
    a = network.arrays
    type_ = row_of(network, "type_names", look.type)
    words = plain_words(look.before)[look.skipped :] + plain_words(look.here)[look.start : look.stop]
    gates = [
        sum_of(gates_of(network, word), a["marks_in"][mark].tolist(), a["types_in"][type_].tolist())
        for word, mark in zip(words, look.marks, strict=True)
    ]
    states = both_states(gates, a["again"])
    told = a["types"][type_].tolist() + a["lines"][row_of(network, "line_names", look.line)].tolist()
    hidden = []
    for spot in look.spots:
        seen = states[spot.first] + states[spot.last] + states[look.first] + states[look.verb] + told
        seen += (
            a["kinds"][row_of(network, "kind_names", spot.kind)].tolist()
            + a["far"][spot.far + FARTHEST].tolist()
        )
        hidden.append([max(0.0, x) for x in sum_of(times(seen, a["hidden"]), a["hidden_bias"].tolist())])
    found = []
    for row, taken in zip(hidden, plain_attention([times(row, a["rivals"]) for row in hidden]), strict=True):
        none, actor, recipient, place, time = sum_of(times(row + taken, a["out"]), a["out_bias"].tolist())
        found.append([actor - none, recipient - none, place, time])
    return found


def plain_words(scene: Scene | None) -> list[tuple[str, ...]]:
    return word_names(scene) if scene is not None else []


def row_of(network: Network, vocabulary: str, name: str) -> int:
    return network.places[vocabulary].get(name, 0)


def gates_of(network: Network, word: tuple[str, ...]) -> Row:
    told: Row = []
    for n, name in enumerate(word):
        told += network.arrays[f"table{n}"][row_of(network, f"names{n}", name)].tolist()
    return sum_of(times(told, network.arrays["input"]), network.arrays["bias"].tolist())


def plain_attention(rivals: list[Row]) -> list[Row]:
    found = []
    for row in rivals:
        shares = [
            math.exp(sum(x * y for x, y in zip(row[:KEYS], o[KEYS : 2 * KEYS], strict=True)) / KEYS**0.5)
            for o in rivals
        ]
        told = [[share * x for x in o[2 * KEYS :]] for share, o in zip(shares, rivals, strict=True)]
        found.append([x / sum(shares) for x in sum_of(*told)])
    return found
