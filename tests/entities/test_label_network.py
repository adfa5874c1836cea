"""The network that labels words: its arithmetic against a plain one, and what its answer does to readings."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.arithmetic import Row, both_states, sum_of, times

from dosye.entities import find_entities, network, taggers
from dosye.entities.lines import Line
from dosye.entities.network import CUE, FIELDS, LAYERS, SAID, LabelNetwork, form_names, network_of, tag_name
from dosye.entities.seen import lines_of
from dosye.entities.taggers import read_words, tag
from dosye.events import find_events
from dosye.events.context import Context
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse
from dosye.pipeline import prepare
from dosye.records import DocId, Document

TEXT = "سوپای عێراق دوێنێ هێرشی کردە سەر داعش. باران دەبارێت.\nمستەفا کازمی گەیشتە بەغدا!"
UNITS, WIDTHS, HIDDEN = 3, (2, 2, 2, 1, 1, 1, 1, 2), 4
LABELS = {
    "names": "B-ORG\nI-ORG\nO",
    "roles": "B-ROLE\nO",
    "acts": "ASSAULT\nCONSULT\nO",
    "said": "O\ncontent\ncue",
}


@pytest.fixture(name="lines", scope="module")
def _lines() -> list[Line]:
    return lines_of(analyse(TEXT), load_knowledge())


@pytest.fixture(name="small", scope="module")
def _small() -> LabelNetwork:
    """A network with weights drawn by chance that knows a few words."""
    draw = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray:
        return draw.normal(size=shape).astype(np.float32)

    width = sum(WIDTHS)
    learnt = {f"table{n}": drawn(3, w) for n, w in enumerate(WIDTHS)}
    learnt |= {
        "input": drawn(width, 8 * UNITS),
        "bias": drawn(8 * UNITS),
        "again": drawn(2, UNITS, 4 * UNITS),
    }
    learnt |= {"hidden": drawn(2 * UNITS + width, HIDDEN), "hidden_bias": drawn(HIDDEN)}
    for layer, labels in LABELS.items():
        size = len(labels.split("\n"))
        learnt |= {f"out_{layer}": drawn(HIDDEN, size), f"out_{layer}_bias": drawn(size)}
    names = {f"names{n}": "x\ny" for n in range(FIELDS)} | {"names0": "داعش\nباران", "names3": "اق\nێت"}
    names |= {f"labels_{layer}": LABELS[layer] for layer in LAYERS}
    learnt |= {name: np.frombuffer(rows.encode(), dtype=np.uint8) for name, rows in names.items()}
    return network_of(learnt)


def test_shares_are_those_of_plain_arithmetic(lines: list[Line], small: LabelNetwork) -> None:
    told = small.read(lines)
    plain = [row for line in lines for row in plain_shares(line, small)]
    for layer in LAYERS:
        assert told[layer] == pytest.approx(np.array([row[layer] for row in plain]), abs=1e-4)


def test_shares_of_a_sentence_do_not_depend_on_those_beside_it(lines: list[Line]) -> None:
    known = network.load_network(taggers.MODELS)
    assert known is not None
    whole, start = known.read(lines), 0
    for line in lines:
        alone = known.read([line])
        for layer in LAYERS:
            here = whole[layer][start : start + len(line.tokens)]
            assert alone[layer] == pytest.approx(here, abs=1e-4)
        start += len(line.tokens)


def test_what_the_network_says_of_names_weighs_in(lines: list[Line]) -> None:
    read = read_words(lines)
    assert read is not None
    assert tag(lines, read)[1][0] == []
    labels = read.network.labels["names"]
    sure = {layer: shares.copy() for layer, shares in read.shares.items()}
    at = len(lines[0].tokens)  # `rain`
    sure["names"][at] = [0.0 if label == "B-ORG" else -50.0 for label in labels]
    (found,) = tag(lines, replace(read, shares=sure))[1][0]
    assert (found.start, found.end, found.type.value) == (0, 1, "ORG")


def test_words_are_told_by_the_tables_that_are_read_with() -> None:
    text, known = "وەزیری دەرەوە گەیشتە بەغدا.", load_knowledge()
    fewer = replace(known, offices=())
    asked = [lines_of(analyse(text), knowledge) for knowledge in (known, fewer)]
    alone = [fresh.read(lines) for fresh, lines in zip((shipped(), shipped()), asked, strict=True)]
    one = shipped()
    for told, lines in zip(alone, asked, strict=True):
        assert (one.read(lines)["roles"] == told["roles"]).all()
    assert not np.allclose(alone[0]["roles"], alone[1]["roles"])


def shipped() -> LabelNetwork:
    with np.load(taggers.MODELS / network.FILE, allow_pickle=False) as file:
        return network_of({name: file[name] for name in file.files})


def test_folder_without_a_network_reads_by_features_alone(lines: list[Line], tmp_path: object) -> None:
    assert network.load_network(taggers.MODELS / "none") is None
    assert len(tag(lines, None)) == len(lines)


def test_what_the_network_says_of_acts_weighs_in() -> None:
    context, _ = prepare(Document(DocId("d"), TEXT, "2021-02-16"), load_knowledge())
    assert context.acts is not None
    likely, unlikely, surely = (_sure_of_attack(replace_acts(context, odds)) for odds in (0.0, -12.0, 12.0))
    assert unlikely < likely / 2 < likely < surely, (unlikely, likely, surely)


def _sure_of_attack(context: Context) -> float:
    (event,) = [e for e in find_events(context) if e.type.value == "ASSAULT"]
    assert event.found.confidence is not None
    return event.found.confidence


def replace_acts(context: Context, odds: float) -> Context:
    assert context.acts is not None
    return replace(context, acts=replace(context.acts, odds=np.full_like(context.acts.odds, odds)))


def test_odds_of_an_act_are_those_of_its_likeliest_word() -> None:
    found = find_entities(Document(DocId("d"), TEXT, None), analyse(TEXT), load_knowledge()).acts
    assert found is not None
    columns = found.odds[found.starts[2] : found.starts[2] + 3, found.labels["CONSULT"]]
    assert found.most(2, range(3), "CONSULT") == pytest.approx(float(columns.max()))
    assert found.most(2, [], "CONSULT") == 0.0
    assert found.most(2, range(3), "no type of act") == 0.0
    assert found.mean(2, range(3), "CONSULT") == pytest.approx(float(columns.mean()), abs=1e-4)


def test_words_of_a_cue_are_likelier_to_report_than_others() -> None:
    text = "مستەفا کازمی ڕایگەیاند، حکومەت هێرشەکان قبوڵ ناکات."
    sents = analyse(text)
    said = find_entities(Document(DocId("d"), text, None), sents, load_knowledge()).said
    assert said is not None
    words = [token.key for token in sents[0].tokens]
    cue = [n for n, word in enumerate(words) if word.startswith("ڕایگەیاند")]
    reported = [n for n, word in enumerate(words) if word in ("حکومەت", "قبوڵ")]
    assert said.most(0, cue, CUE) > max(said.most(0, [n], CUE) for n in range(len(words)) if n not in cue)
    assert said.mean(0, reported, SAID) > 0.0 > said.mean(0, [0, 1], SAID)


def plain_shares(line: Line, known: LabelNetwork) -> list[dict[str, Row]]:
    """What the network gives each word of a sentence, a number after the other."""
    tags = line.known.table_tags(line.matches, line.tokens)
    words: list[Row] = []
    for token, names in zip(line.tokens, tags, strict=True):
        told: Row = []
        for n, name in enumerate((*form_names(token, line.known.make_view(token)), tag_name(names))):
            told += known.arrays[f"table{n}"][known.places[n].get(name, 0)].tolist()
        words.append(told)
    a = known.arrays
    gates = [sum_of(times(word, a["input"]), a["bias"].tolist()) for word in words]
    found = []
    for state, word in zip(both_states(gates, a["again"]), words, strict=True):
        seen = sum_of(times(state + word, a["hidden"]), a["hidden_bias"].tolist())
        hidden = [max(0.0, x) for x in seen]
        found.append(
            {
                layer: plain_logs(sum_of(times(hidden, a[f"out_{layer}"]), a[f"out_{layer}_bias"].tolist()))
                for layer in LAYERS
            }
        )
    return found


def plain_logs(scores: Row) -> Row:
    total = math.log(sum(math.exp(score) for score in scores))
    return [score - total for score in scores]
