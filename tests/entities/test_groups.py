import pytest

from dosye.entities.features import featurer
from dosye.entities.groups import chance_of, find_phrases, load_weights
from dosye.entities.logistic import fit
from dosye.entities.taggers import MODELS
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("میلیشیاکان هێرشیان کرد", ["میلیشیاکان"]),
        ("دوو بەرپرسی ئەمنی گوتیان", ["دوو بەرپرسی ئەمنی"]),
        ("هەندێک لە سیاسەتمەداران ڕازین", ["هەندێک لە سیاسەتمەداران"]),
        ("گرووپە چەکدارەکان کشانەوە", ["گرووپە چەکدارەکان"]),
        ("کۆمەڵێک چەکدار هێرشیان کرد", ["کۆمەڵێک چەکدار"]),
        ("کتێبەکە لەسەر مێزەکەیە", []),
    ],
)
def test_phrase_takes_in_counts_and_adjectives(text: str, phrases: list[str]) -> None:
    known = featurer(load_knowledge())
    (sent,) = analyse(text)
    found = find_phrases(sent.tokens, known.index.find(sent.tokens), known)
    assert [text[sent.tokens[p.start].start : sent.tokens[p.end - 1].end] for p in found] == phrases


def test_decision_has_weights_and_gives_a_share() -> None:
    weights, _ = load_weights(MODELS)
    assert len(weights) > 100
    assert 0 <= chance_of(iter(["bias"]), weights) <= 1


def test_fit_learns_what_tells_the_rows_apart() -> None:
    rows = [(["bias", "acts"], True), (["bias", "rests"], False)] * 10
    weights = fit(rows, strength=0.1, steps=100)
    assert chance_of(iter(["bias", "acts"]), weights) > 0.9
    assert chance_of(iter(["bias", "rests"]), weights) < 0.1
    assert fit(rows, strength=0.1, steps=100) == weights
