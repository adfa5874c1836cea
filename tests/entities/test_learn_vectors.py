"""First vectors of words; skipped without PyTorch (pip install ".[train]")."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch")
learn = pytest.importorskip("dosye.entities.learn_vectors", reason="needs PyTorch")

NAMES = ("هەولێر", "سلێمانی", "گوتی", "وتی")


def _vectors(texts: list[str]) -> np.ndarray:
    torch.manual_seed(1)
    sents = [[(word, word) for word in text.split()] for text in texts]
    found: np.ndarray = learn.word_vectors(sents, {name: row for row, name in enumerate(NAMES, start=1)}, 4)
    return found


def _likeness(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_words_in_the_same_company_are_alike() -> None:
    towns = [f"لە شاری {town} کۆبوونەوە" for town in NAMES[:2]]
    verbs = [f"سەرۆکی پەرلەمان {verb} یاساکە دەگۆڕدرێت" for verb in NAMES[2:]]
    told = _vectors((towns + verbs) * 5)
    assert told.shape == (5, 4)
    assert not told[0].any()
    assert _likeness(told[1], told[2]) > 0.9 > _likeness(told[1], told[3])
    assert _likeness(told[3], told[4]) > 0.9


def test_words_without_company_have_no_vector() -> None:
    assert not _vectors(["هەولێر", "گوتی"]).any()
