"""The language of a line, over the lines of `languages.cases.tsv`, which we wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

import dosye.language.ckb
from dosye.language.ckb import Script
from dosye.language.ckb.identify import identify
from dosye.tables import read_table

CASES = Path(dosye.language.ckb.__file__).with_name("languages.cases.tsv")


def f1(pairs: list[tuple[str, str]], language: str) -> float:
    hit = sum(gold == found == language for gold, found in pairs)
    return 2 * hit / sum((gold == language) + (found == language) for gold, found in pairs)


def test_macro_f1_over_the_lines_is_high() -> None:
    rows = read_table(CASES, ("text", "expected", "why"), key=("text",))
    pairs = [(row["expected"], identify(row["text"].replace("\\u200c", "\u200c")).value) for row in rows]
    assert sum(f1(pairs, script.value) for script in Script) / len(Script) >= 0.95


@pytest.mark.parametrize("line", ["", " ", "123", "...", "\ud800", "https://example.org/هەولێر"])
def test_line_without_words_is_other(line: str) -> None:
    assert identify(line) is Script.OTHER


def test_links_and_hashtags_do_not_count() -> None:
    assert (
        identify("باران لە هەولێر دەبارێت https://example.org/the-news-of-the-day-in-english") is Script.CKB
    )
