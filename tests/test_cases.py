"""Every `*.cases.tsv` beside a table is run by one test: text, expected, why.

A known failure starts its `why` with `KNOWN:`; it turns red when it starts to pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import dosye
from dosye.knowledge import Knowledge
from dosye.language.ckb import SentenceKind, analyse, find_sentences, find_tokens, lookup_key, normalise
from dosye.language.ckb.identify import identify
from dosye.language.ckb.morphology import analyse_word
from dosye.language.ckb.numerals import find_numerals
from dosye.language.ckb.romanise import romanise
from dosye.language.ckb.transliterate import to_latin
from dosye.records import DocId, Document
from dosye.tables import read_table
from dosye.times import find_times

ROOT = Path(dosye.__file__).parent
MARKS = {SentenceKind.SENTENCE: "", SentenceKind.KICKER: "K:", SentenceKind.COPY: "C:"}


def show_sentences(text: str) -> str:
    return "|".join(MARKS[sent.kind] + text[sent.start : sent.end] for sent in find_sentences(text))


def show_numerals(text: str) -> str:
    found = find_numerals(find_tokens(text))
    return "|".join(f"{item.value} {item.kind.value} {item.unit}".strip() for item in found)


def show_times(text: str) -> str:
    """`[2021-02-16] text`: the day of publication stands in front."""
    published, _, text = text[1:].partition("] ")
    document = Document(DocId("case"), text, published or None)
    found = find_times(document, analyse(text), Knowledge()).times
    return "|".join(f"{text[x.start : x.end]}={x.value}" for x in found)


# to add one, add a line: table beside which the cases lie -> what is shown of a text
SHOW: dict[str, Callable[[str], str]] = {
    "language/ckb/keys": lookup_key,
    "language/ckb/kickers": show_sentences,
    "language/ckb/languages": lambda text: identify(text).value,
    "language/ckb/latin": to_latin,
    "language/ckb/lexicon/noun-affixes": lambda text: "|".join(analyse_word(text)[0].segments),
    "language/ckb/lexicon/verbs": lambda text: analyse_word(text)[0].lemma,
    "language/ckb/letters": lambda text: normalise(text).text,
    "language/ckb/numerals": show_numerals,
    "language/ckb/press-names": romanise,
    "language/ckb/spelling": lambda text: normalise(text).text,
    "times/words": show_times,
}


def all_cases() -> list[object]:
    cases: list[object] = []
    for path in sorted(ROOT.rglob("*.cases.tsv")):
        name = str(path.relative_to(ROOT)).removesuffix(".cases.tsv")
        for row in read_table(path, ("text", "expected", "why"), key=("text",)):
            known = row["why"].startswith("KNOWN:")
            marks = [pytest.mark.xfail(strict=True, reason=row["why"])] if known else []
            cases.append(pytest.param(name, row["text"], row["expected"], id=row.where, marks=marks))
    return cases


def unescape(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), cell).replace("\\n", "\n")


@pytest.mark.parametrize(("name", "text", "expected"), all_cases())
def test_case_reads_as_expected(name: str, text: str, expected: str) -> None:
    assert SHOW[name](unescape(text)) == expected


def test_every_case_file_has_a_reader() -> None:
    names = {str(p.relative_to(ROOT)).removesuffix(".cases.tsv") for p in ROOT.rglob("*.cases.tsv")}
    assert names <= set(SHOW)
