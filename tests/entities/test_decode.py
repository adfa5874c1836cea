"""The chains of the taggers: the same labels and chances as crfsuite's own."""

import itertools
import math

import numpy as np
import pycrfsuite
import pytest

from dosye.entities import taggers
from dosye.entities.decode import Decoder
from dosye.entities.features import featurer
from dosye.entities.fields import Field, read_field
from dosye.entities.lines import Line
from dosye.entities.scores import LAYERS, scorer
from dosye.errors import DosyeError
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse

_TEXT = (
    "سەرۆکوەزیران محەمەد شیاع سودانی لە بەغدا لەگەڵ وەزیری دەرەوەی تورکیا کۆبووەوە. باران دەبارێت.\n"
    "پەرلەمانی کوردستان ئەمڕۆ کۆ دەبێتەوە، بەڵام یەکێتی نیشتمانیی کوردستان بەشداری ناکات! بەڵێ"
)


def _lines() -> list[Line]:
    known = featurer(load_knowledge())
    return [Line(s.tokens, known.index.find(s.tokens), known) for s in analyse(_TEXT)]


@pytest.mark.parametrize("layer", range(len(LAYERS)))
def test_decode_gives_labels_and_chances_of_crfsuite(layer: int) -> None:
    lines = _lines()
    own = scorer(lines[0].known, taggers.MODELS)
    starts = [0, *itertools.accumulate(len(line.tokens) for line in lines[:-1])]
    decoded = own.decoder.decode(own.score(lines), starts)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(taggers.MODELS / f"entities-{LAYERS[layer]}.crfsuite"))
    for line, start in zip(lines, starts, strict=True):
        labels = tagger.tag(pycrfsuite.ItemSequence(line.known.features(line.tokens, line.matches)))
        found = decoded.labels[layer, start : start + len(labels)].tolist()
        assert [own.decoder.names[y] for y in found] == labels
        chances = [tagger.marginal(label, at) for at, label in enumerate(labels)]
        shares = [decoded.shares.item(start + at, label) for at, label in enumerate(found)]
        assert shares == pytest.approx(chances, abs=1e-9)


def test_decode_finds_the_best_path_where_no_path_has_half() -> None:
    chance = np.random.default_rng(7)
    fields = [
        Field(("O", "B-X", "I-X"), {}, np.zeros((0, 3)), chance.normal(size=(3, 3))),
        Field(("I-Y", "O"), {}, np.zeros((0, 2)), chance.normal(size=(2, 2))),
    ]
    decoder = Decoder(fields)
    for _ in range(20):
        scores = chance.normal(size=(6, 5))
        decoded = decoder.decode(scores, [0, 5])
        for layer, columns in enumerate(decoder.blocks):
            own, steps = scores[:5, columns], fields[layer].steps

            def total(path: tuple[int, ...], own: np.ndarray = own, steps: np.ndarray = steps) -> float:
                stays = sum(own[at, y] for at, y in enumerate(path))
                return float(stays + sum(steps[a, b] for a, b in itertools.pairwise(path)))

            paths = list(itertools.product(range(own.shape[1]), repeat=5))
            best = max(paths, key=total)
            assert (decoded.labels[layer, :5] - columns.start).tolist() == list(best)
            whole = sum(math.exp(total(path)) for path in paths)
            share = sum(math.exp(total(path)) for path in paths if path[2] == best[2]) / whole
            assert decoded.shares[2, columns.start + best[2]] == pytest.approx(share)


def test_read_field_refuses_another_file(tmp_path) -> None:
    path = tmp_path / "x.crfsuite"
    path.write_bytes(b"no model")
    with pytest.raises(DosyeError, match="not a model of crfsuite"):
        read_field(path)


def test_scorer_starts_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _lines()
    own = scorer(lines[0].known, taggers.MODELS)
    before = own.score(lines)
    monkeypatch.setattr("dosye.entities.scores._MOST", 3)
    assert np.array_equal(own.score(lines), before)
    assert np.array_equal(own.score(lines), before)
