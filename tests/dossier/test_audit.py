from pathlib import Path

import pytest

from dosye.dossier import Dossier, open_dossier
from dosye.dossier.audit import draw_facts, measure_precision, read_verdicts, wilson, write_verdict
from dosye.errors import RecordError
from dosye.pipeline import read_text

TEXTS = (
    "بەرهەم ساڵح، سەرۆککۆماری عێراق، گوتی هەڵبژاردن لە کاتی خۆیدا دەکرێت.",
    "مستەفا کازمی سەردانی واشنتنی کرد. هادی عامری داوای کشانەوەی هێزەکانی ئەمریکا لە عێراق دەکات.",
)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    found = open_dossier(tmp_path / "audit.dosye", create=True)
    found.add(read_text(text, published="2020-08-18") for text in TEXTS)
    return found


def test_draw_is_the_same_for_a_seed_and_grows_by_adding(dossier: Dossier) -> None:
    every = draw_facts(dossier, 100, seed=3)
    assert len({d.fact for d in every}) == len(every) > 3
    assert draw_facts(dossier, 3, seed=3) == every[:3]
    assert all(d.words in "".join(TEXTS) for d in every)


def test_draw_of_one_layer_holds_only_its_facts(dossier: Dossier) -> None:
    drawn = draw_facts(dossier, 100, layer="statements")
    assert {d.layer for d in drawn} == {"statements"}
    assert drawn[0].told.startswith("Barham Salih: ")


def test_precision_counts_right_and_wrong_and_leaves_the_unsure(dossier: Dossier, tmp_path: Path) -> None:
    drawn, path = draw_facts(dossier, 3), tmp_path / "verdicts.jsonl"
    for fact, verdict in zip(drawn, ("right", "wrong", "unsure"), strict=True):
        write_verdict(path, fact.fact, verdict)
    total = measure_precision(drawn, read_verdicts(path))[-1]
    assert (total.layer, total.right, total.wrong, total.unsure, total.share) == ("all", 1, 1, 1, 0.5)


def test_wilson_gives_the_known_interval() -> None:
    assert wilson(81, 263) == (0.255, 0.366)  # Newcombe 1998
    assert wilson(0, 20)[0] == 0.0


def test_verdict_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    path.write_text('{"fact": "a/events/0", "verdict": "maybe"}\n', encoding="utf-8")
    with pytest.raises(RecordError, match="maybe"):
        read_verdicts(path)
